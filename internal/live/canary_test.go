package live

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

const canary = "CANARY"

// secret is a deck that holds the canary wherever something is the speaker's.
func secret() *deck.Deck {
	at := deck.Pos{File: "/home/" + canary + "/deck.md", Line: 3}
	spans := []deck.Span{{Text: "seen", Link: "file:///" + canary}}
	slide := deck.Slide{
		PublicSlide: deck.PublicSlide{Title: "seen", Layout: deck.LayoutText, Steps: 2, Blocks: []deck.Block{
			{Kind: deck.Heading, Level: 1, Pos: at, Spans: spans},
			{Kind: deck.Picture, Pos: at, Image: &deck.Image{Path: canary + ".png", Alt: "seen"}},
		}},
		Pos: at, Speaker: canary, Optional: true, Time: deck.Times{canary: time.Minute},
		Notes: deck.Notes{"": {{Parts: []deck.Part{{Text: canary}, {Cue: deck.Cue{Kind: deck.CueDo, Text: canary}}}}}, canary: nil},
	}
	meta := deck.Meta{
		Title: "seen", SubTitle: canary, Author: canary, Event: canary, Location: canary, Date: canary, Finish: canary,
		Phases: []string{canary}, Pace: map[string]int{canary: 1}, Source: canary, SourceText: canary, Fill: map[string]string{canary: canary},
	}
	heads := []deck.Head{{Pos: at, Steps: 2}, {Pos: at, Steps: 2}, {Pos: at, Steps: 2}}
	load := func(int) (deck.Slide, []deck.Diagnostic) { return slide, nil }
	return deck.New(canary+".md", canary, meta, heads, []deck.Diagnostic{{Message: canary}}, load)
}

// No byte that the server sends on any path, in answer to anything, holds what is the speaker's.
func TestCanary(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		p := newTalker("one", secret().Public())
		p.hub = NewHub()
		p.publish()
		s := serveHub(w, testPort, p.hub, Config{Command: func(c talk.Command) { p.do(c.Op, c.N) }})
		shared := w.openWide(s, testPort+1, Network{Follow: true})
		d := w.driver(t, testPort, "h1")
		defer d.Close()
		var all bytes.Buffer
		for _, port := range []int{testPort, testPort + 1} {
			for _, method := range []string{"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "nonsense"} {
				for _, path := range []string{"/", "/deck", "/shown", "/command", "/events", "/notes", "/deck/", "/../deck", "/%2e", "*"} {
					for _, body := range []string{"", `{"op":"next","at":AT}`, `{"op":"back","at":AT}`, "{", reported} {
						signed := path
						if body = d.timed(body); body != "" {
							signed = d.next(method, path, body)
						}
						all.Write(w.exchange(t, port, method, signed, body))
					}
				}
			}
			all.Write(w.exchange(t, port, "GET", "/deck HTTP/9.9\r\n\r\n", ""))
		}
		s.Close()
		shared.close()
		if bytes.Contains(all.Bytes(), []byte(canary)) || bytes.Contains(all.Bytes(), []byte(`"Path":"C`)) {
			i := bytes.Index(all.Bytes(), []byte(canary))
			t.Errorf("what is the speaker's is sent: %q", all.Bytes()[max(i-200, 0):min(i+200, all.Len())])
		}
		for _, want := range []string{"seen", "event: state", "event: beat", "403 Forbidden", "204 No Content", "405 Method", "400 Bad"} {
			if !strings.Contains(all.String(), want) {
				t.Errorf("in %d bytes there is no %q, so this test sees too little", all.Len(), want)
			}
		}
	})
}

// exchange sends a request and returns what comes back in three seconds, byte for
// byte.
func (w *wire) exchange(t *testing.T, port int, method, path, body string) []byte {
	t.Helper()
	conn := w.raw(t, port, "")
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(3 * time.Second)); err != nil {
		t.Fatal(err)
	}
	go fmt.Fprintf(conn, "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s",
		method, path, port, len(body), body)
	out, _ := io.ReadAll(conn) // Its end may be the deadline's.
	return out
}

package relay

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

const canary = "CANARY"

// secret is a deck that holds the canary wherever something is the speaker's.
func secret() *deck.Deck {
	at := deck.Pos{File: "/home/" + canary + "/deck.md", Line: 3}
	spans := []deck.Span{{Text: "seen", Link: "file:///" + canary}}
	image := &deck.Image{Path: canary + ".png", Alt: "seen", File: &deck.File{ID: "picture-1", Kind: "png", W: 1, H: 1}}
	slide := deck.Slide{
		PublicSlide: deck.PublicSlide{Title: "seen", Layout: deck.LayoutText, Steps: 2, Blocks: []deck.Block{
			{Kind: deck.Heading, Level: 1, Pos: at, Spans: spans},
			{Kind: deck.Picture, Pos: at, Image: image},
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

// drawer holds pictures.
type drawer map[string][]byte

func (d drawer) ReadPicture(id string) ([]byte, error) {
	if data, ok := d[id]; ok {
		return data, nil
	}
	return nil, errors.New("no such picture")
}

// tap takes all that goes over a server.
type tap struct {
	mu     sync.Mutex
	all    bytes.Buffer
	states [][]byte
}

func tapServer(t *testing.T, s Server) *tap {
	t.Helper()
	c, w := connect(t, s), &tap{}
	_, err := c.Subscribe(">", func(m *nats.Msg) {
		w.mu.Lock()
		defer w.mu.Unlock()
		if m.Subject == "assembly.oak.state" {
			w.states = append(w.states, m.Data)
		}
		w.all.WriteString(m.Subject + m.Reply)
		for name, values := range m.Header {
			w.all.WriteString(name + strings.Join(values, " "))
		}
		w.all.Write(m.Data)
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Flush(); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *tap) bytes() []byte {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.all.Bytes())
}

// No byte that is sent over the relay, or stored there, holds what is the speaker's.
func TestCanary(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := startServer(t, &server.Options{JetStream: true, StoreDir: dir})
	w := tapServer(t, at(s))
	public := secret().Public()
	p := begin(t, PresentConfig{Server: at(s), Name: "Ann"}, testDeck("a", 1))
	p.pictures, p.deck = drawer{"picture-1": []byte("the picture")}, public
	p.do(talk.Next, 0)
	site := listen(t, FollowConfig{Server: at(s), Site: "hillside"})
	got := site.until("the talk", func(s live.State) bool { return s.Deck != nil && s.Deck.Hash == public.Hash })
	if data, err := got.Pictures.ReadPicture("picture-1"); err != nil || string(data) != "the picture" {
		t.Fatalf("the picture is %q, %v", data, err)
	}
	p.do(talk.Next, 0)
	p.sites("the site", func(s live.Sites) bool { return s.Sites == 1 })
	stored(t, p)
	packed, err := site.getObject(t.Context(), channel("oak").deckObject(public.Hash), maxDeck)
	if err != nil {
		t.Fatal(err)
	}
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	p.Close()
	for name, all := range map[string][]byte{"sent": w.bytes(), "stored": filesIn(t, dir), "in the deck": text} {
		if i := bytes.Index(all, []byte(canary)); i >= 0 {
			t.Errorf("what is the speaker's is %s: %q", name, all[max(i-200, 0):min(i+200, len(all))])
		}
	}
	for name, want := range map[string]string{"assembly.oak.state": string(w.bytes()), "the picture": string(filesIn(t, dir)), "seen": string(text)} {
		if !strings.Contains(want, name) {
			t.Errorf("in %d bytes there is no %q, so this test sees too little", len(want), name)
		}
	}
}

func filesIn(t *testing.T, dir string) []byte {
	t.Helper()
	var out []byte
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		out = append(out, text...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Two computers' clocks may differ by a day: no time of day goes over the relay.
func TestClocksDiffer(t *testing.T) {
	t.Parallel()
	s := startServer(t, nil)
	w := tapServer(t, at(s))
	p := begin(t, PresentConfig{Server: at(s)}, testDeck("a", 5))
	p.clock = func() time.Time { return time.Now().Add(24 * time.Hour) }
	p.session = "another"
	p.talk = talk.Start("", p.clock())
	p.do(talk.Next, 0)
	site := listen(t, FollowConfig{Server: at(s)})
	got := site.until("the talk", both(status(live.Connected), shows("a", 0, 1)))
	if now := got.Now(time.Now()); now.Elapsed > inTime.Milliseconds() || now.Shown > inTime.Milliseconds() {
		t.Errorf("with a clock that is a day ahead the times are %+v", now)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.states) == 0 {
		t.Fatal("no state was published")
	}
	for _, text := range w.states {
		var v any
		if err := json.Unmarshal(text, &v); err != nil {
			t.Fatal(err)
		}
		if instant := instants(v); instant != nil {
			t.Errorf("the time of day %v is in %s", instant, text)
		}
	}
	if instants(map[string]any{"a": 1.8e9}) == nil || instants([]any{"2026-01-01T09:00:00Z"}) == nil {
		t.Error("this test finds no time of day")
	}
}

// instants finds a value that may be a time of day.
func instants(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for _, one := range v {
			if found := instants(one); found != nil {
				return found
			}
		}
	case []any:
		for _, one := range v {
			if found := instants(one); found != nil {
				return found
			}
		}
	case float64:
		if v > 1e9 {
			return v
		}
	case string:
		if strings.Contains(v, ":") {
			return v
		}
	}
	return nil
}

func TestPictures(t *testing.T) {
	t.Parallel()
	s := startServer(t, nil)
	large := bytes.Repeat([]byte("0123456789"), 300_000)
	d := secret().Public()
	slow := make(chan struct{})
	p := begin(t, PresentConfig{Server: at(s)}, testDeck("a", 1))
	p.deck, p.pictures = d, late{drawer{"picture-1": large}, slow}
	p.do(talk.Next, 0)
	site := listen(t, FollowConfig{Server: at(s)})
	got := site.until("the talk", func(s live.State) bool { return s.Deck != nil && s.Deck.Hash == d.Hash })
	read := make(chan []byte, 1)
	go func() {
		data, _ := got.Pictures.ReadPicture("picture-1")
		read <- data
	}()
	close(slow) // The site has asked, or asks soon, for what is still being stored.
	if data := <-read; !bytes.Equal(data, large) {
		t.Errorf("of %d bytes %d came", len(large), len(data))
	}
	if _, err := got.Pictures.ReadPicture("../deck"); err == nil {
		t.Error("there is a picture without a valid ID")
	}
}

// late holds its pictures back.
type late struct {
	drawer
	until chan struct{}
}

func (l late) ReadPicture(id string) ([]byte, error) {
	<-l.until
	return l.drawer.ReadPicture(id)
}

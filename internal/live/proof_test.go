package live

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// killed is a presenter with a hall that shows its fifth slide, after its process was killed.
func killed(t *testing.T, w *wire) hall {
	t.Helper()
	p := newTalker("one", publicDeck("a", 5))
	s := serveHub(w, testPort, p.hub, Config{})
	h := w.hall(testPort, testToken)
	p.do(talk.GoTo, 4)
	got := h.now(t)
	if position(got) != (talk.Pos{Slide: 4}) {
		t.Fatalf("the hall is at %v", position(got))
	}
	h.Report(got.Report(Terminal, 80, 24, 0))
	synctest.Wait()
	s.local.http.Close()
	h.now(t)
	return h
}

// keeps fails unless a hall shows what it did, and counts as lost.
func (h hall) keeps(t *testing.T, what string) {
	t.Helper()
	time.Sleep(time.Minute)
	got := h.now(t)
	if got.Status != Lost || got.Deck.Title != "a" || position(got) != (talk.Pos{Slide: 4}) {
		t.Errorf("with %s the hall has %+v", what, got)
	}
	if err := h.Command(talk.Command{Op: talk.Next}); !errors.Is(err, errNotConnected) {
		t.Errorf("with %s a command gives %v", what, err)
	}
}

// Another program at a killed presenter's address can neither show anything nor learn anything.
func TestAnotherProgramAtTheAddress(t *testing.T) {
	state := fmt.Sprintf("event: state\ndata: {\"v\":%d,\"session\":\"evil\",\"deck\":\"hash-of-a\",\"seq\":9,\"slide\":1}\n\n", Version)
	for name, says := range map[string]string{
		"no proof":         state,
		"a heartbeat":      "event: beat\ndata: 1\n\n" + state,
		"an empty proof":   fmt.Sprintf("event: proof\ndata: {\"v\":%d}\n\n", Version) + state,
		"a made-up proof":  fmt.Sprintf("event: proof\ndata: {\"v\":%d,\"nonce\":\"n\",\"at\":1,\"sum\":\"%064d\"}\n\n", Version, 0) + state,
		"another token's":  "TOKEN",
		"a proof that was": "REPLAY",
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, w *wire) {
				h := killed(t, w)
				defer h.end()
				var heard bytes.Buffer
				posts, earlier := 0, ""
				stop := w.script(testPort, func(out http.ResponseWriter, r *http.Request) {
					text, _ := httputil.DumpRequest(r, true)
					heard.Write(text)
					if r.Method == http.MethodPost {
						posts++
					}
					q := r.URL.Query()
					k := key("another")
					if earlier = q.Get(queryChallenge); says == "REPLAY" {
						k, earlier = keyOf(testToken, q.Get(queryHall)), "an-earlier-one"
					}
					proof, _ := json.Marshal(k.prove(r.Host, earlier, "n", 1))
					sendEvent(out, strings.NewReplacer("TOKEN", "event: proof\ndata: "+string(proof)+"\n\n"+state,
						"REPLAY", "event: proof\ndata: "+string(proof)+"\n\n"+state).Replace(says))
					<-r.Context().Done()
				})
				defer stop()
				h.keeps(t, name)
				if heard.Len() == 0 || posts > 0 || bytes.Contains(heard.Bytes(), []byte(testToken)) {
					t.Errorf("it hears, with %d reports and commands: %s", posts, heard.Bytes())
				}
			})
		})
	}
}

// Nor by passing on what the presenter proves at another address.
func TestProofOfAnotherAddress(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		h := killed(t, w)
		defer h.end()
		again := newTalker("two", publicDeck("b", 5))
		s := serveHub(w, testPort+1, again.hub, Config{})
		defer s.Close()
		passed := 0
		to, _ := url.Parse(testURL(testPort + 1))
		stop := w.script(testPort, func(out http.ResponseWriter, r *http.Request) {
			passed++
			pass := httputil.NewSingleHostReverseProxy(to)
			pass.Transport = newHTTP(w.dial).Transport
			r.Host = to.Host
			pass.ServeHTTP(out, r)
		})
		defer stop()
		h.keeps(t, "one that passes on")
		if passed == 0 {
			t.Error("nothing was passed on, so this test sees too little")
		}
	})
}

// A deck and a picture come on connections of their own, on which another program may answer.
func TestAnswersHaveTags(t *testing.T) {
	k := keyOf(testToken, "h")
	p := &peer{key: k, nonce: "n"}
	content := []byte("content")
	sum := func(s string) []byte { h := sha256.Sum256([]byte(s)); return h[:] }
	good := append([]byte("content"), k.tag(pathDeck, "n", 7, sum("content"))...)
	if got, err := p.checked(pathDeck, 7, good); err != nil || !bytes.Equal(got, content) {
		t.Errorf("the right one gives %q, %v", got, err)
	}
	for name, bad := range map[string][]byte{
		"none":             content,
		"nothing":          nil,
		"another content":  append([]byte("kontent"), k.tag(pathDeck, "n", 7, sum("content"))...),
		"another path":     append([]byte("content"), k.tag(pathPicture+"1", "n", 7, sum("content"))...),
		"another link":     append([]byte("content"), k.tag(pathDeck, "m", 7, sum("content"))...),
		"an earlier one":   append([]byte("content"), k.tag(pathDeck, "n", 6, sum("content"))...),
		"another hall's":   append([]byte("content"), keyOf(testToken, "i").tag(pathDeck, "n", 7, sum("content"))...),
		"cut off":          good[:len(good)-1],
		"with more behind": append(bytes.Clone(good), 'x'),
	} {
		if got, err := p.checked(pathDeck, 7, bad); !errors.Is(err, errProof) {
			t.Errorf("%s gives %q, %v", name, got, err)
		}
	}
}

// A presenter that dies between a state and its deck leaves the address to another program.
func TestDeckOfAnotherProgram(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		stop := w.script(testPort, func(out http.ResponseWriter, r *http.Request) {
			q := r.URL.Query()
			if r.URL.Path == pathDeck {
				out.Header().Set("Content-Type", "application/json")
				fmt.Fprintf(out, `{"Hash":"h","Title":"evil","Steps":[1],"Slides":[{}],"Closing":-1}%32s`, "")
				return
			}
			proof, _ := json.Marshal(keyOf(testToken, q.Get(queryHall)).prove(r.Host, q.Get(queryChallenge), "n", 1))
			sendEvent(out, fmt.Sprintf("event: proof\ndata: %s\n\nevent: state\ndata: {\"v\":%d,\"session\":\"s\",\"deck\":\"h\"}\n\n", proof, Version))
			<-r.Context().Done()
		})
		defer stop()
		h := w.hall(testPort, testToken)
		defer h.end()
		if got := h.now(t); got.Deck != nil || !errors.Is(got.Trouble, errProof) {
			t.Errorf("the hall has %+v", got)
		}
	})
}

// What a hall has signed does nothing a second time, on another channel, or after its channel has ended.
func TestSignedRequestsCountOnce(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		var commands []talk.Command
		s := serveHub(w, testPort, newTalker("one", publicDeck("a", 5)).hub, Config{Command: func(c talk.Command) { commands = append(commands, c) }})
		defer s.Close()
		d, other := w.driver(t, testPort, "h1"), w.driver(t, testPort, "h2")
		defer other.Close()
		body := d.timed(`{"op":"next","at":AT}`)
		path := d.next(http.MethodPost, pathCommand, body)
		early := d.next(http.MethodPost, pathCommand, body)
		late := d.next(http.MethodPost, pathCommand, body)
		status := func(path, body string) string {
			t.Helper()
			line, _, _ := strings.Cut(string(w.exchange(t, testPort, http.MethodPost, path, body)), "\r\n")
			return strings.Fields(line + " ? ?")[1]
		}
		for _, c := range []struct{ name, path, body, want string }{
			{"a later one first", late, body, "204"},
			{"the right one", path, body, "204"},
			{"the same again", path, body, "403"},
			{"another body", early, strings.Replace(body, "next", "back", 1), "403"},
			{"on another channel", strings.Replace(early, d.nonce, other.nonce, 1), body, "403"},
			{"of an unknown channel", strings.Replace(early, d.nonce, "unknown", 1), body, "403"},
			{"another path", strings.Replace(early, pathCommand, pathShown, 1), body, "403"},
			{"the one before", early, body, "204"},
		} {
			if got := status(c.path, c.body); got != c.want {
				t.Errorf("%s is answered with %s, want %s", c.name, got, c.want)
			}
		}
		if len(commands) != 3 {
			t.Errorf("%d commands came through", len(commands))
		}
		unsent := d.next(http.MethodPost, pathShown, reported)
		d.Close()
		time.Sleep(partsWithin + time.Second)
		synctest.Wait()
		if got := status(unsent, reported); got != "403" {
			t.Errorf("after its channel has ended a report is answered with %s", got)
		}
	})
}

func TestReplays(t *testing.T) {
	var w replays
	for _, c := range []struct {
		n    uint64
		want bool
	}{{0, false}, {1, true}, {1, false}, {3, true}, {2, true}, {2, false}, {70, true}, {6, false}, {7, true}, {7, false}, {1 << 40, true}, {70, false}, {1<<40 - 63, true}} {
		if got := w.fresh(c.n); got != c.want {
			t.Errorf("%d is fresh: %v", c.n, got)
		}
	}
}

// A key that waits in a presenter that was stopped does not move the talk when that goes on.
func TestLateCommand(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		var commands []talk.Command
		late := 0
		s := serveHub(w, testPort, newTalker("one", publicDeck("a", 5)).hub, Config{
			Command: func(c talk.Command) { commands = append(commands, c) }, Late: func() { late++ },
		})
		defer s.Close()
		for waits, want := range map[time.Duration]string{0: "204", lateAfter: "204", lateAfter + time.Millisecond: "409", 30 * time.Second: "409"} {
			d := w.driver(t, testPort, "h1")
			body := d.timed(`{"op":"next","at":AT}`)
			path := d.next(http.MethodPost, pathCommand, body)
			time.Sleep(waits)
			if got := string(w.exchange(t, testPort, http.MethodPost, path, body)); !strings.HasPrefix(got, "HTTP/1.1 "+want) {
				t.Errorf("after %v it is answered with %q, want %s", waits, got, want)
			}
			d.Close()
		}
		if len(commands) != 2 || late != 2 {
			t.Errorf("%d commands came through, and %d too late", len(commands), late)
		}
	})
}

// A hall knows the server's time by the beat that was the shortest time under way, until a clock is set.
func TestServersTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &peer{}
		began := time.Now()
		for _, c := range []struct{ at, want int64 }{{1000, 1000}, {900, 1000}, {1500, 1500}, {-900, -900}, {90_000, 90_000}} {
			p.hear(c.at)
			if got := began.UnixMilli() + p.offset; got != c.want {
				t.Errorf("after %d it is %d, want %d", c.at, got, c.want)
			}
		}
	})
}

// What another program says for ever before it has proven anything does not keep a hall from looking for the presenter.
func TestAnotherProgramThatTalksForEver(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		h := killed(t, w)
		defer h.end()
		asked := 0
		stop := w.script(testPort, func(out http.ResponseWriter, r *http.Request) {
			asked++
			for r.Context().Err() == nil {
				sendEvent(out, ": still here\n")
				Rest(r.Context(), time.Second)
			}
		})
		defer stop()
		h.keeps(t, "one that talks for ever")
		if asked < 10 {
			t.Errorf("within a minute the hall has looked %d times", asked)
		}
	})
}

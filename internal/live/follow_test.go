package live

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

func TestLateJoinerIsRightAtOnce(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		p := newTalker("one", publicDeck("a", 5))
		s := serveHub(w, testPort, p.hub, Config{})
		defer s.Close()
		p.do(talk.GoTo, 3)
		p.do(talk.Next, 0)
		early := w.hall(testPort, testToken)
		defer early.end()
		early.now(t)
		time.Sleep(7 * time.Second)
		joined := time.Now()
		h := w.hall(testPort, testToken)
		defer h.end()
		got := h.now(t)
		if ages(joined) != 0 || got.Status != Connected || position(got) != (talk.Pos{Slide: 3, Step: 1}) {
			t.Errorf("after %v the late joiner has %+v", ages(joined), got)
		}
		if got.Snapshot.Shown != 7000 || !got.Snapshot.Running || got.Snapshot.Elapsed != 7000 {
			t.Errorf("the late joiner's times are %+v, want 7 s each", got.Snapshot)
		}
		time.Sleep(500 * time.Millisecond)
		if now := got.Now(time.Now()); now.Shown != 7500 || now.Elapsed != 7500 {
			t.Errorf("half a second later they are %+v", now)
		}
	})
}

func TestNewestWins(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		p := newTalker("one", publicDeck("a", 50))
		s := serveHub(w, testPort, p.hub, Config{})
		defer s.Close()
		h := w.hall(testPort, "")
		defer h.end()
		h.now(t)
		for range 60 {
			p.do(talk.Next, 0)
		}
		if got := h.now(t); position(got) != (talk.Pos{Slide: 30}) {
			t.Errorf("after sixty steps the hall is at %v", position(got))
		}
		h.quiet(t)
		newest, _ := p.hub.look()
		old := newest.now()
		old.Seq -= 5
		old.Slide = 7
		p.hub.Publish(old, p.deck, nil)
		h.quiet(t)
	})
}

// Another phase and the goodbye are later states like any other; the same state again is none.
func TestPhaseAndGoodbyeAreFollowed(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		p := newTalker("one", publicDeck("a", 5))
		s := serveHub(w, testPort, p.hub, Config{})
		defer s.Close()
		h := w.hall(testPort, "")
		defer h.end()
		h.now(t)
		p.publish()
		h.quiet(t)
		p.state.Seq++
		p.hub.Publish(SnapshotOf(p.state, "one", p.deck.Hash, 45*time.Second, time.Now()), p.deck, nil)
		if got := h.now(t); got.Snapshot.Silence != 45_000 {
			t.Errorf("another phase's silence came as %d", got.Snapshot.Silence)
		}
		p.hub.goodbye()
		if got := h.now(t); !got.Snapshot.Closed || position(got) != (talk.Pos{}) {
			t.Errorf("the goodbye came as %+v", got)
		}
		p.hub.goodbye()
		h.quiet(t)
	})
}

// A follower that never reads is dropped when its first write has taken too long, and nobody
// waits for it.
func TestFollowerThatNeverReads(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		p := newTalker("one", publicDeck("a", 50))
		s := serveHub(w, testPort, p.hub, Config{})
		defer s.Close()
		deaf := w.raw(t, testPort, eventsRequest)
		defer deaf.Close()
		if _, err := newEvents(deaf).next(); err != nil { // Its last reading.
			t.Fatal(err)
		}
		h := w.hall(testPort, "")
		defer h.end()
		h.now(t)
		if here := s.streams.Load(); here != 2 {
			t.Fatalf("there are %d followers, want 2", here)
		}
		start := time.Now()
		for i := range 10 {
			p.do(talk.Next, 0)
			if got := h.now(t); ages(start) != 0 || got.Snapshot.Seq != uint64(i+1) {
				t.Fatalf("the other follower is at %d after %v", got.Snapshot.Seq, ages(start))
			}
		}
		time.Sleep(writeWithin)
		synctest.Wait()
		if here := s.streams.Load(); here != 1 {
			t.Errorf("after %v there are %d followers, want 1", writeWithin, here)
		}
	})
}

// A slow follower skips what it has no time for.
func TestSlowFollowerSkips(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		p := newTalker("one", publicDeck("a", 50))
		s := serveHub(w, testPort, p.hub, Config{})
		defer s.Close()
		slow := w.raw(t, testPort, eventsRequest)
		defer slow.Close()
		events := newEvents(slow)
		var heard strings.Builder
		read := 0
		for ; read < 12 && !strings.Contains(heard.String(), `"seq":80`); read++ {
			for range 20 {
				if p.state.Seq < 80 {
					p.do(talk.Next, 0)
				}
			}
			time.Sleep(450 * time.Millisecond)
			e, err := events.next()
			if err != nil {
				t.Fatal(err)
			}
			heard.Write(e.data)
		}
		if read == 12 {
			t.Errorf("in %d events the slow follower has not come to the newest of eighty: %s", read, heard.String())
		}
	})
}

func TestPresenterComesBack(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		p := newTalker("one", publicDeck("a", 5))
		s := serveHub(w, testPort, p.hub, Config{})
		h := w.hall(testPort, testToken)
		defer h.end()
		p.do(talk.GoTo, 4)
		if got := h.now(t); position(got) != (talk.Pos{Slide: 4}) {
			t.Fatalf("the hall is at %v", position(got))
		}
		s.local.http.Close() // As when its process is killed: no goodbye.
		got := h.now(t)
		if got.Status != Lost || got.Trouble == nil || position(got) != (talk.Pos{Slide: 4}) || got.Deck == nil {
			t.Fatalf("without a presenter the hall has %+v", got)
		}
		if err := h.Command(talk.Command{Op: talk.Next}); !errors.Is(err, errNotConnected) {
			t.Errorf("a command without a link gives %v", err)
		}
		time.Sleep(time.Minute)
		// The one that comes back is another session and begins with a lower number.
		next := newTalker("two", publicDeck("a", 5))
		next.do(talk.GoTo, 2)
		again := serveHub(w, testPort, next.hub, Config{})
		defer again.Close()
		time.Sleep(lastWait)
		got = h.now(t)
		if got.Status != Connected || position(got) != (talk.Pos{Slide: 2}) || got.Trouble != nil {
			t.Errorf("after it came back the hall has %+v", got)
		}
		w.mu.Lock()
		defer w.mu.Unlock()
		if w.refused < 30 || w.refused > 80 {
			t.Errorf("the hall has tried %d times in a minute, want about one every 1 to 2 s", w.refused)
		}
	})
}

// The presenter that comes back may be at another address.
func TestPresenterMoves(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		where := make(chan Endpoint, 1)
		find := func() (Endpoint, error) {
			select {
			case p := <-where:
				where <- p
				return p, nil
			default:
				return Endpoint{}, ErrNoPresenter
			}
		}
		c := follow(t.Context(), find, w.dial)
		h := hall{c, func() {}}
		if got := h.now(t); got.Status != Waiting || got.Deck != nil || !errors.Is(got.Trouble, ErrNoPresenter) {
			t.Fatalf("without a presenter the hall has %+v", got)
		}
		p := newTalker("one", publicDeck("a", 5))
		s := serveHub(w, testPort, p.hub, Config{})
		where <- Endpoint{URL: testURL(testPort)}
		time.Sleep(lastWait)
		if got := h.now(t); got.Status != Connected {
			t.Fatalf("with a presenter the hall has %+v", got)
		}
		<-where
		where <- Endpoint{URL: testURL(testPort + 1)}
		next := newTalker("two", publicDeck("b", 5))
		other := serveHub(w, testPort+1, next.hub, Config{})
		s.Close()
		time.Sleep(lastWait)
		if got := h.now(t); got.Status != Connected || got.Deck.Title != "b" || got.Snapshot.Session != "two" {
			t.Errorf("after the move the hall has %+v", got)
		}
		other.Close()
	})
}

func TestCloseSaysGoodbye(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		p := newTalker("one", publicDeck("a", 5))
		s := serveHub(w, testPort, p.hub, Config{})
		h := w.hall(testPort, "")
		defer h.end()
		p.do(talk.ToClosing, 0)
		h.now(t)
		start := time.Now()
		s.Close()
		if took := ages(start); took > closeWithin {
			t.Errorf("closing took %v", took)
		}
		if got := h.now(t); !got.Snapshot.Closed || got.Status != Lost || position(got) != (talk.Pos{Slide: 4, Step: 1}) {
			t.Errorf("after the goodbye the hall has %+v", got)
		}
	})
}

// script is a server that is not ours.
func (w *wire) script(port int, serve http.HandlerFunc) (stop func()) {
	l := w.listen(port)
	s := &http.Server{Handler: serve}
	go func() { _ = s.Serve(l) }()
	return func() { _ = s.Close() }
}

func sendEvent(out http.ResponseWriter, text string) {
	out.Header().Set("Content-Type", "text/event-stream")
	_, _ = io.WriteString(out, text)
	_ = http.NewResponseController(out).Flush()
}

func TestLostWithinTwoSecondsOfSilence(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		beats := 0
		stop := w.script(testPort, func(out http.ResponseWriter, r *http.Request) {
			for range 5 {
				beats++
				sendEvent(out, "event: beat\ndata: 1\n\n")
				time.Sleep(time.Second)
			}
			<-r.Context().Done() // The link stands, and nothing comes.
		})
		defer stop()
		start := time.Now()
		h := w.hall(testPort, "")
		defer h.end()
		if got := h.now(t); got.Status != Connected {
			t.Fatalf("with a heartbeat the hall has %+v", got)
		}
		time.Sleep(5900 * time.Millisecond)
		h.quiet(t)
		for s := range h.States() {
			if s.Status == Lost {
				if !errors.Is(s.Trouble, errSilent) || ages(start) != 6*time.Second || beats != 5 {
					t.Errorf("lost %v after the start and %d heartbeats, because %v", ages(start), beats, s.Trouble)
				}
				return
			}
		}
	})
}

func TestOtherVersion(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		stop := w.script(testPort, func(out http.ResponseWriter, r *http.Request) {
			sendEvent(out, "event: state\ndata: {\"v\":99,\"slide\":{\"a\":1}}\n\n")
			<-r.Context().Done()
		})
		h := w.hall(testPort, "")
		defer h.end()
		if got := h.now(t); got.Status != OtherVersion || !errors.Is(got.Trouble, errVersion) || got.Deck != nil {
			t.Errorf("the hall has %+v", got)
		}
		stop()
		p := newTalker("one", publicDeck("a", 5))
		s := serveHub(w, testPort, p.hub, Config{})
		defer s.Close()
		time.Sleep(2 * lastWait)
		if got := h.now(t); got.Status != Connected || got.Deck == nil {
			t.Errorf("with the right version the hall has %+v", got)
		}
	})
}

// What no presenter sends ends the link, and neither crashes nor fills the memory.
func TestGarbageFromTheServer(t *testing.T) {
	for name, text := range map[string]string{
		"no JSON":        "event: state\ndata: hello\n\n",
		"a number":       "event: state\ndata: 7\n\n",
		"wrong types":    "event: state\ndata: {\"v\":1,\"slide\":\"x\"}\n\n",
		"an endless row": "data: " + strings.Repeat("x", 2*maxLine) + "\n\n",
		"an endless one": "event: state\n" + strings.Repeat("data: "+strings.Repeat("x", 1000)+"\n", 200) + "\n",
		"the end":        "",
		"a deck amiss":   "event: state\ndata: {\"v\":1,\"session\":\"s\",\"deck\":\"h\"}\n\n",
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, w *wire) {
				stop := w.script(testPort, func(out http.ResponseWriter, r *http.Request) {
					if r.URL.Path == pathDeck {
						out.Header().Set("Content-Type", "application/json")
						fmt.Fprint(out, `{"Hash":"h","Steps":[1,2],"Slides":[]}`)
						return
					}
					sendEvent(out, text)
				})
				defer stop()
				h := w.hall(testPort, "")
				defer h.end()
				if got := h.now(t); got.Status == Connected || got.Trouble == nil || got.Deck != nil {
					t.Errorf("the hall has %+v", got)
				}
			})
		})
	}
}

// A deck that takes long leaves the old picture until it is there whole.
func TestOtherDeckComesWhole(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		p := newTalker("one", publicDeck("a", 5))
		s := serveHub(w, testPort, p.hub, Config{})
		defer s.Close()
		h := w.hall(testPort, "")
		defer h.end()
		p.do(talk.GoTo, 4)
		h.now(t)
		p.deck = publicDeck("b", 2)
		p.do(talk.Nothing, 0) // The position is fitted into the shorter deck.
		got := h.now(t)
		if got.Deck.Title != "b" || position(got) != (talk.Pos{Slide: 1, Step: 1}) || got.Snapshot.Deck != got.Deck.Hash {
			t.Errorf("after the edit the hall has %+v", got)
		}
	})
}

func TestPositionIsFittedIntoTheDeck(t *testing.T) {
	shape := talk.Shape{Steps: []int{1, 3}, Closing: talk.None}
	for at, want := range map[talk.Pos]talk.Pos{
		{Slide: 9, Step: 9}: {Slide: 1, Step: 2}, {Slide: -1, Step: 5}: {}, {Slide: 1, Step: 7}: {Slide: 1, Step: 2},
	} {
		if got := (Snapshot{Slide: at.Slide, Step: at.Step}).Inside(shape); got.Slide != want.Slide || got.Step != want.Step {
			t.Errorf("%v is fitted to %+v, want %v", at, got, want)
		}
	}
	if got := (State{}).Shape(); len(got.Steps) != 0 || got.Closing != talk.None {
		t.Errorf("without a deck the shape is %+v", got)
	}
	if got := (State{Deck: &deck.Public{Steps: []int{2}, Closing: 0}}).Shape(); len(got.Steps) != 1 || got.Closing != 0 {
		t.Errorf("the deck's shape is %+v", got)
	}
}

func TestBackoff(t *testing.T) {
	for tries := range 100 {
		if d := Backoff(tries); d < 100*time.Millisecond || d > 2*time.Second {
			t.Errorf("the wait after %d tries is %v", tries, d)
		}
	}
	if d := Backoff(50); d < time.Second {
		t.Errorf("the wait after many tries is %v, want at least 1 s", d)
	}
}

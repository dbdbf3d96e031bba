package relay

import (
	"errors"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"

	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

func TestLateJoinerIsRightAtOnce(t *testing.T) {
	t.Parallel()
	s := startServer(t, nil)
	p := speak(t, PresentConfig{Server: at(s), Name: "Ann"}, testDeck("a", 5))
	p.do(talk.GoTo, 3)
	p.do(talk.Next, 0)
	site := listen(t, FollowConfig{Server: at(s), Site: "hillside"})
	got := site.until("the newest state", both(shows("a", 3, 1), status(live.Connected)))
	if got.Trouble != nil || got.Snapshot.Session != p.session || !got.Snapshot.Running {
		t.Errorf("the late joiner has %+v", got)
	}
	if err := site.Ready(inTime); err != nil {
		t.Errorf("the late joiner is not ready: %v", err)
	}
	p.do(talk.Next, 0)
	site.until("the next slide", shows("a", 4, 0))
	if err := site.Command(talk.Command{Op: talk.Next}); err == nil {
		t.Error("a site drives")
	}
}

// Only the store knows what a presenter who has been killed showed last.
func TestLateJoinerWithoutAPresenter(t *testing.T) {
	t.Parallel()
	s := startServer(t, nil)
	p := speak(t, PresentConfig{Server: at(s), Name: "Ann"}, testDeck("a", 5))
	first := listen(t, FollowConfig{Server: at(s)})
	p.do(talk.GoTo, 2)
	first.until("a state", shows("a", 2, 0))
	stored(t, p)
	p.die()
	late := listen(t, FollowConfig{Server: at(s)})
	late.until("the last state", shows("a", 2, 0))
	got := late.until("the loss of the presenter", status(live.Lost))
	if !saying(got.Trouble, "nothing is heard from the presenter in the room oak") {
		t.Errorf("the trouble is %q", Words(got.Trouble))
	}
}

// stored waits until the store has the newest state.
func stored(t *testing.T, p *speaker) {
	t.Helper()
	c := connect(t, p.cfg.Server)
	eventually(t, "the stored state", func() bool {
		kv, err := c.js.KeyValue(t.Context(), bucket)
		if err != nil {
			return false // The presenter may still be making it.
		}
		entry, err := kv.Get(t.Context(), "oak")
		if err != nil {
			return false
		}
		e, err := decodeState(entry.Value())
		return err == nil && e.Snapshot.Seq >= p.talk.Seq && e.Stored == p.deck.Hash
	}, func() any { return p.Sites() })
}

func connect(t *testing.T, s Server) *conn {
	t.Helper()
	l, err := newLink(s, "test", func(error) {})
	if err != nil {
		t.Fatal(err)
	}
	c, err := l.open(t.Context(), func() {})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

func TestNewestWins(t *testing.T) {
	t.Parallel()
	s := startServer(t, nil)
	p := speak(t, PresentConfig{Server: at(s)}, testDeck("a", 50))
	site := listen(t, FollowConfig{Server: at(s)})
	site.until("a state", shows("a", 0, 0))
	for range 60 {
		p.do(talk.Next, 0)
	}
	site.until("the newest", shows("a", 30, 0))
	old := live.SnapshotOf(p.talk.State, p.session, p.deck.Hash, 0, time.Now())
	old.Seq -= 5
	old.Slide = 7
	p.Publish(old, p.deck, nil)
	p.do(talk.Next, 0)
	site.until("the newer", shows("a", 30, 1))
	site.mu.Lock()
	defer site.mu.Unlock()
	for _, s := range site.all {
		if s.Snapshot.Slide == 7 && s.Snapshot.Seq == old.Seq {
			t.Errorf("the older state was shown")
		}
	}
}

func TestDeckIsEdited(t *testing.T) {
	t.Parallel()
	s := startServer(t, nil)
	p := speak(t, PresentConfig{Server: at(s)}, testDeck("a", 5))
	site := listen(t, FollowConfig{Server: at(s)})
	p.do(talk.GoTo, 4)
	site.until("the first deck", shows("a", 4, 0))
	p.deck = testDeck("b", 2)
	p.talk.Seq++
	p.publish()
	got := site.until("the other deck", shows("b", 1, 1)) // The position is fitted into the shorter deck.
	if got.Snapshot.Deck != p.deck.Hash || len(got.Deck.Slides) != 2 {
		t.Errorf("after the edit the site has %+v", got.Snapshot)
	}
	c := connect(t, at(s))
	eventually(t, "the removal of the first deck", func() bool {
		store, err := c.js.ObjectStore(t.Context(), bucket)
		if err != nil {
			return false
		}
		all, err := store.List(t.Context())
		return err == nil && len(all) == 1 && all[0].Name == "oak/deck/hash-of-b"
	}, func() any { return p.Sites().Trouble })
}

func TestPresenterIsKilledAndResumesElsewhere(t *testing.T) {
	t.Parallel()
	s := startServer(t, nil)
	p := speak(t, PresentConfig{Server: at(s), Name: "Ann"}, testDeck("a", 5))
	site := listen(t, FollowConfig{Server: at(s)})
	p.do(talk.GoTo, 3)
	site.until("a state", shows("a", 3, 0))
	p.die()
	site.until("the loss", both(status(live.Lost), shows("a", 3, 0)))
	again := speak(t, PresentConfig{Server: at(s), Name: "Ann"}, testDeck("a", 5))
	again.do(talk.GoTo, 2)
	got := site.until("the presenter's return", both(status(live.Connected), shows("a", 2, 0)))
	if got.Snapshot.Session != again.session || got.Trouble != nil {
		t.Errorf("after it came back the site has %+v", got)
	}
}

func TestGoodbye(t *testing.T) {
	t.Parallel()
	s := startServer(t, nil)
	p := speak(t, PresentConfig{Server: at(s)}, testDeck("a", 3))
	site := listen(t, FollowConfig{Server: at(s)})
	p.do(talk.ToClosing, 0)
	site.until("the closing slide", shows("a", 2, 1))
	p.Close()
	got := site.until("the goodbye", func(s live.State) bool { return s.Snapshot.Closed })
	if got.Status != live.Lost || !shows("a", 2, 1)(got) {
		t.Errorf("after the goodbye the site has %+v", got)
	}
	late := listen(t, FollowConfig{Server: at(s)})
	if err := late.Ready(inTime); err != nil {
		t.Errorf("a site that comes after the end is not ready: %v", err)
	}
	if got := late.now(); got.Deck != nil || got.Status != live.Waiting || !saying(got.Trouble, "nobody is presenting in the room oak") {
		t.Errorf("a site that comes after the end has %+v", got)
	}
}

func TestServerComesLate(t *testing.T) {
	t.Parallel()
	first := startServer(t, nil)
	where := at(first)
	opts := &server.Options{JetStream: true, Port: portOf(first)}
	stopServer(first)
	p := begin(t, PresentConfig{Server: where}, testDeck("a", 3))
	site := listen(t, FollowConfig{Server: where})
	if err := p.Ready(300 * time.Millisecond); !errors.Is(err, ErrStillTrying) {
		t.Errorf("without a server the presenter is ready: %v", err)
	}
	p.sites("the trouble", func(s live.Sites) bool { return s.Trouble != "" })
	site.until("the trouble", func(s live.State) bool { return saying(s.Trouble, "no relay answers at 127.0.0.1:") })
	startServer(t, opts)
	site.until("the talk", both(status(live.Connected), shows("a", 0, 0)))
	if err := p.Ready(inTime); err != nil {
		t.Error(err)
	}
	p.sites("the end of the trouble", func(s live.Sites) bool { return s.Trouble == "" && s.Sites == 1 })
}

func TestServerGoesAndComesBack(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first := startServer(t, &server.Options{JetStream: true, StoreDir: dir})
	where := at(first)
	opts := &server.Options{JetStream: true, StoreDir: dir, Port: portOf(first)}
	p := speak(t, PresentConfig{Server: where}, testDeck("a", 5))
	site := listen(t, FollowConfig{Server: where})
	site.until("the talk", both(status(live.Connected), shows("a", 0, 0)))
	stopServer(first)
	site.until("the loss", both(status(live.Lost), shows("a", 0, 0)))
	p.do(talk.GoTo, 2)
	startServer(t, opts)
	site.until("the newest", both(status(live.Connected), shows("a", 2, 0)))
	p.sites("the end of the trouble", func(s live.Sites) bool { return s.Trouble == "" && s.Sites == 1 })
}

func portOf(s *server.Server) int {
	_, port := hostPort(s)
	return port
}

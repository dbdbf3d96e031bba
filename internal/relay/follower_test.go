package relay

import (
	"context"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"

	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// shown is a follower that shows a state of five slides, and that state.
func shown(t *testing.T) (*Follower, envelope) {
	t.Helper()
	d := testDeck("a", 5)
	f := &Follower{room: "oak", states: make(chan live.State, 1), ready: newReadiness(), report: newBell()}
	f.state.Deck = &d
	e := goodState()
	e.Stored, e.Snapshot.Deck = d.Hash, d.Hash
	if !f.take(encode(e)) || f.state.Snapshot != e.Snapshot || f.state.Status != live.Connected {
		t.Fatalf("the follower has %+v", f.state)
	}
	return f, e
}

func TestWhichStateIsTaken(t *testing.T) {
	for name, c := range map[string]struct {
		change       func(*envelope)
		alive, taken bool
	}{
		"a newer one":                           {func(e *envelope) { e.Snapshot.Seq++ }, true, true},
		"another session":                       {func(e *envelope) { e.Snapshot.Session, e.Snapshot.Seq = "t", 0 }, true, true},
		"an older one":                          {func(e *envelope) { e.Snapshot.Seq-- }, true, false},
		"the same":                              {func(*envelope) {}, true, false},
		"a lower epoch":                         {func(e *envelope) { e.Epoch--; e.Snapshot.Seq++ }, false, false},
		"a lower epoch and another session":     {func(e *envelope) { e.Epoch--; e.Snapshot.Session = "t" }, false, false},
		"a higher epoch":                        {func(e *envelope) { e.Epoch++; e.Snapshot.Seq -= 2 }, true, true},
		"the same with its times as they are":   {func(e *envelope) { e.Snapshot.Shown += 5000 }, true, true},
		"an older one with other times":         {func(e *envelope) { e.Snapshot.Shown += 5000; e.Snapshot.Seq-- }, true, false},
		"a deck that cannot be fetched yet":     {func(e *envelope) { e.Snapshot.Seq++; e.Snapshot.Deck = "other" }, true, false},
		"nothing that this program understands": {func(e *envelope) { e.Epoch = 0 }, false, false},
	} {
		f, e := shown(t)
		before := f.state.Snapshot
		c.change(&e)
		e.Snapshot.Slide = 4
		if alive := f.take(encode(e)); alive != c.alive {
			t.Errorf("%s is a sign of life: %v", name, alive)
		}
		if taken := f.state.Snapshot != before; taken != c.taken {
			t.Errorf("%s: taken is %v, and the follower has %+v", name, taken, f.state.Snapshot)
		}
	}
}

// What the store has kept may be older than what was published, and its times are.
func TestStoredStateIsOvertaken(t *testing.T) {
	f, e := shown(t)
	e.Snapshot.Shown += 5000
	f.offer(e, true)
	if f.state.Snapshot.Shown != 6 {
		t.Errorf("the stored state's times are taken: %+v", f.state.Snapshot)
	}
	e.Snapshot.Seq++
	f.offer(e, true)
	if f.state.Snapshot.Seq != 5 {
		t.Errorf("a stored state that is newer is not taken: %+v", f.state.Snapshot)
	}
}

func TestLossIsToldOnce(t *testing.T) {
	f, _ := shown(t)
	<-f.states
	f.lose(f.silent())
	if s := <-f.states; s.Status != live.Lost || s.Deck == nil || s.Trouble == nil {
		t.Errorf("after the loss there is %+v", s)
	}
	f.lose(f.silent())
	select {
	case s := <-f.states:
		t.Errorf("the loss is told again: %+v", s)
	default:
	}
}

// Whatever happens to the claim, epochs rise.
func TestEpochsRise(t *testing.T) {
	t.Parallel()
	s := startServer(t, nil)
	c := connect(t, at(s))
	last := uint64(0)
	for range 3 {
		p := speak(t, PresentConfig{Server: at(s)}, testDeck("a", 2))
		p.die()
		if p.epoch <= last {
			t.Errorf("after epoch %d comes %d", last, p.epoch)
		}
		last = p.epoch
		kv, err := c.js.KeyValue(t.Context(), bucket)
		if err != nil {
			t.Fatal(err)
		}
		if err := kv.Purge(t.Context(), "oak.claim"); err != nil {
			t.Fatal(err)
		}
	}
}

// A presenter that has been overtaken does not put its state in the place of the newer.
func TestOvertakenStateIsNotStored(t *testing.T) {
	t.Parallel()
	s := startServer(t, nil)
	c := connect(t, at(s))
	p := speak(t, PresentConfig{Server: at(s)}, testDeck("a", 2))
	stored(t, p)
	p.die()
	kv, err := c.js.KeyValue(t.Context(), bucket)
	if err != nil {
		t.Fatal(err)
	}
	for _, c2 := range []struct {
		epoch, want uint64
	}{{100, 100}, {99, 100}, {101, 101}} {
		e := goodState()
		e.Epoch = c2.epoch
		if _, err := p.storeState(t.Context(), c, e, 0); err != nil {
			t.Fatal(err)
		}
		entry, err := kv.Get(t.Context(), "oak")
		if err != nil {
			t.Fatal(err)
		}
		if got, err := decodeState(entry.Value()); err != nil || got.Epoch != c2.want {
			t.Errorf("after epoch %d the store has %d, %v, want %d", c2.epoch, got.Epoch, err, c2.want)
		}
	}
}

// A server that comes back without its store is given again all that a late joiner needs.
func TestServerComesBackEmpty(t *testing.T) {
	t.Parallel()
	first := startServer(t, nil)
	where := at(first)
	opts := &server.Options{JetStream: true, Port: portOf(first)}
	p := speak(t, PresentConfig{Server: where}, testDeck("a", 5))
	p.do(talk.GoTo, 2)
	stored(t, p)
	stopServer(first)
	startServer(t, opts)
	listen(t, FollowConfig{Server: where}).until("the talk", both(status(live.Connected), shows("a", 2, 0)))
}

// Rooms share the stores, and leave each other's objects alone.
func TestTwoRooms(t *testing.T) {
	t.Parallel()
	s := startServer(t, nil)
	oak := speak(t, PresentConfig{Server: at(s)}, testDeck("a", 2))
	elm := speak(t, PresentConfig{Server: at(s), Room: "elm"}, testDeck("b", 2))
	listen(t, FollowConfig{Server: at(s), Room: "elm"}).until("the talk in elm", shows("b", 0, 0))
	oak.deck = testDeck("c", 2)
	oak.talk.Seq++
	oak.publish()
	listen(t, FollowConfig{Server: at(s)}).until("the talk in oak", shows("c", 0, 0))
	c := connect(t, at(s))
	store, err := c.js.ObjectStore(t.Context(), bucket)
	if err != nil {
		t.Fatal(err)
	}
	eventually(t, "the removal of what oak no longer needs", func() bool {
		_, err := store.GetInfo(t.Context(), "oak/deck/hash-of-a")
		return err != nil
	}, func() any { return elm.Sites() })
	if _, err := store.GetInfo(t.Context(), "elm/deck/hash-of-b"); err != nil {
		t.Errorf("the deck of elm: %v", err)
	}
}

// A follower that ends while it fetches a deck leaves nothing behind.
func TestEndWhileFetching(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	f, e := shown(t)
	f.ctx = ctx
	e.Snapshot.Deck, e.Stored = "other", "other"
	e.Snapshot.Seq++
	cancel()
	f.take(encode(e))
	eventually(t, "the end of fetching", func() bool {
		f.mu.Lock()
		defer f.mu.Unlock()
		return f.asked == ""
	}, func() any { return f.asked })
}

func TestReadiness(t *testing.T) {
	r := newReadiness()
	r.note(errEmpty("oak"))
	if err := r.wait(time.Nanosecond); !saying(err, "oak") {
		t.Errorf("at first there is %v", err)
	}
	r.note(errAddress())
	if err := r.wait(inTime); !final(err) {
		t.Errorf("what is final gives %v", err)
	}
	r.done()
	r.note(errAddress())
	if err := r.wait(inTime); err != nil {
		t.Errorf("once it has come about there is %v", err)
	}
}

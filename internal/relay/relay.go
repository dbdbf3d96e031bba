package relay

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/live"
)

// PresentConfig is what a presenter needs.
type PresentConfig struct {
	Server
	Room     string // its name, as CheckRoom has it
	Name     string // the presenter's, as others are told when they ask for the same room
	TakeOver string // the name of the presenter from whom the room is taken; "" for nobody
	Changed  func() // called when Sites has changed; nil for none
}

// Presenter publishes a talk to a room.
type Presenter struct {
	cfg      PresentConfig
	room     channel
	link     *link
	id       string // random; another one for each run
	stop     context.CancelFunc
	ended    chan struct{}
	ready    *readiness
	audience *audience

	news    bell // there is something to publish
	toStore bell // there is a state to store
	toShow  bell // there is a deck to store
	toCheck bell // it is in doubt whether the room is held

	mu       sync.Mutex
	latest   *edition
	left     *live.State    // by the presenter before; nil for nothing
	epoch    uint64         // 0 while the room is not held
	floor    uint64         // highest epoch that sites have seen
	doubted  time.Time      // when a site's epoch last had the claim looked at
	waiting  []func(holder) // those who asked who presents while the room was being taken
	troubles [troubles]error
	stored   string        // hash of the deck that can be fetched
	bye      chan struct{} // closed when the goodbye has been published
	byeKept  chan struct{} // closed when it has been stored
}

// edition is a published snapshot.
type edition struct {
	live.Snapshot
	at   time.Time
	deck deck.Public
	from deck.Pictures
}

// now is the edition's snapshot with its times as they are by now.
func (e *edition) now() live.Snapshot {
	return live.State{Snapshot: e.Snapshot, Received: e.at}.Now(time.Now())
}

// What may not work, the worst first.
const (
	taken = iota // by another presenter, for good
	noLink
	noRight
	noRoom
	noDeck
	noState
	troubles
)

// Present takes a room in the background, for as long as ctx lasts. The error says what is wrong with the
// room's name, the address or a file.
func Present(ctx context.Context, cfg PresentConfig) (*Presenter, error) {
	if err := CheckRoom(cfg.Room); err != nil {
		return nil, err
	}
	cfg.Name = cleaned(cfg.Name, maxName)
	p := &Presenter{
		cfg: cfg, room: channel(cfg.Room), id: live.NewSecret(), ended: make(chan struct{}), ready: newReadiness(),
		audience: newAudience(), news: newBell(), toStore: newBell(), toShow: newBell(), toCheck: newBell(),
		bye: make(chan struct{}), byeKept: make(chan struct{}),
	}
	var err error
	if p.link, err = newLink(cfg.Server, "assembly presenter", p.linked); err != nil {
		return nil, err
	}
	ctx, p.stop = context.WithCancel(ctx)
	go p.run(ctx)
	return p, nil
}

// linked takes what is wrong with the connection; nil for nothing.
func (p *Presenter) linked(why error) {
	if errors.Is(why, nats.ErrPermissionViolation) {
		p.trouble(noRight, why)
		return
	}
	p.trouble(noLink, why)
	if why == nil {
		p.trouble(noRight, nil)
	}
}

func (p *Presenter) run(ctx context.Context) {
	defer close(p.ended)
	var both sync.WaitGroup
	both.Go(func() { p.link.keep(ctx, p.present) })
	both.Go(func() { p.count(ctx) })
	both.Wait()
}

// Ready waits until the room has been taken, or a while has gone. Its errors are a *Taken, a *Problem that
// waiting does not mend, or one that is ErrStillTrying.
func (p *Presenter) Ready(within time.Duration) error { return p.ready.wait(within) }

// Publish makes a snapshot the newest, unless it is no newer than the one that is there. It never blocks.
// The deck's pictures are read when they are stored for the sites.
func (p *Presenter) Publish(s live.Snapshot, d deck.Public, from deck.Pictures) {
	p.mu.Lock()
	defer p.mu.Unlock()
	s.Version, s.Deck = live.Version, d.Hash
	if old := p.latest; old != nil && (old.Closed || !live.Newer(s, old.Snapshot)) {
		return
	}
	p.put(&edition{Snapshot: s, at: time.Now(), deck: d, from: from})
}

// put is called with the lock held.
func (p *Presenter) put(e *edition) {
	p.latest = e
	p.audience.expect(e.Snapshot, e.at)
	p.news.ring()
	p.toStore.ring()
	p.toShow.ring()
}

// Sites tells who follows. It is cheap: it is called for every frame.
func (p *Presenter) Sites() live.Sites {
	out := p.audience.known()
	p.mu.Lock()
	defer p.mu.Unlock()
	out.On, out.Room = true, p.cfg.Room
	for _, err := range p.troubles {
		if err != nil {
			out.Trouble = Words(err)
			break
		}
	}
	out.Deaf = p.troubles[noLink] != nil
	if p.troubles[taken] != nil {
		return live.Sites{On: true, Room: out.Room, Trouble: out.Trouble}
	}
	return out
}

// trouble records what does not work; nil for nothing.
func (p *Presenter) trouble(what int, err error) {
	if what < noDeck { // Who has the room may find no place for the slides before it is known that the room is held.
		p.ready.note(err)
	}
	p.mu.Lock()
	changed := Words(p.troubles[what]) != Words(err)
	p.troubles[what] = err
	p.mu.Unlock()
	if changed {
		p.changed()
	}
}

func (p *Presenter) changed() {
	if p.cfg.Changed != nil {
		p.cfg.Changed()
	}
}

// closeWithin bounds a goodbye.
const closeWithin = time.Second

// Close says goodbye, for a second at most. The sites keep what they show.
func (p *Presenter) Close() {
	rest := time.NewTimer(closeWithin)
	defer rest.Stop()
	if p.goodbye() {
		for _, done := range []chan struct{}{p.bye, p.byeKept} {
			select {
			case <-done:
			case <-p.ended:
			case <-rest.C:
				rest.Reset(0)
			}
		}
	}
	p.stop()
	select {
	case <-p.ended:
	case <-time.After(partTime):
	}
}

// goodbye makes the last edition, and reports whether there is anybody who can be told.
func (p *Presenter) goodbye() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.latest != nil && !p.latest.Closed {
		e := *p.latest
		e.Snapshot, e.at = p.latest.now(), time.Now()
		e.Closed = true
		e.Seq++
		p.put(&e)
	}
	return p.latest != nil && p.epoch > 0
}

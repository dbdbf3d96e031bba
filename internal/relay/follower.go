package relay

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// FollowConfig is what a follower needs.
type FollowConfig struct {
	Server
	Room string
	Site string // the site's name, for the presenter
}

// Follower follows a room, as live.Client follows a presenter.
type Follower struct {
	room   channel
	site   string
	id     string // random; another one for each run
	link   *link
	ctx    context.Context // of following
	states chan live.State // holds one, the newest
	ready  *readiness

	report bell          // there is something to report
	leave  chan struct{} // closed when the site leaves
	parted chan struct{} // closed when that has been sent
	part   sync.Once

	mu     sync.Mutex
	state  live.State
	epoch  uint64       // of what state holds, or of what is to come
	wanted *envelope    // the newest, while its deck is not there
	since  time.Time    // when it was received
	asked  string       // hash of the deck that is being fetched
	sites  int          // that follow
	own    *live.Report // of the site's own screen; nil for none
	rooms  []live.Hall  // that the site serves
	others int          // screens without a name that it serves
	heard  bool         // a state has been published since following began
	unread error        // why the stored state cannot be read, or what is not allowed
	closed bool         // no further state is handed out
}

var errReadOnly = errors.New("send command: this site follows and does not drive")

// Follow follows a room until ctx is done. The error says what is wrong with the room's name, the address or a
// file.
func Follow(ctx context.Context, cfg FollowConfig) (*Follower, error) {
	if err := CheckRoom(cfg.Room); err != nil {
		return nil, err
	}
	f := &Follower{
		room: channel(cfg.Room), site: cleaned(cfg.Site, maxName), id: live.NewSecret(), ctx: ctx,
		states: make(chan live.State, 1), ready: newReadiness(),
		report: newBell(), leave: make(chan struct{}), parted: make(chan struct{}),
	}
	var err error
	if f.link, err = newLink(cfg.Server, "assembly site", f.linked); err != nil {
		return nil, err
	}
	f.state.Since = time.Now()
	f.change(func(*live.State) {})
	go func() {
		f.link.keep(ctx, f.follow)
		f.end()
	}()
	return f, nil
}

func (f *Follower) end() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.closed = true
	close(f.states)
}

// Ready waits until it is known what the room shows, or that nobody presents there yet, or until a while has
// gone. Its errors are a *Problem that waiting does not mend, or one that is ErrStillTrying.
func (f *Follower) Ready(within time.Duration) error { return f.ready.wait(within) }

// States hands out the newest state whenever there is one. It is closed when following has ended.
func (f *Follower) States() <-chan live.State { return f.states }

// Command implements hall.Upstream: those who follow over a relay do not drive.
func (f *Follower) Command(talk.Command) error { return errReadOnly }

// change changes the state and hands it out.
func (f *Follower) change(how func(s *live.State)) {
	f.mu.Lock()
	defer f.mu.Unlock()
	how(&f.state)
	f.send()
}

// send replaces the state that waits in the channel. It is called with the lock held, so nobody else can fill
// the channel in between.
func (f *Follower) send() {
	if f.closed {
		return
	}
	select {
	case <-f.states:
	default:
	}
	f.states <- f.state
}

// enter changes the status.
func enter(s *live.State, status live.Status, why error) {
	if s.Status != status {
		s.Status, s.Since = status, time.Now()
	}
	s.Trouble = why
}

// linked takes what is wrong with the connection; nil for nothing.
func (f *Follower) linked(why error) {
	if mayNotPublish(why) {
		return // It follows all the same; the presenter does not hear of it.
	}
	f.ready.note(why)
	switch {
	case errors.Is(why, nats.ErrPermissionViolation):
		f.complain(why)
	case why != nil:
		f.lose(why)
	}
}

// lose records that nothing is heard, and keeps everything else.
func (f *Follower) lose(why error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	status := live.Lost
	if f.state.Deck == nil {
		status = live.Waiting
	}
	if f.state.Status != status || Words(f.state.Trouble) != Words(why) {
		enter(&f.state, status, why)
		f.send()
	}
}

// follow does all that a follower does over one connection.
func (f *Follower) follow(ctx context.Context, c *conn) {
	heard := make(chan *nats.Msg, 64)
	if _, err := c.ChanSubscribe(f.room.states(), heard); err != nil {
		f.linked(f.link.explain(c, err))
		return
	}
	var all sync.WaitGroup
	defer all.Wait()
	all.Go(func() { f.keepReporting(ctx, c) })
	all.Go(func() { f.keepReading(ctx, c) })
	silence := time.NewTimer(lostAfter)
	defer silence.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case m := <-heard:
			if f.take(m.Data) {
				silence.Reset(lostAfter)
			}
		case <-silence.C:
			silence.Reset(lostAfter)
			if c.up.Load() {
				f.lose(f.silent())
			}
		}
	}
}

// silent says why nothing is heard though there is a connection.
func (f *Follower) silent() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	switch {
	case f.state.Snapshot.Closed:
		return errFinished(f.room)
	case f.state.Deck == nil && f.unread != nil:
		return f.unread
	case f.state.Deck == nil && f.wanted == nil:
		return errEmpty(f.room)
	}
	return &Problem{What: fmt.Sprintf("nothing is heard from the presenter in the room %s", f.room),
		Hint: "what was shown last stays"}
}

func errEmpty(room channel) error {
	return &Problem{What: fmt.Sprintf("nobody is presenting in the room %s yet", room), Hint: "it begins by itself; if it does not, check the room's name"}
}

func errFinished(room channel) error {
	return &Problem{What: fmt.Sprintf("the talk in the room %s has ended", room), Hint: "what was shown last stays"}
}

// take takes a state that has just been published, and reports whether it is a sign of the presenter's life.
func (f *Follower) take(data []byte) bool {
	e, err := decodeState(data)
	if errors.Is(err, errVersion) {
		f.foreign()
		return true
	}
	if err != nil {
		return false
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if e.Epoch < f.epoch {
		return false
	}
	f.sites, f.heard = e.Sites, true
	f.ready.done()
	f.offer(e, false)
	if f.state.Status != live.Connected && !f.state.Snapshot.Closed {
		enter(&f.state, live.Connected, nil)
		f.send()
	}
	return true
}

// foreign records that the presenter's version is another.
func (f *Follower) foreign() {
	why := &Problem{What: "the presenter uses another version of this program", err: errVersion, final: true,
		Hint: "use the same version at all sites"}
	f.ready.note(why)
	f.mu.Lock()
	told := f.state.Status == live.OtherVersion
	f.mu.Unlock()
	if !told {
		f.change(func(s *live.State) { enter(s, live.OtherVersion, why) })
	}
}

// offer takes a state that is newer than what is there. One that needs another deck waits for it, and what is
// shown until then stays. It is called with the lock held.
func (f *Follower) offer(e envelope, kept bool) {
	fresh := e.Epoch > f.epoch || f.state.Deck == nil || live.Newer(e.Snapshot, f.state.Snapshot)
	if !fresh && (kept || !f.drifted(e.Snapshot)) {
		return
	}
	f.epoch = e.Epoch
	if f.state.Deck == nil || f.state.Deck.Hash != e.Snapshot.Deck {
		if f.wanted == nil || e.Epoch > f.wanted.Epoch || !kept {
			f.wanted, f.since = &e, time.Now()
		}
		f.fetch()
		return
	}
	f.show(e, f.state.Deck, time.Now())
}

// drifted reports whether the times of what is shown differ from those of the same state: it came from the
// store, or this computer has slept.
func (f *Follower) drifted(s live.Snapshot) bool {
	mine := f.state.Now(time.Now())
	return s.Seq == mine.Seq && max(s.Shown-mine.Shown, mine.Shown-s.Shown) > 1000
}

// show makes a state the one that is shown. It is called with the lock held.
func (f *Follower) show(e envelope, d *deck.Public, received time.Time) {
	f.wanted = nil
	s := &f.state
	s.Deck, s.Pictures, s.Received = d, f, received
	s.Snapshot = e.Snapshot.Inside(s.Shape())
	if e.Snapshot.Closed {
		enter(s, live.Lost, errFinished(f.room))
	}
	f.send()
	f.report.ring()
}

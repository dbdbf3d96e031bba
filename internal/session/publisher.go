package session

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"rsc.io/qr"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/relay"
	"github.com/westandtogether-assembly/assembly/internal/state"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/web"
)

// Config is what a talk in front of halls needs.
type Config struct {
	Folder *state.Folder
	Path   string // of the deck, "" for the built-in one
	Theme  string // of the halls
	Now    func() time.Time

	Command func(talk.Command)              // takes the commands of halls
	Phone   func(c talk.Command, sure bool) // takes those of a phone; sure says that it asked whether the numbers may go
	Changed func()                          // is told that a hall has come, gone or shown something else; it may block
}

// Publisher publishes a talk to the halls and saves it.
type Publisher struct {
	cfg      Config
	hub      *live.Hub
	server   *live.Server
	session  string
	sessions []string                  // of this computer's presenters, this one last
	wide     int                       // its port on the school's network; 0 for none
	release  func()                    // the lock
	calm     func()                    // ends telling that something has changed
	unlocked error                     // why nothing is locked
	hidden   atomic.Bool               // halls cannot find it by themselves
	late     atomic.Pointer[time.Time] // when a key of a hall screen came too late last; nil for never

	changes *newest[change]
	saver   *Saver
	deck    *deck.Deck // of the last change; this and the next belong to changes until that is closed
	public  deck.Public

	openers []live.Opener
	twice   bool                        // a hall screen's address was opened twice; it belongs to changes as public does
	remote  atomic.Pointer[live.Remote] // nil for none
	relay   *relay.Presenter            // nil for none
}

// change is a talk and its deck.
type change struct {
	talk talk.Talk
	deck *deck.Deck
}

// Present makes this program the one presenter of its user, serves the halls of this machine, and
// begins to publish and to save. Close ends it.
func Present(ctx context.Context, cfg Config) (*Publisher, error) {
	release, err := cfg.Folder.Lock()
	if release == nil {
		return nil, &Problem{err, "use the window that it runs in, or leave it there first: q and then y"}
	}
	p := &Publisher{cfg: cfg, hub: live.NewHub(), session: live.NewSecret(), release: release, unlocked: err}
	p.cfg.Changed, p.calm = calmed(tellEvery, cfg.Changed)
	if err := p.listen(ctx); err != nil {
		p.calm()
		release()
		return nil, err
	}
	p.openers = openers(p.server.HallURL)
	p.saver = Save(cfg.Folder, cfg.Path, cfg.Now)
	p.changes = inBackground(p.publish)
	return p, nil
}

// Follow does what Saver.Follow does.
func (p *Publisher) Follow(path string) { p.saver.Follow(path) }

// listen starts the server and saves where it can be reached.
func (p *Publisher) listen(ctx context.Context) error {
	cfg := live.Config{Page: web.Handler(), Command: p.cfg.Command, Late: p.tooLate, Changed: p.cfg.Changed}
	if last, err := p.cfg.Folder.Endpoint(); err == nil {
		p.wide = last.Wide
		cfg.Prefer, cfg.Token = last.URL, last.Token
	}
	// Open pages know the address of the presenter before, whether it was killed or left, and have keys made of its token.
	kept := p.cfg.Folder.Address()
	if kept.URL != "" {
		cfg.Prefer, cfg.Token = kept.URL, kept.Token
	}
	p.sessions = slices.Concat(kept.Sessions, []string{p.session})
	var err error
	if p.server, err = live.Listen(ctx, p.hub, cfg); err != nil {
		return &Problem{err, "assembly show presents on this screen alone and needs no network"}
	}
	p.saveEndpoint()
	return nil
}

// tooLate takes that a key of a hall screen was not taken. The hall does not tell: nobody looks there but the pupils.
func (p *Publisher) tooLate() {
	now := p.cfg.Now()
	p.late.Store(&now)
	p.cfg.Changed()
}

// saveEndpoint saves where the presenter can be reached. Where nothing can be saved, halls still open from here, with H.
func (p *Publisher) saveEndpoint() {
	p.hidden.Store(nil != p.cfg.Folder.SaveEndpoint(live.Endpoint{
		URL: p.server.URL(), Token: p.server.Token(), PID: os.Getpid(), Session: p.session, Started: p.cfg.Now(), Wide: p.server.Reach().Port,
	}))
	p.saveAddress()
}

// saveAddress saves what the next presenter needs for open halls to find it. Where somebody may have a key that is not
// theirs, its token is to be another.
func (p *Publisher) saveAddress() {
	token := p.server.Token()
	if !p.server.TriedTwice().IsZero() {
		token = ""
	}
	_ = p.cfg.Folder.SaveAddress(state.Address{URL: p.server.URL(), Token: token, Sessions: p.sessions})
}

// renounce saves the address anew once the token is not to outlive this presenter.
func (p *Publisher) renounce() {
	if !p.twice && !p.server.TriedTwice().IsZero() {
		p.twice = true
		p.saveAddress()
	}
}

// Unfinished lists what Saver.Unfinished does, and ahead of it what another computer left in the relay's room. What one of
// this computer left there is known better here, where it may have ended since. A phase is that of the pupils, which is
// not known there.
func (p *Publisher) Unfinished(d *deck.Deck, phase string) []talk.Talk {
	here := p.saver.Unfinished(d)
	if p.relay == nil {
		return here
	}
	left, ok := p.relay.Left()
	if !ok || slices.Contains(p.sessions, left.Session) || left.Deck != d.Served(p.cfg.Theme).Hash {
		return here
	}
	there := leftIn(left, d, phase, p.cfg.Now())
	if !there.Begun() {
		return here
	}
	return append([]talk.Talk{there}, here...)
}

// Lost does what Saver.Lost does.
func (p *Publisher) Lost() string { return p.saver.Lost() }

// leftIn is the talk of which another computer left a state.
func leftIn(s live.Snapshot, d *deck.Deck, phase string, now time.Time) talk.Talk {
	shape := talk.Shape{Steps: d.Steps(), Closing: d.Closing(), Phases: d.Meta.Phases}
	began := now.Add(-time.Duration(s.Elapsed) * time.Millisecond)
	t := talk.Start(phase, began)
	do := func(op talk.Op, n int, at time.Time) { t = talk.Do(shape, t, talk.Command{Op: op, N: n}, at) }
	if s.Elapsed > 0 || s.Running {
		do(talk.Begin, 0, began)
	}
	do(talk.GoTo, s.Slide, now)
	for range s.Step {
		do(talk.Next, 0, now)
	}
	switch s.Blank {
	case live.Black:
		do(talk.BlackOut, 0, now)
	case live.White:
		do(talk.WhiteOut, 0, now)
	}
	if !s.Running && t.Clock.Running() {
		do(talk.ToggleClock, 0, now)
	}
	return t
}

// Open also serves the school's network: classrooms that follow, a phone that drives, or both. Called again it
// serves more at the same address.
func (p *Publisher) Open(ctx context.Context, address string, follow, remote bool) error {
	n := live.Network{Address: address, Prefer: p.wide, Follow: follow}
	if remote && p.remote.CompareAndSwap(nil, live.NewRemote(web.RemotePage(), p.cfg.Phone)) {
		n.Remote = p.remote.Load()
	}
	if err := p.server.Open(ctx, n); err != nil {
		if n.Remote != nil {
			p.remote.Store(nil)
		}
		return &Problem{err, openHint(err)}
	}
	p.saveEndpoint()
	return nil
}

// openHint says what to do where the school's network cannot be served.
func openHint(err error) string {
	if errors.Is(err, syscall.EADDRINUSE) || strings.Contains(err.Error(), "Only one usage of each socket address") {
		return "another program listens there: choose another port, or leave out --share-address"
	}
	return "check that this machine is on the school's network, or leave out --share and --remote"
}

// tellEvery is the time between two tellings that something has changed at the halls.
const tellEvery = 100 * time.Millisecond

// tellTwice is how long the speaker is told that a hall screen's address was opened twice.
const tellTwice = 5 * time.Minute

// tellLate is how long they are told that a key of a hall screen came too late.
const tellLate = 10 * time.Second

// settleWithin is how long a presenter waits for a relay before its screen comes up.
const settleWithin = 2 * time.Second

// Relay also publishes over a relay. It fails for what was typed wrong and for a room in which somebody else
// presents. Whatever else is wrong does not keep the hall waiting: Sites tells it. It is called before the first
// change.
func (p *Publisher) Relay(ctx context.Context, cfg relay.PresentConfig) error {
	cfg.Changed = p.cfg.Changed
	r, err := relay.Present(ctx, cfg)
	if err != nil {
		return relayProblem(err)
	}
	if taken := (*relay.Taken)(nil); errors.As(r.Ready(settleWithin), &taken) {
		r.Close()
		return relayProblem(taken)
	}
	p.relay = r
	return nil
}

// Changed publishes and saves a talk. The newest change waits; older ones are overtaken.
func (p *Publisher) Changed(t talk.Talk, d *deck.Deck) { p.changes.put(change{t, d}) }

// publish works in the background of the screen: making a deck public parses all of it. No hall, and no phone, is told
// what a program that is killed would not know when it is started again.
func (p *Publisher) publish(c change) error {
	if p.deck != c.deck {
		p.deck, p.public = c.deck, c.deck.Served(p.cfg.Theme)
	}
	p.renounce()
	silence := p.public.PublicSlide(c.talk.Hall().Slide).Silence.For(c.talk.Phase)
	p.saver.Ahead(c.talk, c.deck)
	now := live.SnapshotOf(c.talk.State, p.session, p.public.Hash, silence, p.cfg.Now())
	if r := p.remote.Load(); r != nil {
		r.Follow(c.talk)
	}
	p.hub.Publish(now, p.public, p.deck)
	if p.relay != nil {
		p.relay.Publish(now, p.public, p.deck)
	}
	return nil
}

// Halls returns every hall that follows, or has followed lately.
func (p *Publisher) Halls() []live.Hall { return p.server.Halls() }

// Openers lists how a hall screen can be opened.
func (p *Publisher) Openers() []live.Opener { return p.openers }

// Offer serves more of the school's network while the talk goes on.
func (p *Publisher) Offer(follow, remote bool) error {
	return p.Open(context.Background(), "", follow, remote)
}

// Reach tells what is reached beyond this machine.
func (p *Publisher) Reach() live.Reach { return p.server.Reach() }

// Code returns an address as a code to photograph, of size by size modules; 0 where it is too long.
// Nothing outside it is black.
func (p *Publisher) Code(address string) (black func(x, y int) bool, size int) {
	code, err := qr.Encode(address, qr.L)
	if err != nil {
		return nil, 0
	}
	return code.Black, code.Size
}

// PhonePage is the address of the phone's page; "" where no phone may drive.
func (p *Publisher) PhonePage(a live.Address) string {
	if r := p.remote.Load(); r != nil {
		return r.Page(a)
	}
	return ""
}

// AnswerPhone says whether the phone that asks may take over.
func (p *Publisher) AnswerPhone(yes bool) {
	if r := p.remote.Load(); r != nil {
		r.Answer(yes)
	}
}

// Sites is what is known of the sites that follow over a relay.
func (p *Publisher) Sites() live.Sites {
	if p.relay == nil {
		return live.Sites{}
	}
	return p.relay.Sites()
}

// Troubles says what does not work, "" for nothing.
func (p *Publisher) Troubles() string {
	var out []string
	if err := p.cfg.Folder.Err(); err != nil {
		out = append(out, "Nothing is saved: "+state.Reason(err).Error())
	} else if err := p.saver.failed(); err != nil {
		out = append(out, "Talk not saved: "+state.Reason(err).Error())
	}
	if p.hidden.Load() {
		out = append(out, "The command hall finds no presenter: H, then b opens a screen")
	}
	at, late := p.server.TriedTwice(), p.late.Load()
	switch {
	case len(out) > 0: // What is worse is told alone.
	case late != nil && p.cfg.Now().Sub(*late) < tellLate:
		return "A key on a hall screen came too late and did nothing: press it again"
	case !at.IsZero() && p.cfg.Now().Sub(at) < tellTwice:
		return "A hall screen's address was opened twice, so neither page drives: open it again with H"
	case p.unlocked != nil:
		return "A second presenter could start: " + p.unlocked.Error()
	}
	return strings.Join(out, ". ")
}

// Close says goodbye to the halls. A talk that was left on purpose is not offered again.
func (p *Publisher) Close(finished bool) {
	p.changes.close()
	p.saver.Close(finished)
	var both sync.WaitGroup
	both.Go(p.server.Close)
	if p.relay != nil {
		both.Go(p.relay.Close)
	}
	both.Wait()
	p.calm()
	p.renounce()
	_ = p.cfg.Folder.RemoveEndpoint()
	p.release()
}

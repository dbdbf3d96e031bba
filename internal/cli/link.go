package cli

import (
	"context"
	"os"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"rsc.io/qr"

	"assembly/internal/deck"
	"assembly/internal/live"
	"assembly/internal/state"
	"assembly/internal/talk"
	"assembly/internal/tui/presenter"
)

// link joins the presenter's program to the halls and to the store.
type link struct {
	folder  *state.Folder
	saver   *saver[talk.Talk]
	hub     *live.Hub
	server  *live.Server
	session string
	theme   string
	ways    []presenter.Way
	code    *qr.Code // of the address that classrooms follow; nil while nothing is shared
	now     func() time.Time

	next chan change
	done chan struct{}
}

var _ presenter.Link = (*link)(nil)

// startLink begins to publish and to save. close ends it.
func startLink(f *state.Folder, hub *live.Hub, server *live.Server, deckPath, theme, session string, now func() time.Time) *link {
	l := &link{
		folder: f, saver: newSaver(func(t talk.Talk) error { return f.SaveTalk(deckPath, t, now()) }), hub: hub, server: server,
		session: session, theme: theme, now: now,
		next: make(chan change, 1), done: make(chan struct{}),
	}
	l.ways = hallWays(server.HallURL())
	go l.run()
	return l
}

// change is a talk and the deck that it is of.
type change struct {
	talk talk.Talk
	deck *deck.Deck
}

// Changed implements presenter.Link. The newest change waits; older ones are overtaken.
func (l *link) Changed(t talk.Talk, d *deck.Deck) {
	select {
	case <-l.next:
	default:
	}
	l.next <- change{t, d}
}

// run publishes and saves beside the program: making a deck public parses all of it.
func (l *link) run() {
	defer close(l.done)
	var of *deck.Deck
	var public deck.Public
	for c := range l.next {
		if of != c.deck {
			of, public = c.deck, c.deck.Public().WithTheme(l.theme)
		}
		now := l.now()
		silence := public.PublicSlide(c.talk.Hall().Slide).Silence.For(c.talk.Phase)
		l.hub.Publish(live.SnapshotOf(c.talk.State, l.session, public.Hash, silence, now), public)
		l.saver.put(c.talk)
	}
}

// Halls implements presenter.Link.
func (l *link) Halls() []live.Hall { return l.server.Halls() }

// Ways implements presenter.Link.
func (l *link) Ways() []presenter.Way { return l.ways }

// Shared implements presenter.Link.
func (l *link) Shared() []string { return l.server.Shared() }

// Troubles implements presenter.Link. It is short: on a small screen there is room for 44 columns.
func (l *link) Troubles() string {
	if err := l.folder.Err(); err != nil {
		return "Nothing is saved: " + reason(err).Error()
	}
	if err := l.saver.failed(); err != nil {
		return "Talk not saved: " + reason(err).Error()
	}
	return ""
}

// close says goodbye to the halls. A talk that was left on purpose is not offered again.
func (l *link) close(finished bool) {
	close(l.next)
	<-l.done
	l.saver.close()
	l.server.Close()
	_ = l.folder.RemoveEndpoint()
	if finished {
		_ = l.folder.RemoveTalk()
	}
}

// serve starts the presenter's server and leaves word of where it is.
func (a *app) serve(ctx context.Context, f *state.Folder, cfg live.Config, session string) (*live.Hub, *live.Server, error) {
	hub := live.NewHub()
	if last, err := f.Endpoint(); err == nil {
		// Pages that are open know the address and the token of the presenter that was killed.
		cfg.Prefer, cfg.Token = address(last), last.Token
	}
	server, err := live.Listen(ctx, hub, cfg)
	if err != nil {
		return nil, nil, fail(err, "assembly show presents on this screen alone and needs no network")
	}
	place := live.Endpoint{URL: server.URL(), Token: server.Token(), PID: os.Getpid(), Session: session, Started: a.now()}
	// Where nothing can be kept, halls still open from here, with H.
	_ = f.SaveEndpoint(place)
	return hub, server, nil
}

// mailbox hands messages from the server to a program that may not run yet.
type mailbox struct {
	mu   sync.Mutex
	send func(tea.Msg)
}

// open says where messages go from now on; nil drops them.
func (m *mailbox) open(send func(tea.Msg)) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.send = send
}

// put hands a message over; while there is no program it is dropped.
func (m *mailbox) put(msg tea.Msg) {
	m.mu.Lock()
	send := m.send
	m.mu.Unlock()
	if send != nil {
		send(msg)
	}
}

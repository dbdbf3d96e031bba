package cli

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"

	tea "charm.land/bubbletea/v2"
	"rsc.io/qr"

	"assembly/internal/deck"
	"assembly/internal/live"
	"assembly/internal/state"
	"assembly/internal/talk"
	"assembly/internal/tui/presenter"
	"assembly/internal/tui/ui"
	"assembly/internal/web"
)

// present is the command of that name.
func (a *app) present(f *flags, path string) error {
	src := source{path, f.set}
	if f.shareAddress != "" && !f.share {
		return usage(errors.New("--share-address needs --share"), "add --share to let classrooms on the network follow")
	}
	if err := f.checkSpeaker(a.now()); err != nil {
		return err
	}
	d, set, err := a.open(f, src)
	if err != nil {
		return err
	}
	if !a.outTTY {
		return a.printDeck(d, set.Phase, true)
	}
	t, err := a.takeStage(f, src, set)
	if err != nil {
		return err
	}
	err = a.programWith(t.model, src, t.open)
	t.close(err == nil)
	return err
}

// stage is a presenter with everything that it serves and keeps.
type stage struct {
	model   tea.Model
	link    *link
	box     *mailbox
	release func()
}

// open gives the program to those who send it messages.
func (t *stage) open(p *tea.Program) {
	t.box.open(func(m tea.Msg) { p.Send(m) })
}

// close ends serving. A talk that has finished is not offered again.
func (t *stage) close(finished bool) {
	t.box.open(nil)
	t.link.close(finished)
	t.release()
}

// takeStage makes the presenter, its server and its link.
func (a *app) takeStage(f *flags, src source, set ui.Setup) (*stage, error) {
	s := state.Open(os.Getenv)
	release, err := s.Lock()
	if err != nil {
		return nil, fail(err, "use the window that it runs in, or leave it there first: q and then y")
	}
	t, err := a.serveStage(context.Background(), f, src, set, s)
	if err != nil {
		release()
		return nil, err
	}
	t.release = release
	return t, nil
}

func (a *app) serveStage(ctx context.Context, f *flags, src source, set ui.Setup, s *state.Folder) (*stage, error) {
	resume, ok := s.Unfinished(src.path, a.now())
	if f.resume && !ok {
		return nil, fail(errors.New("this deck has no unfinished talk to resume"), "leave out --resume to begin one")
	}
	page, err := web.Handler()
	if err != nil {
		return nil, fail(err, "this is a bug: please report it")
	}
	session, box := live.NewSecret(), &mailbox{}
	hub, server, err := a.serve(ctx, s, live.Config{
		Page:    page,
		Command: func(c talk.Command) { box.put(ui.Remote{Command: c}) },
		Changed: func() { box.put(presenter.HallsChanged{}) },
	}, session)
	if err != nil {
		return nil, err
	}
	l := startLink(s, hub, server, src.path, set.Look.Palette.Name, session, a.now)
	if err := l.share(ctx, f); err != nil {
		l.close(false)
		return nil, err
	}
	setup, _ := f.speaking(set, s)
	setup.Link = l
	if ok {
		setup.Resume, setup.Ask, setup.KeepPhase = &resume, !f.resume, f.phaseShown
	}
	return &stage{model: presenter.New(setup), link: l, box: box}, nil
}

// known is a saved phase, as long as the deck still has it.
func known(saved string, d *deck.Deck, otherwise string) string {
	for _, p := range d.Meta.Phases {
		if p == saved {
			return saved
		}
	}
	return otherwise
}

// share serves the school's network when it was asked for by name.
func (l *link) share(ctx context.Context, f *flags) error {
	if !f.share {
		return nil
	}
	addresses, err := l.server.Share(ctx, f.shareAddress)
	if err != nil {
		return fail(fmt.Errorf("share on the network: %w", err),
			"check that this machine is on the school's network, or leave out --share")
	}
	if len(addresses) > 0 {
		if code, err := qr.Encode(addresses[0], qr.M); err == nil {
			l.code = code
		}
	}
	return nil
}

// QR implements presenter.Link.
func (l *link) QR() [][]bool {
	if l.code == nil {
		return nil
	}
	rows := make([][]bool, l.code.Size)
	for y := range rows {
		rows[y] = make([]bool, l.code.Size)
		for x := range rows[y] {
			rows[y][x] = l.code.Black(x, y)
		}
	}
	return rows
}

// address is host and port of a place.
func address(p live.Endpoint) string {
	u, err := url.Parse(p.URL)
	if err != nil {
		return ""
	}
	return u.Host
}

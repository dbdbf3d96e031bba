package cli

import (
	"cmp"
	"context"
	"errors"
	"os"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/session"
	"github.com/westandtogether-assembly/assembly/internal/state"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/tui/presenter"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// present runs the command of that name.
func (a *app) present(f *flags, path string) error {
	src := session.Source{Path: path, Fill: f.set}
	if err := f.checkBeyond(); err != nil {
		return err
	}
	set, err := a.open(f, src)
	if err != nil {
		return err
	}
	if !a.outTTY {
		return a.printDeck(set.Deck, set.Phase, true)
	}
	t, err := a.takeStage(f, src, set)
	if err != nil {
		return err
	}
	defer a.remember(f, src, set)()
	return a.perform(t, src)
}

// stage is a presenter with what runs in its background and sends it messages.
type stage struct {
	session.Mailbox
	model  tea.Model
	close  func(ended error) error            // ends what runs in the background
	awake  func(tell func()) (release func()) // nil where nobody can be told on this screen
	sleep  func()                             // nil before it has begun, and where awake is
	editor *session.Editor
	copy   watching
}

// perform runs a presenter from beginning to end.
func (a *app) perform(t *stage, src session.Source) error {
	return t.end(a.program(t.model, src, t.begin))
}

// begin gives the program to those who send it messages, and keeps the computer awake where the speaker
// can be told that this cannot be.
func (t *stage) begin(p *tea.Program) {
	t.Open(func(m any) { p.Send(m) })
	if t.awake == nil {
		return
	}
	t.sleep = t.awake(func() { t.Put(presenter.Told(session.CannotStayAwake)) })
}

func (t *stage) end(ended error) error {
	t.Open(nil)
	t.copy.end()
	if t.sleep != nil {
		t.sleep()
	}
	return t.close(ended)
}

// takeStage makes the presenter, serves its halls and saves its talk. A talk that has finished is not
// offered again.
func (a *app) takeStage(f *flags, src session.Source, set ui.Setup) (*stage, error) {
	ctx, folder, t := context.Background(), state.Open(os.Getenv), &stage{awake: a.awakeTelling}
	p, err := session.Present(ctx, session.Config{
		Folder: folder, Path: src.Path, Theme: set.Look.Palette.Name, Now: a.now,
		Command: func(c talk.Command) { t.Put(ui.Remote{Command: c, At: time.Now()}) },
		Phone:   func(c talk.Command, sure bool) { t.Put(ui.Remote{Command: c, Sure: sure, At: time.Now()}) },
		Changed: func() { t.Hand(presenter.HallsChanged{}) },
	})
	if err != nil {
		return nil, err
	}
	if f.share || f.remote {
		err = p.Open(ctx, f.address, f.share, f.remote)
	}
	if err == nil && f.relay.URL != "" {
		err = p.Relay(ctx, f.presentOver())
	}
	if err == nil {
		t.model, err = a.presenter(f, src, set, folder, p, t.editing(src, func(path string) {
			p.Follow(path)
			_ = folder.UseDeck(state.UsedDeck{Path: path, Title: set.Deck.Heading(), Phase: f.chosenPhase(set)}) // The talk matters more.
		}))
	}
	if err != nil {
		p.Close(false)
		return nil, err
	}
	t.close = func(ended error) error {
		p.Close(ended == nil)
		return ended
	}
	return t, nil
}

// presenter makes the presenter's view.
func (a *app) presenter(f *flags, src session.Source, set ui.Setup, folder *state.Folder, p *session.Publisher, e presenter.Editing) (tea.Model, error) {
	setup, _ := a.presenting(f, src, set, folder)
	setup.Link, setup.Editing, setup.Told = p, e, p.Lost()
	unfinished := p.Unfinished(set.Deck, set.Phase)
	switch {
	case f.unfinished < len(unfinished):
		setup.Resume, setup.Ask, setup.KeepPhase = &unfinished[f.unfinished], !f.resume, f.phaseShown
	case f.resume:
		return nil, fail(errors.New("this deck has no unfinished talk to resume"), cmp.Or(p.Lost(), "leave out --resume to begin one"))
	}
	return presenter.New(setup), nil
}

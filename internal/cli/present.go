package cli

import (
	"context"
	"errors"
	"os"

	tea "charm.land/bubbletea/v2"

	"assembly/internal/session"
	"assembly/internal/state"
	"assembly/internal/talk"
	"assembly/internal/tui/presenter"
	"assembly/internal/tui/ui"
)

// present runs the command of that name.
func (a *app) present(f *flags, path string) error {
	src := session.Source{Path: path, Fill: f.set}
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
	return t.close(a, err)
}

// stage is a presenter with everything that it serves and saves.
type stage struct {
	model     tea.Model
	publisher *session.Publisher
	box       *session.Mailbox
}

// open gives the program to those who send it messages.
func (t *stage) open(p *tea.Program) { t.box.Open(func(m any) { p.Send(m) }) }

// close ends serving. A talk that has finished is not offered again.
func (t *stage) close(_ *app, ended error) error {
	t.box.Open(nil)
	t.publisher.Close(ended == nil)
	return ended
}

// takeStage makes the presenter and what runs in its background.
func (a *app) takeStage(f *flags, src session.Source, set ui.Setup) (*stage, error) {
	ctx, folder, box := context.Background(), state.Open(os.Getenv), &session.Mailbox{}
	p, err := session.Present(ctx, session.Config{
		Folder: folder, Path: src.Path, Theme: set.Look.Palette.Name, Now: a.now,
		Command: func(c talk.Command) { box.Put(ui.Remote{Command: c}) },
		Changed: func() { box.Put(presenter.HallsChanged{}) },
	})
	if err != nil {
		return nil, err
	}
	if f.share {
		err = p.Share(ctx, f.shareAddress)
	}
	var m tea.Model
	if err == nil {
		m, err = f.presenter(set, folder, p)
	}
	if err != nil {
		p.Close(false)
		return nil, err
	}
	return &stage{model: m, publisher: p, box: box}, nil
}

// presenter makes the presenter's view.
func (f *flags) presenter(set ui.Setup, folder *state.Folder, p *session.Publisher) (tea.Model, error) {
	setup, _ := f.speaking(set, folder)
	setup.Link = link{p}
	resume, ok := p.Unfinished()
	if f.resume && !ok {
		return nil, fail(errors.New("this deck has no unfinished talk to resume"), "leave out --resume to begin one")
	}
	if ok {
		setup.Resume, setup.Ask, setup.KeepPhase = &resume, !f.resume, f.phaseShown
	}
	return presenter.New(setup), nil
}

// link is a publisher as the presenter's view knows it.
type link struct{ *session.Publisher }

// Openers implements presenter.Link.
func (l link) Openers() []presenter.Opener {
	var out []presenter.Opener
	for _, o := range l.Publisher.Openers() {
		out = append(out, presenter.Opener(o))
	}
	return out
}

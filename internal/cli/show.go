package cli

import (
	"os"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/session"
	"github.com/westandtogether-assembly/assembly/internal/state"
	"github.com/westandtogether-assembly/assembly/internal/tui/hall"
	"github.com/westandtogether-assembly/assembly/internal/tui/reader"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
	"github.com/westandtogether-assembly/assembly/slides"
)

// show runs the command of that name.
func (a *app) show(f *flags, path string) error {
	src := session.Source{Path: path, Fill: f.set}
	set, err := a.open(f, src)
	if err != nil {
		return err
	}
	if f.plain || !a.outTTY {
		return a.printDeck(set.Deck, set.Phase, f.notes)
	}
	defer a.remember(f, src, set)()
	defer a.stayAwake()()
	return a.perform(a.takeShow(f, src, set), src)
}

// takeShow makes the one screen and saves its talk. One that was interrupted is offered, as the presenter
// does.
func (a *app) takeShow(f *flags, src session.Source, set ui.Setup) *stage {
	m, saver := hall.NewShow(set), session.Save(state.Open(os.Getenv), src.Path, a.now)
	if lost := saver.Lost(); lost != "" {
		m.Tell(lost)
	}
	unfinished, phase := saver.Unfinished(set.Deck), ""
	if f.phaseShown {
		phase = set.Phase
	}
	switch {
	case f.unfinished >= len(unfinished):
	case f.resume:
		m.Resume(unfinished[f.unfinished], phase)
	default:
		m.AskResume(unfinished[f.unfinished], phase)
	}
	m.Keep(saver.Changed)
	return &stage{model: m, close: func(ended error) error {
		saver.Close(ended == nil)
		return ended
	}}
}

// letter runs the command of that name.
func (a *app) letter(f *flags, _ string) error {
	set, err := a.open(f, session.Source{})
	if err != nil {
		return err
	}
	if !a.outTTY {
		return a.print(plainLetter())
	}
	return a.program(letterReader(set.Look, nil), session.Source{})
}

func letterReader(look ui.Look, back tea.Model) tea.Model {
	return reader.New(reader.Setup{
		Title: "The letter", Text: reader.Prose(slides.Letter()), Above: slides.Statement, Look: look, Back: back,
	})
}

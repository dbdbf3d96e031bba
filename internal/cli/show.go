package cli

import (
	tea "charm.land/bubbletea/v2"

	"assembly/internal/session"
	"assembly/internal/tui/hall"
	"assembly/internal/tui/reader"
	"assembly/internal/tui/ui"
	"assembly/slides"
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
	return a.program(hall.NewShow(set), src)
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

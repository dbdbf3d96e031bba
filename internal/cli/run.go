package cli

import (
	tea "charm.land/bubbletea/v2"

	"assembly/internal/deck"
	"assembly/internal/session"
	"assembly/internal/tui/hall"
	"assembly/internal/tui/reader"
	"assembly/internal/tui/ui"
	"assembly/slides"
)

// show runs the command of that name.
func (a *app) show(f *flags, path string) error {
	src := session.Source{Path: path, Fill: f.set}
	d, set, err := a.open(f, src)
	if err != nil {
		return err
	}
	if f.plain || !a.outTTY {
		return a.printDeck(d, set.Phase, f.notes)
	}
	return a.program(hall.NewShow(set), src)
}

// letter runs the command of that name.
func (a *app) letter(f *flags) error {
	_, set, err := a.open(f, session.Source{})
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

// open loads a deck and checks the flags against it.
func (a *app) open(f *flags, src session.Source) (*deck.Deck, ui.Setup, error) {
	d, err := src.Load()
	if err != nil {
		return nil, ui.Setup{}, err
	}
	set, err := a.setup(f, d)
	return d, set, err
}

package cli

import (
	"context"
	"errors"
	"os"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/check"
	"github.com/westandtogether-assembly/assembly/internal/session"
	"github.com/westandtogether-assembly/assembly/internal/tui/card"
	"github.com/westandtogether-assembly/assembly/internal/tui/clicker"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// ready opens the screen of the doctor that the flags name.
func (a *app) ready(f *flags, path string) error {
	if !a.outTTY || !a.inTTY {
		return fail(errors.New("this screen needs a terminal"), "assembly doctor without this flag prints a report anywhere")
	}
	src := session.Source{Path: path, Fill: f.set}
	set, err := a.open(f, src)
	if err != nil {
		return err
	}
	var model tea.Model
	switch {
	case f.card:
		if model, err = a.testCard(f, set, nil); err != nil {
			return err
		}
	case f.keys:
		model = a.keyTest(set, nil)
	default:
		model = a.preflight(f, src, set, nil)
	}
	defer a.keepAwake(func() {})()
	return a.program(model, session.Source{})
}

// testCard makes the card to look at from the back row. Its numbers are those of the built-in deck.
func (a *app) testCard(f *flags, set ui.Setup, back tea.Model) (tea.Model, error) {
	numbers, err := (session.Source{}).Load()
	if err != nil {
		return nil, err
	}
	o, err := f.hallOptions()
	if err != nil {
		return nil, err
	}
	hall := card.Hall{Distance: o.Distance}
	if h, err := check.ParseHall(f.hall); err == nil && h.Metres {
		hall = card.Hall{BackRow: h.BackRow, Height: h.Height}
	}
	return card.New(card.Setup{
		Look: set.Look, Deck: numbers, Hall: hall, Now: a.now,
		Browser: func() error { return a.card.Browse(context.Background()) }, Back: back,
	}), nil
}

// keyTest makes the test of a clicker.
func (a *app) keyTest(set ui.Setup, back tea.Model) tea.Model {
	return clicker.New(clicker.Setup{Look: set.Look, Now: a.now, Program: os.Getenv("TERM_PROGRAM"), Back: back})
}

// checkReady refuses flags of the doctor that do not go together.
func (f *flags) checkReady() error {
	if f.card && f.keys || f.card && f.list || f.keys && f.list {
		return usage(errors.New("--card, --keys and --list cannot be used together"), "choose one of them: each opens a screen of its own")
	}
	return nil
}

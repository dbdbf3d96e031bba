package cli

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/session"
	"github.com/westandtogether-assembly/assembly/internal/state"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
	"github.com/westandtogether-assembly/assembly/slides"
)

// open loads a deck and checks the flags, those of the speaker too.
func (a *app) open(f *flags, src session.Source) (ui.Setup, error) {
	if err := f.checkSpeaker(a.now()); err != nil {
		return ui.Setup{}, err
	}
	if _, err := f.hallOptions(); err != nil {
		return ui.Setup{}, err
	}
	d, err := src.Load()
	if err != nil {
		return ui.Setup{}, err
	}
	p := paletteOf(d)
	if f.theme != "" {
		if p, err = theme.Lookup(f.theme); err != nil {
			return ui.Setup{}, unknownTheme(f.theme, err)
		}
	}
	phase, err := choosePhase(f.phase, d.Meta.Phases)
	if err != nil {
		return ui.Setup{}, err
	}
	if saved := a.savedPhase(f, src); slices.Contains(d.Meta.Phases, saved) {
		phase = saved
	}
	look, err := a.look(p, f)
	return ui.Setup{Deck: d, Look: look, Phase: phase, Now: a.now, Fonts: a.fonts}, err
}

// savedPhase is the phase that was chosen last for a deck, "" where another is asked for or none is saved.
// Linear text does not depend on it: programs read that.
func (a *app) savedPhase(f *flags, src session.Source) string {
	if f.phase != "" || f.plain || !a.outTTY {
		return ""
	}
	return state.Open(os.Getenv).DeckPhase(src.Path)
}

// choosePhase is the phase asked for, or the deck's first.
func choosePhase(asked string, phases []string) (string, error) {
	if asked == "" {
		return first(phases), nil
	}
	if i := slices.IndexFunc(phases, func(p string) bool { return strings.EqualFold(p, asked) }); i >= 0 {
		return phases[i], nil
	}
	if len(phases) == 0 {
		return "", usage(fmt.Errorf("phase %q: this deck has no phases", asked), "leave out --phase")
	}
	return "", usage(fmt.Errorf("this deck has no phase %q", asked),
		didYouMean(asked, phases, "expected one of: "+strings.Join(phases, ", ")))
}

// unknownTheme refuses a theme, which the error names with those there are.
func unknownTheme(asked string, err error) error {
	return usage(err, didYouMean(asked, theme.Names(), "assembly show --theme "+theme.Names()[0]))
}

// statement is the statement of where the words come from, for a deck that quotes the letter.
func statement(d *deck.Deck) string {
	if d.Meta.SourceText != "" && strings.Contains(flat(d.Meta.SourceText), flat(slides.Letter())) {
		return slides.Statement
	}
	return ""
}

// flat is text with every run of white space as one space.
func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

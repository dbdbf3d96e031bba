package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"assembly/internal/deck"
	"assembly/internal/theme"
	"assembly/internal/tui/ui"
	"assembly/slides"
)

// flags are the flags that commands share.
type flags struct {
	phase, theme string
	ascii        bool
	plain, notes bool
	set          map[string]string
	phaseShown   bool // the phase was chosen on the start screen

	// Of the presenter.
	resume, share bool
	shareAddress  string

	// Of the speaker.
	finish, as string
	pace       int

	// Of a rehearsal.
	from  int
	apply bool
}

// look adds the flags of a screen.
func (f *flags) look(set *pflag.FlagSet) {
	set.StringVar(&f.theme, "theme", "", "`name` of the colour theme: "+strings.Join(theme.Names(), ", "))
	set.BoolVar(&f.ascii, "ascii", false, "draw with ASCII characters only")
}

// deck adds the flags of a deck.
func (f *flags) deck(set *pflag.FlagSet) {
	set.StringVar(&f.phase, "phase", "", "`name` of the pupils' phase in the deck, such as primary or secondary")
	set.StringToStringVar(&f.set, "set", nil, "fill in {{name}} in the deck: `name=value`")
	set.Lookup("set").DefValue = "" // help would show an empty map as []
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

// setup checks the flags against the deck.
func (a *app) setup(f *flags, d *deck.Deck) (ui.Setup, error) {
	name := f.theme
	if name == "" {
		name = d.Meta.Theme
	}
	p, err := theme.Lookup(name)
	if err != nil && f.theme != "" {
		return ui.Setup{}, unknownTheme(f.theme, err)
	}
	if err != nil {
		p, _ = theme.Lookup("") // A deck made for another program may name a theme of that program.
	}
	phase, err := choosePhase(f.phase, d.Meta.Phases)
	if err != nil {
		return ui.Setup{}, err
	}
	return ui.Setup{Deck: d, Look: a.look(p, f.ascii), Phase: phase, Now: a.now}, nil
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

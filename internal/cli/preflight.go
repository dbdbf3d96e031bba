package cli

import (
	"os"
	"sync"

	tea "charm.land/bubbletea/v2"

	"assembly/internal/check"
	"assembly/internal/report"
	"assembly/internal/session"
	"assembly/internal/state"
	"assembly/internal/tui/preflight"
	"assembly/internal/tui/reader"
	"assembly/internal/tui/ui"
)

// preflight makes the list to tick off before a deck is presented, with what is to be fixed in the deck.
func (a *app) preflight(f *flags, src session.Source, set ui.Setup, back tea.Model) tea.Model {
	folder := state.Open(os.Getenv)
	report := sync.OnceValue(func() findings { return a.findings(f, src, set) })
	return preflight.New(preflight.Setup{
		Look: set.Look, Back: back,
		Ticked: func() []string { return folder.Ticks(a.now(), src.Path) },
		Save:   func(items []string) error { return folder.SaveTicks(a.now(), src.Path, items) },
		Findings: func() (string, bool) {
			r := report()
			errors, _ := r.Counts()
			return "This deck: " + r.Summary(), errors > 0
		},
		Show:  func(back tea.Model) tea.Model { return report().reader(set.Look, back) },
		Tests: a.tests(f, set),
	})
}

// tests are the screens that test what an item of the list is about.
func (a *app) tests(f *flags, set ui.Setup) map[string]preflight.Test {
	return map[string]preflight.Test{
		"size":    {Name: "the test card", Open: func(back tea.Model) (tea.Model, error) { return a.testCard(f, set, back) }},
		"clicker": {Name: "the clicker test", Open: func(back tea.Model) (tea.Model, error) { return a.keyTest(set, back), nil }},
	}
}

// findings is what was found in a deck, and what it was checked for.
type findings struct {
	check.Report
	checked string
}

func (a *app) findings(f *flags, src session.Source, set ui.Setup) findings {
	o, _ := f.hallOptions() // The command line has been refused before.
	found := a.checking(f, src, set.Look.Palette)(set.Deck, o.Sizes)
	return findings{check.NewReport(deckName(src.Path), set.Deck, found), "Checked for " + o.Hall() + "."}
}

// reader lists the findings.
func (r findings) reader(look ui.Look, back tea.Model) tea.Model {
	return reader.New(reader.Setup{
		Title: "What to fix in the deck", Look: look, Back: back,
		Text: reader.Report(func(w int) []report.Line { return report.Findings(r.Report, r.checked, w) }),
	})
}

package cli

import (
	"os"
	"sync"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/check"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/report"
	"github.com/westandtogether-assembly/assembly/internal/session"
	"github.com/westandtogether-assembly/assembly/internal/state"
	"github.com/westandtogether-assembly/assembly/internal/tui/preflight"
	"github.com/westandtogether-assembly/assembly/internal/tui/reader"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
	"github.com/westandtogether-assembly/assembly/slides"
)

// preflight makes the list to tick off before a deck is presented, with what is to be fixed in the deck.
func (a *app) preflight(f *flags, src session.Source, set ui.Setup, back tea.Model) tea.Model {
	folder, checked := state.Open(os.Getenv), &checkedDeck{app: a, flags: f, src: src, set: set}
	return preflight.New(preflight.Setup{
		Look: set.Look, Back: back,
		Items:  func() []slides.Item { return preflightOf(checked.deck()) },
		Ticked: func() []string { return folder.Ticks(a.now(), src.Path) },
		Save:   func(items []string) error { return folder.SaveTicks(a.now(), src.Path, items) },
		Findings: func() (string, bool) {
			r := checked.report()
			errors, _ := r.Counts()
			return "This deck: " + r.Summary(), errors > 0
		},
		Edited: checked.edited,
		Show:   checked.reader,
		Tests:  a.tests(f, set),
	})
}

// preflightOf lists what to see to before a deck is presented.
func preflightOf(d *deck.Deck) []slides.Item {
	return slides.PreflightOf(slides.Assembly{Letter: statement(d) != "", Phases: len(d.Meta.Phases) > 0, Closing: d.Closing() >= 0})
}

// tests are the screens that test what an item of the list is about.
func (a *app) tests(f *flags, set ui.Setup) map[string]preflight.Test {
	return map[string]preflight.Test{
		"size":    {Name: "the test card", Open: func(back tea.Model) (tea.Model, error) { return a.testCard(f, set, back) }},
		"clicker": {Name: "the clicker test", Open: func(back tea.Model) (tea.Model, error) { return a.keyTest(set, back), nil }},
	}
}

// checkedDeck is a deck, and what is to be fixed in it. A check takes a while, so it is made once for each version.
type checkedDeck struct {
	*app
	flags *flags
	src   session.Source

	mu   sync.Mutex
	set  ui.Setup
	made *check.Report
}

func (c *checkedDeck) edited(d *deck.Deck) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.set.Deck, c.made = d, nil
}

func (c *checkedDeck) deck() *deck.Deck {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.set.Deck
}

// report is what is to be fixed.
func (c *checkedDeck) report() check.Report {
	c.mu.Lock()
	d, made := c.set.Deck, c.made
	c.mu.Unlock()
	if made != nil {
		return *made
	}
	r := check.NewReport(deckName(c.src.Path), d, c.checking(c.flags, c.src, c.set.Look.Palette)(d, c.options().Windows, true))
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.set.Deck == d {
		c.made = &r
	}
	return r
}

// options are the hall that the flags describe; they have been refused before if they describe none.
func (c *checkedDeck) options() check.Options {
	o, _ := c.flags.hallOptions()
	return o
}

// reader lists what is to be fixed.
func (c *checkedDeck) reader(back tea.Model) tea.Model {
	r, hall := c.report(), "Checked for "+c.options().Hall()+"."
	if tier := c.tierHere(c.flags); tier != "" {
		hall += " This terminal draws type less well. If it is the hall's: assembly check --type " + tier
	}
	return reader.New(reader.Setup{
		Title: "What to fix in the deck", Look: c.set.Look, Back: back,
		Text: reader.Report(func(w int) []report.Line { return report.Findings(r, hall, w) }),
	})
}

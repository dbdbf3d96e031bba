package presenter

import (
	"fmt"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// told is what the speaker has been told about the deck.
type told struct {
	said    map[string]bool // messages, wherever they stood: an edit above them moves their lines
	missing map[string]bool // graphemes that no font has
	fault   string          // what is wrong with a slide that was read after the deck was opened; "" for nothing
}

// warn says what there is to say about the deck that has not been said: the first of it, errors before the
// rest, and how much more there is. A slide is read when it is needed, so there may be more later.
func (m *Model) warn() {
	if m.told.said == nil {
		m.told.said = map[string]bool{}
	}
	all := m.Deck().Diagnostics()
	slices.SortStableFunc(all, func(a, b deck.Diagnostic) int { return int(b.Severity) - int(a.Severity) })
	m.told.fault = ""
	if len(all) > 0 && all[0].Severity == deck.Error {
		m.told.fault = "An error in the deck: " + all[0].Error()
	}
	fresh := slices.DeleteFunc(all, func(d deck.Diagnostic) bool { return m.told.said[d.Message] })
	for _, d := range fresh {
		m.told.said[d.Message] = true
	}
	fresh = deck.Grouped(fresh)
	switch more := len(fresh) - 1; {
	case more == 0:
		m.stage.Tell(ui.OfDeck, fresh[0].Error())
	case more > 0:
		m.stage.Tell(ui.OfDeck, fmt.Sprintf("%s (and %d more)", fresh[0].Error(), more))
	}
}

// tellFonts tells what no font has, unless all of it has been told.
func (m *Model) tellFonts(msg ui.FontsFound) {
	if !msg.For(m.stage.Renderer) {
		return
	}
	if m.told.missing == nil {
		m.told.missing = map[string]bool{}
	}
	known := len(m.told.missing)
	for _, g := range msg.Missing() {
		m.told.missing[g] = true
	}
	if len(m.told.missing) > known {
		m.stage.Tell(ui.OfFonts, msg.Warning())
	}
}

// tellBroken says at once why an edit is not shown, where the banner has no room for all of it or has to say
// something else.
func (m *Model) tellBroken() {
	s, text := m.stage, brokenText(m.stage.Broken)
	rows := len(cell.Wrap(text, max(s.W, 1)))
	if s.Talk.Blank != talk.Visible || m.layout().Banner.H < rows && rows < s.H {
		s.Tell(ui.BrokenEdit, text)
	}
}

// mostErrors is how many errors of an edit are told at once.
const mostErrors = 5

// brokenText is what is wrong with an edit, for a banner that is wrapped.
func brokenText(err error) string {
	lines := strings.Split(strings.TrimSpace(err.Error()), "\n")
	if more := len(lines) - mostErrors; more > 0 {
		lines = append(lines[:mostErrors], fmt.Sprintf("and %d more", more))
	}
	return "The edited deck is not shown: " + strings.Join(lines, "; ")
}

package presenter

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"assembly/internal/cell"
	"assembly/internal/tui/kit"
)

// keeping is the question whether a pace is kept for the speaker, and its answer.
type keeping struct {
	keep   func(phase string, pace int) error // nil when there is nobody to keep it for
	person string
	asked  int // the pace that was asked about last
	open   bool
	said   string         // the answer, until the next key
	kept   map[string]int // the paces that were kept, by phase
}

// paceKept is the answer to an attempt to keep a pace.
type paceKept struct {
	phase string
	pace  int
	err   error
}

// askToKeep asks whether a pace that the speaker has changed is to be kept, once for each pace.
func (m *Model) askToKeep() {
	k, pace := &m.keeping, m.prompter.own
	if k.keep == nil || pace == 0 || pace == k.asked || pace == m.usualPace(m.stage.Phase) {
		return
	}
	k.open, k.asked = true, pace
}

// keepKey takes the answer. A key that is none closes the question and is taken as usual, because
// the thumb is on a clicker.
func (m *Model) keepKey(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	k := &m.keeping
	if m.stage.Ask != kit.AskNothing {
		return nil, false // That question lies over this one.
	}
	open := k.open
	k.open, k.said = false, ""
	if !open {
		return nil, false
	}
	switch msg.String() {
	case "y", "Y":
		keep, phase, pace := k.keep, m.stage.Phase, k.asked
		return func() tea.Msg { return paceKept{phase, pace, keep(phase, pace)} }, true
	case "n", "N", "esc": // The first is an answer here, and no next.
		return nil, true
	}
	return nil, false
}

// answered says what became of an attempt. One that failed is asked for again.
func (k *keeping) answered(a paceKept) {
	if a.err != nil {
		k.said, k.asked = "The pace is not kept: "+firstLine(a.err), 0
		return
	}
	if k.kept == nil {
		k.kept = map[string]int{}
	}
	k.kept[a.phase] = a.pace
	k.said = fmt.Sprintf("Kept%s: %d words a minute", k.forWhom(), a.pace)
}

// longestName is the columns of a name that the question has room for.
const longestName = 20

func (k *keeping) forWhom() string {
	if k.person == "" {
		return ""
	}
	return " for " + cell.Truncate(k.person, longestName)
}

// text is the question, or the answer, in at most w columns where it can be.
func (k *keeping) text(w int) string {
	if !k.open {
		return k.said
	}
	full := fmt.Sprintf("Keep %d words a minute%s? y yes, other keys no", k.asked, k.forWhom())
	if cell.Width(full) <= w {
		return full
	}
	return fmt.Sprintf("Keep %d%s? y yes, else no", k.asked, k.forWhom())
}

// drawKeeping draws the question where every question is.
func (m *Model) drawKeeping(g *cell.Grid) {
	if text := m.keeping.text(g.W); text != "" && m.stage.Question() == "" {
		kit.Banner(g, kit.Rect{Y: max(g.H-1, 0), W: g.W, H: 1}, text, m.stage.Look)
	}
}

package presenter

import (
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"assembly/internal/check"
	"assembly/internal/deck"
	"assembly/internal/live"
	"assembly/internal/render"
)

// checks are what is to be fixed in the deck, in the halls that are connected. A check runs in the background,
// one at a time, whenever the deck or a hall's size has changed.
type checks struct {
	due, busy bool
	begun     bool // one has been begun
	deck      *deck.Deck
	halls     []render.Screen // that the last check is of
	of        *deck.Deck      // that the findings are of: an edit may have come since
	found     []check.Finding
	edited    bool            // the deck has changed since the check before
	known     map[string]bool // what has been found, so that only what is new is told
}

// checkAfter is when the first check begins: the first frames come first.
const checkAfter = 2 * time.Second

// checkDue is the message that the first check can begin.
type checkDue struct{}

// checked is what a check has found.
type checked struct {
	deck  *deck.Deck
	found []check.Finding
}

// awaitCheck asks for the first check.
func (m *Model) awaitCheck() tea.Cmd {
	if m.setup.Check == nil {
		return nil
	}
	return tea.Tick(checkAfter, func(time.Time) tea.Msg { return checkDue{} })
}

// check begins a check of what has changed since the last.
func (m *Model) check() tea.Cmd {
	c, halls := &m.checks, m.hallSizes()
	if !c.due || c.busy || c.begun && c.deck == m.Deck() && slices.Equal(c.halls, halls) {
		return nil
	}
	c.edited = c.begun && c.deck != m.Deck()
	c.busy, c.begun, c.deck, c.halls = true, true, m.Deck(), halls
	d, find := c.deck, m.setup.Check
	return func() tea.Msg { return checked{d, find(d, halls)} }
}

// hallSizes lists the sizes of the terminals that show the slides, each once.
func (m *Model) hallSizes() []render.Screen {
	if m.setup.Link == nil {
		return nil
	}
	var out []render.Screen
	for _, h := range m.setup.Link.Halls() {
		if size := (render.Screen{W: h.W, H: h.H}); shows(h) && !slices.Contains(out, size) {
			out = append(out, size)
		}
	}
	slices.SortFunc(out, func(a, b render.Screen) int { return a.W*a.H - b.W*b.H })
	return out
}

// shows reports whether a hall is a terminal that is open.
func shows(h live.Hall) bool {
	return !h.Closed && !h.Gone && h.Kind == live.Terminal && h.W > 0 && h.H > 0
}

// checkDone takes what was found, and tells what is new in it: after an edit all of it, and otherwise what the hall
// cannot read.
func (m *Model) checkDone(msg checked) {
	c := &m.checks
	c.busy, c.of, c.found = false, msg.deck, msg.found
	var fresh []check.Finding
	known := map[string]bool{}
	for _, f := range msg.found {
		key := c.key(f)
		known[key] = true
		if !c.known[key] && (c.edited || len(c.halls) > 0 && unreadable(f)) {
			fresh = append(fresh, f)
		}
	}
	if c.known == nil {
		c.known = known
	}
	for key := range known {
		c.known[key] = true
	}
	m.tellFindings(fresh)
}

// key tells findings apart wherever they stand: an edit above them moves their lines.
func (c *checks) key(f check.Finding) string {
	key := f.Rule + " " + f.What
	if f.Sizes != nil && len(c.halls) > 0 {
		key += fmt.Sprint(f.Sizes)
	}
	return key
}

// unreadable reports whether a finding is of a slide that the back row cannot read.
func unreadable(f check.Finding) bool { return f.Rule == check.Legibility && f.Severity == check.Error }

// tellFindings tells the speaker the first of some findings, and how many more there are.
func (m *Model) tellFindings(fresh []check.Finding) {
	if len(fresh) == 0 {
		return
	}
	slices.SortStableFunc(fresh, func(a, b check.Finding) int { return strings.Compare(string(a.Severity), string(b.Severity)) })
	text := fresh[0].What
	if f := fresh[0]; f.Hint != "" {
		text += "; " + f.Hint
	}
	if m.checks.edited {
		text = "In the edited deck: " + text
	} else {
		text = "In the hall: " + text
	}
	if more := len(fresh) - 1; more > 0 {
		text += fmt.Sprintf(" (and %d more)", more)
	}
	m.notice(text)
}

// tooSmall says what of a slide, counted from 0, cannot be read in a hall of a size; "" for nothing, and for what is
// not known yet.
func (m *Model) tooSmall(slide int, size render.Screen) string {
	if m.checks.of != m.Deck() {
		return ""
	}
	for _, f := range m.checks.found {
		if unreadable(f) && f.Slide == slide+1 && slices.Contains(f.Sizes, size) {
			return f.What
		}
	}
	return ""
}

// tooSmallAnywhere reports whether a slide cannot be read in one of the halls.
func (m *Model) tooSmallAnywhere(slide int) bool {
	return slices.ContainsFunc(m.checks.halls, func(size render.Screen) bool { return m.tooSmall(slide, size) != "" })
}

package presenter

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/check"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/tui/screen"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// checks are what is to be fixed in the deck, in the halls that are connected. A check runs in the background,
// one at a time, whenever the deck or a hall's size has changed.
type checks struct {
	due, busy bool
	task                       // the last that was begun
	whole     bool             // one was of an edit
	of        *deck.Deck       // that the findings are of: an edit may have come since
	small     map[place]string // what the back row cannot read, and where
	known     map[string]bool  // what has been found, so that only what is new is told
}

// task is what to check. Until the deck is edited only what the halls cannot read is told, so that of a deck of
// thousands of slides nothing else is looked at before.
type task struct {
	deck   *deck.Deck
	halls  []check.Window
	edited bool       // all of the deck is checked, which has changed since the task before
	before *deck.Deck // what the first edit is compared with; nil for none
}

// do does it, in the background.
func (t task) do(find func(*deck.Deck, []check.Window, bool) []check.Finding) checked {
	out := checked{deck: t.deck}
	if t.before != nil {
		out.before = find(t.before, t.halls, true)
	}
	out.found = find(t.deck, t.halls, t.edited)
	return out
}

// place is a slide, counted from 1, in a hall's window.
type place struct {
	slide int
	check.Window
}

// checkAfter is when the first check begins: the first frames come first.
const checkAfter = 2 * time.Second

// checkDue is the message that the first check can begin.
type checkDue struct{}

// checked is what a check has found.
type checked struct {
	deck          *deck.Deck
	found, before []check.Finding // in it, and where it is the first edit, in the deck before
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
	c := &m.checks
	if !c.due || c.busy {
		return nil
	}
	next := task{deck: m.Deck(), halls: m.hallWindows()}
	before := cmp.Or(c.deck, next.deck)
	c.deck = next.deck
	next.edited = before != next.deck
	if !next.edited && slices.Equal(c.halls, next.halls) {
		return nil
	}
	if next.edited && !c.whole {
		next.before, c.whole = before, true
	}
	c.busy, c.task = true, next
	find := m.setup.Check
	return func() tea.Msg { return next.do(find) }
}

// hallWindows lists the windows of the terminals that show the slides, each once.
func (m *Model) hallWindows() []check.Window {
	if m.setup.Link == nil {
		return nil
	}
	var out []check.Window
	for _, h := range m.setup.Link.Halls() {
		if w := windowOf(h); shows(h) && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	slices.SortFunc(out, func(a, b check.Window) int { return cmp.Or(a.W*a.H-b.W*b.H, a.W-b.W, int(a.Tier)-int(b.Tier)) })
	return out
}

// windowOf is the window of a hall, as far as it is drawn on: what a hall reports may be anything. One that does not say how
// it draws type draws it as well as a terminal can.
func windowOf(h live.Hall) check.Window {
	tier, _ := bigtype.ParseTier(h.Type)
	w, rows := screen.Bounded(h.W, h.H)
	return check.Window{Screen: render.Screen{W: w, H: rows}, Tier: tier}
}

// shows reports whether a hall is a terminal that is open.
func shows(h live.Hall) bool {
	return !h.Closed && !h.Gone && h.Kind == live.Terminal && h.W > 0 && h.H > 0
}

// checkDone takes what was found, and tells what is new in it: after an edit all of it, and otherwise what the hall
// cannot read.
func (m *Model) checkDone(msg checked) {
	c := &m.checks
	c.busy, c.of, c.small = false, msg.deck, map[place]string{}
	if c.known == nil {
		c.known = map[string]bool{}
	}
	c.learn(msg.before)
	var fresh []check.Finding
	known := map[string]bool{}
	for _, f := range msg.found {
		c.note(f)
		key := c.key(f)
		known[key] = true
		if !c.known[key] && (c.edited || len(c.halls) > 0 && unreadable(f)) {
			fresh = append(fresh, f)
		}
	}
	maps.Copy(c.known, known)
	m.tellFindings(fresh)
}

// learn takes what there was before the first edit. What a hall could not read has been told of that hall.
func (c *checks) learn(before []check.Finding) {
	for _, f := range before {
		if len(c.halls) == 0 || !unreadable(f) {
			c.known[c.key(f)] = true
		}
	}
}

// note keeps what cannot be read where the view looks for it: it does so with every frame.
func (c *checks) note(f check.Finding) {
	if !unreadable(f) {
		return
	}
	for _, w := range f.Windows {
		c.small[place{f.Slide, w}] = f.What
	}
}

// key tells findings apart wherever they stand: an edit above them moves their lines.
func (c *checks) key(f check.Finding) string {
	key := f.Rule + " " + f.What
	if f.Windows != nil && len(c.halls) > 0 {
		key += fmt.Sprint(f.Windows)
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
	slices.SortStableFunc(fresh, func(a, b check.Finding) int { return weight(b) - weight(a) })
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
	m.stage.Tell(ui.OfDeck, text)
}

// weight is how much a finding matters: what misleads the hall most, then what it cannot read.
func weight(f check.Finding) int {
	switch {
	case unreadable(f):
		return 1
	case f.Severity == check.Error:
		return 2
	}
	return 0
}

// tooSmall says what of a slide, counted from 0, cannot be read in a hall; "" for nothing, and for what is
// not known yet.
func (m *Model) tooSmall(slide int, w check.Window) string {
	if m.checks.of != m.Deck() {
		return ""
	}
	return m.checks.small[place{slide + 1, w}]
}

// tooSmallAnywhere reports whether a slide cannot be read in one of the halls.
func (m *Model) tooSmallAnywhere(slide int) bool {
	return slices.ContainsFunc(m.checks.halls, func(w check.Window) bool { return m.tooSmall(slide, w) != "" })
}

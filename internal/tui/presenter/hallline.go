package presenter

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"assembly/internal/cell"
	"assembly/internal/live"
	"assembly/internal/plan"
	"assembly/internal/tui/ui"
)

// layout divides the window. The banner, what does not work and what the halls show take from the notes
// the rows that they need: nothing of it is cut in silence.
func (m *Model) layout() layout {
	l, banner := layOut(m.stage.W, m.stage.H), m.bannerText()
	l = l.grown(len(cell.Wrap(banner, l.Banner.W)))
	if !l.full() && banner == "" {
		l.Hall.Y = l.Banner.Y // The banner's row is free.
	}
	return l.withHall(len(m.statusLines(l.Hall.W, l.most(), l.full())))
}

// statusLine is a row about the halls, or about what is saved.
type statusLine struct {
	text string
	well bool
}

// drawLink writes what does not work and what the halls show; where nobody is served, what becomes of
// a rehearsal's times.
func (m *Model) drawLink(p panel, l layout) {
	for i, s := range m.statusLines(l.Hall.W, l.Hall.H, l.full()) {
		style := p.Letter
		if s.well {
			style = p.Bold
		}
		p.line(ui.Rect{X: l.Hall.X, Y: l.Hall.Y + i, W: l.Hall.W, H: 1}, style, s.text)
	}
}

// statusLines are at most so many rows, what matters most first: what does not work, and then the
// halls. In a small window there is room for what is wrong and nothing else.
func (m *Model) statusLines(w, most int, full bool) []statusLine {
	var out []statusLine
	add := func(rows []string, well bool) {
		for _, r := range capped(rows, w, most-len(out)) {
			out = append(out, statusLine{r, well})
		}
	}
	switch {
	case m.setup.Link != nil:
		if t := m.setup.Link.Troubles(); t != "" {
			add(cell.Wrap(t, w), false)
		}
		if states := m.hallStates(); full || states[0].bad == lost {
			add(m.hallRows(states, w, most-len(out), full), states[0].bad < late)
		}
	case m.setup.Rehearsal != nil:
		if text, well := m.setup.Rehearsal.Saved(); !well {
			add(cell.Wrap(text, w), false)
		} else if full {
			add(cell.Hang("REHEARSAL  ", text, w), true)
		}
	}
	return out
}

// capped is at most so many of the rows; the last says that there would be more.
func capped(rows []string, w, most int) []string {
	if len(rows) <= max(most, 0) {
		return rows
	}
	if most < 1 {
		return nil
	}
	last := cell.Truncate(rows[most-1], max(w-2, 0)) + " …"
	return append(slices.Clone(rows[:most-1]), last)
}

// hallRows says in words what each hall shows, and where classrooms follow. Halls that are lost have the
// rows that they need and all others one more; those without room are counted. A hall that is late for a
// moment takes no further row, so that the notes stand still.
func (m *Model) hallRows(states []hallState, w, most int, full bool) []string {
	bad, rows := lostOf(states), 0
	var address []string
	if shared := m.setup.Link.Shared(); full && len(shared) > 0 {
		address = cell.Hang("      ", "SHARED on the network: "+shared[0], w)
	}
	if bad > 0 {
		rows = len(hung(states[:bad], bad, w))
	}
	if !full {
		states = states[:bad]
	} else if bad < len(states) {
		rows++
	}
	rows = max(min(rows, most-len(address)), 0)
	out := shownIn(rows, states, w)
	return slices.Concat(out, address, make([]string, max(rows-len(out), 0)))
}

// shownIn is the text of as many halls as have room in a number of rows. The others are counted.
func shownIn(rows int, states []hallState, w int) []string {
	const narrowest = 16 // columns; every hall takes more
	for k := min(len(states), rows*w/narrowest); ; k-- {
		if out := hung(states, k, w); len(out) <= rows || k == 0 {
			return out
		}
	}
}

// noBreak is a blank at which no line breaks.
const noBreak = "\u00a0"

// hung is the text of the first k halls, and how many others there are, in rows that break between
// halls.
func hung(states []hallState, k, w int) []string {
	parts := make([]string, 0, len(states))
	for _, s := range states[:k] {
		parts = append(parts, s.text)
	}
	parts = append(parts, counted(states[k:])...)
	for i, p := range parts {
		parts[i] = strings.ReplaceAll(p, " ", noBreak)
	}
	rows := cell.Hang("HALL  ", strings.Join(parts, noBreak+noBreak+" "), w)
	for i, r := range rows {
		rows[i] = strings.TrimRight(strings.ReplaceAll(r, noBreak, " "), " ")
	}
	return rows
}

// hallState is what a hall shows, in words, and how bad that is.
type hallState struct {
	text string
	bad  int
}

const (
	fine = iota
	cropped
	late
	lost
)

// hallStates lists what the halls show, what needs the speaker's eye first.
func (m *Model) hallStates() []hallState {
	states := make([]hallState, 0, 4)
	for _, h := range m.setup.Link.Halls() {
		states = append(states, stateOf(h, m.stage.Now()))
	}
	if len(states) == 0 {
		states = []hallState{{"none is open: H opens one", fine}}
	}
	slices.SortStableFunc(states, func(a, b hallState) int { return cmp.Compare(b.bad, a.bad) })
	return states
}

func stateOf(h live.Hall, now time.Time) hallState {
	name := fmt.Sprintf("%s %dx%d", h.Kind, h.W, h.H)
	switch {
	case h.Lost:
		return hallState{"LOST " + name + " " + plan.Clock(max(now.Sub(h.Seen), 0)), lost}
	case !h.Matches:
		return hallState{fmt.Sprintf("NOT YET %s shows slide %d", name, h.Slide+1), late}
	case !h.Fits:
		return hallState{"OK " + name + " but not all fits", cropped}
	}
	return hallState{"OK " + name, fine}
}

// lostOf counts the halls that are lost; they lead.
func lostOf(states []hallState) int {
	n := slices.IndexFunc(states, func(s hallState) bool { return s.bad < lost })
	if n < 0 {
		return len(states)
	}
	return n
}

// counted says how many more halls there are of each kind, the worst first.
func counted(states []hallState) []string {
	var out []string
	for bad, word := range []string{fine: "OK", cropped: "OK but not all fits", late: "NOT YET", lost: "LOST"} {
		n := 0
		for _, s := range states {
			if s.bad == bad {
				n++
			}
		}
		if n > 0 {
			out = append(out, fmt.Sprintf("%d more %s", n, word))
		}
	}
	slices.Reverse(out)
	return out
}

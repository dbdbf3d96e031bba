package presenter

import (
	"fmt"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/plan"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// layout divides the window. The banner, what does not work and what the halls show take from the notes
// the rows that they need: nothing of it is cut in silence.
func (m *Model) layout() layout {
	l, banner := layOut(m.stage.W, m.stage.H, m.notes.size), m.bannerText()
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
	switch {
	case m.setup.Link != nil:
		var troubles []string
		for _, t := range []string{m.setup.Link.Troubles(), m.setup.Link.Sites().Trouble} {
			if t != "" {
				troubles = append(troubles, cell.Wrap(t, w)...)
			}
		}
		troubles = capped(troubles, w, most)
		return append(lines(troubles, false), m.hallLines(w, most-len(troubles), full)...)
	case m.setup.Rehearsal != nil:
		if text, well := m.setup.Rehearsal.Saved(); !well {
			return lines(capped(cell.Wrap(text, w), w, most), false)
		} else if full {
			return lines(capped(cell.Hang("REHEARSAL  ", text, w), w, most), true)
		}
	}
	return nil
}

func lines(rows []string, well bool) []statusLine {
	var out []statusLine
	for _, r := range rows {
		out = append(out, statusLine{r, well})
	}
	return out
}

// hallLines say what each hall shows, and who else is served. A hall with which something is wrong has rows
// of its own. All others share one, so that the notes stand still while a hall is late for a moment. Whoever
// is served beyond this machine is named in the smallest window, too.
func (m *Model) hallLines(w, most int, full bool) []statusLine {
	wrong, others := m.hallStates()
	calm := m.beyondLines(w, full)
	if full && len(others) > 0 {
		calm = append([]string{inOneRow(others, w)}, calm...)
	}
	rows := m.askLines(w)
	rows = append(rows, inRows(wrong, w, most-len(calm)-len(rows))...)
	return append(lines(rows, false), lines(capped(calm, w, most-len(rows)), true)...)
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

// noBreak is a blank at which no line breaks.
const noBreak = "\u00a0"

// hallLabel begins each row about halls.
const hallLabel = "HALL  "

// inRows writes each hall in rows of its own, or all of them in one where so many rows have no room.
func inRows(states []hallState, w, most int) []string {
	var rows []string
	for i := 0; i < len(states) && len(rows) <= most; i++ {
		rows = append(rows, cell.Hang(hallLabel, states[i].text, w)...)
	}
	if len(rows) > most {
		rows = capped([]string{inOneRow(states, w)}, w, most)
	}
	return rows
}

// inOneRow writes as many halls as have room in a row. The others are counted.
func inOneRow(states []hallState, w int) string {
	const narrowest = 10 // columns; every hall takes more
	for k := min(len(states), w/narrowest); k > 0; k-- {
		if text := hallLabel + listed(states, k); cell.Width(text) <= w {
			return text
		}
	}
	return cell.Truncate(hallLabel+listed(states, 0), w)
}

// listed is what the first k halls show, and how many more there are of each kind.
func listed(states []hallState, k int) string {
	parts := make([]string, 0, k+1)
	for _, s := range states[:k] {
		parts = append(parts, s.text)
	}
	counts := map[string]int{}
	for _, s := range states[k:] {
		if counts[s.kind]++; counts[s.kind] == 1 {
			parts = append(parts, s.kind)
		}
	}
	for i, kind := range parts[k:] {
		if kind != hallNone {
			parts[k+i] = fmt.Sprintf("%d more %s", counts[kind], kind)
		}
	}
	return strings.Join(parts, "   ")
}

// hallState is what a hall shows, in words that begin with a kind.
type hallState struct{ kind, text string }

// The kinds, worst first.
const (
	hallLost   = "LOST"
	hallCut    = "NOT ALL FITS"
	hallSmall  = "TOO SMALL"
	hallLate   = "NOT YET"
	hallClosed = "closed"
	hallUnsaid = "OK?"
	hallFine   = "OK"
	hallNone   = "none is open"
)

// hallStates lists what the halls show, the worst first: those with which something is wrong, and the
// others.
func (m *Model) hallStates() (wrong, others []hallState) {
	kinds := [...]string{hallLost, hallCut, hallSmall, hallLate, hallClosed, hallUnsaid, hallFine}
	of, open := map[string][]hallState{}, false
	for _, h := range m.setup.Link.Halls() {
		s := m.stateOf(h)
		if h.Room != "" && s.kind != hallLost && s.kind != hallCut {
			continue // Rooms that are well are counted.
		}
		of[s.kind] = append(of[s.kind], s)
		open = open || !h.Closed && h.Room == ""
	}
	for _, kind := range kinds[3:] {
		others = append(others, of[kind]...)
	}
	if !open {
		others = append(others, hallState{hallNone, hallNone + ": H opens one"})
	}
	return slices.Concat(of[hallLost], of[hallCut], of[hallSmall]), others
}

func (m *Model) stateOf(h live.Hall) hallState {
	kind, more := hallFine, ""
	small := m.tooSmall(h.Slide, windowOf(h))
	switch {
	case h.Closed:
		kind = hallClosed
	case h.Gone:
		kind, more = hallLost, " "+plan.Clock(max(m.stage.Now().Sub(h.Seen), 0))
	case !h.Matches:
		kind, more = hallLate, fmt.Sprintf(" shows slide %d", h.Slide+1)
	case h.Lost > 0:
		kind, more = hallCut, ": "+linesMissing(h.Lost)
	case small != "" && h.Kind == live.Terminal:
		kind, more = hallSmall, ": "+small
	case h.Lost == live.Unsaid:
		kind, more = hallUnsaid, " does not say whether all fits"
	}
	name := fmt.Sprintf("%s %dx%d", h.Kind, h.W, h.H)
	if h.Room != "" {
		name = h.Room
	}
	return hallState{kind, kind + " " + name + more}
}

// linesMissing says how much of a slide found no room.
func linesMissing(n int) string {
	if n == 1 {
		return "1 line does not fit"
	}
	return fmt.Sprintf("%d lines do not fit", n)
}

// cutText says that something of the slide is missing in a hall that should show it; "" for nothing.
func (m *Model) cutText() string {
	most := 0
	if m.setup.Link != nil {
		for _, h := range m.setup.Link.Halls() {
			if h.Matches && h.Room == "" {
				most = max(most, h.Lost)
			}
		}
	}
	if most == 0 {
		return ""
	}
	return "NOT ALL OF THE SLIDE FITS IN THE HALL: " + linesMissing(most)
}

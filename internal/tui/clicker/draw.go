package clicker

import (
	"fmt"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// above is the rows for what to do, at most.
const above = 2

// draw makes the grid; Frame only hands it out.
func (m *Model) draw() {
	w, h := m.size.Width, m.size.Height
	st := ui.NewStyles(m.setup.Look.Palette)
	g := cell.New(w, h, st.Text)
	r := ui.Rect{W: w, H: h}.Inset(min(w/20, 2), 0)
	head := cell.Wrap("Press every button of the clicker, one after another.", r.W)
	lines := m.below(r.W, h)
	top, gap := len(head), 0
	if h >= 20 {
		top, gap = top+1, 1
	}
	list := ui.Rect{X: r.X, Y: top, W: r.W, H: max(h-top-gap-len(lines)-1, 0)}
	for y, l := range head {
		g.Put(r.X, y, l, st.Bold)
	}
	m.list(g, list, st)
	g.Fill(0, list.Y+list.H, w, h, st.Text)
	for i, l := range lines {
		g.Put(r.X, list.Y+list.H+gap+i, l, st.Letter)
	}
	g.Fill(0, h-1, w, 1, st.Text)
	g.Put(r.X, h-1, ui.Fitting(r.W, "q twice leaves", "Ctrl+C at once"), st.Bold)
	m.grid = g
}

// leastList is the rows that the list keeps.
const leastList = 4

// below are the remarks in lines. Those that have no room, the least urgent, wait.
func (m *Model) below(w, h int) []string {
	var out []string
	for i, text := range m.remarks() {
		lines := cell.Wrap(text, w)
		if room := h - above - leastList - 1; i > 0 && len(out)+len(lines) > room {
			continue
		}
		out = append(out, lines...)
	}
	return out
}

// list draws the keys that have come, the last one marked and always in sight.
func (m *Model) list(g *cell.Grid, r ui.Rect, st ui.Styles) {
	rows, keys := r.H, m.keys
	first := max(min(m.last-rows/2, len(keys)-rows), 0)
	if len(keys) > rows && rows > 1 {
		rows--
		first = max(min(m.last-rows/2, len(keys)-rows), 0)
		g.Put(r.X, r.Y, cell.Truncate(fmt.Sprintf("%d keys, %d in sight", len(keys), rows), r.W), st.Dim)
		r.Y++
	}
	column := 0
	for _, s := range keys {
		column = max(column, cell.Width(named(s.key)))
	}
	for i, s := range keys[first:min(first+rows, len(keys))] {
		style := st.Text
		switch {
		case first+i == m.last:
			style = st.Chosen
		case s.does == nothing:
			style = st.Dim
		}
		g.Fill(r.X, r.Y+i, r.W, 1, style)
		s.draw(g, ui.Rect{X: r.X, Y: r.Y + i, W: r.W, H: 1}, column, style)
	}
}

// narrow is the width below which a row says in short how often a key came.
const narrow = 60

// draw puts a key in a row: its name in a column, what it does and how often it came.
func (s seen) draw(g *cell.Grid, r ui.Rect, column int, style cell.Style) {
	times := s.often(r.W < narrow)
	right := r.W - 1 - cell.Width(times)
	column = max(min(column, right-1), 0)
	g.Put(r.X+1, r.Y, cell.Truncate(named(s.key), column), style)
	g.Put(r.X+1+column+2, r.Y, cell.Truncate(s.does, max(right-column-4, 0)), style)
	g.Put(r.X+right, r.Y, times, style)
}

// often says how often a key came.
func (s seen) often(short bool) string {
	text := fmt.Sprintf("%d times", s.times)
	switch {
	case short:
		text = fmt.Sprintf("%dx", s.times)
	case s.times == 1:
		text = "once"
	}
	if s.ignored > 0 {
		text += fmt.Sprintf(", %d ignored", s.ignored)
	}
	return text
}

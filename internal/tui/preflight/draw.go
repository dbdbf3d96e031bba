package preflight

import (
	"cmp"
	"slices"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// entry is a row of the list.
type entry struct {
	text, hint string
	alarm      bool
}

// entries are the findings, where they are looked for, and the items.
func (m *Model) entries() []entry {
	var out []entry
	if m.setup.Findings != nil {
		e := entry{text: cmp.Or(cell.Clean(m.findings.summary), "Checking this deck ..."), alarm: m.findings.errors}
		if m.findings.summary != "" && m.setup.Show != nil {
			e.hint = "Enter opens the list of what was found."
		}
		out = append(out, e)
	}
	for _, it := range m.items {
		mark := "[ ] "
		if m.ticked[it.ID] {
			mark = "[x] "
		}
		out = append(out, entry{text: mark + it.Text, hint: it.Hint})
	}
	return out
}

// widest is the longest line of a hint, in columns.
const widest = 76

// hintRows is the rows below the list: what the marked entry needs, at most, in a window of 40 columns.
const hintRows = 3

// leastAiry is the height from which empty rows set the parts apart.
const leastAiry = 20

// draw makes the grid; Frame only hands it out.
func (m *Model) draw() {
	w, h := m.size.Width, m.size.Height
	st := ui.NewStyles(m.setup.Look.Palette)
	g := cell.New(w, h, st.Text)
	r := ui.Rect{W: w, H: h}.Inset(min(w/20, 4), 0)
	gap, entries := 0, m.entries()
	if h >= leastAiry {
		gap = 1
	}
	hint := cell.Wrap(entries[m.at].hint, min(r.W, widest))
	top, below := gap+1+gap, 1
	if h > hintRows+4 {
		below += hintRows
	}
	m.head(g, ui.Rect{X: r.X, Y: gap, W: r.W}, st)
	list := ui.Rect{X: r.X, Y: top, W: r.W, H: max(h-top-gap-below, 0)}
	rows := m.list(g, list, entries, st)
	y := list.Y + rows + gap
	g.Fill(0, y, w, h-y, st.Text)
	if below > 1 {
		m.hint(g, ui.Rect{X: r.X, Y: y, W: r.W, H: hintRows}, hint, st)
	}
	g.Put(r.X, h-1, ui.Fitting(r.W, m.hints()...), st.Bold)
	if m.note != "" {
		ui.Notice(m.note).Draw(g, m.setup.Look)
	}
	if m.help != nil {
		m.help.Draw(g, m.setup.Look)
	}
	m.grid = g
}

// head draws the title, and how far the list is.
func (m *Model) head(g *cell.Grid, r ui.Rect, st ui.Styles) {
	state, title := m.state(), "Before you present"
	style := st.Letter
	if room := r.W - cell.Width(state) - 2; room >= cell.Width(title) {
		g.Put(r.X, r.Y, title, st.Bold)
		g.Put(r.X+r.W-cell.Width(state), r.Y, state, style)
		return
	}
	g.Put(r.X, r.Y, cell.Truncate(state, r.W), style)
}

// list draws as many entries as have room, the marked one among them, and returns the rows that it took.
func (m *Model) list(g *cell.Grid, r ui.Rect, entries []entry, st ui.Styles) int {
	rows := min(r.H, len(entries))
	first := max(min(m.at-rows/2, len(entries)-rows), 0)
	for i := range rows {
		e := entries[first+i]
		style := st.Text
		switch {
		case first+i == m.at:
			style = st.Chosen
		case e.alarm:
			style = st.Alarm
		}
		g.Fill(r.X, r.Y+i, r.W, 1, style)
		g.Put(r.X+1, r.Y+i, cell.Truncate(e.text, max(r.W-3, 0)), style)
		if more := more(i, first, rows, len(entries)); more != "" {
			g.Put(r.X+r.W-1, r.Y+i, more, style)
		}
	}
	return rows
}

// more is the mark of a row beyond which the list goes on.
func more(i, first, rows, all int) string {
	switch {
	case i == 0 && first > 0:
		return "↑"
	case i == rows-1 && first+rows < all:
		return "↓"
	}
	return ""
}

// hint writes how to see to the marked entry.
func (m *Model) hint(g *cell.Grid, r ui.Rect, lines []string, st ui.Styles) {
	for i, l := range lines[:min(len(lines), r.H)] {
		g.Put(r.X, r.Y+i, l, st.Dim)
	}
}

// hints names the keys that do something now.
func (m *Model) hints() []string {
	leave := "q leaves"
	if m.setup.Back != nil {
		leave = "q back"
	}
	does := "Enter ticks"
	switch {
	case m.at < m.first() && m.setup.Show != nil:
		does = "Enter opens"
	case m.at < m.first():
		return []string{leave, "? help"}
	case m.ticked[m.items[m.at-m.first()].ID]:
		does = "Enter unticks"
	}
	out := []string{does, leave, "? help", "arrows move"}
	if t := m.test(); t.Name != "" {
		out = slices.Insert(out, 1, "o opens "+t.Name)
	}
	return out
}

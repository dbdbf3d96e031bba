package presenter

import (
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// rows of the grid, from one up to another.
type span struct{ from, to int }

func (s span) holds(y int) bool { return s.from <= y && y < s.to }

// marked is the rows of the notes of the step that is shown; false where all of them are.
func (m *Model) marked() (span, bool) {
	from, to, ok := m.slideNotes().Part(m.stage.Talk.Pos.Step)
	if !ok || to > len(m.notes.passages) {
		return span{}, false
	}
	if m.silence() == silenceOver {
		from = max(from, m.firstNote())
	}
	last := m.notes.passages[to-1]
	return span{m.notes.passages[from].Y, last.Y + last.H}, true
}

// drawScrolled draws the notes as they are scrolled: those of the step that is shown with a mark beside them,
// and the others faint.
func (m *Model) drawScrolled(p panel, r ui.Rect) {
	n := &m.notes
	if n.grid == nil || r.H == 0 {
		return
	}
	w := n.window(n.scroll, r.H)
	if w.more {
		p.line(ui.Rect{X: r.X, Y: r.Y + r.H - 1, W: r.W, H: 1}, p.Dim, n.moreText(w))
	}
	if w.label >= 0 {
		n.copyRows(p.Grid, ui.Rect{X: r.X, Y: r.Y, W: r.W, H: 1}, w.label, asIs)
		r.Y++
	}
	r.H = w.rows
	colors := m.stage.Look.Palette
	part, parted := m.marked()
	n.copyRows(p.Grid, r, w.from, func(y int, s cell.Style) cell.Style {
		if !parted || part.holds(y) {
			return s
		}
		return faint(s, colors.PanelText, colors.Dim)
	})
	for y := max(part.from, w.from); y < min(part.to, w.from+w.rows); y++ {
		if n.shown(y, w.from, w.rows) {
			p.Put(r.X-1, r.Y+y-w.from, paragraphMark, p.Bold)
		}
	}
}

func asIs(_ int, s cell.Style) cell.Style { return s }

// copyRows copies the rows from first on, each in the style that it is given. A line that does not show whole
// is left out: half letters are misread.
func (n *notes) copyRows(g *cell.Grid, r ui.Rect, first int, restyle func(row int, s cell.Style) cell.Style) {
	for y := range min(r.H, n.grid.H-first) {
		if !n.shown(first+y, first, r.H) {
			continue
		}
		for x := range min(r.W, n.grid.W) {
			c := n.grid.At(x, first+y)
			if c.Text != "" {
				g.Put(r.X+x, r.Y+y, c.Text, restyle(first+y, c.Style))
			}
		}
	}
}

// shown reports whether the line that a row is part of is whole among so many rows from first on.
func (n *notes) shown(row, first, rows int) bool {
	if i := n.lineAt(row); i >= 0 && row < n.lines[i].y+n.lines[i].h {
		return first <= n.lines[i].y && n.lines[i].y+n.lines[i].h <= first+rows
	}
	return first <= row && row < first+rows
}

func (n *notes) moreText(w window) string {
	if w.from+w.rows < n.grid.H {
		return "... more below: J scrolls down, K up"
	}
	return "(end of the notes: K scrolls up)"
}

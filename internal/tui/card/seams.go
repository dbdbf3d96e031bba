package card

import (
	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// strip is a field of one kind of cells.
type strip struct {
	name string
	rows []string // the characters of its rows, again and again; none for full cells
}

// strips are the fields that the terminal can show.
func (m *Model) strips() []strip {
	full := strip{name: "solid"}
	blocks := strip{"blocks", []string{"█"}}
	halves := strip{"halves", []string{"▀▄", "▄▀"}}
	switch m.view(ui.Rect{}).Tier.Base() {
	case bigtype.ASCII:
		return []strip{full, {"letters", []string{"#"}}}
	case bigtype.Halves:
		return []strip{full, blocks, halves, {"shades", []string{"░▒▓█"}}}
	}
	return []strip{
		full, blocks, halves, {"eighths", []string{"▁▂▃▄▅▆▇█", "▏▎▍▌▋▊▉█"}}, {"quarters", []string{"▘▝▖▗▚▞", "▛▜▙▟▌▐"}},
	}
}

// frame draws the outermost cells.
func (m *Model) frame(g *cell.Grid) {
	s := m.solid(m.palette().Strong)
	for _, r := range []ui.Rect{{W: g.W, H: 1}, {Y: g.H - 1, W: g.W, H: 1}, {W: 1, H: g.H}, {X: g.W - 1, W: 1, H: g.H}} {
		g.Fill(r.X, r.Y, r.W, r.H, s)
		if m.ascii() {
			m.fill(g, r, []string{"#"}, m.ink())
		}
	}
}

// seams draws the fields one below another, each with its name where there is room.
func (m *Model) seams(g *cell.Grid, r ui.Rect) {
	r = r.Inset(1, 0)
	all := m.strips()
	each := r.H / len(all)
	gap := 0
	if each > 2 {
		gap = 1
	}
	each = max(each, 1)
	names := 10
	if r.W < 4*names {
		names = 0
	}
	for i, s := range all {
		at := ui.Rect{X: r.X + names, Y: r.Y + i*each, W: r.W - names, H: each - gap}
		if at.Y+at.H > r.Y+r.H {
			return
		}
		if names > 0 {
			g.Put(r.X, at.Y, s.name, m.quiet())
		}
		m.field(g, at, s)
	}
}

// field draws a field.
func (m *Model) field(g *cell.Grid, r ui.Rect, s strip) {
	switch {
	case len(s.rows) > 0:
		m.fill(g, r, s.rows, m.ink())
	case m.ascii() && m.mono():
		m.fill(g, r, []string{"#"}, m.ink())
	default:
		g.Fill(r.X, r.Y, r.W, r.H, m.solid(m.palette().Foreground))
	}
}

// fill fills a rectangle with the characters of rows, again and again.
func (m *Model) fill(g *cell.Grid, r ui.Rect, rows []string, s cell.Style) {
	for y := range r.H {
		row := []rune(rows[y%len(rows)])
		for x := range r.W {
			g.SetRune(r.X+x, r.Y+y, row[x%len(row)], s)
		}
	}
}

func (m *Model) seamsFoot() []string {
	return []string{
		"The frame must be whole on all four sides. If an edge is missing: switch overscan off in the projector's menu, or set the " +
			"computer's screen to the projector's own size. No field may have lines through it. If one has: set the line spacing of " +
			"this terminal's font to 1, or choose another font.",
		"Is the frame whole? If not: switch overscan off in the projector's menu. Lines through the fields? Set the font's line " +
			"spacing to 1, or choose another font.",
		"Is the frame whole, and no field has lines through it?",
	}
}

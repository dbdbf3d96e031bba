package card

import (
	"fmt"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// page is one of the card's.
type page struct {
	draw func(m *Model, g *cell.Grid, r ui.Rect)
	foot func(m *Model) []string // what to look for and what to do, from the longest way to say it to the shortest
	edge bool                    // it draws the outermost cells itself
}

// screens are the card's, in their order.
func screens() []page {
	return []page{
		{draw: (*Model).sizes, foot: (*Model).sizesFoot},
		{draw: (*Model).seams, foot: (*Model).seamsFoot, edge: true},
		{draw: (*Model).shades, foot: (*Model).shadesFoot},
		{draw: (*Model).palettes, foot: (*Model).palettesFoot},
		{draw: (*Model).numbers, foot: (*Model).numbersFoot},
	}
}

// draw makes the grid; Frame only hands it out.
func (m *Model) draw() {
	s, w, h := screens()[m.at], m.size.Width, m.size.Height
	g := cell.New(w, h, m.ink())
	all := ui.Rect{W: w, H: h}
	if s.edge {
		m.frame(g)
		all = all.Inset(min(2, w/6), min(1, h/4))
	}
	s.draw(m, g, m.foot(g, all, s))
	if m.note != "" {
		ui.Notice(m.note).Draw(g, m.setup.Look)
	}
	if m.help != nil {
		m.help.Draw(g, m.setup.Look)
	}
	m.grid = g
}

// leastFoot is the height from which there is a line that says what to look for.
const leastFoot = 5

// foot writes at the foot of a rectangle what to look for and the keys, and returns what is left above.
func (m *Model) foot(g *cell.Grid, r ui.Rect, s page) ui.Rect {
	if r.H < leastFoot {
		return r
	}
	x, w := r.X+1, max(r.W-2, 0)
	if s.edge {
		x, w = r.X, r.W
	}
	lines := fitting(s.foot(m), w, max(r.H/4, 1))
	if r.H > 2*leastFoot {
		lines = append(lines, ui.Fitting(w, m.hints()...))
	}
	top := r.Y + r.H - len(lines)
	for i, l := range lines {
		g.Put(x, top+i, l, m.quiet())
	}
	return ui.Rect{X: r.X, Y: r.Y, W: r.W, H: r.H - len(lines)}
}

// fitting is the longest of some texts that has room in so many lines. Of the shortest, the rest is left out
// where there is no room at all for it.
func fitting(texts []string, w, rows int) []string {
	for _, t := range texts {
		if lines := cell.Wrap(t, w); len(lines) <= rows {
			return lines
		}
	}
	lines := cell.Wrap(texts[len(texts)-1], w)
	lines = lines[:rows]
	lines[rows-1] = cell.Truncate(lines[rows-1]+" …", w)
	return lines
}

// hints are the number of the screen and the keys, the most important first.
func (m *Model) hints() []string {
	leave := "q leaves"
	if m.setup.Back != nil {
		leave = "q back"
	}
	out := []string{fmt.Sprintf("%d of %d", m.at+1, len(screens())), "PageDown next", leave}
	if m.setup.Browser != nil {
		out = append(out, "H in a browser")
	}
	return append(out, "? help")
}

// view is how the card's slides and type are drawn in a rectangle.
func (m *Model) view(r ui.Rect) render.View { return m.setup.Look.View(r.W, r.H, 0) }

func (m *Model) palette() theme.Palette { return m.setup.Look.Palette }

// ascii reports whether only ASCII characters may be drawn.
func (m *Model) ascii() bool { return m.view(ui.Rect{}).Tier.Base() == bigtype.ASCII }

// mono reports whether there are no colours.
func (m *Model) mono() bool { return !m.palette().Background.Set }

func (m *Model) ink() cell.Style {
	return cell.Style{FG: m.palette().Foreground, BG: m.palette().Background}
}

func (m *Model) quiet() cell.Style {
	return cell.Style{FG: m.palette().Quiet, BG: m.palette().Background}
}

func (m *Model) strong() cell.Style {
	s := cell.Style{FG: m.palette().Strong, BG: m.palette().Background}
	if m.mono() {
		s.Attr = cell.Bold
	}
	return s
}

// solid is the style of a full cell, which is a blank on a ground of ink: a block may leave seams.
func (m *Model) solid(c cell.Color) cell.Style {
	if m.mono() {
		return cell.Style{Attr: cell.Reverse}
	}
	return cell.Style{FG: m.palette().Background, BG: c}
}

// numbers draws the closing slide.
func (m *Model) numbers(g *cell.Grid, r ui.Rect) {
	g.Blit(r.X, r.Y, m.renderer.Frame(m.setup.Deck.Closing(), 0, m.view(r)).Grid)
}

func (m *Model) numbersFoot() []string {
	return []string{
		"Read the three numbers aloud in the back row, digit by digit. If a digit is not clear: focus the projector, darken " +
			"the hall, or try another theme.",
		"Read the numbers in the back row. Not clear? Focus the projector, or darken the hall.",
		"Can you read them in the back row?",
	}
}

package ui

import (
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/theme"
)

// Rect is a rectangle of cells.
type Rect struct{ X, Y, W, H int }

// Inset is the rectangle less a margin of columns and rows on every side.
func (r Rect) Inset(x, y int) Rect {
	return Rect{r.X + x, r.Y + y, max(r.W-2*x, 0), max(r.H-2*y, 0)}
}

// Styles are the styles of the speaker's panels.
type Styles struct {
	Text, Bold, Dim, Letter, Alarm, Chosen cell.Style
}

// NewStyles takes the styles from a palette. In an empty one, which is that of a terminal without
// colours, what has to stand out does so by its attributes.
func NewStyles(p theme.Palette) Styles {
	if !p.Panel.Set {
		bold, loud := cell.Style{Attr: cell.Bold}, cell.Style{Attr: cell.Bold | cell.Reverse}
		return Styles{Bold: bold, Letter: bold, Alarm: loud, Chosen: loud}
	}
	on := func(fg cell.Color) cell.Style { return cell.Style{FG: fg, BG: p.Panel} }
	return Styles{
		Text: on(p.PanelText), Bold: on(p.PanelText).With(cell.Bold), Dim: on(p.Dim), Letter: on(p.Letter).With(cell.Bold),
		// Not bold: terminals of 16 colours make dark bold text grey.
		Alarm: cell.Style{FG: p.AlarmText, BG: p.Alarm}, Chosen: cell.Style{FG: p.Panel, BG: p.PanelText},
	}
}

// Center puts text in the middle of a row of a rectangle, cut to its width.
func Center(g *cell.Grid, r Rect, row int, text string, s cell.Style) {
	text = cell.Truncate(text, r.W)
	g.Put(r.X+(r.W-cell.Width(text))/2, r.Y+row, text, s)
}

// Fitting is as many of the parts as fit whole in width columns, the first the most important,
// three blanks apart. The first is always there, cut where it has to be.
func Fitting(width int, parts ...string) string {
	text := cell.Truncate(parts[0], width)
	for _, p := range parts[1:] {
		if next := text + "   " + p; cell.Width(next) <= width {
			text = next
		}
	}
	return text
}

// Banner fills rows with the alarm's ground and puts text in the middle of them.
func Banner(g *cell.Grid, r Rect, text string, look Look) {
	s := NewStyles(look.Palette).Alarm
	g.Fill(r.X, r.Y, r.W, r.H, s)
	Center(g, r, r.H/2, text, s)
}

// Overlay clears a box of at most w by h cells in the middle of a grid and gives back what is
// inside its border.
func Overlay(g *cell.Grid, w, h int, look Look) Rect {
	s := NewStyles(look.Palette)
	r := middle(g, w, h, s.Text)
	if !framed(r.W, r.H) {
		return r
	}
	frame(g, r, s.Dim)
	return r.Inset(2, 1)
}

// middle clears a box of at most w by h cells in the middle of a grid.
func middle(g *cell.Grid, w, h int, s cell.Style) Rect {
	w, h = min(w, g.W), min(h, g.H)
	r := Rect{(g.W - w) / 2, (g.H - h) / 2, w, h}
	g.Fill(r.X, r.Y, r.W, r.H, s)
	return r
}

// framed reports whether a box has room for a border.
func framed(w, h int) bool { return w >= 8 && h >= 5 }

// frame draws a border of plain characters, which every font has.
func frame(g *cell.Grid, r Rect, s cell.Style) {
	edge, side := "+"+strings.Repeat("-", r.W-2)+"+", "|"+strings.Repeat(" ", r.W-2)+"|"
	for y := range r.H {
		g.Put(r.X, r.Y+y, side, s)
	}
	g.Put(r.X, r.Y, edge, s)
	g.Put(r.X, r.Y+r.H-1, edge, s)
}

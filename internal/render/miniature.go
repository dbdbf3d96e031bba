package render

import (
	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// A miniature is drawn for the screen that it shows, and then reduced: a slide drawn for fewer cells would
// break its lines elsewhere, or be in the terminal's own letters.

// Screen is a size in columns and rows.
type Screen struct{ W, H int }

// Usual is the screen that a miniature shows while no hall is known: of 16 by 9, as most projectors are.
func Usual() Screen { return Screen{W: 128, H: 36} }

// mostCells bounds the work on a miniature. Larger screens lay their slides out as smaller ones of the same
// proportions do.
const mostCells = 400 * 120

// bounded is the screen, or a smaller one of its proportions.
func (s Screen) bounded() Screen {
	for s.W > mostCells/s.H {
		s = Screen{max(s.W/2, 1), max(s.H/2, 1)}
	}
	return s
}

// Inside is the largest size with the screen's proportions in w by h cells, in columns and rows, each at
// least 1 where there is room. The usual screen's stand in for those of a screen without cells.
func (s Screen) Inside(w, h int) (cols, rows int) {
	if s.W < 1 || s.H < 1 {
		s = Usual()
	}
	if cols = (2*h*s.W + s.H) / (2 * s.H); cols <= w {
		return min(max(cols, 1), w), h
	}
	return w, min(max((2*w*s.H+s.W)/(2*s.W), 1), h)
}

// miniature reports whether the view is of another screen. ASCII and plain letters have nothing to draw a
// small picture with: there the words are what tells slides apart.
func (v View) miniature() bool {
	return v.Of.W > 0 && v.Of.H > 0 && v.Tier.Base() < bigtype.ASCII
}

// whole is the view of the screen itself.
func (v View) whole() View {
	if v.miniature() {
		of := v.Of.bounded()
		v.W, v.H = of.W, of.H
	}
	return v
}

// compose puts what was drawn on a grid for the view.
func (p *page) compose(v View) *cell.Grid {
	g, sheet := p.grid, p.sheet
	if !v.miniature() {
		sheet.Draw(g, 0, 0, v.Tier)
	}
	for _, draw := range p.after {
		draw()
	}
	if !v.miniature() {
		return g
	}
	sheet.Print(g)
	small := cell.New(v.W, v.H, p.ink(markInk))
	sheet.Reduce(v.W, v.H).Draw(small, 0, 0, v.Tier)
	p.trace(small)
	return small
}

// trace leaves dots where a terminal without shades shows nothing of a letter of the hall's terminal.
func (p *page) trace(small *cell.Grid) {
	blank := cell.Cell{Text: " ", Style: p.ink(markInk)}
	for i := range p.v.W * p.v.H {
		x, y := i%p.v.W, i/p.v.W
		own, at := p.grid.At(x, y), [2]int{x * small.W / p.v.W, y * small.H / p.v.H}
		if own.Text != " " && own.Text != "" && small.At(at[0], at[1]) == blank {
			small.SetRune(at[0], at[1], '░', own.Style)
		}
	}
}

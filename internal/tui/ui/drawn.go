package ui

import (
	"assembly/internal/bigtype"
	"assembly/internal/cell"
)

// DrawnRows draws text in drawn type on a grid, as large as fits in a rectangle, from its top left
// corner. It returns the rows that it took, 0 when the rectangle is too small for any.
func DrawnRows(g *cell.Grid, r Rect, text string, look Look, ink, paper cell.Color) int {
	if look.ASCII || r.W < 40 {
		return 0
	}
	px := bigtype.Half()
	t := bigtype.Text{{Text: cell.Clean(text), Mark: 1}}
	l, ok := bigtype.GoBold().Fit(t, px, r.W*px.X, r.H*px.Y, leastDrawn, 0)
	if !ok {
		return 0
	}
	rows := (l.H + px.Y - 1) / px.Y
	c := bigtype.NewCanvas(r.W, rows, px)
	l.Paint(0, 0, r.W*px.X, bigtype.Left, c.Set)
	c.Draw(g, r.X, r.Y, look.View(r.W, r.H, 0).Mode, paper, func(uint8) cell.Color { return ink })
	return rows
}

// leastDrawn is the smallest x-height, in half rows, in which letters are told apart.
const leastDrawn = 4

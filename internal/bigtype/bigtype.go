// Package bigtype draws huge type on a grid of terminal cells, so that it is read as far away as the
// type itself would be.
//
// Text is shaped into the glyphs of a font (paragraph.go), set in lines (layout.go, breaks.go), and its
// outlines are drawn on a sheet that has sixty-four parts for each cell (raster.go, sheet.go). Each cell
// then takes the block element and the colours that come nearest to its parts (fit.go). A terminal that
// can show less gets the same fit with fewer blocks or colours. A sheet can be reduced to fewer cells, for
// a small picture of a screen (reduce.go, print.go).
//
// Lengths are in rows: a cell is one row tall and half a row wide. The size of type is that of its em.
package bigtype

import "github.com/westandtogether-assembly/assembly/internal/cell"

// Run is a stretch of text of one kind.
type Run struct {
	Text string
	Mark uint8 // handed to the ink with which the run is drawn
}

// Text is what is to be drawn. "\n" forces a line; lines without words are left out. A word may be
// made of several runs.
type Text []Run

// Ink gives the colour of a mark.
type Ink func(mark uint8) cell.Color

// Align says where lines stand in a width. In text that runs from right to left, Left is where its
// lines begin: on the right.
type Align uint8

// The alignments.
const (
	Left Align = iota
	Centre
	Right
)

// indent is the room to the left of a line w wide in a width.
func (a Align) indent(w, width float64, rtl bool) float64 {
	switch {
	case a == Centre:
		return (width - w) / 2
	case (a == Right) != rtl:
		return width - w
	}
	return 0
}

package pictures

import (
	"image"
	"strings"
)

// The block elements, in groups that grow by an eighth of a cell.
const (
	lower     = "▁▂▃▄▅▆▇█" // from below
	left      = "▏▎▍▌▋▊▉"  // from the left
	quadrants = "▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
)

// block is what a block element fills of a cell, in pixels from the cell's corner; false for any other
// character. A blank fills nothing.
func block(r rune) ([]image.Rectangle, bool) {
	if r == ' ' || r == '\u00a0' {
		return nil, true
	}
	if n := place(lower, r); n > 0 {
		return []image.Rectangle{image.Rect(0, cellH-n*cellH/8, cellW, cellH)}, true
	}
	if n := place(left, r); n > 0 {
		return []image.Rectangle{image.Rect(0, 0, n*cellW/8, cellH)}, true
	}
	switch r {
	case '▔':
		return []image.Rectangle{image.Rect(0, 0, cellW, cellH/8)}, true
	case '▕':
		return []image.Rectangle{image.Rect(cellW-cellW/8, 0, cellW, cellH)}, true
	}
	return quarters(place(quadrants, r))
}

// place is the place of a character in a list, from 1; 0 where it is not in it.
func place(list string, r rune) int {
	before, _, ok := strings.Cut(list, string(r))
	if !ok {
		return 0
	}
	return len([]rune(before)) + 1
}

// quarters is the quarters of a cell whose bits are set: top left, top right, bottom left, bottom right.
func quarters(set int) (out []image.Rectangle, ok bool) {
	for i := range 4 {
		if set>>i&1 == 1 {
			corner := image.Pt(i%2*cellW/2, i/2*cellH/2)
			out = append(out, image.Rect(0, 0, cellW/2, cellH/2).Add(corner))
		}
	}
	return out, set > 0
}

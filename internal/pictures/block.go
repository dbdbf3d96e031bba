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

// block is what a block element fills of a cell of a size, in pixels from the cell's corner; false for any
// other character. A blank fills nothing.
func block(r rune, size image.Point) ([]image.Rectangle, bool) {
	if r == ' ' || r == '\u00a0' {
		return nil, true
	}
	w, h := size.X, size.Y
	if n := place(lower, r); n > 0 {
		return []image.Rectangle{image.Rect(0, h-n*h/8, w, h)}, true
	}
	if n := place(left, r); n > 0 {
		return []image.Rectangle{image.Rect(0, 0, n*w/8, h)}, true
	}
	switch r {
	case '▔':
		return []image.Rectangle{image.Rect(0, 0, w, h/8)}, true
	case '▕':
		return []image.Rectangle{image.Rect(w-w/8, 0, w, h)}, true
	}
	return quarters(place(quadrants, r), size)
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
func quarters(set int, size image.Point) (out []image.Rectangle, ok bool) {
	half := size.Div(2)
	for i := range 4 {
		if set>>i&1 == 1 {
			corner := image.Pt(i%2*half.X, i/2*half.Y)
			out = append(out, image.Rectangle{Max: half}.Add(corner))
		}
	}
	return out, set > 0
}

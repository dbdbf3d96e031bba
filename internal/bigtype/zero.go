package bigtype

import (
	"math"

	"github.com/go-text/typesetting/font/opentype"
)

// openZero takes the slash or the dot out of a zero: from the back of a hall it makes an 8 of it. The counter
// becomes the outer contour, fitted into the box of what the slash has left of the counter.
func openZero(path []opentype.Segment) []opentype.Segment {
	contours := contoursOf(path)
	if len(contours) < 3 {
		return path
	}
	outer, counter := contours[0], boxOf(nil)
	for _, c := range contours[1:] {
		if boxOf(c).w() > boxOf(outer).w() {
			outer = c
		}
	}
	whole := boxOf(outer)
	for _, c := range contours {
		if b := boxOf(c); b != whole {
			counter = counter.with(b)
		}
	}
	out := append([]opentype.Segment{}, outer...)
	for _, sg := range outer {
		for i, p := range sg.Args {
			// Turned from left to right it runs the other way round, and what it encloses is not inked.
			sg.Args[i].X = counter.right - (p.X-whole.left)*counter.w()/whole.w()
			sg.Args[i].Y = counter.foot + (p.Y-whole.foot)*(counter.head-counter.foot)/(whole.head-whole.foot)
		}
		out = append(out, sg)
	}
	return out
}

// contoursOf divides an outline.
func contoursOf(path []opentype.Segment) (out [][]opentype.Segment) {
	for _, sg := range path {
		if sg.Op == opentype.SegmentOpMoveTo || len(out) == 0 {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], sg)
	}
	return out
}

// bounds is the box of a contour, in units of its font.
type bounds struct{ left, foot, right, head float32 }

func boxOf(contour []opentype.Segment) bounds {
	inf := float32(math.Inf(1))
	b := bounds{inf, inf, -inf, -inf}
	for _, sg := range contour {
		for _, p := range sg.ArgsSlice() {
			b = b.with(bounds{p.X, p.Y, p.X, p.Y})
		}
	}
	return b
}

func (b bounds) w() float32 { return b.right - b.left }

// with is the box of two.
func (b bounds) with(o bounds) bounds {
	return bounds{min(b.left, o.left), min(b.foot, o.foot), max(b.right, o.right), max(b.head, o.head)}
}

package bigtype

import (
	"cmp"
	"image"
	"math"
	"slices"
)

// openZero takes the stroke or the dot out of a zero: its counter becomes the hull of what is
// inside it. From the back of a hall a slashed zero is read as an eight.
func (s *shape) openZero() {
	if len(s.contours) < 3 {
		return
	}
	slices.SortFunc(s.contours, func(a, b []point) int { return cmp.Compare(math.Abs(area(b)), math.Abs(area(a))) })
	s.contours = [][]point{s.contours[0], hull(slices.Concat(s.contours[1:]...))}
}

// area is twice the area of a polygon, below zero for one that runs clockwise.
func area(c []point) float64 {
	sum := 0.0
	for i, p := range c {
		q := c[(i+1)%len(c)]
		sum += p.x*q.y - q.x*p.y
	}
	return sum
}

// hull is the convex hull of some points, anticlockwise.
func hull(pts []point) []point {
	slices.SortFunc(pts, func(a, b point) int { return cmp.Or(cmp.Compare(a.x, b.x), cmp.Compare(a.y, b.y)) })
	lower := halfHull(pts)
	slices.Reverse(pts)
	upper := halfHull(pts)
	return append(lower[:len(lower)-1], upper[:len(upper)-1]...)
}

func halfHull(pts []point) []point {
	var out []point
	for _, p := range pts {
		for len(out) > 1 && !left(out[len(out)-2], out[len(out)-1], p) {
			out = out[:len(out)-1]
		}
		out = append(out, p)
	}
	return out
}

// left holds if the way from a over b to c turns left.
func left(a, b, c point) bool { return (b.x-a.x)*(c.y-a.y)-(b.y-a.y)*(c.x-a.x) > 0 }

// plainEight is the largest x-height, in sub-pixels, at which an eight is made of a zero. Up to
// there the crossing strokes of the font's own leave a gap in its side, and it is taken for a
// nine.
const plainEight = 8

// eight is a zero with a waist: both counters closed, both sides drawn in.
func (c *face) eight() *glyph {
	zero := c.glyph('0')
	bar := zero.bar()
	waist := max(bar, c.x/4)
	upper := (zero.h - 2*bar - waist) / 2
	if bar < 1 || upper < 1 || zero.w < 3 {
		return nil
	}
	mask := image.NewAlpha(image.Rect(0, 0, zero.w, zero.h))
	for i, on := range zero.on {
		x, y := i%zero.w, i/zero.w
		if y >= bar+upper && y < bar+upper+waist {
			on = x > 0 && x < zero.w-1
		}
		if on {
			mask.Pix[i] = 255
		}
	}
	return trim(mask, zero.top)
}

// bar is the thickness of the stroke at the top, in rows.
func (g *glyph) bar() int {
	for y := range g.h {
		if !g.on[y*g.w+g.w/2] {
			return y
		}
	}
	return 0
}

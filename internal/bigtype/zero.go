package bigtype

import (
	"cmp"
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
	slices.SortFunc(pts, func(a, b point) int {
		if a.x != b.x {
			return cmp.Compare(a.x, b.x)
		}
		return cmp.Compare(a.y, b.y)
	})
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

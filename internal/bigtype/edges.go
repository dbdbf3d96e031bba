package bigtype

import (
	"math"
	"slices"
)

// A stem's sides are edges: stretches of outline that run along one axis. For the x axis, u is
// the place across and v the place up; for the y axis, the other way round.
type edge struct {
	u, v0, v1     float64
	low           bool // the ink is on the side of greater u
	contour       int
	first, points int // the points of the contour that lie on it
}

// stem is a stroke between two edges of one axis.
type stem struct{ lo, hi *edge }

// axis is what was found along one axis of a glyph.
type axis struct {
	edges []*edge
	stems []stem  // by the place of lo
	loose []*edge // edges of no stem
}

const (
	edgeSlope  = 0.2  // the most that an edge leans
	edgeLength = 0.08 // the least length of an edge, in x-heights
	stemLimit  = 0.5  // the most that a stem is thick, in x-heights
)

// along gives a point's coordinates across and along an axis.
func along(p point, vertical bool) (u, v float64) {
	if vertical {
		return p.y, p.x
	}
	return p.x, p.y
}

// analyse finds the edges and stems of both axes.
func (s *shape) analyse() {
	s.x = findAxis(s.contours, false)
	s.y = findAxis(s.contours, true)
}

func findAxis(contours [][]point, vertical bool) axis {
	var a axis
	for i, c := range contours {
		a.edges = append(a.edges, findEdges(i, c, vertical)...)
	}
	a.addExtremes(contours, vertical)
	slices.SortStableFunc(a.edges, func(p, q *edge) int { return cmpFloat(p.u, q.u) })
	a.pair()
	return a
}

func cmpFloat(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// findEdges splits one polygon into stretches that run one way along the axis.
func findEdges(contour int, c []point, vertical bool) []*edge {
	n := len(c)
	way := make([]int8, n)
	for i := range c {
		way[i] = direction(c[i], c[(i+1)%n], vertical)
	}
	start := 0
	for start < n && way[start] != 0 && way[start] == way[(start+n-1)%n] {
		start++
	}
	var out []*edge
	for i := 0; i < n; {
		k := 1
		at := (start + i) % n
		for i+k < n && way[(at+k)%n] == way[at] {
			k++
		}
		if way[at] != 0 {
			out = appendEdge(out, newEdge(contour, c, at, k+1, vertical, way[at] > 0))
		}
		i += k
	}
	return out
}

// direction is +1 for a line along the axis with the ink at greater u, -1 with the ink at lesser
// u, and 0 for a line that leans too much.
func direction(p, q point, vertical bool) int8 {
	pu, pv := along(p, vertical)
	qu, qv := along(q, vertical)
	if math.Abs(qu-pu) > edgeSlope*math.Abs(qv-pv) {
		return 0
	}
	if (qv > pv) != vertical {
		return 1
	}
	return -1
}

func appendEdge(out []*edge, e *edge) []*edge {
	if e.v1-e.v0 < edgeLength {
		return out
	}
	return append(out, e)
}

// newEdge measures an edge: a curve counts where it bulges most.
func newEdge(contour int, c []point, first, points int, vertical, low bool) *edge {
	e := &edge{contour: contour, first: first, points: points, low: low}
	lo, hi := math.Inf(1), math.Inf(-1)
	e.v0, e.v1 = math.Inf(1), math.Inf(-1)
	for i := range points {
		u, v := along(c[(first+i)%len(c)], vertical)
		lo, hi = min(lo, u), max(hi, u)
		e.v0, e.v1 = min(e.v0, v), max(e.v1, v)
	}
	a, _ := along(c[first], vertical)
	b, _ := along(c[(first+points-1)%len(c)], vertical)
	e.u = hi
	if ends := (a + b) / 2; ends-lo > hi-ends {
		e.u = lo
	}
	return e
}

// addExtremes makes edges of the outermost points, so that a glyph without straight sides, like
// v, still fills a whole number of sub-pixels.
func (a *axis) addExtremes(contours [][]point, vertical bool) {
	const near = 0.03
	ci, pi := [2]int{}, [2]int{}
	ext := [2]float64{math.Inf(1), math.Inf(-1)}
	for i, c := range contours {
		for j, p := range c {
			u, _ := along(p, vertical)
			if u < ext[0] {
				ext[0], ci[0], pi[0] = u, i, j
			}
			if u > ext[1] {
				ext[1], ci[1], pi[1] = u, i, j
			}
		}
	}
	for k, u := range ext {
		if len(contours) == 0 || slices.ContainsFunc(a.edges, func(e *edge) bool { return math.Abs(e.u-u) < near }) {
			continue
		}
		_, v := along(contours[ci[k]][pi[k]], vertical)
		a.edges = append(a.edges, &edge{u: u, v0: v, v1: v, low: k == 0, contour: ci[k], first: pi[k], points: 1})
	}
}

// pair joins each edge with ink above it to the nearest edge with ink below it.
func (a *axis) pair() {
	taken := map[*edge]*edge{}
	for _, lo := range a.edges {
		if hi := a.partner(lo); hi != nil && (taken[hi] == nil || hi.u-taken[hi].u > hi.u-lo.u) {
			taken[hi] = lo
		}
	}
	used := map[*edge]bool{}
	for _, hi := range a.edges {
		if lo := taken[hi]; lo != nil {
			a.stems = append(a.stems, stem{lo, hi})
			used[lo], used[hi] = true, true
		}
	}
	slices.SortStableFunc(a.stems, func(p, q stem) int { return cmpFloat(p.lo.u, q.lo.u) })
	for _, e := range a.edges {
		if !used[e] {
			a.loose = append(a.loose, e)
		}
	}
}

func (a *axis) partner(lo *edge) *edge {
	if !lo.low {
		return nil
	}
	for _, hi := range a.edges {
		if hi.low || hi.u <= lo.u || hi.u-lo.u > stemLimit {
			continue
		}
		shared := min(lo.v1, hi.v1) - max(lo.v0, hi.v0)
		if shared > 0.3*min(lo.v1-lo.v0, hi.v1-hi.v0) {
			return hi
		}
	}
	return nil
}

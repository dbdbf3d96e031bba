package bigtype

import (
	"cmp"
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

func (s stem) width() float64 { return s.hi.u - s.lo.u }

// axis is what was found along one axis of a glyph.
type axis struct {
	edges []*edge
	stems []stem  // by the place of lo
	loose []*edge // edges of no stem
}

const (
	edgeSlope  = 0.1   // the most that a straight edge leans
	edgeLength = 0.08  // the least length of a straight edge, in x-heights
	edgeBulge  = 0.03  // how far a curved edge reaches from where it bulges most, in x-heights
	edgeReach  = 0.05  // how much farther than its points an edge is taken to run, in x-heights
	stemLimit  = 0.43  // the most that a stem is thick, in x-heights
	stemLeast  = 0.075 // the least
	notchLimit = 0.33  // the most between two corners where strokes meet, for a vertical stem
	waistLimit = 0.22  // the same for a horizontal stem
)

// along gives a point's coordinates across and along an axis.
func along(p point, vertical bool) (u, v float64) {
	if vertical {
		return p.y, p.x
	}
	return p.x, p.y
}

// findAxis finds the edges and stems of one axis.
func findAxis(contours [][]point, vertical bool) axis {
	var a axis
	for i, c := range contours {
		t := tracer{contour: i, pts: c, vertical: vertical, used: make([]bool, len(c))}
		t.curves()
		t.straights()
		a.edges = append(a.edges, t.edges...)
	}
	slices.SortStableFunc(a.edges, func(p, q *edge) int { return cmp.Compare(p.u, q.u) })
	a.pair(vertical)
	a.dropNotches()
	return a
}

// dropNotches forgets the corners where strokes meet: only the outermost corners and those of
// stems are edges.
func (a *axis) dropNotches() {
	if len(a.edges) == 0 {
		return
	}
	lo, hi := a.edges[0].u+edgeBulge, a.edges[len(a.edges)-1].u-edgeBulge
	a.loose = slices.DeleteFunc(a.loose, func(e *edge) bool {
		return e.points == 1 && e.u > lo && e.u < hi
	})
}

// tracer finds the edges of one polygon.
type tracer struct {
	contour  int
	pts      []point
	vertical bool
	used     []bool
	edges    []*edge
}

// at gives the coordinates of a point; the polygon goes round and round.
func (t *tracer) at(i int) (u, v float64) { return along(t.pts[t.index(i)], t.vertical) }

func (t *tracer) index(i int) int { n := len(t.pts); return ((i % n) + n) % n }

// step is how much u changes from a point to the next.
func (t *tracer) step(i int) float64 {
	a, _ := t.at(i)
	b, _ := t.at(i + 1)
	return b - a
}

// curves finds the stretches around each place where u turns back: the sides of bowls, the ends
// of strokes, and the tips of diagonals.
func (t *tracer) curves() {
	n := len(t.pts)
	for i := range n {
		if t.step(i) == 0 {
			continue
		}
		j := i + 1
		for j < i+n && t.step(j) == 0 {
			j++
		}
		if (t.step(i) > 0) == (t.step(j) > 0) {
			continue
		}
		t.bulge(i+1, j)
	}
}

// bulge makes an edge of the points from first to last, which have the same u, and their
// neighbours.
func (t *tracer) bulge(first, last int) {
	u, _ := t.at(first)
	n := len(t.pts)
	near := func(i int) bool { v, _ := t.at(i); return math.Abs(v-u) <= edgeBulge && !t.used[t.index(i)] }
	for last-first < n-2 && near(first-1) {
		first--
	}
	for last-first < n-2 && near(last+1) {
		last++
	}
	_, before := t.at(first - 1)
	_, after := t.at(last + 1)
	t.add(u, first, last, after > before)
}

// straights finds the sides of stems that curves has left.
func (t *tracer) straights() {
	for i := range t.pts {
		a, v := t.at(i)
		b, w := t.at(i + 1)
		if math.Abs(w-v) < edgeLength || math.Abs(b-a) > edgeSlope*math.Abs(w-v) {
			continue
		}
		if !t.used[i] || !t.used[t.index(i+1)] {
			t.add((a+b)/2, i, i+1, w > v)
		}
	}
}

// add keeps an edge. The polygon runs clockwise, so the ink is on the right of its way.
func (t *tracer) add(u float64, first, last int, ahead bool) {
	e := &edge{u: u, contour: t.contour, first: t.index(first), points: last - first + 1, low: ahead != t.vertical}
	e.v0, e.v1 = math.Inf(1), math.Inf(-1)
	for i := first; i <= last; i++ {
		_, v := t.at(i)
		e.v0, e.v1 = min(e.v0, v-edgeReach), max(e.v1, v+edgeReach)
		t.used[t.index(i)] = true
	}
	t.edges = append(t.edges, e)
}

// facing holds for two edges that pass each other.
func (e *edge) facing(o *edge) bool { return min(e.v1, o.v1) > max(e.v0, o.v0) }

// pair joins each edge with ink above it to the nearest edge with ink below it.
func (a *axis) pair(vertical bool) {
	taken := map[*edge]*edge{}
	for _, lo := range a.edges {
		if hi := a.partner(lo, vertical); hi != nil && (taken[hi] == nil || taken[hi].u < lo.u) {
			delete(taken, taken[hi])
			taken[lo], taken[hi] = hi, lo
		}
	}
	for _, e := range a.edges {
		if other := taken[e]; other == nil {
			a.loose = append(a.loose, e)
		} else if e.low {
			a.stems = append(a.stems, stem{e, other})
		}
	}
}

func (a *axis) partner(lo *edge, vertical bool) *edge {
	if !lo.low {
		return nil
	}
	notch := notchLimit
	if vertical {
		notch = waistLimit
	}
	for _, hi := range a.edges {
		limit := stemLimit
		if lo.points == 1 || hi.points == 1 {
			limit = notch
		}
		if wide := hi.u - lo.u; !hi.low && wide >= stemLeast && wide <= limit && lo.facing(hi) {
			return hi
		}
	}
	return nil
}

package bigtype

import (
	"math"
	"slices"
)

// fitted is where the edges of one axis go, in sub-pixels.
type fitted map[*edge]float64

// fit moves the outline's edges onto whole sub-pixels and everything else along with them.
// The result is in sub-pixels, y up from the baseline.
func (c *face) fit(s *shape) [][]point {
	xs, ys := c.fitX(&s.x), c.fitY(&s.y)
	out := make([][]point, len(s.contours))
	for i, pts := range s.contours {
		out[i] = c.weigh(pts)
		move(out[i], i, false, s.x.edges, xs, func(e *edge) float64 { return e.outwards(e.u*c.sx, c.addX) })
		move(out[i], i, true, s.y.edges, ys, func(e *edge) float64 { return e.outwards(c.zone(e.u), c.addY) })
	}
	return out
}

// outwards is a place beyond u, away from the edge's ink.
func (e *edge) outwards(u, add float64) float64 {
	if e.low {
		return u - add
	}
	return u + add
}

// weigh scales a polygon to sub-pixels and makes its strokes as thick as the stems of the size
// are, by moving its outline in or out: diagonals and curves keep step with the stems.
func (c *face) weigh(pts []point) []point {
	n := len(pts)
	out := make([]point, n)
	for i, p := range pts {
		out[i] = point{p.x * c.sx, c.zone(p.y)}
	}
	moved := make([]point, n)
	for i, p := range out {
		a, b := normal(out[(i+n-1)%n], p), normal(p, out[(i+1)%n])
		x, y := a.x+b.x, a.y+b.y
		if l := math.Hypot(x, y); l > 0.3 {
			miter := 2 / (l * l)
			x, y = x*miter, y*miter
		}
		moved[i] = point{p.x + x*c.addX, p.y + y*c.addY}
	}
	return moved
}

// normal is the direction away from the ink of a line from p to q, of length 1.
func normal(p, q point) point {
	l := math.Hypot(q.x-p.x, q.y-p.y)
	if l == 0 {
		return point{}
	}
	return point{-(q.y - p.y) / l, (q.x - p.x) / l}
}

// fitX places the vertical stems from left to right: all of one thickness, their distances
// rounded, and a sub-pixel of white between any two.
func (c *face) fitX(a *axis) fitted {
	at := fitted{}
	var done []column
	for _, now := range c.columns(a) {
		now.at = c.beside(done, now)
		for _, s := range now.stems {
			at[s.lo], at[s.hi] = now.at, now.at+now.thick
		}
		done = append(done, now)
	}
	// The edges of no stem keep a whole distance from the nearest edge that has its place.
	for _, e := range a.loose {
		near := nearest(a.edges, at, func(o *edge) float64 { return math.Abs(o.u - e.u) })
		if near == nil {
			at[e] = math.Round(e.u * c.sx)
			continue
		}
		at[e] = at[near] + math.Round((e.u-near.u)*c.sx)
	}
	return at
}

// column is stems that stand above each other, such as the sides of both bowls of an 8. At a
// small size they stand on the same sub-pixels.
type column struct {
	stems  []stem
	lo, hi float64 // in x-heights
	at     float64 // in sub-pixels
	thick  float64
}

func (c *face) columns(a *axis) []column {
	var out []column
	for _, s := range a.stems {
		thick := s.thick(c.f.em.stem, c.sx)
		if n := len(out) - 1; n >= 0 && (s.lo.u-out[n].stems[0].lo.u)*c.sx < 0.7 {
			k := float64(len(out[n].stems))
			out[n].lo, out[n].hi = (out[n].lo*k+s.lo.u)/(k+1), (out[n].hi*k+s.hi.u)/(k+1)
			out[n].stems, out[n].thick = append(out[n].stems, s), max(out[n].thick, thick)
			continue
		}
		out = append(out, column{stems: []stem{s}, lo: s.lo.u, hi: s.hi.u, thick: thick})
	}
	return out
}

// beside is the place for a column to the right of others.
func (c *face) beside(done []column, now column) float64 {
	if len(done) == 0 {
		return 0
	}
	ref, apart := done[0], 0.0
	for _, b := range done {
		if b.hi < now.lo && (apart == 0 || b.hi > ref.hi) {
			ref, apart = b, b.thick+1
		}
	}
	return ref.at + math.Max(apart, math.Round((now.lo-ref.lo)*c.sx))
}

// nearest is the edge that has its place and is the least apart, nil if there is none.
func nearest(edges []*edge, at fitted, apart func(*edge) float64) *edge {
	var best *edge
	least := math.Inf(1)
	for _, e := range edges {
		if _, ok := at[e]; ok && apart(e) < least {
			best, least = e, apart(e)
		}
	}
	return best
}

// like is the nearest edge that turns the same way, if it is near enough to be the same line.
func like(edges []*edge, to *edge, at fitted) *edge {
	const same = 0.08
	return nearest(edges, at, func(e *edge) float64 {
		if d := math.Abs(e.u - to.u); e.low == to.low && d <= same {
			return d
		}
		return math.Inf(1)
	})
}

// thick is the thickness of a stem in sub-pixels: the standard one for all that are about as thick.
func (s stem) thick(standard, scale float64) float64 {
	w := s.width()
	if math.Abs(w-standard) < 0.35*standard {
		w = standard
	}
	return max(1, math.Round(w*scale))
}

// fitY places the horizontal stems: those on the baseline, the x-height and the other lines
// first, then those between.
func (c *face) fitY(a *axis) fitted {
	at := fitted{}
	for _, e := range a.edges {
		if y, ok := c.line(e); ok {
			at[e] = y
		}
	}
	for _, s := range a.stems {
		c.stand(s, at)
	}
	for _, s := range a.stems {
		c.float(a, s, at)
	}
	for _, e := range a.loose {
		if _, ok := at[e]; ok {
			continue
		}
		if l := like(a.edges, e, at); l != nil {
			at[e] = at[l]
		} else {
			at[e] = math.Round(c.zone(e.u))
		}
	}
	for _, s := range a.stems {
		a.spare(s, at)
	}
	return at
}

// stand places the other edge of a stem that stands on a line.
func (c *face) stand(s stem, at fitted) {
	lo, onLo := at[s.lo]
	hi, onHi := at[s.hi]
	t := s.thick(c.f.em.bar, c.sy)
	switch {
	case onLo && !onHi:
		at[s.hi] = lo + t
	case onHi && !onLo:
		at[s.lo] = hi - t
	}
}

// float places a stem that stands on no line, with white above and below it if it can be.
func (c *face) float(a *axis, s stem, at fitted) {
	if _, ok := at[s.lo]; ok {
		return
	}
	t := s.thick(c.f.em.bar, c.sy)
	lo := math.Round(c.zone((s.lo.u+s.hi.u)/2) - t/2)
	below, above := a.room(s, at)
	lo = math.Max(math.Min(lo, above-1-t), below+1)
	at[s.lo], at[s.hi] = lo, lo+t
}

// room is where the ink below and above a stem ends.
func (a *axis) room(s stem, at fitted) (below, above float64) {
	below, above = math.Inf(-1), math.Inf(1)
	for _, e := range a.edges {
		y, ok := at[e]
		switch {
		case !ok:
		case !e.low && e.u < s.lo.u && e.facing(s.lo):
			below = math.Max(below, y)
		case e.low && e.u > s.hi.u && e.facing(s.hi):
			above = math.Min(above, y)
		}
	}
	return below, above
}

// spare thins a stem that has no white below it, such as the dot of an i.
func (a *axis) spare(s stem, at fitted) {
	below, _ := a.room(s, at)
	if at[s.lo] < below+1 && at[s.hi] >= below+2 {
		at[s.lo] = below + 1
	}
}

// move places all points of a polygon along one axis: those of edges with their edge, those
// between two edges in proportion, and those beyond as far as the nearest. From says where an
// edge is before.
func move(pts []point, contour int, vertical bool, edges []*edge, at fitted, from func(*edge) float64) {
	way := path{u: make([]float64, len(pts)), shift: make([]float64, len(pts)), fixed: make([]bool, len(pts))}
	for i, p := range pts {
		way.u[i], _ = along(p, vertical)
	}
	start := -1
	for _, e := range edges {
		to, ok := at[e]
		if e.contour != contour || !ok {
			continue
		}
		for i := range e.points {
			start = (e.first + i) % len(pts)
			way.shift[start], way.fixed[start] = to-from(e), true
		}
	}
	if start >= 0 {
		way.interpolate(start)
	} else if e := nearest(edges, at, func(e *edge) float64 { return math.Abs(from(e) - way.u[0]) }); e != nil {
		way.shift = slices.Repeat([]float64{at[e] - from(e)}, len(pts))
	}
	for i := range pts {
		if vertical {
			pts[i].y += way.shift[i]
		} else {
			pts[i].x += way.shift[i]
		}
	}
}

// path is a polygon along one axis: where its points are, how far they are shifted, and which of
// them belong to edges.
type path struct {
	u, shift []float64
	fixed    []bool
}

// interpolate shifts the points between those that are fixed, starting from one of them.
func (p path) interpolate(start int) {
	n := len(p.u)
	from := start
	for i := 1; i <= n; i++ {
		to := (start + i) % n
		if !p.fixed[to] {
			continue
		}
		for j := (from + 1) % n; j != to; j = (j + 1) % n {
			p.shift[j] = between(p.u[j], p.u[from], p.u[to], p.shift[from], p.shift[to])
		}
		from = to
	}
}

// between is the shift at u between a, that shifts by p, and b, that shifts by q.
func between(u, a, b, p, q float64) float64 {
	if a > b {
		a, b, p, q = b, a, q, p
	}
	switch {
	case u <= a:
		return p
	case u >= b:
		return q
	}
	return p + (u-a)/(b-a)*(q-p)
}

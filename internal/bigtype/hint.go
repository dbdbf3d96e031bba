package bigtype

import "math"

// fitted is where the edges of one axis go, in sub-pixels.
type fitted map[*edge]float64

// fit moves the outline's edges onto whole sub-pixels and everything else along with them.
// The result is in sub-pixels, y up from the baseline.
func (c *face) fit(s *shape) [][]point {
	xs, ys := c.fitX(&s.x), c.fitY(&s.y)
	out := make([][]point, len(s.contours))
	for i, pts := range s.contours {
		out[i] = make([]point, len(pts))
		us := move(pts, i, false, s.x.edges, xs, func(u float64) float64 { return u * c.sx })
		vs := move(pts, i, true, s.y.edges, ys, c.zone)
		for j := range pts {
			out[i][j] = point{us[j], vs[j]}
		}
	}
	return out
}

// fitX places the vertical stems from left to right: all of one thickness, their distances
// rounded, and a sub-pixel of white between any two.
func (c *face) fitX(a *axis) fitted {
	at := fitted{}
	for i, s := range a.stems {
		lo := 0.0
		if i > 0 {
			lo = c.besideX(a.stems[:i], s, at)
		}
		if _, ok := at[s.lo]; ok {
			lo = at[s.lo]
		}
		at[s.lo], at[s.hi] = lo, lo+float64(c.thickX(s.hi.u-s.lo.u))
	}
	c.fitLoose(a, at, c.sx)
	return at
}

// besideX is the place for a stem to the right of others.
func (c *face) besideX(before []stem, s stem, at fitted) float64 {
	ref, apart := before[0], 0
	for _, b := range before {
		if b.hi.u < s.lo.u && (apart == 0 || b.hi.u > ref.hi.u) {
			ref, apart = b, round(at[b.hi]-at[b.lo])+1
		}
	}
	return at[ref.lo] + math.Max(float64(apart), math.Round((s.lo.u-ref.lo.u)*c.sx))
}

// fitLoose places the edges of no stem at a whole distance from the nearest edge that has its
// place.
func (c *face) fitLoose(a *axis, at fitted, scale float64) {
	for _, e := range a.loose {
		if _, ok := at[e]; ok {
			continue
		}
		near := nearest(a.edges, e.u, at)
		if near == nil {
			at[e] = math.Round(e.u * scale)
			continue
		}
		at[e] = at[near] + math.Round((e.u-near.u)*scale)
	}
}

func nearest(edges []*edge, u float64, at fitted) *edge {
	var best *edge
	for _, e := range edges {
		if _, ok := at[e]; ok && (best == nil || math.Abs(e.u-u) < math.Abs(best.u-u)) {
			best = e
		}
	}
	return best
}

// thickX is the thickness of a vertical stem: the standard one for all that are about as thick.
func (c *face) thickX(w float64) int { return thick(w, c.f.em.stem, c.sx) }

// thickY is the thickness of a horizontal stem.
func (c *face) thickY(w float64) int { return thick(w, c.f.em.bar, c.sy) }

func thick(w, standard, scale float64) int {
	if math.Abs(w-standard) < 0.35*standard {
		w = standard
	}
	return max(1, round(w*scale))
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
		c.thicken(s, at)
	}
	for _, s := range a.stems {
		c.between(a.stems, s, at)
	}
	for _, e := range a.loose {
		if _, ok := at[e]; !ok {
			at[e] = math.Round(c.zone(e.u))
		}
	}
	return at
}

// thicken places the other edge of a stem that stands on a line.
func (c *face) thicken(s stem, at fitted) {
	lo, onLo := at[s.lo]
	hi, onHi := at[s.hi]
	t := float64(c.thickY(s.hi.u - s.lo.u))
	switch {
	case onLo && !onHi:
		at[s.hi] = lo + t
	case onHi && !onLo:
		at[s.lo] = hi - t
	}
}

// between places a stem that stands on no line, with white above and below it if it can be.
func (c *face) between(stems []stem, s stem, at fitted) {
	if _, ok := at[s.lo]; ok {
		return
	}
	t := float64(c.thickY(s.hi.u - s.lo.u))
	lo := math.Round(c.zone((s.lo.u+s.hi.u)/2) - t/2)
	for _, o := range stems {
		oLo, ok := at[o.lo]
		if !ok || !sideBySide(s, o) {
			continue
		}
		if o.hi.u < s.lo.u {
			lo = math.Max(lo, at[o.hi]+1)
		} else if o.lo.u > s.hi.u {
			lo = math.Min(lo, oLo-1-t)
		}
	}
	at[s.lo], at[s.hi] = lo, lo+t
}

// sideBySide holds for two stems that pass each other.
func sideBySide(a, b stem) bool {
	return min(a.lo.v1, b.lo.v1) > max(a.lo.v0, b.lo.v0) || min(a.hi.v1, b.hi.v1) > max(a.hi.v0, b.hi.v0)
}

// move places all points of a polygon: those of edges with their edge, those between two edges
// in proportion, and those beyond as far as the nearest.
func move(pts []point, contour int, vertical bool, edges []*edge, at fitted, scale func(float64) float64) []float64 {
	n := len(pts)
	out := make([]float64, n)
	fixed := make([]bool, n)
	any := -1
	for _, e := range edges {
		to, ok := at[e]
		if e.contour != contour || !ok {
			continue
		}
		for i := range e.points {
			j := (e.first + i) % n
			u, _ := along(pts[j], vertical)
			out[j], fixed[j], any = to+scale(u)-scale(e.u), true, j
		}
	}
	if any < 0 {
		shift := 0.0
		u, _ := along(pts[0], vertical)
		if e := nearest(edges, u, at); e != nil {
			shift = at[e] - scale(e.u)
		}
		for j, p := range pts {
			u, _ := along(p, vertical)
			out[j] = scale(u) + shift
		}
		return out
	}
	interpolate(pts, out, fixed, any, vertical, scale)
	return out
}

// interpolate moves the points between those that are fixed, starting from one of them.
func interpolate(pts []point, out []float64, fixed []bool, start int, vertical bool, scale func(float64) float64) {
	n := len(pts)
	for from := start; ; {
		k := 1
		for !fixed[(from+k)%n] {
			k++
		}
		to := (from + k) % n
		a, _ := along(pts[from], vertical)
		b, _ := along(pts[to], vertical)
		for i := 1; i < k; i++ {
			j := (from + i) % n
			u, _ := along(pts[j], vertical)
			out[j] = between(scale(u), scale(a), scale(b), out[from], out[to])
		}
		if from = to; from == start {
			return
		}
	}
}

// between maps u from a..b to p..q; outside a..b it moves as the nearer end does.
func between(u, a, b, p, q float64) float64 {
	if a > b {
		a, b, p, q = b, a, q, p
	}
	switch {
	case u <= a:
		return u - a + p
	case u >= b:
		return u - b + q
	}
	return p + (u-a)/(b-a)*(q-p)
}

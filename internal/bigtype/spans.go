package bigtype

import (
	"cmp"
	"image"
	"math"
	"slices"
)

// span is a stretch of ink in a row.
type span struct{ a, b float64 }

// stroke is a span of a diagonal or a stem, redrawn as whole sub-pixels.
type stroke struct {
	span
	y, from, thick int
}

// even redraws each stroke of a mask with a whole number of sub-pixels a row, so that a diagonal,
// which covers sub-pixels by halves here and by quarters there, is as thick as the stems all
// along. Where that would close the white between two strokes, as in w, the inner strokes are
// thinner, or all are. Thick stems need none of this: their rows differ by too little to be seen.
func (c *face) even(m *image.Alpha, polygons [][]point, left, top int) {
	stem := max(1, round(c.f.em.stem*c.sx))
	if stem > 4 {
		return
	}
	rows := make([][]span, m.Rect.Dy())
	for y := range rows {
		rows[y] = crossings(polygons, float64(top-y)-0.5, float64(left))
	}
	strokes, open := thicken(rows, stem, stem)
	for _, thin := range [][2]int{{stem, stem - 1}, {stem - 1, stem - 1}} {
		if !open && thin[1] > 0 {
			strokes, open = thicken(rows, thin[0], thin[1])
		}
	}
	for _, s := range strokes {
		s.draw(m)
	}
}

// thicken gives the strokes of all rows their thickness, and reports whether all white stays
// open.
func thicken(rows [][]span, outer, inner int) ([]stroke, bool) {
	var out []stroke
	open := true
	for y, spans := range rows {
		end, last := math.Inf(-1), math.Inf(-1) // of the stroke before: redrawn, and as it was
		for i, s := range spans {
			stem := outer
			if i > 0 && i < len(spans)-1 {
				stem = inner
			}
			k, ok := newStroke(s, y, stem)
			if !ok {
				end, last = math.Round(s.b), s.b
				continue
			}
			if s.a-last > 0.35 && float64(k.from) <= end-0.5 {
				open = false
			}
			end, last = float64(k.from+k.thick), s.b
			out = append(out, k)
		}
	}
	return out, open
}

// newStroke is the stroke for a span, if it is one: a span much thicker than a stem is part of a
// bar or of a joint.
func newStroke(s span, y, stem int) (stroke, bool) {
	thick := s.b - s.a
	if thick > 1.45*float64(stem)+0.2 {
		return stroke{}, false
	}
	n := stem
	if thick < 0.65*float64(stem) {
		n = max(1, round(thick))
	}
	return stroke{span: s, y: y, thick: n, from: max(0, round((s.a+s.b-float64(n))/2))}, true
}

func (s stroke) draw(m *image.Alpha) {
	w := m.Rect.Dx()
	row := m.Pix[s.y*w : (s.y+1)*w]
	for x := max(0, int(s.a)); x < min(w, int(math.Ceil(s.b))); x++ {
		row[x] = min(row[x], threshold-1)
	}
	for x := s.from; x < min(w, s.from+s.thick); x++ {
		row[x] = 255
	}
}

// crossings is the ink of a row at a height, from a left side on.
func crossings(polygons [][]point, y, left float64) []span {
	type cross struct {
		x   float64
		way int
	}
	var xs []cross
	for _, c := range polygons {
		for i, p := range c {
			q := c[(i+1)%len(c)]
			if (p.y <= y) == (q.y <= y) {
				continue
			}
			way := 1
			if q.y < p.y {
				way = -1
			}
			xs = append(xs, cross{p.x + (y-p.y)/(q.y-p.y)*(q.x-p.x), way})
		}
	}
	slices.SortFunc(xs, func(a, b cross) int { return cmp.Compare(a.x, b.x) })
	var out []span
	wind, from := 0, 0.0
	for _, x := range xs {
		if wind == 0 {
			from = x.x
		}
		wind += x.way
		if wind == 0 && x.x > from {
			out = append(out, span{from - left, x.x - left})
		}
	}
	return out
}

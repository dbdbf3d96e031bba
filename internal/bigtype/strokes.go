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
	if !open && stem > 1 {
		strokes, open = thicken(rows, stem, stem-1)
	}
	if !open && stem > 1 {
		strokes, _ = thicken(rows, stem-1, stem-1)
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
		way int // which way the outline runs: 1 for up
	}
	var xs []cross
	for _, c := range polygons {
		for i, p := range c {
			q := c[(i+1)%len(c)]
			if (p.y <= y) != (q.y <= y) {
				xs = append(xs, cross{p.x + (y-p.y)/(q.y-p.y)*(q.x-p.x), cmp.Compare(q.y, p.y)})
			}
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

// joinLeast is the least share of a sub-pixel, of 255, that can be a join.
const joinLeast = 40

// mend inks sub-pixels that the outline covers in part, most covered first, until the bitmap has
// no more pieces and no fewer counters than the outline has: a thin join must not fall out
// between two strokes.
func mend(m *image.Alpha, pieces, counters int) {
	b := newBlobs(m)
	if b.pieces <= pieces && b.counters >= counters {
		return
	}
	var joins []int
	for i, a := range m.Pix {
		if a >= joinLeast && a < threshold {
			joins = append(joins, i)
		}
	}
	slices.SortStableFunc(joins, func(i, j int) int { return cmp.Compare(m.Pix[j], m.Pix[i]) })
	for _, i := range joins {
		parts, distinct := b.around(i)
		merges, closes := distinct > 1, parts > distinct
		if merges && b.pieces > pieces && !closes || closes && b.counters < counters {
			m.Pix[i] = 255
			b = newBlobs(m)
		}
	}
}

// blobs numbers the pieces of ink of a mask.
type blobs struct {
	w, h             int
	ink              []bool
	label            []int // 0: none
	pieces, counters int
}

func newBlobs(m *image.Alpha) *blobs {
	// A blank border makes all the paper outside the glyph one piece.
	b := &blobs{w: m.Rect.Dx() + 2, h: m.Rect.Dy() + 2}
	b.ink, b.label = make([]bool, b.w*b.h), make([]int, b.w*b.h)
	for i, a := range m.Pix {
		b.ink[b.index(i)] = a >= threshold
	}
	ring := neighbours()
	for i := range b.ink {
		if b.label[i] != 0 {
			continue
		}
		if b.ink[i] {
			b.pieces++
			b.flood(i, b.pieces, ring[:])
		} else {
			b.counters++
			b.flood(i, -b.counters, []step{ring[1], ring[3], ring[5], ring[7]})
		}
	}
	b.counters--
	return b
}

// index is the place of a mask's sub-pixel in the bordered one.
func (b *blobs) index(i int) int { w := b.w - 2; return (i/w+1)*b.w + i%w + 1 }

type step struct{ x, y int }

// neighbours is the way to the neighbours of a sub-pixel, in order.
func neighbours() [8]step {
	return [8]step{{-1, -1}, {0, -1}, {1, -1}, {1, 0}, {1, 1}, {0, 1}, {-1, 1}, {-1, 0}}
}

// flood labels everything of one kind that can be reached from a place.
func (b *blobs) flood(from, label int, ways []step) {
	b.label[from] = label
	for todo := []int{from}; len(todo) > 0; {
		i := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, d := range ways {
			x, y := i%b.w+d.x, i/b.w+d.y
			if x < 0 || y < 0 || x >= b.w || y >= b.h {
				continue
			}
			if j := y*b.w + x; b.label[j] == 0 && b.ink[j] == b.ink[from] {
				b.label[j] = label
				todo = append(todo, j)
			}
		}
	}
}

// around counts the stretches of ink round a sub-pixel of the mask, and the pieces they are of.
func (b *blobs) around(i int) (parts, distinct int) {
	at := b.index(i)
	var seen []int
	var ring [8]int
	for k, d := range neighbours() {
		ring[k] = b.label[at+d.y*b.w+d.x]
	}
	for k, label := range ring {
		if label <= 0 {
			continue
		}
		// Round a corner, two sides touch.
		if joined := ring[(k+7)%8] > 0 || k%2 == 1 && ring[(k+6)%8] > 0; !joined {
			parts++
		}
		if !slices.Contains(seen, label) {
			seen = append(seen, label)
		}
	}
	return parts, len(seen)
}

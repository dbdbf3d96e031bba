package bigtype

import (
	"cmp"
	"image"
	"slices"
)

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
	ring := neighbours()
	for k, d := range ring {
		label := b.label[at+d.y*b.w+d.x]
		before, last := ring[(k+7)%8], ring[(k+6)%8]
		joined := b.label[at+before.y*b.w+before.x] > 0
		if k%2 == 1 { // round a corner, two sides touch
			joined = joined || b.label[at+last.y*b.w+last.x] > 0
		}
		if label <= 0 {
			continue
		}
		if !joined {
			parts++
		}
		if !slices.Contains(seen, label) {
			seen = append(seen, label)
		}
	}
	return parts, len(seen)
}

package bigtype

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// block is a block element: what parts of a cell it inks.
type block struct {
	r    rune
	kind blockKind
	n    int
}

type blockKind uint8

const (
	lower     blockKind = iota // the lower n rows of parts
	left                       // the left n columns
	quadrants                  // the quadrants whose bits n has: top left, top right, bottom left, bottom right
)

// halves are the blocks that every terminal has, also the old console of Windows.
func halves() []block { return []block{{'▄', lower, 4}, {'▌', left, 4}} }

// blocks are all that differ by more than what is ink and what is paper: a cell may have any two colours.
func blocks() []block {
	return []block{
		{'▄', lower, 4}, {'▌', left, 4},
		{'▁', lower, 1}, {'▂', lower, 2}, {'▃', lower, 3}, {'▅', lower, 5}, {'▆', lower, 6}, {'▇', lower, 7},
		{'▏', left, 1}, {'▎', left, 2}, {'▍', left, 3}, {'▋', left, 5}, {'▊', left, 6}, {'▉', left, 7},
		{'▘', quadrants, 1}, {'▝', quadrants, 2}, {'▖', quadrants, 4}, {'▗', quadrants, 8}, {'▚', quadrants, 9},
	}
}

// broad are the blocks without the thinnest: what ends in a cell of a miniature, such as the top of an l, they would
// show as a scratch through all of it.
func broad() []block {
	return slices.DeleteFunc(blocks(), func(b block) bool {
		return b.kind == lower && b.n == 1 || b.kind == left && min(b.n, parts-b.n) <= 2
	})
}

// complement is the block that inks what another leaves, where there is one. Ink is drawn by it rather than
// by the ground: some fonts leave a line of the ground open along a block's edge.
func complement(r rune) (rune, bool) {
	const blocks, others = "▄▌▇▉▘▝▖▗▚", "▀▐▔▕▟▙▜▛▞"
	i := strings.IndexRune(blocks, r)
	if i < 0 {
		return r, false
	}
	return []rune(others)[utf8.RuneCountInString(blocks[:i])], true
}

// sums are what is in a cell: below each row of parts, to the left of each column, and in each quadrant.
type sums struct {
	lower, left [parts + 1]int
	quadrant    [4]int
	all         int
	squares     int // the sum of the squares
}

func sum(c []uint8) (s sums) {
	for i, v := range c {
		x, y := i%parts, i/parts
		s.squares += int(v) * int(v)
		s.lower[parts-y] += int(v)
		s.left[x+1] += int(v)
		s.quadrant[y/(parts/2)*2+x/(parts/2)] += int(v)
	}
	for i := range parts {
		s.lower[i+1] += s.lower[i]
		s.left[i+1] += s.left[i]
	}
	s.all = s.lower[parts]
	return s
}

// under is what a block covers, and the number of its parts.
func (s *sums) under(b block) (sum, n int) {
	switch b.kind {
	case lower:
		return s.lower[b.n], b.n * parts
	case left:
		return s.left[b.n], b.n * parts
	}
	for i, q := range s.quadrant {
		if b.n>>i&1 == 1 {
			sum, n = sum+q, n+area/4
		}
	}
	return sum, n
}

// inks reports whether a block covers a part.
func (b block) inks(x, y int) bool {
	switch b.kind {
	case lower:
		return y >= parts-b.n
	case left:
		return x < b.n
	}
	return b.n>>(y/(parts/2)*2+x/(parts/2))&1 == 1
}

// dots are the shaded blocks: of ink a quarter, a half and three quarters.
const dots = "░▒▓"

// dotted is the shaded block that comes nearer than what misses so much of a cell, 0 for none.
func (s *sums) dotted(missed float64) (r rune) {
	level := 0
	for _, block := range dots {
		level += 255 / 4
		// Of the sum of squares, v(2 sum - vn) is gone when v is taken from each.
		left := s.squares - level*(2*s.all-level*area)
		if share := float64(left) / (255 * 255 * area); share < missed {
			r, missed = block, share
		}
	}
	return r
}

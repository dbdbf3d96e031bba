package bigtype

// apart is the distance from the left side of one letter to the left side of the next. It is the
// one at which the white between the two, averaged over the rows that they share, comes nearest
// to what the size asks for, and nowhere less than the least gap.
func (c *face) apart(a, b rune) int {
	k := [2]rune{a, b}
	if d, ok := c.pairs[k]; ok {
		return d
	}
	left, right := c.glyph(a), c.glyph(b)
	d := left.w
	if left.w > 0 && right.w > 0 {
		d = max(c.touch(left, right), round(c.white-c.bays(left, right)))
	}
	c.pairs[k] = d
	c.f.bytes += 48
	return d
}

// touch is the smallest distance that leaves the least gap in each row, and a sub-pixel between
// corners.
func (c *face) touch(a, b *glyph) int {
	need := 0
	for y, right := range a.right {
		row := y - a.top + b.top
		for beside := max(row-1, 0); beside <= min(row+1, b.h-1); beside++ {
			gap := c.gap
			if beside != row {
				gap = 1
			}
			if right >= 0 && b.right[beside] >= 0 {
				need = max(need, right+1+gap-b.left[beside])
			}
		}
	}
	return max(need, 1)
}

// bays is the mean white between two letters whose left sides coincide; it grows by one with
// each sub-pixel that they are moved apart. Bays count only so deep as the eye fills them.
func (c *face) bays(a, b *glyph) float64 {
	top, bottom := min(a.top, b.top), max(a.top-a.h, b.top-b.h)
	deep := max(1, round(0.35*c.sx))
	if top <= bottom {
		return float64(-a.w)
	}
	sum := 0
	for y := top; y > bottom; y-- {
		sum += min(b.left[b.top-y], deep) - max(a.right[a.top-y], a.w-1-deep) - 1
	}
	return float64(sum) / float64(top-bottom)
}

package bigtype

// apart is the distance from the left side of one letter to the left side of the next. It is the
// one at which the white between the two, averaged over the rows that they share, comes nearest
// to what the size asks for, and nowhere less than the least gap.
func (c *face) apart(a, b rune) int {
	k := [2]rune{a, b}
	if d, ok := c.pairs[k]; ok {
		return d
	}
	d := c.measure(c.glyph(a), c.glyph(b))
	c.pairs[k] = d
	c.f.bytes += 48
	return d
}

func (c *face) measure(a, b *glyph) int {
	if a.w == 0 || b.w == 0 {
		return a.w
	}
	least := c.touch(a, b)
	d := round(c.white - c.bays(a, b))
	return max(least, d)
}

// touch is the smallest distance that leaves the least gap in each row, and a sub-pixel between
// corners.
func (c *face) touch(a, b *glyph) int {
	need := 0
	for y := range a.h {
		if a.right[y] < 0 {
			continue
		}
		row := y - a.top + b.top
		for dy := -1; dy <= 1; dy++ {
			yy := row + dy
			if yy < 0 || yy >= b.h || b.right[yy] < 0 {
				continue
			}
			gap := c.gap
			if dy != 0 {
				gap = 1
			}
			need = max(need, a.right[y]+1+gap-b.left[yy])
		}
	}
	return max(need, 1)
}

// bays is the mean white between two letters whose left sides coincide; it grows by one with
// each sub-pixel that they are moved apart. Bays count only so deep as the eye fills them.
func (c *face) bays(a, b *glyph) float64 {
	top, bottom := min(a.top, b.top), max(a.top-a.h, b.top-b.h)
	deep := max(1, round(0.35*c.sx))
	sum, rows := 0, 0
	for y := top; y > bottom; y-- {
		sum += b.bayLeft(b.top-y, deep) - a.bayRight(a.top-y, deep) - 1
		rows++
	}
	if rows == 0 {
		return float64(-a.w)
	}
	return float64(sum) / float64(rows)
}

func (g *glyph) bayLeft(row, deep int) int { return min(g.left[row], deep) }

func (g *glyph) bayRight(row, deep int) int { return max(g.right[row], g.w-1-deep) }

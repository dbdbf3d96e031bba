package bigtype

import (
	"image"
	"image/color"
)

// plainEight is the largest x-height, in sub-pixels, at which an eight is made of a zero. Up to
// there the crossing strokes of the font's own leave a gap in its side, and it is taken for a
// nine.
const plainEight = 8

// eight is a zero with a waist: both counters closed, both sides drawn in.
func (c *face) eight() *glyph {
	zero := c.glyph('0')
	bar := zero.bar()
	waist := max(bar, c.x/4)
	upper := (zero.h - 2*bar - waist) / 2
	if bar < 1 || upper < 1 || zero.w < 3 {
		return nil
	}
	mask := zero.mask()
	for y := bar + upper; y < bar+upper+waist; y++ {
		for x := range zero.w {
			mask.SetAlpha(x, y, color.Alpha{A: 255})
		}
		mask.SetAlpha(0, y, color.Alpha{})
		mask.SetAlpha(zero.w-1, y, color.Alpha{})
	}
	return trim(mask, zero.top)
}

// bar is the thickness of the stroke at the top, in rows.
func (g *glyph) bar() int {
	for y := range g.h {
		if !g.on[y*g.w+g.w/2] {
			return y
		}
	}
	return 0
}

// mask is the glyph's ink.
func (g *glyph) mask() *image.Alpha {
	m := image.NewAlpha(image.Rect(0, 0, g.w, g.h))
	for i, on := range g.on {
		if on {
			m.SetAlpha(i%g.w, i/g.w, color.Alpha{A: 255})
		}
	}
	return m
}

package bigtype

import (
	"cmp"
	"image"
	"image/color"
	"image/draw"
	"math"
	"slices"

	"golang.org/x/image/vector"
)

// maxXHeight bounds the memory that one glyph takes; no terminal has room for more.
const maxXHeight = 256

// cacheBytes bounds the glyphs that a font keeps: when there are more, it starts afresh.
const cacheBytes = 8 << 20

type faceKey struct {
	p Pixels
	n int
}

// face is a font at one size.
type face struct {
	f              *Font
	sx, sy         float64 // sub-pixels of an x-height, across and up
	addX, addY     float64 // sub-pixels that outlines move outwards, so that stems get whole
	x              int     // x-height, in rows
	cap, asc, desc int     // rows above and below the baseline
	lead           int     // least rows between two lines
	gap            int     // least columns between two letters
	white          float64 // mean columns between two letters
	blank          int     // columns between two words
	glyphs         map[rune]*glyph
	pairs          map[[2]rune]int
}

// glyph is a letter's bitmap, without blank columns at its sides.
type glyph struct {
	w, h        int
	top         int // rows above the baseline
	on          []bool
	left, right []int // first and last inked column of each row; left > right where there is none
}

func (f *Font) face(p Pixels, n int) *face {
	if c := f.faces[faceKey{p, n}]; c != nil {
		return c
	}
	if f.bytes > cacheBytes {
		clear(f.faces)
		f.bytes = 0
	}
	c := f.newFace(p, n)
	f.faces[faceKey{p, n}] = c
	return c
}

func (f *Font) newFace(p Pixels, n int) *face {
	y := float64(n)
	x := y * p.across()
	return &face{
		f: f, sx: x, sy: y, x: n,
		addX:   (math.Max(1, math.Round(f.em.stem*x)) - f.em.stem*x) / 2,
		addY:   (math.Max(1, math.Round(f.em.bar*y)) - f.em.bar*y) / 2,
		cap:    max(n, round(f.em.cap*y)),
		asc:    max(n, round(f.em.cap*y), int(f.em.asc*y+0.3)),
		desc:   max(1, round(f.em.desc*y)),
		lead:   max(1, round(0.1*y)),
		gap:    max(1, round(0.13*x)),
		white:  0.3 * x,
		blank:  max(3, round(0.75*x)),
		glyphs: map[rune]*glyph{},
		pairs:  map[[2]rune]int{},
	}
}

// zone maps a height to rows, with the font's lines on whole rows.
func (c *face) zone(y float64) float64 {
	m := &c.f.em
	switch {
	case y <= 0:
		if y < -m.desc {
			return (y+m.desc)*c.sy - float64(c.desc)
		}
		return y / m.desc * float64(c.desc)
	case y <= 1:
		return y * c.sy
	case y <= m.cap:
		return c.sy + (y-1)/(m.cap-1)*float64(c.cap-c.x)
	case y <= m.asc:
		return float64(c.cap) + (y-m.cap)/(m.asc-m.cap)*float64(c.asc-c.cap)
	}
	return float64(c.asc) + (y-m.asc)*c.sy
}

// line is the row of the line that an edge stands on: the tops of letters on x-height, cap height
// and ascender line, their feet on baseline and descender line. Round letters go over the lines
// by a hair that would cost a whole row.
func (c *face) line(e *edge) (float64, bool) {
	const near = 0.025
	m := &c.f.em
	on := func(line, over float64) bool {
		u := e.u
		if e.low {
			u = -u
		}
		return u > line-near && u < line+over+near
	}
	switch {
	case e.low && on(0, m.baseOver):
		return 0, true
	case e.low && on(m.desc, m.descOver):
		return -float64(c.desc), true
	case e.low:
		return 0, false
	case on(1, m.xOver):
		return float64(c.x), true
	case on(m.cap, m.capOver):
		return float64(c.cap), true
	case on(m.asc, m.ascOver):
		return float64(c.asc), true
	}
	return 0, false
}

// threshold is the share of a sub-pixel, of 255, from which it is inked.
const threshold = 128

func (c *face) glyph(r rune) *glyph {
	if g, ok := c.glyphs[r]; ok {
		return g
	}
	s := c.f.shape(r)
	g := c.rasterise(c.fit(s), s.pieces)
	if r == '8' && c.x <= plainEight {
		g = cmp.Or(c.eight(), g)
	}
	c.glyphs[r] = g
	c.f.bytes += 200 + len(g.on) + 16*g.h
	return g
}

// rasterise fills polygons.
func (c *face) rasterise(polygons [][]point, pieces int) *glyph {
	lo, hi := extent(polygons)
	if lo.x >= hi.x || lo.y >= hi.y {
		return &glyph{}
	}
	left, top := int(math.Floor(lo.x)), int(math.Ceil(hi.y))
	w, h := int(math.Ceil(hi.x))-left, top-int(math.Floor(lo.y))
	z := vector.NewRasterizer(w, h)
	for _, contour := range polygons {
		for i, p := range contour {
			x, y := float32(p.x-float64(left)), float32(float64(top)-p.y)
			if i == 0 {
				z.MoveTo(x, y)
			} else {
				z.LineTo(x, y)
			}
		}
		z.ClosePath()
	}
	z.DrawOp = draw.Src
	mask := image.NewAlpha(image.Rect(0, 0, w, h))
	z.Draw(mask, mask.Bounds(), image.NewUniform(color.Alpha{A: 255}), image.Point{})
	c.even(mask, polygons, left, top)
	mend(mask, pieces, len(polygons)-pieces)
	keep(mask)
	return trim(mask, top)
}

// extent is the smallest rectangle that holds all points.
func extent(polygons [][]point) (lo, hi point) {
	lo, hi = point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	for _, c := range polygons {
		for _, p := range c {
			lo, hi = point{min(lo.x, p.x), min(lo.y, p.y)}, point{max(hi.x, p.x), max(hi.y, p.y)}
		}
	}
	return lo, hi
}

// keep inks the sub-pixel that is covered most if there is no other, so that no glyph vanishes.
func keep(m *image.Alpha) {
	if most := slices.Max(m.Pix); most < threshold {
		m.Pix[slices.Index(m.Pix, most)] = 255
	}
}

// trim makes a glyph of a mask.
func trim(m *image.Alpha, top int) *glyph {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	x0, x1, y0, y1 := w, -1, h, -1
	for i, a := range m.Pix {
		if a >= threshold {
			x0, x1 = min(x0, i%w), max(x1, i%w)
			y0, y1 = min(y0, i/w), max(y1, i/w)
		}
	}
	if x1 < 0 {
		return &glyph{}
	}
	g := &glyph{w: x1 - x0 + 1, h: y1 - y0 + 1, top: top - y0}
	g.on = make([]bool, g.w*g.h)
	g.left, g.right = slices.Repeat([]int{g.w}, g.h), slices.Repeat([]int{-1}, g.h)
	for i := range g.on {
		x, y := i%g.w, i/g.w
		if g.on[i] = m.Pix[(y0+y)*w+x0+x] >= threshold; g.on[i] {
			g.left[y], g.right[y] = min(g.left[y], x), x
		}
	}
	return g
}

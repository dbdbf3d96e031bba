package bigtype

import (
	"slices"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// point is a place in an outline: y goes up from the baseline, the unit is the x-height.
type point struct{ x, y float64 }

// curveSteps is the number of lines that stand for one curve of an outline.
const curveSteps = 8

// shape is the outline of a glyph as polygons, with what there is in it to be fitted.
type shape struct {
	contours [][]point
	advance  float64 // in x-heights
	x, y     axis
	pieces   int // contours that are not counters
}

// metrics are the font's own measures, in x-heights.
type metrics struct {
	unit                     float64 // font units of one x-height
	cap, asc, desc           float64
	xOver, capOver, baseOver float64 // how far round letters go over the lines
	ascOver, descOver        float64
	stem, bar                float64 // thickness of the stem of l and of the arch of n
}

// measure finds the font's metrics in the letters that define them.
func (f *Font) measure() {
	m := &f.em
	m.unit = 1
	_, m.unit = f.bounds('x')
	_, m.cap = f.bounds('H')
	_, m.asc = f.bounds('d')
	m.desc, _ = f.bounds('p')
	o, x := f.bounds('o')
	m.baseOver, m.xOver = o, x-1
	_, capital := f.bounds('O')
	_, hook := f.bounds('f')
	tail, _ := f.bounds('g')
	m.capOver, m.ascOver, m.descOver = capital-m.cap, hook-m.asc, tail-m.desc
	m.stem = f.shape('l').x.stems[0].width()
	m.bar = f.shape('z').y.stems[0].width()
}

// bounds tells how far a letter goes down and up, in x-heights.
func (f *Font) bounds(r rune) (down, up float64) {
	g, err := f.ttf.GlyphIndex(&f.buf, r)
	if err != nil {
		panic(err)
	}
	b, _, err := f.ttf.GlyphBounds(&f.buf, g, f.ppem(), font.HintingNone)
	if err != nil {
		panic(err)
	}
	return float64(b.Max.Y) / 64 / f.em.unit, -float64(b.Min.Y) / 64 / f.em.unit
}

// ppem makes the font's own units those of its outlines.
func (f *Font) ppem() fixed.Int26_6 { return fixed.I(int(f.ttf.UnitsPerEm())) }

// shape is the outline of a rune; an empty one if the font has none. The shapes are bounded by
// the number of runes in the font: only those are kept.
func (f *Font) shape(r rune) *shape {
	if s, ok := f.shapes[r]; ok {
		return s
	}
	drawn := r
	if r == '\u2010' || r == '\u2011' { // hyphen, non-breaking hyphen
		drawn = '-'
	}
	g, err := f.ttf.GlyphIndex(&f.buf, drawn)
	if err != nil || g == 0 {
		return &shape{}
	}
	s := f.load(g, r == '0')
	f.shapes[r] = s
	return s
}

func (f *Font) load(g sfnt.GlyphIndex, zero bool) *shape {
	s := &shape{}
	if a, err := f.ttf.GlyphAdvance(&f.buf, g, f.ppem(), font.HintingNone); err == nil {
		s.advance = float64(a) / 64 / f.em.unit
	}
	segs, err := f.ttf.LoadGlyph(&f.buf, g, f.ppem(), nil)
	if err != nil {
		return s
	}
	s.contours = flatten(segs, 64*f.em.unit)
	s.orient()
	if zero {
		s.openZero()
	}
	for _, c := range s.contours {
		if area(c) < 0 {
			s.pieces++
		}
	}
	s.x, s.y = findAxis(s.contours, false), findAxis(s.contours, true)
	return s
}

// flatten turns segments into closed polygons.
func flatten(segs sfnt.Segments, unit float64) [][]point {
	at := func(p fixed.Point26_6) point { return point{float64(p.X) / unit, -float64(p.Y) / unit} }
	var out [][]point
	var now []point
	for _, s := range segs {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			out, now = closed(out, now), []point{at(s.Args[0])}
		case sfnt.SegmentOpLineTo:
			now = append(now, at(s.Args[0]))
		case sfnt.SegmentOpQuadTo:
			a, b, c := now[len(now)-1], at(s.Args[0]), at(s.Args[1])
			now = curve(now, a, mix(a, b, 2./3), mix(c, b, 2./3), c)
		}
	}
	return closed(out, now)
}

// closed ends a polygon without saying its first point twice.
func closed(out [][]point, now []point) [][]point {
	if n := len(now); n > 1 && now[0] == now[n-1] {
		now = now[:n-1]
	}
	if len(now) < 3 {
		return out
	}
	return append(out, now)
}

func mix(a, b point, t float64) point { return point{a.x + (b.x-a.x)*t, a.y + (b.y-a.y)*t} }

func curve(out []point, a, b, c, d point) []point {
	for i := 1; i <= curveSteps; i++ {
		t := float64(i) / curveSteps
		ab, bc, cd := mix(a, b, t), mix(b, c, t), mix(c, d, t)
		out = append(out, mix(mix(ab, bc, t), mix(bc, cd, t), t))
	}
	return out
}

// orient turns all polygons round if the ink is on their left.
func (s *shape) orient() {
	sum := 0.0
	for _, c := range s.contours {
		sum += area(c)
	}
	for _, c := range s.contours {
		if sum > 0 {
			slices.Reverse(c)
		}
	}
}

package bigtype

import (
	"cmp"
	"image"
	"iter"
	"slices"

	"github.com/go-text/typesetting/font/opentype"
	"golang.org/x/text/unicode/norm"
)

// Glyph is a glyph of a layout in its place, for those who draw type other than in cells. Its lengths are in
// the units of the layout, and y grows downwards.
type Glyph struct {
	Text string // the characters that it stands for; "" for the further glyphs of a grapheme
	Line int    // of the layout, from 0
	At   int    // where its characters stand in the reading order of the line: glyphs with one At belong together

	X, Y        float64 // its origin
	Base        float64 // the baseline of its line; an accent may stand higher
	Left, Width float64 // the room that it takes in its line; an accent takes none
	Size        float64 // of the em
	Narrow      float64 // the share of its own width that it has, usually 1
	Mark        uint8   // for the ink

	Own  bool // it is of the embedded face
	Hole bool // no face has it; there is nothing to draw

	key glyphKey
}

// softHyphen is what a hyphen stands for that only the end of a line has brought about.
const softHyphen = "\u00AD"

// Glyphs gives the glyphs of a layout whose top left corner is at (x, y), line by line from left to right, where
// Paint draws them.
func (f *Font) Glyphs(l Layout, x, y, width float64, a Align) iter.Seq[Glyph] {
	return func(yield func(Glyph) bool) {
		l := l.placed()
		for i, ln := range l.lines {
			left := x + a.indent(ln.w, max(width, l.W), ln.rtl)
			texts := ln.texts()
			for k, p := range ln.glyphs {
				g := f.glyph(p, l.Size, cmp.Or(l.narrow, 1))
				g.Line, g.Left, g.Width = i, left+p.x, ln.room(k)
				g.Base = y + ln.base
				g.X, g.Y = g.X+g.Left, g.Y+g.Base
				if ln.hyphenated(k) {
					g.At, g.Text = ln.last.end, softHyphen
				} else {
					g.Text = texts[p.cluster]
					delete(texts, p.cluster)
				}
				if !yield(g) {
					return
				}
			}
		}
	}
}

// glyph is a glyph whose place in its line is not known yet.
func (f *Font) glyph(p placed, size, narrow float64) Glyph {
	return Glyph{
		At: p.cluster, X: p.dx * size * narrow, Y: -p.dy * size, Size: size, Narrow: narrow, Mark: p.mark,
		Own: p.face == f.face, Hole: p.hole != "", key: p.glyphKey,
	}
}

// room is the room that a glyph takes.
func (ln *line) room(k int) float64 {
	if k+1 < len(ln.glyphs) {
		return ln.glyphs[k+1].x - ln.glyphs[k].x
	}
	return ln.w - ln.glyphs[k].x
}

// hyphenated reports whether a glyph is the hyphen of a word that goes on in the next line.
func (ln *line) hyphenated(k int) bool {
	return ln.last.hyphen && (ln.of.rtl && k == 0 || !ln.of.rtl && k == len(ln.glyphs)-1)
}

// texts gives the characters that begin at each place.
func (ln *line) texts() map[int]string {
	var starts []int
	for _, g := range ln.glyphs {
		starts = append(starts, g.cluster)
	}
	slices.Sort(starts)
	starts = append(slices.Compact(starts), ln.last.end)
	out := make(map[int]string, len(starts))
	for i, at := range starts[:len(starts)-1] {
		out[at] = string(ln.of.text[at:starts[i+1]])
	}
	return out
}

// Key is equal for glyphs that look the same but for their size, and may be used as the key of a map.
func (g Glyph) Key() any { return g.key }

// Character is the one character by which the embedded face draws a glyph; false for glyphs that no single
// character stands for, or that stand above or below the baseline.
func (f *Font) Character(g Glyph) (rune, bool) {
	for _, text := range []string{g.Text, norm.NFC.String(g.Text)} {
		if r := []rune(text); len(r) == 1 && g.Own {
			if id, ok := f.face.NominalGlyph(r[0]); ok && id == g.key.id {
				return r[0], true
			}
		}
	}
	return 0, false
}

// Advance is the width of a character in the embedded face, in ems. For a character that it lacks it reports
// false, with the width of what it draws instead.
func (f *Font) Advance(r rune) (float64, bool) {
	id, ok := f.face.NominalGlyph(r)
	return float64(f.face.HorizontalAdvance(id)) / float64(f.face.Upem()), ok
}

// CapHeight is the height of a capital letter, as a share of the em.
func (f *Font) CapHeight() float64 { return f.cap }

// Op says what a segment of an outline does.
type Op uint8

// The segments of an outline. Each MoveTo begins a contour; every contour is closed.
const (
	MoveTo = Op(opentype.SegmentOpMoveTo)
	LineTo = Op(opentype.SegmentOpLineTo)
	QuadTo = Op(opentype.SegmentOpQuadTo)
	CubeTo = Op(opentype.SegmentOpCubeTo)
)

// Point is a place in the units of a layout.
type Point struct{ X, Y float64 }

// Segment is a part of an outline. Its last point is where it ends, those before it are control points: one for
// QuadTo, two for CubeTo.
type Segment struct {
	Op     Op
	Points []Point
}

// Outline gives the outline of a glyph in its place, to be filled where it winds round a point at all (the
// non-zero rule). It is empty for a blank, a picture and a hole.
func (f *Font) Outline(g Glyph) []Segment {
	path := f.drawn(placed{glyph: glyph{glyphKey: g.key}}).path
	if len(path) == 0 {
		return nil
	}
	ky := g.Size / float64(g.key.face.Upem())
	kx := ky * g.Narrow
	out, points := make([]Segment, len(path)), make([]Point, 0, 2*len(path))
	for i, sg := range path {
		from := len(points)
		for _, p := range sg.ArgsSlice() {
			points = append(points, Point{g.X + kx*float64(p.X), g.Y - ky*float64(p.Y)})
		}
		out[i] = Segment{Op(sg.Op), points[from:len(points):len(points)]}
	}
	return out
}

// Picture gives the picture of a glyph of a colour font and its rectangle: the top left corner, width and height.
// It is nil for any other glyph.
func (f *Font) Picture(g Glyph) (im image.Image, x, y, w, h float64) {
	im = f.drawn(placed{glyph: glyph{glyphKey: g.key}}).picture
	if im == nil {
		return nil, 0, 0, 0, 0
	}
	h = pictureHeight * g.Size
	return im, g.X, g.Y + pictureFoot*g.Size - h, pictureWidth(im) * g.Size, h
}

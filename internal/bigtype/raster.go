package bigtype

import (
	"cmp"
	"image"
	"math"
	"slices"

	"github.com/go-text/typesetting/font/opentype"
	"golang.org/x/image/draw"
	"golang.org/x/image/vector"
)

// brush draws one shape on parts of cells, with the share of each part that is covered.
type brush struct {
	z    vector.Rasterizer
	x, y int // the part at its top left corner
	w, h int
	pix  []uint8 // of the last mask
}

// begin makes room for a shape within a rectangle, whose lengths are in rows.
func (b *brush) begin(x, y, w, h float64) {
	b.x, b.y = int(math.Floor(x*2*parts)), int(math.Floor(y*parts))
	b.w, b.h = int(math.Ceil((x+w)*2*parts))-b.x, int(math.Ceil((y+h)*parts))-b.y
	b.z.Reset(max(b.w, 0), max(b.h, 0))
	b.z.DrawOp = draw.Src
}

// at is a place on the brush.
func (b *brush) at(x, y float64) (float32, float32) {
	return float32(x*2*parts - float64(b.x)), float32(y*parts - float64(b.y))
}

// mask is what is drawn, until the next mask.
func (b *brush) mask() *image.Alpha {
	b.z.ClosePath()
	w, h := max(b.w, 0), max(b.h, 0)
	b.pix = slices.Grow(b.pix[:0], w*h)[:w*h]
	m := &image.Alpha{Pix: b.pix, Stride: w, Rect: image.Rect(0, 0, w, h)}
	b.z.Draw(m, m.Rect, image.Opaque, image.Point{})
	return m
}

// leastLarge is the size in rows from which two colours are read as far away as shades.
const leastLarge = 4.4

// Large reports whether two colours show the type as well as shades.
func (l Layout) Large() bool { return l.Size >= leastLarge }

// fewCells is how many cells a screen has at most on which large type has shades too: it is read a little
// farther, and so few cells cost few bytes.
const fewCells = 2400

func (s *Sheet) mannerOf(l Layout) manner {
	switch {
	case l.two:
		return onlyTwo
	case l.Large() && s.W*s.H > fewCells:
		return mostlyTwo
	}
	return inShades
}

// Paint draws a layout with its top left corner at (x, y). Lines are aligned in a width, or in the
// layout's own if that is more.
func (s *Sheet) Paint(f *Font, l Layout, x, y, width float64, a Align, ink Ink) {
	var b brush
	l = l.placed()
	wide := cmp.Or(l.narrow, 1)
	for _, ln := range l.lines {
		left := x + a.indent(ln.w, max(width, l.W), ln.rtl)
		// A baseline on the edge of a part is sharp.
		base := math.Round((y+ln.base)*parts) / parts
		for _, g := range ln.glyphs {
			at, up := left+g.x+g.dx*l.Size*wide, base-g.dy*l.Size
			d := f.drawn(g)
			switch {
			case g.hole != "":
				s.write(g.hole, at, base-f.x/2*l.Size, ink(g.mark))
			case d.picture != nil:
				h := pictureHeight * l.Size
				s.Image(d.picture, at, base+pictureFoot*l.Size-h, pictureWidth(d.picture)*l.Size, h)
			case b.glyph(d, at, up, l.Size*wide/float64(g.face.Upem()), l.Size/float64(g.face.Upem())):
				s.stamp(&b, ink(g.mark), s.mannerOf(l))
			}
		}
	}
}

// glyph draws a glyph whose origin is at (x, y); false when it has no ink.
func (b *brush) glyph(d drawing, x, y, kx, ky float64) bool {
	if len(d.path) == 0 {
		return false
	}
	e := d.extents
	b.begin(x+kx*float64(e.XBearing), y-ky*float64(e.YBearing), kx*float64(e.Width), -ky*float64(e.Height))
	at := func(p opentype.SegmentPoint) (float32, float32) { return b.at(x+kx*float64(p.X), y-ky*float64(p.Y)) }
	for _, sg := range d.path {
		b.segment(sg, at)
	}
	return true
}

func (b *brush) segment(sg opentype.Segment, at func(opentype.SegmentPoint) (float32, float32)) {
	ax, ay := at(sg.Args[0])
	switch sg.Op {
	case opentype.SegmentOpMoveTo:
		b.z.ClosePath()
		b.z.MoveTo(ax, ay)
	case opentype.SegmentOpLineTo:
		b.z.LineTo(ax, ay)
	case opentype.SegmentOpQuadTo:
		bx, by := at(sg.Args[1])
		b.z.QuadTo(ax, ay, bx, by)
	case opentype.SegmentOpCubeTo:
		bx, by := at(sg.Args[1])
		cx, cy := at(sg.Args[2])
		b.z.CubeTo(ax, ay, bx, by, cx, cy)
	}
}

// drawn is the drawing of a glyph that is not left to the terminal.
func (f *Font) drawn(g placed) drawing {
	if g.face == nil {
		return drawing{}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.drawing(g.glyphKey)
}

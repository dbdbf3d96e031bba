package export

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"

	"golang.org/x/image/draw"
	"golang.org/x/image/vector"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/render"
)

// The width of a picture in pixels.
const (
	LeastWidth = 160
	UsualWidth = 1920
	MostWidth  = 15360
)

// Pictures draws every page as a PNG so many pixels wide, and hands each over with its name.
func (e *Deck) Pictures(width int, save func(name string, write func(w io.Writer) error) error) error {
	return e.each(func(p page) error {
		im := e.picture(p, width)
		return save(e.name(p), func(w io.Writer) error { return e.encode(w, im) })
	})
}

// PictureNames are the names of the pictures: that of the slide, as 03, and of the step where a slide has several, as 03-2.
func (e *Deck) PictureNames() []string {
	var out []string
	for i := range e.deck.Len() {
		for _, p := range e.pages(i) {
			out = append(out, e.name(p))
		}
	}
	return out
}

func (e *Deck) name(p page) string {
	name := fmt.Sprintf("%0*d", len(fmt.Sprint(e.deck.Len())), p.slide+1)
	if !e.alone(p.slide) {
		name += fmt.Sprintf("-%d", p.step+1)
	}
	return name
}

// Screens is how many pictures of its own a slide has: one for each step that does not add to the one before it.
func (e *Deck) Screens(slide int) int {
	if e.renderer.Separate(slide) {
		return e.steps(slide)
	}
	return 1
}

// Screen is the n-th of them, counted from 0, as a PNG so many pixels wide.
func (e *Deck) Screen(slide, n, width int) ([]byte, error) {
	var b bytes.Buffer
	last := e.steps(slide) - 1
	err := e.encode(&b, e.picture(page{slide, last - (e.Screens(slide) - 1 - n)}, width))
	return b.Bytes(), err
}

func (e *Deck) picture(p page, width int) image.Image {
	plate := e.plate(p)
	e.missing(p, plate.Fit.Missing)
	c := newCanvas(plate, width)
	for _, m := range plate.Marks {
		c.mark(m, func() (image.Image, error) { return e.pictures.image(m.Picture.File) })
	}
	return c.im
}

// encode writes a PNG with the statement of where its words come from.
func (e *Deck) encode(w io.Writer, im image.Image) error {
	b := bufio.NewWriter(w)
	if err := png.Encode(&textInserter{w: b, text: e.o.Statement}, im); err != nil {
		return fmt.Errorf("write PNG: %w", err)
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("write PNG: %w", err)
	}
	return nil
}

// textInserter puts a text chunk behind the header of a PNG, which is its first 33 bytes.
type textInserter struct {
	w    io.Writer
	text string
	n    int
}

const pngHeader = 33

// Write implements io.Writer.
func (t *textInserter) Write(p []byte) (int, error) {
	head := p[:min(max(pngHeader-t.n, 0), len(p))]
	n, err := t.w.Write(head)
	t.n += n
	if err != nil || len(head) == len(p) && t.n < pngHeader {
		return n, err
	}
	if len(head) > 0 && t.text != "" {
		if _, err := t.w.Write(chunk("tEXt", "Comment\x00"+t.text)); err != nil {
			return n, err
		}
	}
	m, err := t.w.Write(p[len(head):])
	t.n += m
	return n + m, err
}

// chunk is a piece of a PNG file.
func chunk(kind, data string) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(data))) //nolint:gosec // The statement is short.
	out = append(out, kind+data...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

// canvas is a plate that is being drawn at a number of pixels a row.
type canvas struct {
	im  *image.RGBA
	k   float64
	ras vector.Rasterizer
}

func newCanvas(p *render.Plate, width int) *canvas {
	k := float64(width) / p.W
	c := &canvas{im: image.NewRGBA(image.Rect(0, 0, width, int(math.Round(p.H*k)))), k: k}
	draw.Draw(c.im, c.im.Rect, image.NewUniform(rgba(p.Paper)), image.Point{}, draw.Src)
	return c
}

func rgba(c cell.Color) color.RGBA { return color.RGBA{c.R, c.G, c.B, 255} }

func (c *canvas) mark(m render.Mark, picture func() (image.Image, error)) {
	switch m.Kind {
	case render.Type:
		c.words(m)
	case render.Rectangle:
		x, y, right, foot := c.px(m.X), c.px(m.Y), c.px(m.X+m.W), c.px(m.Y+m.H)
		at := image.Rect(x, y, max(right, x+1), max(foot, y+1))
		draw.Draw(c.im, at, image.NewUniform(rgba(m.Colour)), image.Point{}, draw.Over)
	case render.Disc:
		c.disc(m)
	case render.Picture:
		if im, err := picture(); err == nil {
			draw.CatmullRom.Scale(c.im, c.inside(m, im.Bounds()), im, im.Bounds(), draw.Over, nil)
		}
	}
}

func (c *canvas) px(rows float64) int { return int(math.Round(rows * c.k)) }

// inside is the largest rectangle of a picture's proportions in that of a mark, in its middle.
func (c *canvas) inside(m render.Mark, size image.Rectangle) image.Rectangle {
	x, y, w, h := fitted(m, size)
	return image.Rect(c.px(x), c.px(y), c.px(x+w), c.px(y+h))
}

// fitted is the largest rectangle of a picture's proportions in that of a mark, in its middle, in rows.
func fitted(m render.Mark, size image.Rectangle) (x, y, w, h float64) {
	k := min(m.W/float64(size.Dx()), m.H/float64(size.Dy()))
	w, h = k*float64(size.Dx()), k*float64(size.Dy())
	return m.X + (m.W-w)/2, m.Y + (m.H-h)/2, w, h
}

func (c *canvas) words(m render.Mark) {
	for g := range m.Font.Glyphs(m.Layout, m.X, m.Y, m.W, m.Align) {
		if im, x, y, w, h := m.Font.Picture(g); im != nil {
			at := image.Rect(c.px(x), c.px(y), c.px(x+w), c.px(y+h))
			draw.CatmullRom.Scale(c.im, at, im, im.Bounds(), draw.Over, nil)
			continue
		}
		c.outline(m.Font.Outline(g), m.Ink(g.Mark))
	}
}

// outline fills the outline of a glyph, in a rasteriser that is no larger than it.
func (c *canvas) outline(segments []bigtype.Segment, ink cell.Color) {
	if len(segments) == 0 {
		return
	}
	box := c.bounds(segments).Intersect(c.im.Rect.Inset(-c.im.Rect.Dx()))
	at := func(p bigtype.Point) (float32, float32) {
		return float32(p.X*c.k - float64(box.Min.X)), float32(p.Y*c.k - float64(box.Min.Y))
	}
	c.ras.Reset(box.Dx(), box.Dy())
	for _, s := range segments {
		c.segment(s, at)
	}
	c.ras.ClosePath()
	c.fill(box, ink)
}

func (c *canvas) segment(s bigtype.Segment, at func(bigtype.Point) (float32, float32)) {
	var p [6]float32
	for i, point := range s.Points {
		p[2*i], p[2*i+1] = at(point)
	}
	switch s.Op {
	case bigtype.MoveTo:
		c.ras.ClosePath()
		c.ras.MoveTo(p[0], p[1])
	case bigtype.LineTo:
		c.ras.LineTo(p[0], p[1])
	case bigtype.QuadTo:
		c.ras.QuadTo(p[0], p[1], p[2], p[3])
	case bigtype.CubeTo:
		c.ras.CubeTo(p[0], p[1], p[2], p[3], p[4], p[5])
	}
}

// bounds is the rectangle of pixels of an outline.
func (c *canvas) bounds(segments []bigtype.Segment) image.Rectangle {
	left, top, right, foot := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, s := range segments {
		for _, p := range s.Points {
			left, right = min(left, p.X), max(right, p.X)
			top, foot = min(top, p.Y), max(foot, p.Y)
		}
	}
	return image.Rect(int(math.Floor(left*c.k)), int(math.Floor(top*c.k)), int(math.Ceil(right*c.k)), int(math.Ceil(foot*c.k)))
}

func (c *canvas) fill(box image.Rectangle, ink cell.Color) {
	mask := image.NewAlpha(image.Rect(0, 0, box.Dx(), box.Dy()))
	c.ras.DrawOp = draw.Src
	c.ras.Draw(mask, mask.Rect, image.Opaque, image.Point{})
	draw.DrawMask(c.im, box, image.NewUniform(rgba(ink)), image.Point{}, mask, image.Point{}, draw.Over)
}

// disc fills a circle of four curves, whose greatest distance from a true one is a part in 3,700 of its radius.
func (c *canvas) disc(m render.Mark) {
	const bend = 0.5523
	r := m.W / 2
	x, y := m.X+r, m.Y+r
	p := func(dx, dy float64) bigtype.Point { return bigtype.Point{X: x + dx*r, Y: y + dy*r} }
	c.outline([]bigtype.Segment{
		{Op: bigtype.MoveTo, Points: []bigtype.Point{p(1, 0)}},
		{Op: bigtype.CubeTo, Points: []bigtype.Point{p(1, bend), p(bend, 1), p(0, 1)}},
		{Op: bigtype.CubeTo, Points: []bigtype.Point{p(-bend, 1), p(-1, bend), p(-1, 0)}},
		{Op: bigtype.CubeTo, Points: []bigtype.Point{p(-1, -bend), p(-bend, -1), p(0, -1)}},
		{Op: bigtype.CubeTo, Points: []bigtype.Point{p(bend, -1), p(1, -bend), p(1, 0)}},
	}, m.Colour)
}

package pictures

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"unicode/utf8"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/gomonobold"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// The size of a cell, in pixels. Eighths of both are whole, as block elements need.
const (
	cellW = 8
	cellH = 16
)

// Where letters stand in a cell, in pixels. At this size they advance by a cell's width.
const (
	letterSize = cellW / 0.6
	baseline   = 12
)

// Paint draws a grid as a terminal shows it: block elements as rectangles, and all else in Go Mono. It
// fails at a character that Go Mono lacks.
func Paint(g *cell.Grid) (image.Image, error) {
	p := painter{to: image.NewRGBA(image.Rect(0, 0, g.W*cellW, g.H*cellH))}
	var err error
	if p.plain, err = face(gomono.TTF); err != nil {
		return nil, err
	}
	if p.bold, err = face(gomonobold.TTF); err != nil {
		return nil, err
	}
	for y := range g.H {
		for x := range g.W {
			if err := p.cell(g.At(x, y), image.Pt(x*cellW, y*cellH)); err != nil {
				return nil, fmt.Errorf("row %d, column %d: %w", y+1, x+1, err)
			}
		}
	}
	return p.to, nil
}

func face(ttf []byte) (font.Face, error) {
	f, err := opentype.Parse(ttf)
	if err != nil {
		return nil, fmt.Errorf("read Go Mono: %w", err)
	}
	return opentype.NewFace(f, &opentype.FaceOptions{Size: letterSize, DPI: 72, Hinting: font.HintingNone})
}

// painter draws cells on an image.
type painter struct {
	to          *image.RGBA
	plain, bold font.Face
}

// cell draws a cell with its top left corner at a pixel. A cell without text belongs to the wide
// character before it.
func (p *painter) cell(c cell.Cell, at image.Point) error {
	if c.Text == "" {
		return nil
	}
	fg, bg := rgba(c.Style.FG, color.White), rgba(c.Style.BG, color.Black)
	if c.Style.Attr&cell.Reverse != 0 {
		fg, bg = bg, fg
	}
	p.fill(image.Rect(0, 0, cellW, cellH).Add(at), bg)
	p.lines(c.Style.Attr, at, fg)
	r, n := utf8.DecodeRuneInString(c.Text)
	switch parts, ok := block(r); {
	case ok:
		for _, part := range parts {
			p.fill(part.Add(at), fg)
		}
		return nil
	case n < len(c.Text):
		return fmt.Errorf("draw %q: only single characters can be drawn", c.Text)
	}
	return p.letter(r, c.Style.Attr, at, fg)
}

// rgba is a colour, or another where it is the terminal's own.
func rgba(c cell.Color, own color.Color) color.Color {
	if !c.Set {
		return own
	}
	return color.RGBA{c.R, c.G, c.B, 255}
}

func (p *painter) fill(r image.Rectangle, c color.Color) {
	draw.Draw(p.to, r, image.NewUniform(c), image.Point{}, draw.Src)
}

// lines draws the line under a cell's text and the one through it.
func (p *painter) lines(a cell.Attr, at image.Point, c color.Color) {
	if a&cell.Underline != 0 {
		p.fill(image.Rect(0, baseline+1, cellW, baseline+2).Add(at), c)
	}
	if a&cell.Strike != 0 {
		p.fill(image.Rect(0, cellH/2, cellW, cellH/2+1).Add(at), c)
	}
}

func (p *painter) letter(r rune, a cell.Attr, at image.Point, c color.Color) error {
	face := p.plain
	if a&cell.Bold != 0 {
		face = p.bold
	}
	if _, ok := face.GlyphAdvance(r); !ok {
		return fmt.Errorf("draw %q: Go Mono lacks it", r)
	}
	d := font.Drawer{Dst: p.to, Src: image.NewUniform(c), Face: face, Dot: fixed.P(at.X, at.Y+baseline)}
	d.DrawString(string(r))
	return nil
}

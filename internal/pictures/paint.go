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

// Where letters stand: at this size they advance by a cell's width, and the line is at three quarters of its
// height.
const (
	letterSize = 1 / 0.6 // in widths of a cell
	lineAt     = 0.75    // in heights
)

// Paint draws a grid as a terminal shows it, in cells of a size in pixels: block elements as rectangles, and
// all else in Go Mono. It fails at a character that Go Mono lacks. Block elements are true to a pixel where
// eighths of the size are whole; halves must be.
func Paint(g *cell.Grid, size image.Point) (*image.RGBA, error) {
	p := painter{to: image.NewRGBA(image.Rect(0, 0, g.W*size.X, g.H*size.Y)), size: size}
	var err error
	if p.plain, err = face(gomono.TTF, letterSize*float64(size.X)); err != nil {
		return nil, err
	}
	if p.bold, err = face(gomonobold.TTF, letterSize*float64(size.X)); err != nil {
		return nil, err
	}
	for y := range g.H {
		for x := range g.W {
			if err := p.cell(g.At(x, y), image.Pt(x*size.X, y*size.Y)); err != nil {
				return nil, fmt.Errorf("row %d, column %d: %w", y+1, x+1, err)
			}
		}
	}
	return p.to, nil
}

// face is a font of Go's own at a size in pixels.
func face(ttf []byte, size float64) (font.Face, error) {
	f, err := opentype.Parse(ttf)
	if err != nil {
		return nil, fmt.Errorf("read font: %w", err)
	}
	return opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
}

// painter draws cells on an image.
type painter struct {
	to          *image.RGBA
	size        image.Point // of a cell
	plain, bold font.Face
}

// line is where letters stand, in pixels from the top of a cell.
func (p *painter) line() int { return int(lineAt * float64(p.size.Y)) }

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
	fill(p.to, image.Rectangle{Max: p.size}.Add(at), bg)
	p.lines(c.Style.Attr, at, fg)
	r, n := utf8.DecodeRuneInString(c.Text)
	switch parts, ok := block(r, p.size); {
	case ok:
		for _, part := range parts {
			fill(p.to, part.Add(at), fg)
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

func fill(to draw.Image, r image.Rectangle, c color.Color) {
	draw.Draw(to, r, image.NewUniform(c), image.Point{}, draw.Src)
}

// lines draws the line under a cell's text and the one through it.
func (p *painter) lines(a cell.Attr, at image.Point, c color.Color) {
	thin := max(p.size.Y/16, 1)
	if a&cell.Underline != 0 {
		fill(p.to, image.Rect(0, p.line()+thin, p.size.X, p.line()+2*thin).Add(at), c)
	}
	if a&cell.Strike != 0 {
		fill(p.to, image.Rect(0, p.size.Y/2, p.size.X, p.size.Y/2+thin).Add(at), c)
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
	d := font.Drawer{Dst: p.to, Src: image.NewUniform(c), Face: face, Dot: fixed.P(at.X, at.Y+p.line())}
	d.DrawString(string(r))
	return nil
}

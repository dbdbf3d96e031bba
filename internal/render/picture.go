package render

import (
	"bytes"
	"image"
	"image/color"
	"slices"

	// The formats that a deck may use.
	_ "image/gif"
	_ "image/jpeg"
	_ "image/png"

	"golang.org/x/image/draw"

	"assembly/internal/bigtype"
	"assembly/internal/cell"
	"assembly/internal/deck"
)

// Pictures are drawn in half blocks, each cell two pixels; without colours in four shades.

// keptPixels is the longest side of a decoded picture that is kept, more than any terminal shows.
const keptPixels = 800

// picture draws the slide's picture as large as fits, below its title.
func (p *page) picture() bool {
	i := slices.IndexFunc(p.slide.Blocks, func(b deck.Block) bool { return b.Kind == deck.Picture })
	if i < 0 || p.decode(p.slide.Blocks[i].Image) == nil {
		return p.text()
	}
	b, f := p.slide.Blocks[i], p.frame()
	if head := p.slide.Heading(); head != nil {
		l, ok := p.font.Fit(words(head, markInk), p.px, f.w, f.h/4, p.least(), f.h/8)
		if !ok {
			return false
		}
		f = p.paintHead(l, p.px.Y)
	}
	rows := f.h / p.px.Y
	g := p.pictureGrid(b.Image, f.w/p.px.X, rows)
	if b.Step <= p.step {
		p.grid.Blit((p.v.W-g.W)/2, (f.y+p.px.Y-1)/p.px.Y+(rows-g.H)/2, g)
	}
	return true
}

// flowPicture gives a picture between words two fifths of the height.
func (p *page) flowPicture(b deck.Block, x, w, gap int) ([]piece, bool) {
	if p.decode(b.Image) == nil {
		return p.flowWords(bigtype.Text{{Text: b.Image.InWords(), Mark: markQuiet}}, b.Step, x, w, gap, gap)
	}
	return p.flowGrid(p.pictureGrid(b.Image, w/p.px.X, p.v.H*2/5), b.Step, x, w, gap, bigtype.Centre)
}

func (p *page) pictureLines(b deck.Block, w int) []line {
	if p.decode(b.Image) == nil || p.v.H < 6 {
		text := []deck.Span{{Text: b.Image.InWords()}}
		return aligned(p.wrap(text, p.ink(markQuiet), w), deck.AlignCenter)
	}
	g := p.pictureGrid(b.Image, w, max(p.v.H/2, 1))
	return []line{{grid: g, indent: max((w-g.W)/2, 0)}}
}

// decode reads a picture and keeps it, reduced; nil when it cannot be read.
func (r *Renderer) decode(im *deck.Image) image.Image {
	if kept, ok := r.images[im]; ok || im == nil {
		return kept
	}
	if len(r.images) >= maxImages {
		clear(r.images)
	}
	r.images[im] = nil
	src, _, err := image.Decode(bytes.NewReader(im.Data))
	if err == nil && !src.Bounds().Empty() {
		r.images[im] = reduce(src)
	}
	return r.images[im]
}

// maxImages bounds the decoded pictures that are kept, about 2 MiB each.
const maxImages = 8

func reduce(src image.Image) image.Image {
	w, h := inside(src.Bounds().Dx(), src.Bounds().Dy(), keptPixels, keptPixels)
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	draw.ApproxBiLinear.Scale(out, out.Bounds(), src, src.Bounds(), draw.Src, nil)
	return out
}

// inside scales w by h to fit into a box, keeping its shape; never below 1 by 1.
func inside(w, h, boxW, boxH int) (int, int) {
	if w*boxH > h*boxW {
		return max(boxW, 1), max(h*boxW/w, 1)
	}
	return max(w*boxH/h, 1), max(boxH, 1)
}

// pictureGrid draws a picture in at most w by h cells.
func (p *page) pictureGrid(im *deck.Image, w, h int) *cell.Grid {
	src := p.decode(im)
	cols, halves := inside(src.Bounds().Dx(), src.Bounds().Dy(), w, 2*h)
	rows := (halves + 1) / 2
	out := image.NewRGBA(image.Rect(0, 0, cols, 2*rows))
	back := p.v.Palette.Background
	draw.Draw(out, out.Bounds(), image.NewUniform(color.RGBA{back.R, back.G, back.B, 255}), image.Point{}, draw.Src)
	draw.CatmullRom.Scale(out, image.Rect(0, 0, cols, halves), src, src.Bounds(), draw.Over, nil)
	g := cell.New(cols, rows, p.ink(markInk))
	for y := range rows {
		for x := range cols {
			p.pixels(g, x, y, out.RGBAAt(x, 2*y), out.RGBAAt(x, 2*y+1))
		}
	}
	return g
}

// pixels puts two pixels, one above the other, in a cell.
func (p *page) pixels(g *cell.Grid, x, y int, top, bottom color.RGBA) {
	switch {
	case p.v.Mode == bigtype.Grounds && p.v.ASCII:
		g.SetRune(x, y, ' ', cell.Style{BG: rgb(top)})
		return
	case p.v.Mode == bigtype.Grounds:
		g.SetRune(x, y, '▄', cell.Style{FG: rgb(bottom), BG: rgb(top)})
		return
	}
	ramp := []rune(" ░▒▓█")
	if p.v.ASCII {
		ramp = []rune(" .:-=+*#%@")
	}
	// Most terminals without colours write light on dark.
	light := (int(gray(top)) + int(gray(bottom))) / 2
	g.SetRune(x, y, ramp[light*(len(ramp)-1)/255], p.ink(markInk))
}

func rgb(c color.RGBA) cell.Color {
	return cell.Color{R: c.R, G: c.G, B: c.B, Set: true}
}

func gray(c color.RGBA) uint8 {
	g, _ := color.GrayModel.Convert(c).(color.Gray)
	return g.Y
}

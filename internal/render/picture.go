package render

import (
	"bytes"
	"image"
	"math"
	"slices"

	// The formats that a deck may use.
	_ "image/gif"
	_ "image/jpeg"
	_ "image/png"

	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp" // A format too.

	"assembly/internal/bigtype"
	"assembly/internal/cell"
	"assembly/internal/deck"
)

// Pictures are fitted to the cells as the type is.

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
		l, ok := p.font.Fit(words(head, markInk), f.w, f.h/4, p.least(), f.h/6)
		if !ok {
			return false
		}
		f = p.paintHead(l, f.h/30)
	}
	cols, rows := p.pictureCells(b.Image, int(2*f.w), int(f.h))
	if b.Step <= p.step {
		p.sheet.Picture(p.decode(b.Image), (p.v.W-cols)/2, int(math.Ceil(f.y+(math.Floor(f.h)-float64(rows))/2)), cols, rows)
	}
	return true
}

// flowPicture gives a picture between words two fifths of the height.
func (p *page) flowPicture(b deck.Block, x, w, gap float64) ([]piece, bool) {
	if p.decode(b.Image) == nil {
		return p.flowWords(bigtype.Text{{Text: b.Image.InWords(), Mark: markQuiet}}, b.Step, x, w, gap, gap)
	}
	cols, rows := p.pictureCells(b.Image, int(2*w), p.v.H*2/5)
	paint := func(y float64) {
		p.sheet.Picture(p.decode(b.Image), int(2*x+w-float64(cols)/2), int(math.Ceil(y)), cols, rows)
	}
	return []piece{{h: float64(rows + 1), gap: gap, step: b.Step, paint: paint}}, true
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
	if small := read(im.Data); small != nil {
		r.images[im] = small
	}
	return r.images[im]
}

// read decodes a picture and reduces it; nil when it cannot be read. A decoder that panics has met a
// broken file, and the talk goes on without it.
func read(data []byte) (out image.Image) {
	defer func() {
		if recover() != nil {
			out = nil
		}
	}()
	src, _, err := image.Decode(bytes.NewReader(data))
	if err != nil || src.Bounds().Empty() {
		return nil
	}
	return reduce(src)
}

// maxImages bounds the decoded pictures that are kept, about 2 MiB each.
const maxImages = 8

// reduce scales a picture down to what is kept. A smaller one stays as sharp as it is.
func reduce(src image.Image) image.Image {
	if size := src.Bounds().Size(); size.X <= keptPixels && size.Y <= keptPixels {
		return src
	}
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

// pictureCells is how many columns and rows a picture takes, of at most w and h.
func (p *page) pictureCells(im *deck.Image, w, h int) (cols, rows int) {
	size := p.decode(im).Bounds()
	cols, halves := inside(size.Dx(), size.Dy(), w, 2*h)
	return cols, (halves + 1) / 2
}

// pictureGrid draws a picture in at most w by h cells.
func (p *page) pictureGrid(im *deck.Image, w, h int) *cell.Grid {
	cols, rows := p.pictureCells(im, w, h)
	s, g := bigtype.NewSheet(cols, rows, p.v.Palette.Background), cell.New(cols, rows, p.ink(markInk))
	s.Picture(p.decode(im), 0, 0, cols, rows)
	s.Draw(g, 0, 0, p.v.Tier)
	return g
}

package render

import (
	"math"
	"slices"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// Pictures are fitted to the cells as the type is. Where one stands follows from the size that its file
// tells, so that nothing moves when it has been decoded.

// picture draws the slide's picture as large as fits, below its title.
func (p *page) picture() bool {
	i := slices.IndexFunc(p.slide.Blocks, func(b deck.Block) bool { return b.Kind == deck.Picture })
	if i < 0 || !p.shows(p.slide.Blocks[i].Image) {
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
	cols, rows := pictureCells(b.Image, int(2*f.w), int(f.h))
	p.shownAt = b.Step
	if b.Step <= p.step {
		p.paintPicture(p.sheet, b.Image, (p.v.W-cols)/2, int(math.Ceil(f.y+(math.Floor(f.h)-float64(rows))/2)), cols, rows)
	}
	return true
}

// flowPicture draws a picture between words.
func (p *page) flowPicture(b deck.Block, x, w, gap float64) ([]piece, bool) {
	if !p.shows(b.Image) {
		return p.flowWords(bigtype.Text{{Text: b.Image.InWords(), Mark: markQuiet}}, b.Step, x, w, gap, gap)
	}
	cols, rows := pictureCells(b.Image, int(2*w), p.pictureHeight())
	paint := func(y float64) {
		p.paintPicture(p.sheet, b.Image, int(2*x+w-float64(cols)/2), int(math.Ceil(y)), cols, rows)
	}
	return []piece{{h: float64(rows + 1), gap: min(gap, pictureGap), step: b.Step, paint: paint}}, true
}

// pictureGap is the most rows above a picture, which has room around it already.
const pictureGap = 2

// pictureHeight is the most rows of a picture between words: two fifths of the height, or their share of three
// fifths for several. Where there are no words they share nearly all of it.
func (p *page) pictureHeight() int {
	blocks := p.slide.Screen(p.step)
	n, share := pictures(blocks), 0.6
	if n == len(blocks) && n > 1 {
		share = 0.8
	}
	return max(1, min(p.v.H*2/5, int(float64(p.v.H)*share)/max(n, 1)))
}

// pictures counts the pictures that stand below each other.
func pictures(blocks []deck.Block) int {
	n := 0
	for _, b := range blocks {
		if b.Kind == deck.Picture {
			n++
		}
		n += pictures(b.Blocks)
		for _, it := range b.Items {
			n += pictures(it.Blocks)
		}
	}
	return n
}

func (p *page) pictureLines(b deck.Block, w int) []line {
	if !p.shows(b.Image) || p.v.H < 6 {
		text := []deck.Span{{Text: b.Image.InWords()}}
		return aligned(p.wrap(text, p.ink(markQuiet), w), deck.AlignCenter)
	}
	g := p.pictureGrid(b.Image, w, max(1, min(p.v.H/2, p.v.H*8/10/pictures(p.slide.Screen(p.step)))))
	return []line{{grid: grid{g, g.H}, indent: max((w-g.W)/2, 0), picture: true}}
}

// shows reports whether a picture is shown, as far as is known: one that has not been decoded yet may
// still turn out to be broken.
func (p *page) shows(im *deck.Image) bool {
	if im == nil || im.File == nil {
		return false
	}
	failed := p.pictures.failed(im.File)
	p.fit.Broken = p.fit.Broken || failed
	return !failed
}

// pictureCells is how many columns and rows a picture takes, of at most w and h.
func pictureCells(im *deck.Image, w, h int) (cols, rows int) {
	cols, halves := inside(im.File.W, im.File.H, w, 2*h)
	return cols, (halves + 1) / 2
}

// paintPicture draws a picture, or leaves its place empty while it is not there.
func (p *page) paintPicture(s *bigtype.Sheet, im *deck.Image, x, y, cols, rows int) {
	switch {
	case p.dry:
		return
	case p.outlined():
		p.record(im, float64(x)/2, float64(y), float64(cols)/2, float64(rows))
		return
	}
	get := p.pictures.ready
	if p.waits {
		get = p.pictures.fitted
	}
	fitted := get(p.slides, im.File, cols, rows)
	if fitted == nil {
		p.lacks = true
		return
	}
	s.Picture(fitted, x, y, cols, rows)
}

// pictureGrid draws a picture in at most w by h cells.
func (p *page) pictureGrid(im *deck.Image, w, h int) *cell.Grid {
	cols, rows := pictureCells(im, w, h)
	s, g := bigtype.NewSheet(cols, rows, p.v.Palette.Background), cell.New(cols, rows, p.ink(markInk))
	p.paintPicture(s, im, 0, 0, cols, rows)
	s.Draw(g, 0, 0, p.v.Tier)
	return g
}

// HasPicture reports whether a slide shows a picture.
func (r *Renderer) HasPicture(slide int) bool {
	if slide < 0 || slide >= r.slides.Len() {
		return false
	}
	s := r.slides.PublicSlide(slide)
	return anyPicture(s.Blocks) || slices.ContainsFunc(s.Rows, func(row deck.Row) bool { return row.Image != nil })
}

func anyPicture(blocks []deck.Block) bool {
	return slices.ContainsFunc(blocks, func(b deck.Block) bool {
		return b.Kind == deck.Picture || anyPicture(b.Blocks) ||
			slices.ContainsFunc(b.Items, func(it deck.Item) bool { return anyPicture(it.Blocks) })
	})
}

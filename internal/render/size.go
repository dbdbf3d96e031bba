package render

import (
	"math"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// sizes are those of the parts of a slide, 0 for a part that it has not or that does not fit. What
// the parts are is the layout's own.
type sizes struct{ main, second float64 }

type sizeKey struct {
	slide, w, h int
	tier        bigtype.Tier
	bare        bool
	dense       float64
	loose       bool
}

// GroupSpan is how many neighbouring slides share a size: enough for any assembly, and a bound for a deck of
// thousands. Groups begin at its multiples, and the slides of one are measured together.
const GroupSpan = 64

// groupKey is the slides of a layout in a group, from its first on.
type groupKey struct {
	sizeKey
	layout deck.Layout
}

// groupSizes is the size for a slide of a kind: the same for the slides of its layout that come
// near it. A slide that needs far smaller type than its peers does not draw them down with it.
func (p *page) groupSizes(natural func(q *page) sizes) sizes {
	own := p.natural(p.index, natural)
	out := own
	if own == (sizes{}) {
		return out // What does not fit joins nobody.
	}
	for _, s := range p.group(natural) {
		out.main = joined(own.main, out.main, s.main)
		out.second = joined(own.second, out.second, s.second)
	}
	return out
}

// group is the natural sizes of the slides of the slide's layout in its group.
func (p *page) group(natural func(q *page) sizes) []sizes {
	first := p.index / GroupSpan * GroupSpan
	k := groupKey{p.sizeKey(first), p.slide.Layout}
	p.mu.Lock()
	out, ok := p.groups[k]
	p.mu.Unlock()
	if ok {
		return out
	}
	for i := first; i < min(first+GroupSpan, p.slides.Len()); i++ {
		if p.slides.PublicSlide(i).Layout == p.slide.Layout {
			out = append(out, p.natural(i, natural))
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	remember(p, p.groups, k, out)
	return out
}

// leastShare is how much of its own size a slide keeps in a common one. Less, and the back of the hall
// would no longer read what it could.
const leastShare = 0.95

// joined is the smaller of two sizes, as long as it is near enough to a slide's own.
func joined(own, now, peer float64) float64 {
	if peer < now && peer >= leastShare*own {
		return peer
	}
	return now
}

// natural is the size that a slide would take alone.
func (p *page) natural(slide int, f func(q *page) sizes) sizes {
	k := p.sizeKey(slide)
	p.mu.Lock()
	s, ok := p.sizes[k]
	p.mu.Unlock()
	if ok {
		return s
	}
	q := *p
	q.index, q.slide, q.aligned = slide, p.slides.PublicSlide(slide), nil
	s = f(&q)
	p.mu.Lock()
	defer p.mu.Unlock()
	remember(p, p.sizes, k, s)
	return s
}

func (p *page) sizeKey(slide int) sizeKey {
	return sizeKey{slide, p.v.W, p.v.H, p.v.Tier, p.bare, p.dense, p.loose}
}

// remember keeps sizes, unless they are of another font.
func remember[K comparable, S any](p *page, in map[K]S, k K, s S) {
	if p.font != p.Renderer.font {
		return
	}
	if len(in) > maxSizes {
		clear(in)
	}
	in[k] = s
}

// maxSizes bounds the memory of the sizes; a resize leaves the old ones behind.
const maxSizes = 4096

// box is a rectangle. Lengths are in rows.
type box struct{ x, y, w, h float64 }

// below is the box less what stands at its top.
func (b box) below(h float64) box { return box{b.x, b.y + h, b.w, b.h - h} }

// settle moves a layout of large type, by a quarter of a row at most, to where its lines stand on halves of rows and look
// alike, if there is room for that in the box.
func (b box) settle(y float64, l bigtype.Layout) float64 {
	at := math.Round(2*(y+l.Base))/2 - l.Base
	if !l.Large() || at < b.y || at+l.H > b.y+b.h {
		return y
	}
	return at
}

// margin is the share of the screen that stays empty on each side.
const margin = 0.03

// frame is the page less its margins and its small print.
func (p *page) frame() box {
	w, h := float64(p.v.W)/2, float64(p.v.H)
	top, bottom := p.printed()
	above, below := beside(top, h*margin), beside(bottom, h*margin)
	return box{w * margin, h*margin + above, w * (1 - 2*margin), h*(1-2*margin) - above - below}
}

// quarter of a row is as far as a layout is moved to settle; a heading at the top can move down only.
const quarter = 0.25

// paintHead paints a heading at the top of the page, and gives back what is left below a gap.
func (p *page) paintHead(l bigtype.Layout, gap float64) box {
	f := p.frame()
	p.fit.Size = l.Size
	p.as(Title, func() { p.paint(l, f.x, f.settle(f.y+quarter, l), f.w, bigtype.Centre) })
	return f.below(l.H + gap)
}

func (p *page) least() float64 { return p.v.LeastSize() / max(p.dense, 1) }

// LeastSize is the smallest size of type in rows that is drawn: below it the letters of the terminal itself are
// read as well, or those that are drawn are no longer told apart.
func (v View) LeastSize() float64 {
	switch v.Tier.Base() {
	case bigtype.ASCII:
		if v.mono() || v.Tier != bigtype.ASCII {
			return leastWhole
		}
		return leastShaded
	case bigtype.Blocks:
		return leastBlocks
	case bigtype.Halves:
		return leastHalves
	case bigtype.Letters:
		return math.Inf(1)
	}
	return leastFitted
}

// The smallest sizes in rows, by what a cell can show.
const (
	leastFitted = 2.6
	leastBlocks = 3.9
	leastHalves = 4
	leastWhole  = 10 // of cells that are ink or paper
	leastShaded = 5.3
)

// body makes text of spans. Emphasis is a colour: the drawn type has one weight.
func body(spans []deck.Span, mark uint8) bigtype.Text {
	t := make(bigtype.Text, 0, len(spans))
	for _, s := range spans {
		m := mark
		if s.Strong || s.Emph || s.Code {
			m = markStrong
		}
		t = append(t, bigtype.Run{Text: s.Text, Mark: m})
	}
	return t
}

// words makes text in one mark, whatever the spans' styles.
func words(spans []deck.Span, mark uint8) bigtype.Text {
	return bigtype.Text{{Text: deck.PlainText(spans), Mark: mark}}
}

// paint inks a layout with its top left corner at a place, in a width, to a side.
func (p *page) paint(l bigtype.Layout, x, y, width float64, a bigtype.Align) {
	p.paintIn(p.font, l, x, y, width, a)
}

// paintIn is paint in another font than the slide's.
func (p *page) paintIn(f *bigtype.Font, l bigtype.Layout, x, y, width float64, a bigtype.Align) {
	if len(l.Lines) > 0 {
		p.read(l.Size * f.XHeight())
	}
	if !p.dry {
		p.on().Paint(f, l, x, y, width, a, p.color)
	}
}

package render

import (
	"assembly/internal/bigtype"
	"assembly/internal/deck"
)

// sizes are the x-heights of the parts of a slide, 0 for a part that it has not or that does not
// fit. What the parts are is the layout's own.
type sizes struct{ main, second int }

type sizeKey struct {
	slide, w, h int
	px          bigtype.Pixels
}

// groupSpan is how many neighbouring slides share a size: enough for any assembly, and a bound
// for a deck of thousands.
const groupSpan = 64

// groupSizes is the size for a slide of a kind: the same for the slides of its layout that come
// near it. A slide that needs far smaller type than its peers does not draw them down with it.
func (p *page) groupSizes(natural func(q *page) sizes) sizes {
	own := p.natural(p.index, natural)
	first := p.index / groupSpan * groupSpan
	out := own
	for i := first; i < min(first+groupSpan, p.slides.Len()); i++ {
		if p.slides.PublicSlide(i).Layout == p.slide.Layout {
			s := p.natural(i, natural)
			out.main = joined(own.main, out.main, s.main)
			out.second = joined(own.second, out.second, s.second)
		}
	}
	return out
}

// joined is the smaller of two sizes, as long as it is at least three quarters of a slide's own:
// a slide gives up a little for a common size, and no row of the hall for it.
func joined(own, now, peer int) int {
	if peer < now && 4*peer >= 3*own {
		return peer
	}
	return now
}

// natural is the size that a slide would take alone.
func (p *page) natural(slide int, f func(q *page) sizes) sizes {
	k := sizeKey{slide, p.v.W, p.v.H, p.px}
	if s, ok := p.sizes[k]; ok {
		return s
	}
	q := *p
	q.index, q.slide = slide, p.slides.PublicSlide(slide)
	s := f(&q)
	if len(p.sizes) > maxSizes {
		clear(p.sizes)
	}
	p.sizes[k] = s
	return s
}

// maxSizes bounds the memory of the sizes; a resize leaves the old ones behind.
const maxSizes = 4096

// box is a rectangle of sub-pixels.
type box struct{ x, y, w, h int }

// below is the box less what stands at its top.
func (b box) below(h int) box { return box{b.x, b.y + h, b.w, b.h - h} }

// frame is the page less its margins.
func (p *page) frame() box {
	mx := max(p.v.W/40, 2) * p.px.X
	my := max(p.v.H/24, 1) * p.px.Y
	return box{mx, my, p.v.W*p.px.X - 2*mx, p.v.H*p.px.Y - 2*my}
}

// paintHead paints a heading at the top of the page, and gives back what is left below a gap.
func (p *page) paintHead(l bigtype.Layout, gap int) box {
	f := p.frame()
	p.fit.XHeight = p.halfRows(l.XHeight)
	p.paint(l, f.x, f.y, f.w, bigtype.Centre)
	return f.below(l.H + gap)
}

// least is the smallest x-height in sub-pixels that is worth drawing: four, below which letters
// are no longer told apart, and on a screen of many rows what can be read from six image heights,
// at 1/150 of the distance.
func (p *page) least() int {
	floor := 4
	if p.px.Y == 1 {
		floor = 3
	}
	return max(floor, (p.v.H*p.px.Y*6+149)/150)
}

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
func (p *page) paint(l bigtype.Layout, x, y, width int, a bigtype.Align) {
	l.Paint(x, y, width, a, p.canvas.Set)
}

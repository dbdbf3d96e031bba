package render

import (
	"assembly/internal/bigtype"
	"assembly/internal/cell"
	"assembly/internal/deck"
)

// A message slide has two pictures: the message, as large as fits; then the few words to
// remember, larger still, with the message kept beneath where it stays legible.

// rememberShare is how much of the height the words to remember may take, in hundredths, when
// the message stays beneath them.
const rememberShare = 66

func (p *page) message() bool {
	group := p.groupSizes((*page).messageSizes)
	remember := p.remember()
	if p.step > 0 && remember != nil {
		return group.second > 0 && p.rememberPage(remember, group)
	}
	return group.main > 0 && p.center(words(p.slide.Heading(), markInk), group.main)
}

// messageSizes are the natural sizes of the message and of the words to remember.
func (p *page) messageSizes() sizes {
	var s sizes
	l, _ := p.fitPage(words(p.slide.Heading(), markInk), p.least(), 0)
	s.main = l.XHeight
	if remember := p.remember(); remember != nil {
		s.second = p.rememberSize(words(remember, markStrong))
	}
	return s
}

// rememberSize is the natural size of the words to remember: in their share of the height when
// the message stays legible beneath them, otherwise in all of it.
func (p *page) rememberSize(t bigtype.Text) int {
	f := p.frame()
	l, ok := p.font.Fit(t, p.px, f.w, f.h*rememberShare/100, p.least(), 0)
	if ok {
		if _, kept := p.keptMessage(l, f); kept {
			return l.XHeight
		}
	}
	l, _ = p.font.Fit(t, p.px, f.w, f.h, p.least(), 0)
	return l.XHeight
}

// keptMessage is the message as it stands beneath the words to remember, where it fits.
func (p *page) keptMessage(big bigtype.Layout, f box) (bigtype.Layout, bool) {
	return p.font.Fit(words(p.slide.Heading(), markQuiet), p.px, f.w, f.h-big.H-p.gap(), p.least(), big.XHeight*2/3)
}

// rememberPage stacks the words to remember and, where it fits, the message.
func (p *page) rememberPage(remember []deck.Span, group sizes) bool {
	f := p.frame()
	big, ok := p.font.Set(words(remember, markStrong), p.px, f.w, group.second)
	if ok {
		small, _ := p.keptMessage(big, f)
		p.stackWords(big, small, true)
	}
	return ok
}

// center paints text in the middle of the page at a size.
func (p *page) center(t bigtype.Text, xheight int) bool {
	l, f := p.fitPage(t, xheight, xheight)
	p.fit.XHeight = p.halfRows(l.XHeight)
	p.paint(l, f.x, f.y+(f.h-l.H)/2, f.w, bigtype.Centre)
	return l.XHeight > 0
}

// fitPage sets text on the page less its margins, or else less almost none: a long message on a small
// screen is better drawn to the edge than not drawn.
func (p *page) fitPage(t bigtype.Text, least, most int) (l bigtype.Layout, f box) {
	narrow := box{p.px.X, 0, (p.v.W - 2) * p.px.X, p.v.H * p.px.Y}
	for _, f = range []box{p.frame(), narrow} {
		if l, ok := p.font.Fit(t, p.px, f.w, f.h, least, most); ok {
			return l, f
		}
	}
	return l, f
}

// halfRows turns sub-pixel rows into half rows, the unit of reports.
func (p *page) halfRows(n int) int { return n * 2 / p.px.Y }

// remember is the text of a message slide's second step, nil without one.
func (p *page) remember() []deck.Span {
	if b := p.slide.Below(); b != nil {
		return b.Spans
	}
	return nil
}

// plainMessage draws the step's picture in the terminal's own type.
func (p *page) plainMessage() {
	w, heading, remember := p.plainWidth(), p.slide.Heading(), p.remember()
	if p.step == 0 || remember == nil {
		p.stack(aligned(p.wrap(heading, p.ink(markInk).With(cell.Bold), w), deck.AlignCenter))
		return
	}
	out := p.wrap(remember, p.ink(markStrong).With(cell.Bold), w)
	if small := p.wrap(heading, p.ink(markQuiet), w); len(out)+1+len(small) <= p.v.H {
		out = append(append(out, line{}), small...)
	}
	p.stack(aligned(out, deck.AlignCenter))
}

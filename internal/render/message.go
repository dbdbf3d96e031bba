package render

import (
	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// A message slide has two pictures: the message, as large as fits; then the few words to remember, alone
// and larger still. A message kept beneath them would cost them size on some slides, and like slides look
// alike.

func (p *page) message() bool {
	group := p.groupSizes((*page).messageSizes)
	if remember := p.remember(); p.step > 0 && remember != nil {
		return group.second > 0 && p.center(Words, words(remember, markStrong), group.second)
	}
	return group.main > 0 && p.center(Title, words(p.slide.Heading(), markInk), group.main)
}

// leastMessage is the smallest size of a message in rows: on a small screen the few words of one are read
// as far away in the terminal's own letters.
const leastMessage = 3.2

// messageSizes are the natural sizes of the message and of the words to remember.
func (p *page) messageSizes() sizes {
	f := p.frame()
	fit := func(spans []deck.Span) float64 {
		l, _ := p.font.Fit(words(spans, markInk), f.w, f.h, max(p.least(), leastMessage), 0)
		return l.Size
	}
	s := sizes{main: fit(p.slide.Heading())}
	if remember := p.remember(); remember != nil {
		s.second = fit(remember)
	}
	return s
}

// center paints text in the middle of the page at a size.
func (p *page) center(role Role, t bigtype.Text, size float64) bool {
	f := p.frame()
	l, ok := p.font.Fit(t, f.w, f.h, size*0.8, size)
	p.fit.Size = l.Size
	p.as(role, func() { p.paint(l, f.x, f.settle(f.y+(f.h-l.H)/2, l), f.w, bigtype.Centre) })
	return ok
}

// remember is the text of a message slide's second step, nil without one.
func (p *page) remember() []deck.Span {
	if b := p.slide.Below(); b != nil {
		return b.Spans
	}
	return nil
}

// plainMessage draws the step's picture in the terminal's own type.
func (p *page) plainMessage() {
	text, ink := p.slide.Heading(), markInk
	if remember := p.remember(); p.step > 0 && remember != nil {
		text, ink = remember, markStrong
	}
	p.stack(aligned(p.wrap(text, p.ink(ink).With(cell.Bold), p.plainWidth()), deck.AlignCenter))
}

package render

import "github.com/westandtogether-assembly/assembly/internal/bigtype"

// title draws a title as large as fits and, below it, the line that goes with it.
func (p *page) title() bool {
	f := p.frame()
	head, line := p.slide.Heading(), p.slide.Below()
	if line == nil {
		l, ok := p.font.Fit(words(head, markStrong), f.w, f.h, p.least(), 0)
		return ok && p.center(Title, words(head, markStrong), l.Size)
	}
	room := f.h - p.gap()
	big, ok := p.font.Fit(words(head, markStrong), f.w, room*3/5, p.least(), 0)
	if !ok {
		return false
	}
	small, ok := p.font.Fit(body(line.Spans, markInk), f.w, room-big.H, p.least(), big.Size)
	if ok {
		p.stackWords(big, small, line.Step <= p.step)
	}
	return ok
}

// stackWords stands big words above small ones in the middle of the page. Small ones that do not show
// yet have their room.
func (p *page) stackWords(big, small bigtype.Layout, both bool) {
	p.fit.Size = big.Size
	f, h := p.frame(), big.H
	if small.H > 0 {
		h += p.gap() + small.H
	}
	top := f.y + (f.h-h)/2
	p.as(Title, func() { p.paint(big, f.x, f.settle(top, big), f.w, bigtype.Centre) })
	if line := p.slide.Below(); both && line != nil {
		p.shownAt = line.Step
		p.paint(small, f.x, f.settle(top+h-small.H, small), f.w, bigtype.Centre)
	}
}

// gap is the space between words that belong together.
func (p *page) gap() float64 { return float64(p.v.H) / 12 }

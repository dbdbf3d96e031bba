package render

import (
	"assembly/internal/bigtype"
)

// title draws a title as large as fits and, below it, the line that goes with it.
func (p *page) title() bool {
	f := p.frame()
	head, line := p.slide.Heading(), p.slide.Below()
	if line == nil {
		l, ok := p.font.Fit(words(head, markStrong), p.px, f.w, f.h, p.least(), 0)
		return ok && p.center(words(head, markStrong), l.XHeight)
	}
	gap := max(p.v.H/8, 2) * p.px.Y
	big, ok := p.font.Fit(words(head, markStrong), p.px, f.w, (f.h-gap)*3/5, p.least(), 0)
	if !ok {
		return false
	}
	small, ok := p.font.Fit(body(line.Spans, markInk), p.px, f.w, f.h-gap-big.H, p.least(), big.XHeight)
	if !ok {
		return false
	}
	p.fit.XHeight = p.halfRows(big.XHeight)
	top := f.y + (f.h-big.H-gap-small.H)/2
	p.paint(big, f.x, top, f.w, bigtype.Centre)
	if line.Step <= p.step {
		p.paint(small, f.x, top+big.H+gap, f.w, bigtype.Centre)
	}
	return true
}

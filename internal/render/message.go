package render

import (
	"assembly/internal/bigtype"
	"assembly/internal/deck"
)

// A message slide has two pictures: the message, as large as fits; then the few words to
// remember, larger still, with the message kept beneath where it stays legible.

// rememberShare is how much of the height the words to remember may take, in hundredths, when
// the message stays beneath them.
const rememberShare = 66

func (p *page) message() bool {
	group := p.groupSizes((*page).messageSizes)
	if group.main == 0 {
		return false
	}
	remember := rememberSpans(p.face)
	if p.step == 0 || remember == nil {
		return p.center(words(heading(p.face), markInk), p.frame(), group.main)
	}
	if group.second == 0 {
		return false
	}
	return p.rememberPage(remember, group)
}

// messageSizes are the natural sizes of the message and of the words to remember.
func (p *page) messageSizes() sizes {
	f := p.frame()
	var s sizes
	if l, ok := p.font.Fit(words(heading(p.face), markInk), p.px, f.w, f.h, p.least(), 0); ok {
		s.main = l.XHeight
	}
	remember := rememberSpans(p.face)
	if remember == nil {
		return s
	}
	if l, ok := p.font.Fit(words(remember, markStrong), p.px, f.w, f.h*rememberShare/100, p.least(), 0); ok {
		s.second = l.XHeight
	}
	return s
}

// rememberPage stacks the words to remember and, where it fits, the message.
func (p *page) rememberPage(remember []deck.Span, group sizes) bool {
	f := p.frame()
	big, ok := p.font.Set(words(remember, markStrong), p.px, f.w, group.second)
	if !ok {
		return false
	}
	p.fit.XHeight = p.halfRows(group.second)
	gap := max(p.v.H/8, 2) * p.px.Y
	room := f.h - big.H - gap
	small, ok := p.font.Fit(words(heading(p.face), markQuiet), p.px, f.w, room, p.least(), group.second*2/3)
	if !ok {
		p.paint(big, f.x, f.y+(f.h-big.H)/2, f.w, bigtype.Centre)
		return true
	}
	top := f.y + (f.h-big.H-gap-small.H)/2
	p.paint(big, f.x, top, f.w, bigtype.Centre)
	p.paint(small, f.x, top+big.H+gap, f.w, bigtype.Centre)
	return true
}

// center paints text in the middle of a box at a size.
func (p *page) center(t bigtype.Text, f box, xheight int) bool {
	l, ok := p.font.Set(t, p.px, f.w, xheight)
	if !ok || l.H > f.h {
		return false
	}
	p.fit.XHeight = p.halfRows(xheight)
	p.paint(l, f.x, f.y+(f.h-l.H)/2, f.w, bigtype.Centre)
	return true
}

// halfRows turns sub-pixel rows into half rows, the unit of reports.
func (p *page) halfRows(n int) int { return n * 2 / p.px.Y }

// rememberSpans is the text of a message slide's second step, nil without one.
func rememberSpans(f deck.Face) []deck.Span {
	if b := below(f); b != nil {
		return b.Spans
	}
	return nil
}

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
	for _, f := range p.frames() {
		if l, ok := p.font.Fit(words(p.slide.Heading(), markInk), p.px, f.w, f.h, p.least(), 0); ok {
			s.main = l.XHeight
			break
		}
	}
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
	room := f.h - big.H - p.messageGap()
	return p.font.Fit(words(p.slide.Heading(), markQuiet), p.px, f.w, room, p.least(), big.XHeight*2/3)
}

func (p *page) messageGap() int { return max(p.v.H/8, 2) * p.px.Y }

// rememberPage stacks the words to remember and, where it fits, the message.
func (p *page) rememberPage(remember []deck.Span, group sizes) bool {
	f := p.frame()
	big, ok := p.font.Set(words(remember, markStrong), p.px, f.w, group.second)
	if !ok {
		return false
	}
	p.fit.XHeight = p.halfRows(group.second)
	gap := p.messageGap()
	small, ok := p.keptMessage(big, f)
	if !ok {
		p.paint(big, f.x, f.y+(f.h-big.H)/2, f.w, bigtype.Centre)
		return true
	}
	top := f.y + (f.h-big.H-gap-small.H)/2
	p.paint(big, f.x, top, f.w, bigtype.Centre)
	p.paint(small, f.x, top+big.H+gap, f.w, bigtype.Centre)
	return true
}

// center paints text in the middle of the page at a size.
func (p *page) center(t bigtype.Text, xheight int) bool {
	for _, f := range p.frames() {
		if l, ok := p.font.Fit(t, p.px, f.w, f.h, xheight, xheight); ok {
			p.fit.XHeight = p.halfRows(xheight)
			p.paint(l, f.x, f.y+(f.h-l.H)/2, f.w, bigtype.Centre)
			return true
		}
	}
	return false
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
func (p *page) plainMessage() { p.stack(p.messageLines()) }

func (p *page) messageLines() []line {
	w := p.v.W - 2*p.plainMargin()
	remember := p.remember()
	if p.step == 0 || remember == nil {
		return aligned(p.wrap(p.slide.Heading(), p.style(p.v.Palette.Foreground).With(cell.Bold), w), deck.AlignCenter)
	}
	out := aligned(p.wrap(remember, p.style(p.v.Palette.Strong).With(cell.Bold), w), deck.AlignCenter)
	small := aligned(p.wrap(p.slide.Heading(), p.style(p.v.Palette.Quiet), w), deck.AlignCenter)
	if len(out)+1+len(small) > p.v.H {
		return out
	}
	return append(append(out, line{}), small...)
}

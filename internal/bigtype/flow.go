package bigtype

import (
	"math"
	"slices"
)

// Flow sets text as it is set on a page that is read in the hand: as many words to a line as go into w, whatever ends
// there, with baselines a pitch apart. It reports false when a word is wider, or when a paragraph has more than 4,000
// characters. Lines that are left blank in the text are left out here too.
func (f *Font) Flow(t Text, w, size, pitch float64) (Layout, bool) {
	s := f.setter(t, w, math.Inf(1))
	l := Layout{Size: size, Base: size * s.up, Foot: size * s.down, text: t}
	if !(size > 0) || !(w > 0) {
		return Layout{}, false
	}
	for i, p := range s.paragraphs {
		p = p.at(size)
		if p.cut || p.fill(w/size) == 0 {
			return Layout{}, false
		}
		l.flow(p, i, w/size)
	}
	for i := range l.lines {
		l.lines[i].base = l.Base + float64(i)*pitch
	}
	return l.measured(), true
}

// flow adds the lines of a paragraph of which each piece goes into w ems.
func (l *Layout) flow(p *paragraph, number int, w float64) {
	start := p.pieces[0].start
	for i, pc := range p.pieces {
		if i > 0 && p.lineWidth(start, pc) > w {
			l.add(p, number, start, p.pieces[i-1])
			start = pc.start
		}
	}
	l.add(p, number, start, p.pieces[len(p.pieces)-1])
}

// Split divides a layout behind so many lines, for the foot of a page. Each part is a layout of its own, as wide as
// the whole.
func (l Layout) Split(lines int) (head, rest Layout) {
	n := min(max(lines, 0), len(l.lines))
	head, rest = l, l
	head.Lines, head.lines = l.Lines[:n:n], l.lines[:n:n]
	rest.Lines, rest.lines = l.Lines[n:], slices.Clone(l.lines[n:])
	for i := range rest.lines {
		rest.lines[i].base -= l.lines[n].base - l.Base
	}
	return head.measured(), rest.measured()
}

// measured is the layout with the height of its lines.
func (l Layout) measured() Layout {
	l.H = 0
	if n := len(l.lines); n > 0 {
		l.H = l.lines[n-1].base + l.Foot
	}
	return l
}

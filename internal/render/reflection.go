package render

import (
	"math"
	"strings"

	"assembly/internal/bigtype"
	"assembly/internal/deck"
)

// reflection draws the title and, below it, a disc that fills from its foot: hollow at the
// start, full at the end, with no number and nothing that flashes.
func (p *page) reflection() bool {
	f := p.frame()
	text := p.reflectionText()
	l, ok := p.font.Fit(text, p.px, f.w, f.h/4, p.least(), f.h/8)
	if !ok {
		l, ok = p.font.Fit(text, p.px, f.w, f.h/2, p.least(), 0)
	}
	if len(text) > 0 && !ok {
		return false
	}
	p.disc(p.paintHead(l, max(p.v.H/15, 1)*p.px.Y))
	return true
}

// reflectionText is the title and all other words of the slide.
func (p *page) reflectionText() bigtype.Text {
	t := words(p.slide.Heading(), markInk)
	for _, b := range p.slide.Rest() {
		t = append(t, bigtype.Run{Text: "\n"})
		if len(b.Spans) > 0 {
			t = append(t, body(b.Spans, markQuiet)...)
		} else {
			lines := linearBlock(b, "", math.MaxInt)
			t = append(t, bigtype.Run{Text: strings.Join(lines, "\n"), Mark: markQuiet})
		}
	}
	return t
}

// disc paints the largest disc that fits in the middle of a box, filled from its foot. Without
// colours, what is still empty is only outlined.
func (p *page) disc(b box) {
	// Units: a cell is one wide and two tall.
	ux, uy := 1/float64(p.px.X), 2/float64(p.px.Y)
	// A little less than fits, or single sub-pixels stick out at the four ends.
	r := min(float64(b.w)*ux, float64(b.h)*uy)/2 - max(ux, uy)*0.3
	cx, cy := float64(b.w)*ux/2, float64(b.h)*uy/2
	level := cy + r - 2*r*float64(p.v.Fill)/FillMax
	edge := r - max(ux, uy)
	for y := range b.h {
		dy := (float64(y)+0.5)*uy - cy
		for x := range b.w {
			dx := (float64(x)+0.5)*ux - cx
			d := dx*dx + dy*dy
			switch {
			case d > r*r:
			case dy+cy >= level:
				p.canvas.Set(b.x+x, b.y+y, markShape)
			case p.v.Mode == bigtype.Grounds || d > edge*edge:
				p.canvas.Set(b.x+x, b.y+y, markHollow)
			}
		}
	}
}

// plainReflection puts the words above a bar that fills from the left.
func (p *page) plainReflection() {
	w := p.plainWidth()
	lines := aligned(p.wrap(p.slide.Heading(), p.ink(markInk), w), deck.AlignCenter)
	rest := p.lines(p.slide.Rest(), w, "")
	lines = append(lines, indented(rest, p.blockIndent(rest))...)
	tall := min(max((p.v.H-len(lines))/3, 1), 5)
	top := max((p.v.H-len(lines)-1-tall)/2, 0)
	for i, l := range lines {
		if top+i < p.v.H-tall {
			p.putLine(top+i, l)
		} else {
			p.fit.Lost++
		}
	}
	p.bar(box{max(p.v.W/10, 0), min(top+len(lines)+1, p.v.H-tall), p.v.W - 2*(p.v.W/10), tall})
}

// bar fills a rectangle of cells from the left.
func (p *page) bar(b box) {
	full := b.w * p.v.Fill / FillMax
	p.barPart(box{b.x, b.y, full, b.h}, markShape, '█', '#')
	p.barPart(box{b.x + full, b.y, b.w - full, b.h}, markHollow, '░', '.')
}

func (p *page) barPart(b box, mark uint8, r, ascii rune) {
	s := p.ink(mark)
	switch {
	case p.v.Mode == bigtype.Grounds:
		r, s = ' ', s.On(s.FG)
	case p.v.ASCII:
		r = ascii
	}
	for y := b.y; y < b.y+b.h; y++ {
		for x := b.x; x < b.x+b.w; x++ {
			p.grid.SetRune(x, y, r, s)
		}
	}
}

package render

import (
	"math"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// reflection draws the title and, below it, a disc that fills from its foot: hollow at the
// start, full at the end, with no number and nothing that flashes.
func (p *page) reflection() bool {
	f := p.frame()
	text := p.reflectionText()
	l, ok := p.font.Fit(text, f.w, f.h/4, p.least(), f.h/5)
	if !ok {
		l, ok = p.font.Fit(text, f.w, f.h/2, p.least(), 0)
	}
	if len(text) > 0 && !ok {
		return false
	}
	p.disc(p.paintHead(l, f.h/15))
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

// disc paints the largest disc that fits in the middle of a box, filled from its foot.
func (p *page) disc(b box) {
	r := min(b.w, b.h) / 2
	x, y := b.x+b.w/2, b.y+b.h/2
	level := y + r - 2*r*float64(p.v.Fill)/FillMax
	if p.outlinesShape() {
		p.on().Ring(x, y, r, level, p.color(markShape))
	} else {
		p.on().Disc(x, y, r, y-r, level, p.color(markHollow))
	}
	p.on().Disc(x, y, r, level, y+r, p.color(markShape))
}

// outlinesShape reports whether what is still empty of a shape is only outlined. Where colours are few, none is sure to
// stand out from both the background and the full shape: each terminal makes its own of them.
func (p *page) outlinesShape() bool { return p.mono() || p.v.Palette.Colours.Few() }

// mono reports whether there are no colours.
func (p *page) mono() bool { return p.v.mono() }

func (v View) mono() bool { return !v.Palette.Background.Set }

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
	p.bar(p.v.W/10, min(top+len(lines)+1, p.v.H-tall), p.v.W-2*(p.v.W/10), tall)
}

// bar fills a rectangle of cells from the left.
func (p *page) bar(x, y, w, h int) {
	full, hollow := w*p.v.Fill/FillMax, markHollow
	if p.outlinesShape() {
		hollow = markShape
	}
	p.barPart(x, y, full, h, markShape, '█', '#')
	p.barPart(x+full, y, w-full, h, hollow, '░', '.')
}

func (p *page) barPart(left, top, w, h int, mark uint8, r, ascii rune) {
	s := p.ink(mark)
	switch {
	case !p.mono() && (r == '█' || !p.outlinesShape()):
		r, s = ' ', s.On(s.FG)
	case p.v.ascii():
		r = ascii
	}
	for y := top; y < top+h; y++ {
		for x := left; x < left+w; x++ {
			p.grid.SetRune(x, y, r, s)
		}
	}
}

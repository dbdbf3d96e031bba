package paper

import (
	"cmp"
	"slices"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// Paint draws a layout with its top left corner at (x, y), as bigtype's Sheet does: lines are aligned in a width, or
// in the layout's own if that is more.
func (d *Document) Paint(f *bigtype.Font, l bigtype.Layout, x, y, width float64, a bigtype.Align, ink bigtype.Ink) {
	var line []bigtype.Glyph
	p := painter{Document: d, font: f, face: d.face(f), ink: ink}
	for g := range f.Glyphs(l, x, y, width, a) {
		if len(line) > 0 && line[0].Line != g.Line {
			p.line(line)
			line = line[:0]
		}
		line = append(line, g)
	}
	p.line(line)
	d.flush()
}

// painter draws the lines of a layout.
type painter struct {
	*Document
	font *bigtype.Font
	face *face
	ink  bigtype.Ink
}

// grapheme is what a reader takes for one character, with its room in the line.
type grapheme struct {
	glyphs      []bigtype.Glyph
	text        string
	at          int
	left, right float64
	char        rune // that draws it in the embedded face; 0 for none
	hidden      bool // its characters are not seen: an outline or a picture is
}

// line draws the glyphs of a line, and then its characters in the order in which they are read.
func (p *painter) line(glyphs []bigtype.Glyph) {
	all := p.graphemes(glyphs)
	for _, gr := range all {
		if gr.hidden {
			p.show(gr)
		}
	}
	t := typist{painter: p}
	for _, gr := range all {
		if gr.char != 0 {
			t.char(gr)
		} else {
			t.stand(gr)
		}
	}
	t.end()
}

// graphemes puts glyphs together, in the order in which they are read.
func (p *painter) graphemes(glyphs []bigtype.Glyph) []grapheme {
	var out []grapheme
	for _, g := range glyphs {
		if n := len(out); n == 0 || out[n-1].at != g.At {
			out = append(out, grapheme{at: g.At, left: g.Left, right: g.Left})
		}
		gr := &out[len(out)-1]
		gr.glyphs, gr.text = append(gr.glyphs, g), gr.text+g.Text
		gr.right = max(gr.right, g.Left+g.Width)
	}
	for i := range out {
		p.judge(&out[i])
	}
	slices.SortStableFunc(out, func(a, b grapheme) int { return cmp.Compare(a.at, b.at) })
	return out
}

// judge finds out how a grapheme is drawn.
func (p *painter) judge(gr *grapheme) {
	g := gr.glyphs[0]
	if r, ok := p.font.Character(g); ok && len(gr.glyphs) == 1 {
		gr.char = r
		return
	}
	gr.hidden = true
}

// show draws the glyphs of a grapheme that is not drawn as text.
func (p *painter) show(gr grapheme) {
	for _, g := range gr.glyphs {
		switch {
		case g.Hole:
			p.hole(g)
		case p.emoji(p.font, g):
		default:
			p.outline(g)
		}
	}
}

// outline fills the outline of a glyph.
func (p *painter) outline(g bigtype.Glyph) {
	path := p.path(g)
	if len(path) == 0 {
		return
	}
	x, y := p.at(g.X, g.Y)
	k := g.Size * p.unit / pathEm
	p.put("q")
	p.fill(p.ink(g.Mark))
	p.matrix("cm", k*g.Narrow, k, x, y)
	p.out = append(p.out, path...)
	p.put("f")
	p.put("Q")
}

// hole draws an empty box where no face has a grapheme.
func (p *painter) hole(g bigtype.Glyph) {
	if !p.missed[g.Text] {
		p.missed[g.Text], p.missing = true, append(p.missing, g.Text)
	}
	p.put("q")
	p.stroke(p.ink(g.Mark))
	h := min(p.font.CapHeight()*g.Size, 1.5*g.Width)
	line := min(g.Width, h) / 12
	p.put("w", line*p.unit)
	p.box(g.Left+2*line, g.Y-h+line/2, g.Width-4*line, h-line)
	p.put("S")
	p.put("Q")
}

// typist writes the characters of a line. As long as they stand in a row they are one piece of text.
type typist struct {
	*painter
	begun  bool // the text of the line
	open   bool // a piece of text
	origin bigtype.Glyph
	pen    float64 // where the next character of the piece would stand, in thousandths of its width from its origin
	hidden bool
	ink    cell.Color
}

// near is how far from its place a character may stand, in thousandths of its em: less than is ever seen.
const near = 0.5

// char writes a character of the embedded face.
func (t *typist) char(gr grapheme) {
	g := gr.glyphs[0]
	where := t.along(g)
	if !t.open || g.Y != t.origin.Y || where < t.pen-1000 || where > t.pen+3000 {
		t.move(g)
		where = 0
	}
	t.manner(gr.hidden, t.painter.ink(g.Mark))
	if off := t.pen - where; off > near || off < -near {
		t.out = append(number(append(t.out, '>'), off, 2), '<')
		t.pen = where
	}
	t.out = hexadecimal(t.out, uint16(gr.char)) //nolint:gosec // Go's faces have no more.
	t.pen += t.face.width(gr.char)
}

// along is how far a glyph stands from the origin of the piece of text.
func (t *typist) along(g bigtype.Glyph) float64 {
	return (g.X - t.origin.X) / (g.Size * g.Narrow) * 1000
}

// move begins a piece of text at a glyph.
func (t *typist) move(g bigtype.Glyph) {
	t.shut()
	t.begin(g)
	x, y := t.at(g.X, g.Y)
	k := g.Size * t.unit
	t.matrix("Tm", k*g.Narrow, k, x, y)
	t.origin, t.pen, t.open = g, 0, true
	t.out = append(t.out, "[<"...)
}

// begin begins the text of the line.
func (t *typist) begin(g bigtype.Glyph) {
	if t.begun {
		return
	}
	t.begun, t.hidden, t.ink = true, false, t.painter.ink(g.Mark)
	t.out = append(append(t.out, "BT "...), t.face.resource...)
	t.put(" 1 Tf 0 Tr")
	t.fill(t.ink)
}

// manner chooses how the following characters are seen.
func (t *typist) manner(hidden bool, ink cell.Color) {
	if hidden == t.hidden && (hidden || ink == t.ink) {
		return
	}
	open := t.open
	t.shut()
	if hidden != t.hidden {
		t.put("Tr", map[bool]float64{false: 0, true: 3}[hidden])
	}
	if !hidden && ink != t.ink {
		t.fill(ink)
		t.ink = ink
	}
	if t.hidden, t.open = hidden, open; open {
		t.out = append(t.out, "[<"...)
	}
}

// shut ends a piece of text. The pen stays.
func (t *typist) shut() {
	if t.open {
		t.out = append(t.out, ">] TJ\n"...)
	}
	t.open = false
}

func (t *typist) end() {
	t.shut()
	if t.begun {
		t.put("ET")
	}
}

package script

import (
	"bytes"
	"image"
	"strings"

	_ "image/png" // for the size of a slide's picture

	"assembly/internal/bigtype"
	"assembly/internal/cell"
)

// row is what stands across a page: a line of words, a rule or a picture. Its lengths are in ems.
type row struct {
	h, gap  float64 // its height; the room above it, but at the top of a page
	base    float64 // from its top to the baseline of its words
	texts   []placedText
	rules   []rule
	picture []byte
	pw, ph  float64 // the picture's
	keep    bool    // the next row stands on the same page
}

// placedText is a piece of a line.
type placedText struct {
	font     *bigtype.Font
	layout   bigtype.Layout
	x, width float64 // where it begins, and the room that it is aligned in
}

// rule is a black rectangle, from the row's top left corner.
type rule struct{ x, y, w, h float64 }

func black(uint8) cell.Color { return cell.RGB(0) }

func height(rows []row) float64 {
	h := 0.0
	for _, r := range rows {
		h += r.gap + r.h
	}
	return h
}

// draw draws a row where the page has come to.
func (p *printer) draw(r row) {
	if p.y > p.top {
		p.y += r.gap
	}
	for _, t := range r.texts {
		p.pdf.Paint(t.font, t.layout, p.left+t.x, p.y+r.base-t.layout.Base, t.width, bigtype.Left, black)
	}
	for _, b := range r.rules {
		p.pdf.Rect(p.left+b.x, p.y+b.y, b.w, b.h, black(0))
	}
	if r.picture != nil && p.err == nil {
		p.err = p.pdf.Encoded(r.picture, p.left, p.y, r.pw, r.ph)
	}
	p.y += r.h
}

// The sizes of type, in ems.
const (
	titleSize   = 1.6
	headingSize = 1.25
	numberSize  = 3.5
	labelSize   = 1.3
	paraGap     = 0.6
)

func (p *printer) frontRows() []row {
	size := titleSize
	if p.doc.Cards {
		size = headingSize
	}
	rows := p.lines([]Run{{Text: p.doc.Short(), Strong: true}}, 0, p.measure, size, 0)
	if p.doc.SubTitle != "" && !p.doc.Cards {
		rows = append(rows, p.lines(plain(p.doc.SubTitle), 0, p.measure, 1, paraGap)...)
	}
	rows = append(rows, p.facts()...)
	if p.doc.Statement != "" {
		rows = append(rows, p.boxed(p.doc.Statement)...)
	}
	return rows
}

// facts is a line for each fact, or where room is short as few lines as hold them.
func (p *printer) facts() []row {
	var rows []row
	var all []Run
	gap := paraGap
	for _, f := range p.doc.Facts {
		all = append(all, Run{Text: f.Name + ": "}, Run{Text: f.Value, Strong: true})
		if p.doc.Wide {
			all = append(all, Run{Text: noBreak + " "})
			continue
		}
		rows = append(rows, p.lines(all, 0, p.measure, 1, gap)...)
		all, gap = nil, 0
	}
	return append(rows, p.lines(all, 0, p.measure, 1, gap)...)
}

// boxed is a paragraph in a frame.
func (p *printer) boxed(text string) []row {
	const line, air = 0.1, 0.7
	rows := p.lines(plain(text), air, p.measure-2*air, 1, 0)
	if len(rows) == 0 {
		return nil
	}
	rows = append(append([]row{{h: air / 3, gap: paraGap}}, rows...), row{h: air / 3})
	for i, r := range rows {
		rows[i].rules = []rule{{0, 0, line, r.h}, {p.measure - line, 0, line, r.h}}
	}
	first, last := &rows[0], &rows[len(rows)-1]
	first.rules = append(first.rules, rule{0, 0, p.measure, line})
	last.rules = append(last.rules, rule{0, last.h - line, p.measure, line})
	return kept(rows)
}

// kept is rows that stay on one page.
func kept(rows []row) []row {
	for i := range rows[:max(len(rows)-1, 0)] {
		rows[i].keep = true
	}
	return rows
}

func (p *printer) sectionRows(s Section) []row {
	rows := p.heading(s)
	if len(s.Facts) > 0 {
		rows = append(rows, p.lines(plain(strings.Join(s.Facts, " ")), 0, p.measure, 1, 0.2)...)
	}
	for i := range rows {
		rows[i].keep = true
	}
	rows = append(rows, p.image(s.Image)...)
	for _, part := range s.Parts {
		rows = append(rows, p.part(part)...)
	}
	return withLast(rows)
}

// part is the rows of a part below its title.
func (p *printer) part(part Part) []row {
	gap := paraGap
	var rows []row
	if part.Title != "" {
		rows, gap = p.lines([]Run{{Text: part.Title, Strong: true}}, 0, p.measure, 1, paraGap), 0.15
	}
	for i := range rows {
		rows[i].keep = true
	}
	for i, b := range part.Blocks {
		if i > 0 {
			gap = paraGap
		}
		if i > 0 && tight(part.Blocks[i-1], b) {
			gap = 0.1
		}
		rows = append(rows, p.block(b, gap)...)
		if b.Keep {
			rows[len(rows)-1].keep = true
		}
	}
	return rows
}

// heading is the title of a section below a rule.
func (p *printer) heading(s Section) []row {
	const line = 0.14
	rows := p.lines([]Run{{Text: s.Heading(), Strong: true}}, 0, p.measure, headingSize, 0)
	if p.doc.Cards {
		return rows
	}
	above := row{h: 0.4, gap: 1.2, rules: []rule{{0, 0, p.measure, line}}, keep: true}
	if p.doc.Wide {
		above.gap = 0.6
	}
	return append([]row{above}, rows...)
}

// continued is the heading of a page on which something goes on.
func (p *printer) continued(name string) []row {
	return append(p.lines([]Run{{Text: name + ", continued", Strong: true}}, 0, p.measure, 1, 0), row{h: paraGap / 2})
}

// withLast keeps the last cue with the words ahead of it.
func withLast(rows []row) []row {
	if n := len(rows); n > 1 {
		rows[n-2].keep = true
	}
	return rows
}

// highest is the height of a slide's picture at most, in points.
const highest = 212

func (p *printer) image(im Image) []row {
	if im == nil {
		return nil
	}
	data, alt := im()
	c, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || c.Width == 0 || c.Height == 0 {
		if alt == "" {
			return nil
		}
		return p.lines(plain("Picture: "+oneLine(alt)), 0, p.measure, 1, paraGap)
	}
	w := min(p.measure, highest/float64(p.doc.size())*float64(c.Width)/float64(c.Height))
	h := w * float64(c.Height) / float64(c.Width)
	const line = 0.07
	frame := []rule{{0, 0, w, line}, {0, h, w, line}, {0, 0, line, h}, {w - line, 0, line, h}}
	return []row{{h: h + line, gap: paraGap, picture: data, pw: w, ph: h, rules: frame, keep: true}}
}

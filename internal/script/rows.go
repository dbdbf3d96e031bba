package script

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// row is what stands across a page: a line of words, a rule or a picture. Its lengths are in ems.
type row struct {
	h, gap   float64 // its height; the room above it, but at the top of a page
	base     float64 // from its top to the baseline of its words
	texts    []placedText
	rules    []rule
	pictures []placedPicture
	keep     bool // the next row stands on the same page
}

// placedText is a piece of a line.
type placedText struct {
	font     *bigtype.Font
	layout   bigtype.Layout
	x, width float64 // where it begins, and the room that it is aligned in
}

// placedPicture is a picture from the row's top edge down.
type placedPicture struct {
	png     []byte
	x, w, h float64
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

func (p *printer) drawAll(rows []row) {
	for _, r := range rows {
		p.draw(r)
	}
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
	for _, im := range r.pictures {
		if p.err == nil {
			p.err = p.pdf.Encoded(im.png, p.left+im.x, p.y, im.w, im.h)
		}
	}
	p.y += r.h
}

// The sizes of type, in ems.
const (
	titleSize   = 1.6
	headingSize = 1.25

	largeHeading = 1.12
	numberSize   = 3.5
	labelSize    = 1.3
	paraGap      = 0.6
)

func (p *printer) frontRows() []row {
	size := titleSize
	if p.doc.Cards {
		size = headingSize
	}
	rows := kept(p.lines([]Run{{Text: p.doc.Short(), Strong: true}}, 0, p.measure, size, 0))
	if p.doc.SubTitle != "" && !p.doc.Cards {
		rows = append(rows, p.lines(plain(p.doc.SubTitle), 0, p.measure, 1, paraGap)...)
	}
	var box []row
	if p.doc.Statement != "" {
		box = p.boxed(p.doc.Statement)
	}
	facts := p.facts(p.doc.Wide)
	if room := p.room() - height(rows) - height(box); p.doc.Cards && height(facts) > room {
		if short := p.facts(true); height(short) <= room {
			facts = short
		}
	}
	return slices.Concat(rows, facts, box)
}

// facts is a line for each fact, or where room is short as few lines as hold them.
func (p *printer) facts(short bool) []row {
	var rows []row
	var all []Run
	gap := paraGap
	for _, f := range p.doc.Facts {
		all = append(all, Run{Text: f.Name + ": "}, Run{Text: f.Value, Strong: true})
		if short {
			if p.set.width(f.Name+f.Value, true) < p.measure/2 {
				all[len(all)-2].Text = strings.ReplaceAll(f.Name+": ", " ", noBreak)
				all[len(all)-1].Text = strings.ReplaceAll(f.Value, " ", noBreak)
			}
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
	const line, step = 0.1, 0.96
	air, size := 0.7, 1.0
	if p.doc.Cards {
		air = 0.25
	}
	rows := p.lines(plain(text), air, p.measure-2*air, size, 0)
	for p.doc.Cards && height(rows)+air > p.room() && size > step*step*step {
		size *= step
		rows = p.lines(plain(text), air, p.measure-2*air, size, 0)
	}
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
	rows := p.opening(s)
	pictures, words := drawn(s.Images)
	var rest []row
	for _, part := range s.Parts {
		if !part.Shown || len(pictures) == 0 || len(words) > 0 {
			rest = append(rest, p.part(part)...)
		}
	}
	for _, w := range words {
		rows = append(rows, p.lines(plain(w), 0, p.measure, 1, paraGap)...)
	}
	rows = append(rows, p.pictures(pictures, p.room()-height(rows)-height(rest), closest*gapsOf(rest))...)
	return withLast(append(rows, rest...))
}

// opening is the heading of a section with what stands below it.
func (p *printer) opening(s Section) []row {
	rows := p.heading(s)
	if len(s.Facts) > 0 {
		var facts []string
		for _, f := range s.Facts {
			if utf8.RuneCountInString(f) < longestFact {
				f = strings.ReplaceAll(f, " ", noBreak)
			}
			facts = append(facts, f)
		}
		rows = append(rows, p.lines(plain(strings.Join(facts, " ")), 0, p.measure, 1, 0.2)...)
	}
	for i := range rows {
		rows[i].keep = true
	}
	return rows
}

// longestFact is the most characters of a fact that stays on one line.
const longestFact = 36

// part is the rows of a part below its title.
func (p *printer) part(part Part) []row {
	gap := paraGap
	var rows []row
	if p.doc.Large && part.Shown && len(part.Blocks) == 1 && part.Blocks[0].Kind == Paragraph {
		return p.cued(part.Title+":", part.Blocks[0].Runs, 0, gap)
	}
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
	size := headingSize
	if p.doc.Large && !p.doc.Cards {
		size = largeHeading
	}
	rows := p.lines([]Run{{Text: s.Heading(), Strong: true}}, 0, p.measure, size, 0)
	if p.doc.Cards {
		const most = 3 // lines of a heading that leave room for words
		if len(rows) > most {
			rows = p.lines([]Run{{Text: s.Heading(), Strong: true}}, 0, p.measure, 1, 0)
		}
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

package script

import (
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/paper"
)

// Fonts set the words of a PDF. Those that are nil are the Go faces.
type Fonts struct{ Regular, Bold, Mono *bigtype.Font }

// PDF writes the document as a PDF with bookmarks: on pages of A4, or of A6 for cards. It lists the characters that no
// face has, which stand in it as empty boxes.
func (doc *Document) PDF(w io.Writer, f Fonts) (missing []string, err error) {
	p := newPrinter(doc, f)
	p.front()
	doc.Sections(func(s Section) bool {
		p.section(s)
		return p.err == nil
	})
	p.feet()
	if p.err != nil {
		return nil, fmt.Errorf("write PDF: %w", p.err)
	}
	if err := p.pdf.Write(w); err != nil {
		return nil, err
	}
	return p.pdf.Missing(), nil
}

// Lengths in points. The room to the right of the words is for handwriting.
const (
	sideMargin  = 51
	topMargin   = 43
	footMargin  = 51
	rightMargin = 0.8 // of the left one

	footLine   = 26 // from the foot of the page to the baseline of its last line
	largeSide  = 44 // large print needs the width
	largeTop   = 32
	largeFoot  = 44
	cardMargin = 24
	cardFoot   = 46
	cardWidth  = 297.64
	cardHeight = 419.53
)

// frame is the room for words on a page. Its lengths are in ems of the document's type.
type frame struct {
	w, h               float64 // of the page
	left, top, bottom  float64
	measure, cue, line float64 // longest line; from a cue to its words; from line to line
	spare              float64 // for handwriting below a section, where another follows on its page
}

// frameOf is the room on the pages of a document.
func frameOf(doc *Document) frame {
	em := 1 / float64(doc.size())
	f := frame{
		w: paper.A4Width * em, h: paper.A4Height * em, left: sideMargin * em, top: topMargin * em,
		bottom: (paper.A4Height - footMargin) * em, measure: 30, cue: 4, line: spacing,
	}
	if doc.Large {
		f.left, f.top, f.bottom = largeSide*em, largeTop*em, (paper.A4Height-largeFoot)*em
		f.measure, f.cue, f.spare = f.w-f.left-f.left*rightMargin, 2.9, 3*spacing
	}
	if doc.Wide {
		f.measure = min(f.w-f.left-f.left*rightMargin, 32)
	}
	if doc.Cards {
		f = frame{
			w: cardWidth * em, h: cardHeight * em, left: cardMargin * em, top: cardMargin * em,
			bottom: (cardHeight - cardFoot) * em, measure: (cardWidth - 2*cardMargin) * em, line: cardSpacing,
		}
	}
	return f
}

// printer puts rows on pages.
type printer struct {
	frame
	doc    *Document
	pdf    *paper.Document
	set    setter
	y      float64
	clocks []string // the running time at the end of the last section that ends on each page
	shrink float64  // of the size of numbers to call, so that they stay on one page
	bare   bool     // spare words are left out
	err    error
}

func newPrinter(doc *Document, f Fonts) *printer {
	if f.Regular == nil {
		f.Regular = bigtype.GoRegular()
	}
	if f.Bold == nil {
		f.Bold = bigtype.GoBold()
	}
	if f.Mono == nil {
		f.Mono = bigtype.GoMono()
	}
	p := &printer{frame: frameOf(doc), doc: doc, set: setter{fonts: f}, shrink: 1}
	p.pdf = paper.New(paper.Info{Title: doc.Short(), Subject: doc.Statement, Lang: language(doc.Lang), Created: doc.Created})
	p.pdf.Unit(float64(doc.size()))
	p.page()
	return p
}

// page begins a page.
func (p *printer) page() {
	p.pdf.AddPage(p.w*float64(p.doc.size()), p.h*float64(p.doc.size()))
	p.y = p.top
	p.clocks = append(p.clocks, "")
}

// room is the height of an empty page.
func (p *printer) room() float64 { return p.bottom - p.top }

// front writes the title, and what stands below it.
func (p *printer) front() {
	p.pdf.Bookmark(p.doc.Short(), 0)
	p.put(p.frontRows(), p.doc.Short())
}

// section writes a section where it fits, or else from the top of a page on. One that is longer than a page goes on.
func (p *printer) section(s Section) {
	rows := p.fittedRows(s)
	if p.y > p.top && (s.Alone || p.doc.Cards || p.y+height(rows)+p.below(s) > p.bottom) {
		p.page()
	}
	p.pdf.Bookmark(s.Heading(), 0)
	if p.doc.Cards && height(rows) > p.room() {
		p.cards(s)
	} else {
		p.put(rows, s.Short())
	}
	if s.Clock != "" {
		p.clocks[len(p.clocks)-1] = s.Clock
	}
}

// below is the room for handwriting that a section needs below it where it is not the first on its page.
func (p *printer) below(s Section) float64 {
	if s.Slide == 0 {
		return 0
	}
	return p.spare
}

// fittedRows is the rows of a section, closer where that is enough to have them on one page.
func (p *printer) fittedRows(s Section) []row {
	room := p.room()
	if p.doc.Wide { // A sheet is one page.
		room = p.bottom - p.y
	}
	p.bare, p.shrink = false, 1
	rows := p.sectionRows(s)
	if height(rows) > room && s.spare() {
		p.bare = true
		rows = p.sectionRows(s)
	}
	const least, step = 0.45, 0.05
	for s.Alone && height(rows) > room && p.shrink > least {
		p.shrink -= step
		rows = p.sectionRows(s)
	}
	return closer(rows, height(rows)-room)
}

// closest is how much of the room between rows may be saved.
const closest = 0.6

// gapsOf is the room between rows.
func gapsOf(rows []row) float64 {
	gaps := 0.0
	for _, r := range rows {
		gaps += r.gap
	}
	return gaps
}

// closer is rows with less room between them, where that saves enough.
func closer(rows []row, save float64) []row {
	gaps := gapsOf(rows)
	if save <= 0 || save > closest*gaps {
		return rows
	}
	for i := range rows {
		rows[i].gap *= 1 - save/gaps
	}
	return rows
}

// spare reports whether a section has words that may be left out.
func (s Section) spare() bool {
	return slices.ContainsFunc(s.Parts, func(p Part) bool {
		return slices.ContainsFunc(p.Blocks, func(b Block) bool { return len(b.Spare) > 0 })
	})
}

// Short is what to call the section where it goes on.
func (s Section) Short() string {
	if s.Slide == 0 {
		return s.Title
	}
	return slideName(s.Slide)
}

// put draws rows, those together that are to be kept so, and says on each further page what goes on there.
func (p *printer) put(rows []row, name string) {
	for len(rows) > 0 {
		n := together(rows)
		if p.y > p.top && p.y+height(rows[:n]) > p.bottom {
			p.page()
			if goesOn := p.continued(name); height(goesOn)+height(rows[:n]) <= p.room() {
				p.drawAll(goesOn)
			}
		}
		for _, r := range rows[:n] {
			if p.y > p.top && p.y+r.h > p.bottom {
				p.page() // They are together higher than a page.
			}
			p.draw(r)
		}
		rows = rows[n:]
	}
}

// together is how many of the first rows are kept on one page.
func together(rows []row) int {
	n := 1
	for n < len(rows) && rows[n-1].keep {
		n++
	}
	return n
}

// feet writes the foot of each page, now that their number is known.
func (p *printer) feet() {
	for i, clock := range p.clocks {
		p.pdf.Page(i + 1)
		p.foot(p.doc.sheet()+" "+strconv.Itoa(i+1)+" of "+strconv.Itoa(len(p.clocks)), clock)
	}
}

// foot is the last line of a page: what it is of where that has room, the running time at the end of what it ends, and
// its number.
func (p *printer) foot(page, clock string) {
	right := p.w - p.left
	if !p.doc.Cards {
		right = p.w - p.left*rightMargin
	}
	y := p.h - footLine/float64(p.doc.size())
	used := p.tail(page, right, y)
	if clock != "" {
		text := "By the end of this page: " + clock
		if p.doc.Cards {
			text = "By " + clock
		}
		at := right - used - 2
		p.tail(text, at, y)
		used = right - at + p.set.width(text, false)
	}
	for _, title := range []string{footTitle(p.doc), p.doc.Kind} {
		if !p.doc.Cards && p.set.width(title, false) <= right-p.left-used-1 {
			p.set.text(p.pdf, title, p.left, y)
			return
		}
	}
}

// tail writes text that ends at a place, and gives its width.
func (p *printer) tail(text string, right, y float64) float64 {
	w := p.set.width(text, false)
	p.set.text(p.pdf, text, right-w, y)
	return w
}

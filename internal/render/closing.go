package render

import (
	"math"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// The closing screen is drawn apart from every other slide: its numbers come first, and they are
// never wrapped, broken or cut. Title, numbers and labels stand on one grid.

// contacts is all rows of a slide, laid out.
type contacts struct {
	title   bigtype.Layout
	heading []string // the title in the terminal's own type
	rows    []contactRow
	number  float64 // size of the numbers
	beside  bool    // the title stands beside the first number
	own     bool    // the words are in the terminal's own type, where drawn ones would be too small
	column  float64 // width of the numbers that have their labels beside them
	w       float64
}

// contactRow is a row laid out: its number, its words, or a picture of whole cells. Places and heights are
// in rows from the top of the screen.
type contactRow struct {
	deck.Row
	digits, words  bigtype.Layout
	notes          []string // the words in the terminal's own type
	wordsW, wordsH float64
	cols, rows     int
	wordsY, y      float64 // of the words; of the number or the picture
	rule           float64 // of the rule above what is set apart
}

// Shares of the size of the numbers.
const (
	labelShare   = 0.3  // of labels, at least
	smallLabel   = 0.9  // of the smallest type, for labels
	mostLabel    = 0.45 // at most
	leastAlone   = 0.7  // of the numbers' size where labels are drawn
	leastNumbers = 0.4  // the same beside lines without a number
	underLabel   = 0.08 // the gap between a label and the number below it
	besideGap    = 0.6  // the gap between a number and the label beside it
	ownBeside    = 0.3  // the same before the terminal's own type
	rowGap       = 0.14 // the gap between rows, at least
	mostGap      = 0.3  // what is added to it where there is room
	apartGap     = 0.26 // above what is set apart, with a rule in it
	ownGap       = 0.2  // the same where words are in the terminal's own type, whose cells have room in them
	ruleShare    = 0.04 // the thickness of that rule
)

// leastNarrow is how narrow digits become, as a share of their width, to be taller on a screen that is wide
// enough for no more: at 40 columns each has three.
const leastNarrow = 0.64

// closing draws the numbers as large as they go with labels that are read, and then the labels larger.
func (p *page) closing() bool {
	f := p.frame()
	best, own := p.bestContacts(f, p.leastLabel()), p.ownContacts(f)
	if best == nil || own != nil && own.number*p.leastKept() > best.number {
		best = own // Labels are drawn as long as that does not cost the numbers too much.
	}
	if best == nil {
		return false
	}
	p.fit.Size = best.number
	p.paintContacts(best, f)
	return true
}

// ownContacts has labels in the terminal's own type, where there is one.
func (p *page) ownContacts(f box) *contacts {
	if p.outlined() {
		return nil
	}
	return p.bestContacts(f, ownLabel)
}

// leastLabelSize is the smallest size of labels in rows.
const leastLabelSize = 3

// leastLabel is the smallest size of labels that are drawn: a little below that of other text, as the numbers
// say most.
func (p *page) leastLabel() float64 {
	return max(p.least()*smallLabel, leastLabelSize/max(p.dense, 1))
}

// leastKept is the share of the numbers' size that drawn labels must leave them. Lines without a number say
// all that they say in their words.
func (p *page) leastKept() float64 {
	if slices.ContainsFunc(p.slide.Rows, func(r deck.Row) bool { return r.Number == "" }) {
		return leastNumbers
	}
	return leastAlone
}

// ownLabel is the size of labels in the terminal's own type.
const ownLabel = 0

// leastRows is the smallest height of numbers in rows. No word around it helps to read a digit: in fewer rows
// the terminal's own are surer.
func (p *page) leastRows() float64 {
	if t := p.v.Tier.Base(); t == bigtype.Shades || t == bigtype.Blocks || t == bigtype.Outlines {
		return leastDigits
	}
	return leastTall
}

const leastDigits = 3 // where there are blocks for every eighth

// bestContacts has the largest numbers that go with labels of a size at least, and then the largest
// labels; nil when nothing fits.
func (p *page) bestContacts(f box, least float64) *contacts {
	label := func(number float64) float64 {
		if least == ownLabel {
			return ownLabel
		}
		return max(number*labelShare, least)
	}
	fits := func(number float64) bool { return p.contacts(f, number, label(number)) != nil }
	smallest := max(p.least(), p.leastRows()/p.digitHeight()/max(p.dense, 1))
	if !fits(smallest) {
		return nil
	}
	number := p.wholeRows(largest(smallest, max(f.h, smallest), fits), fits)
	size := label(number)
	if least != ownLabel {
		size = largest(size, max(number*mostLabel, size), func(n float64) bool { return p.contacts(f, number, n) != nil })
	}
	return p.contacts(f, number, size)
}

// column is the width of a column in rows.
const column = 0.5

// leastTall is the height in rows from which digits are told apart wherever their edges fall.
const leastTall = 4

// overshoot is how far, in ems, round digits reach above flat ones, and below.
const overshoot = 0.03

// digitHeight is that of a digit, in ems.
func (p *page) digitHeight() float64 {
	l, _ := p.font.Set(bigtype.Text{{Text: "7"}}, math.Inf(1), 1)
	return l.H
}

// wholeRows is the next smaller size at which small digits are whole rows high, and sharp at head and foot.
func (p *page) wholeRows(number float64, fits func(float64) bool) float64 {
	h := p.digitHeight()
	if even := math.Floor(number*h+1e-6) / h; number*h < leastTall && fits(even) {
		return even
	}
	return number
}

// halfColumns is the next smaller share of their width at which digits are halves of columns wide, so that the
// same digit looks the same in each place.
func (p *page) halfColumns(number, share float64) float64 {
	zero, _ := p.font.Set(bigtype.Text{{Text: "0"}}, math.Inf(1), number)
	return math.Floor(4*zero.W*share+1e-6) / 4 / zero.W
}

// largest is the largest size from least to most that fits, or least.
func largest(least, most float64, fits func(size float64) bool) float64 {
	if fits(most) {
		return most
	}
	for most-least > least/200 {
		if mid := (least + most) / 2; fits(mid) {
			least = mid
		} else {
			most = mid
		}
	}
	return least
}

// contacts lays everything out with numbers at one size and words at another; nil when it does not fit.
func (p *page) contacts(f box, number, label float64) *contacts {
	c := &contacts{number: number, own: label == ownLabel, rows: make([]contactRow, len(p.slide.Rows))}
	if !p.setDigits(c, f.w) || !p.setTitle(c, f, label) {
		return nil
	}
	for i := range c.rows {
		if !p.setContact(c, &c.rows[i], f, label) {
			return nil
		}
	}
	if c.w > f.w || c.stand(f, 0) > f.y+f.h {
		return nil
	}
	return c
}

// setDigits sets all numbers, as narrow as the widest of them needs.
func (p *page) setDigits(c *contacts, w float64) bool {
	share := 1.0
	for i, r := range p.slide.Rows {
		c.rows[i].Row = r
		if r.Number == "" {
			continue
		}
		unbroken := strings.ReplaceAll(r.Number, " ", "\u00a0")
		l, ok := p.font.Set(bigtype.Text{{Text: unbroken, Mark: markStrong}}, math.Inf(1), c.number)
		if !ok || len(l.Lines) != 1 {
			return false
		}
		c.rows[i].digits, share = l, min(share, w/l.W)
	}
	if share = p.halfColumns(c.number, share); share < leastNarrow {
		return false
	}
	for i := range c.rows {
		r := &c.rows[i]
		if r.digits.Base < leastTall {
			r.digits = r.digits.Condensed(share, column)
		} else {
			r.digits = r.digits.Condensed(share, column/2)
		}
		if r.Beside {
			c.column = max(c.column, r.digits.W+c.number*c.besideGap())
		}
	}
	return true
}

func (p *page) setTitle(c *contacts, f box, label float64) bool {
	head := p.slide.Heading()
	switch {
	case head == nil:
		return true
	case c.own:
		return p.setOwnTitle(c, f, deck.PlainText(head))
	default:
		l, ok := p.font.Set(words(head, markInk), f.w, min(label, c.number))
		if !ok {
			return false
		}
		c.title = l
	}
	c.w = max(c.w, c.title.W)
	return true
}

// setOwnTitle sets the title in the terminal's own type: in a row of its own or, where rows are few, beside
// the first number, above that number's label.
func (p *page) setOwnTitle(c *contacts, f box, title string) bool {
	r := &c.rows[0]
	c.beside = r.Beside && r.digits.Base < leastTall
	if c.beside {
		r.notes = append(cell.Wrap(title, int(2*(f.w-c.column))), "")
		return true
	}
	c.heading = cell.Wrap(title, int(2*f.w))
	c.title.W, c.title.H = float64(cell.Widest(c.heading...))/2, float64(len(c.heading))
	c.w = max(c.w, c.title.W)
	return true
}

// setContact lays out the words of a row, or its picture.
func (p *page) setContact(c *contacts, r *contactRow, f box, label float64) bool {
	var w float64
	ok := true
	switch {
	case p.shows(r.Image):
		r.cols, r.rows = pictureCells(r.Image, p.v.W/2, max(p.v.H/6, 2))
		w = float64(r.cols) / 2
	case r.Beside:
		ok = p.setWords(r, f.w-c.column, label)
		w = c.column + r.wordsW
	default:
		ok = p.setWords(r, f.w, label)
		w = max(r.digits.W, r.wordsW)
	}
	c.w = max(c.w, w)
	return ok
}

func (p *page) setWords(r *contactRow, room, label float64) (ok bool) {
	switch {
	case r.Label == "":
		return true
	case label == ownLabel:
		r.notes = append(r.notes, cell.Wrap(r.Label, int(2*room))...)
		r.wordsW, r.wordsH = float64(cell.Widest(r.notes...))/2, float64(len(r.notes))
		return r.wordsW <= room
	}
	r.words, ok = p.font.Set(bigtype.Text{{Text: r.Label, Mark: markInk}}, room, label)
	r.wordsW, r.wordsH = r.words.W, r.words.H
	return ok
}

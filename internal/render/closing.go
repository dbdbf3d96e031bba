package render

import (
	"math"
	"slices"
	"strings"

	"assembly/internal/bigtype"
	"assembly/internal/cell"
	"assembly/internal/deck"
)

// The closing screen is drawn apart from every other slide: its numbers come first, and they are
// never wrapped, broken or cut. Title, numbers and labels stand on one grid.

// contacts is all rows of a slide, laid out.
type contacts struct {
	title   bigtype.Layout
	heading []string // the title in the terminal's own type
	rows    []contactRow
	number  float64 // size of the numbers
	column  float64 // width of the numbers that have their labels beside them
	w, h    float64
}

// contactRow is a row laid out: its number, its words, or a picture of whole cells.
type contactRow struct {
	deck.Row
	digits, words bigtype.Layout
	notes         []string // the words in the terminal's own type, where the drawn one would be too small
	wordsW        float64
	wordsH        float64
	cols, rows    int
	w, h          float64
}

// Shares of the size of the numbers.
const (
	labelShare   = 0.3  // of labels, at least
	smallLabel   = 0.9  // of the smallest type, for labels
	mostLabel    = 0.45 // at most
	leastAlone   = 0.7  // of the numbers' size where labels are drawn
	leastNumbers = 0.4  // the same beside lines without a number
	underLabel   = 0.12 // the gap between a label and the number below it
	besideGap    = 0.6  // the gap between a number and the label beside it
	rowGap       = 0.3  // the gap between rows, at least
	apartGap     = 0.5  // above what is set apart, with a rule in it
	ruleShare    = 0.04 // the thickness of that rule
)

// closing draws the numbers as large as they go with labels that are read, and then the labels larger.
func (p *page) closing() bool {
	f := p.frame()
	drawn, own := p.bestContacts(f, p.leastLabel()), p.bestContacts(f, ownLabel)
	best := drawn
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

// leastLabelSize is the smallest size of labels in rows.
const leastLabelSize = 3

// leastLabel is the smallest size of labels that are drawn: a little below that of other text, as the numbers
// say most.
func (p *page) leastLabel() float64 { return max(p.least()*smallLabel, leastLabelSize) }

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

// leastDigits is the smallest size of numbers in rows. No word around it helps to read a digit: below it
// the terminal's own are surer.
const leastDigits = 4

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
	smallest := max(p.least(), leastDigits)
	if !fits(smallest) {
		return nil
	}
	number := p.even(largest(smallest, max(f.h, smallest), fits), smallest)
	size := label(number)
	if least != ownLabel {
		size = largest(size, max(number*mostLabel, size), func(n float64) bool { return p.contacts(f, number, n) != nil })
	}
	return p.contacts(f, number, size)
}

// even is the next smaller size at which digits are halves of columns wide, so that the same digit looks
// the same in each place, unless that is below the smallest.
func (p *page) even(number, smallest float64) float64 {
	zero, _ := p.font.Set(bigtype.Text{{Text: "0"}}, math.Inf(1), 1)
	if size := math.Floor(4*number*zero.W) / 4 / zero.W; size >= smallest {
		return size
	}
	return number
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
	c := &contacts{number: number, rows: make([]contactRow, len(p.slide.Rows))}
	for i, r := range p.slide.Rows {
		c.rows[i].Row = r
		if !p.setDigits(&c.rows[i], f.w, number) {
			return nil
		}
		if r.Beside {
			c.column = max(c.column, c.rows[i].digits.W+number*besideGap)
		}
	}
	for i := range c.rows {
		if !p.setContact(c, &c.rows[i], f, label) {
			return nil
		}
		c.w, c.h = max(c.w, c.rows[i].w), c.h+c.rows[i].h
		if i > 0 {
			c.h += c.gap(i)
		}
	}
	if !p.setTitle(c, f, label) || c.h > f.h || c.w > f.w {
		return nil
	}
	return c
}

func (p *page) setTitle(c *contacts, f box, label float64) bool {
	head := p.slide.Heading()
	if head == nil {
		return true
	}
	if label == ownLabel {
		return p.setOwnTitle(c, f)
	}
	l, ok := p.font.Set(words(head, markInk), f.w, min(label, c.number))
	c.title = l
	c.w, c.h = max(c.w, l.W), c.h+l.H+c.number*rowGap
	return ok
}

// gap is the space above a row.
func (c *contacts) gap(i int) float64 {
	if c.rows[i].Apart {
		return c.number * apartGap
	}
	return c.number * rowGap
}

func (p *page) setDigits(r *contactRow, w, size float64) bool {
	if r.Number == "" {
		return true
	}
	unbroken := strings.ReplaceAll(r.Number, " ", "\u00a0")
	l, ok := p.font.Set(bigtype.Text{{Text: unbroken, Mark: markStrong}}, w, size)
	r.digits = l
	return ok && len(l.Lines) == 1
}

// setContact lays out the words of a row, or its picture.
func (p *page) setContact(c *contacts, r *contactRow, f box, label float64) bool {
	if p.decode(r.Image) != nil {
		r.cols, r.rows = p.pictureCells(r.Image, p.v.W/2, max(p.v.H/6, 2))
		r.w, r.h = float64(r.cols)/2, float64(r.rows)
		return true
	}
	room := f.w
	if r.Beside {
		room -= c.column
	}
	ok := p.setWords(r, room, label)
	switch {
	case r.Beside:
		r.w, r.h = c.column+r.wordsW, max(r.digits.H, r.wordsH)
	case r.Number != "" && r.Label != "":
		r.w, r.h = max(r.digits.W, r.wordsW), r.wordsH+c.number*underLabel+r.digits.H
	default:
		r.w, r.h = max(r.digits.W, r.wordsW), r.wordsH+r.digits.H
	}
	return ok
}

func (p *page) setWords(r *contactRow, room, label float64) (ok bool) {
	switch {
	case r.Label == "":
		return true
	case label == ownLabel:
		r.notes = cell.Wrap(r.Label, int(2*room))
		r.wordsW, r.wordsH = float64(cell.Widest(r.notes...))/2, float64(len(r.notes))
		return r.wordsW <= room
	}
	r.words, ok = p.font.Set(bigtype.Text{{Text: r.Label, Mark: markInk}}, room, label)
	r.wordsW, r.wordsH = r.words.W, r.words.H
	return ok
}

// setOwnTitle sets the title in the terminal's own type.
func (p *page) setOwnTitle(c *contacts, f box) bool {
	c.heading = cell.Wrap(deck.PlainText(p.slide.Heading()), int(2*f.w))
	w, h := float64(cell.Widest(c.heading...))/2, float64(len(c.heading))
	c.title.W, c.title.H = w, h
	c.w, c.h = max(c.w, w), c.h+h+c.number*rowGap
	return w <= f.w
}

// paintContacts stands everything on one left edge in the middle of the page, and shares some of the
// height that is left among the gaps.
func (p *page) paintContacts(c *contacts, f box) {
	gaps := len(c.rows) - 1
	if c.title.H > 0 {
		gaps++
	}
	spare := 0.0
	if gaps > 0 {
		spare = min((f.h-c.h)/float64(gaps), c.number*rowGap)
	}
	x, y := math.Round(2*f.x+f.w-c.w)/2, f.y+(f.h-c.h-spare*float64(gaps))/2
	if c.title.H > 0 {
		p.paint(c.title, x, y, c.w, bigtype.Left)
		p.note(c.heading, x, y)
		y += c.title.H + c.number*rowGap + spare
	}
	for i := range c.rows {
		r, gap := &c.rows[i], 0.0
		if i > 0 {
			gap = c.gap(i) + spare
		}
		if r.Step <= p.step {
			if r.Apart {
				thick := c.number * ruleShare
				p.sheet.Rule(x, y+(gap-thick)/2, math.Round(2*c.w)/2, thick, p.color(markQuiet))
			}
			p.paintContact(c, r, x, y+gap)
		}
		y += gap + r.h
	}
}

func (p *page) paintContact(c *contacts, r *contactRow, x, y float64) {
	switch {
	case r.cols > 0:
		p.sheet.Picture(p.decode(r.Image), int(2*x), int(y), r.cols, r.rows)
	case r.Beside:
		p.paint(r.digits, x, onRow(y+(r.h-r.digits.H)/2, r.digits), r.digits.W, bigtype.Left)
		p.paint(r.words, x+c.column, y+(r.h-r.wordsH)/2, r.words.W, bigtype.Left)
		p.note(r.notes, x+c.column, y+(r.h-r.wordsH)/2)
	default:
		p.paint(r.words, x, y, r.words.W, bigtype.Left)
		p.note(r.notes, x, y)
		p.paint(r.digits, x, onRow(y+r.h-r.digits.H, r.digits), r.digits.W, bigtype.Left)
	}
}

// onRow moves numbers so that they stand on the edge of a row, where their feet are sharp.
func onRow(y float64, digits bigtype.Layout) float64 { return math.Round(y+digits.Base) - digits.Base }

// note writes lines in the terminal's own type.
func (p *page) note(lines []string, x, y float64) {
	p.after = append(p.after, func() {
		for i, l := range lines {
			p.grid.Put(int(math.Round(2*x)), int(math.Round(y))+i, l, p.ink(markInk).With(cell.Bold))
		}
	})
}

package render

import (
	"math"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// Where the title, the numbers and the labels of a closing screen stand, and how they are painted.

// hair is a length in rows that no cell shows.
const hair = 0.01

// stand gives everything its place, with so much space added to each gap, and reports where it ends.
// Numbers stand on the edges of rows, where their feet are sharp, and the terminal's own type in rows.
func (c *contacts) stand(f box, spare float64) (foot float64) {
	s := stack{at: c.top(f), own: c.own}
	s.words(c.title.H)
	for i := range c.rows {
		r, above := &c.rows[i], s.at
		s.at += c.gap(i, spare)
		s.row(r, c.number)
		r.rule = ruleIn(above, r.top(), c.number*ruleShare)
	}
	return s.at
}

// top is where the title begins.
func (c *contacts) top(f box) float64 {
	if c.own {
		return math.Round(f.y)
	}
	return f.y
}

// stack is a column of things that is being filled from above.
type stack struct {
	at  float64 // where it ends
	own bool    // its words are in the terminal's own type
}

// words adds words and gives their place.
func (s *stack) words(h float64) (y float64) {
	if s.own {
		s.at = math.Ceil(s.at - hair)
	}
	y = s.at
	s.at += h
	return y
}

func (s *stack) row(r *contactRow, number float64) {
	switch {
	case r.cols > 0:
		r.y = math.Ceil(s.at)
		s.at = r.y + float64(r.rows)
	case r.Number == "":
		r.wordsY = s.words(r.wordsH)
	case r.Beside:
		r.y = onRow(s.at+max(r.wordsH-r.digits.H, 0)/2, r.digits)
		r.wordsY = r.y + (r.digits.H-r.wordsH)/2
		s.at = max(r.y+footOf(r.digits), r.wordsY+r.wordsH)
	default:
		r.wordsY = s.words(r.wordsH)
		if r.wordsH > 0 && !s.own {
			s.at += number * underLabel
		}
		r.y = onRow(s.at, r.digits)
		s.at = r.y + footOf(r.digits)
	}
}

// footOf is where what is below a number may begin. What is round reaches a little further, which few cells
// show.
func footOf(digits bigtype.Layout) float64 {
	if digits.Base < leastTall && digits.Foot < overshoot*digits.Size {
		return digits.Base
	}
	return digits.H
}

// ruleIn is where a rule stands about the middle of a gap, with its head or its foot on the edge of a row: a
// cell shows one edge.
func ruleIn(from, to, thick float64) float64 {
	y := (from + to - thick) / 2
	head, foot := math.Round(y), math.Round(y+thick)-thick
	if math.Abs(head-y) < math.Abs(foot-y) {
		return head
	}
	return foot
}

// top is where a row begins.
func (r *contactRow) top() float64 {
	switch {
	case r.wordsH == 0:
		return r.y
	case r.Number == "":
		return r.wordsY
	}
	return min(r.wordsY, r.y)
}

// onRow is the next place below at which a number stands on the edge of a row, or of half of one if it is
// tall. Otherwise what is round may reach a little above the place: that is less than a cell shows.
func onRow(y float64, digits bigtype.Layout) float64 {
	if digits.Base >= leastTall {
		return math.Ceil(2*(y+digits.Base))/2 - digits.Base
	}
	return math.Ceil(y+digits.Base-overshoot*digits.Size) - digits.Base
}

func (c *contacts) besideGap() float64 {
	if c.own {
		return ownBeside
	}
	return besideGap
}

// gap is the space above a row.
func (c *contacts) gap(i int, spare float64) float64 {
	r, room := c.rows[i], rowGap
	switch {
	case i == 0 && c.title.H == 0:
		return 0
	case r.Apart && c.own:
		room = ownGap
	case r.Apart:
		room = apartGap
	case c.own && (!r.Beside || i == 0):
		room = 0 // One of the two is in the terminal's own type.
	}
	return c.number*room + spare
}

// paintContacts stands everything on one left edge in the middle of the page, and shares some of the
// height that is left among the gaps.
func (p *page) paintContacts(c *contacts, f box) {
	end := f.y + f.h
	spare := largest(0, c.number*mostGap, func(spare float64) bool { return c.stand(f, spare) <= end })
	down := math.Floor((end - c.stand(f, spare)) / 2)
	x, top := math.Round(2*f.x+f.w-c.w)/2, c.top(f)+down
	p.beside(func() {
		p.as(Title, func() { p.paint(c.title, x, top, c.w, bigtype.Left) })
		p.note(c.heading, x, top, markInk)
	})
	for i := range c.rows {
		if r := &c.rows[i]; r.Step <= p.step {
			p.shownAt = r.Step
			p.paintContact(c, r, x, down)
		}
	}
}

func (p *page) paintContact(c *contacts, r *contactRow, x, down float64) {
	if r.Apart {
		p.paintRule(c, x, r.rule+down)
	}
	if r.cols > 0 {
		p.paintPicture(p.sheet, r.Image, int(2*x), int(r.y+down), r.cols, r.rows)
		return
	}
	if r.digits.Base < leastTall && !p.dry && !p.outlined() {
		r.digits = r.digits.InTwoColours(p.font)
	}
	p.paint(r.digits, x, r.y+down, r.digits.W, bigtype.Left)
	if r.Beside {
		x += c.column
	}
	label := func() {
		p.paint(r.words, x, r.wordsY+down, r.words.W, bigtype.Left)
		p.note(r.notes, x, r.wordsY+down, markInk)
	}
	if r.Number == "" {
		label()
	} else {
		p.beside(label)
	}
}

// beside paints words that say what the numbers are: the number is what has to be read.
func (p *page) beside(paint func()) {
	x := p.fit.XHeight
	paint()
	p.fit.XHeight = x
}

// paintRule paints a rule. Between small numbers it is in the terminal's own type, since a block would touch one of them; and
// where a cell has no parts as thin as a rule.
func (p *page) paintRule(c *contacts, x, y float64) {
	w := math.Round(2 * c.w)
	if !c.beside && p.v.Tier != bigtype.Halves.Flat() {
		p.on().Rule(x, y, w/2, c.number*ruleShare, p.color(markQuiet))
		return
	}
	p.put([]string{strings.Repeat("-", int(w))}, x, math.Floor(y), markQuiet)
}

// note writes words in the terminal's own type.
func (p *page) note(lines []string, x, y float64, mark uint8) {
	if len(lines) > 0 {
		p.read(OwnXHeight)
	}
	p.put(lines, x, y, mark)
}

// put puts lines on the grid.
func (p *page) put(lines []string, x, y float64, mark uint8) {
	p.after = append(p.after, func() {
		for i, l := range lines {
			p.grid.Put(int(math.Round(2*x)), int(math.Round(y))+i, l, p.ink(mark).With(cell.Bold))
		}
	})
}

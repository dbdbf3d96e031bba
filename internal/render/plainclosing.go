package render

import (
	"assembly/internal/cell"
	"assembly/internal/deck"
)

// plainClosing shows title, labels and numbers as lines, and gives up the title, the empty lines
// and then the labels as the screen gets smaller; the numbers stay while there is a row for each.
func (p *page) plainClosing() {
	contacts := p.face.Contacts()
	if len(contacts) == 0 {
		p.stack(p.lines(p.face.Blocks, p.v.W, ""))
		return
	}
	for _, try := range []func([]deck.Contact) []line{p.airyLines, p.pairLines, p.closeLines} {
		if lines := try(contacts); p.numbersFit(contacts) && lines != nil && len(lines) <= p.v.H {
			p.stack(lines)
			return
		}
	}
	p.onlyNumbers(contacts)
}

// numbersFit reports whether no number is wider than the screen.
func (p *page) numbersFit(contacts []deck.Contact) bool {
	for _, c := range contacts {
		if cell.Width(c.Number) > p.v.W-2*p.plainMargin() {
			return false
		}
	}
	return true
}

// airyLines is the title and, for each contact, an empty line, its label and its number. What is
// set apart has a rule above it.
func (p *page) airyLines(contacts []deck.Contact) []line {
	w := p.v.W - 2*p.plainMargin()
	out := aligned(p.wrap(heading(p.face), p.style(p.v.Palette.Ink), w), deck.AlignCenter)
	for i, c := range contacts {
		between := line{}
		if i > 0 && emergency(c.Number) && !emergency(contacts[i-1].Number) {
			between = p.rule(c.Step)
		}
		out = append(append(out, between), p.pair(c, w)...)
	}
	return out
}

func (p *page) rule(step int) line {
	const dashes = "------------"
	return line{
		words: []word{{parts: []part{{dashes, p.style(p.v.Palette.Quiet)}}, width: len(dashes)}},
		step:  step, align: deck.AlignCenter,
	}
}

// pairLines is a label and a number for each contact, and nothing else.
func (p *page) pairLines(contacts []deck.Contact) []line {
	var out []line
	for _, c := range contacts {
		out = append(out, p.pair(c, p.v.W-2*p.plainMargin())...)
	}
	return out
}

func (p *page) pair(c deck.Contact, w int) []line {
	out := aligned(p.wrap([]deck.Span{{Text: c.Label}}, p.style(p.v.Palette.Ink), w), deck.AlignCenter)
	for i := range out {
		out[i].step = c.Step
	}
	return append(out, p.numberLine(c))
}

// closeLines is a line for each contact: the number and then as much of the label as fits.
func (p *page) closeLines(contacts []deck.Contact) []line {
	var out []line
	for _, c := range contacts {
		l := p.numberLine(c)
		room := p.v.W - 2*p.plainMargin() - cell.Width(c.Number) - 1
		if room < shortestLabel {
			return nil
		}
		label := cell.Truncate(c.Label, room)
		l.words = append(l.words, word{parts: []part{{label, p.style(p.v.Palette.Ink)}}, width: cell.Width(label)})
		l.align = deck.AlignLeft
		out = append(out, l)
	}
	return out
}

// shortestLabel is the number of columns below which a cut label says nothing.
const shortestLabel = 6

// onlyNumbers shows the numbers that fit whole, from the top, and counts the others.
func (p *page) onlyNumbers(contacts []deck.Contact) {
	var out []line
	for _, c := range contacts {
		if cell.Width(c.Number) <= p.v.W-2*p.plainMargin() && len(out) < p.v.H {
			out = append(out, p.numberLine(c))
		} else {
			p.fit.Lost++
		}
	}
	p.stack(out)
}

func (p *page) numberLine(c deck.Contact) line {
	s := p.style(p.v.Palette.Strong).With(cell.Bold)
	return line{
		words: []word{{parts: []part{{c.Number, s}}, width: cell.Width(c.Number)}},
		step:  c.Step, align: deck.AlignCenter,
	}
}

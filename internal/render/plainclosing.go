package render

import (
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// plainClosing shows every line of the slide as long as the screen has room: first with space
// between them, then without, then with each label beside its number. After that it gives up the
// title, the ends of lines and at last the labels; the numbers stay while there is a row for each.
func (p *page) plainClosing() {
	w := p.plainWidth()
	var title []line
	if head := p.slide.Heading(); head != nil {
		title = p.wrap(head, p.ink(markInk), w)
	}
	if p.stackFirst(title, w, p.airyLines, p.pairLines, p.columnLines) {
		return
	}
	p.fit.Lost += len(title)
	if !p.stackFirst(nil, w, p.columnLines) {
		p.cutLines(w)
	}
}

// stackFirst draws the first of the ways to lay the slide out that the screen has room for.
func (p *page) stackFirst(title []line, w int, ways ...func(title []line, w int) []line) bool {
	for _, lay := range ways {
		if lines := lay(title, w); lines != nil && len(lines) <= p.v.H && p.numberColumn() <= w {
			p.stack(lines)
			return true
		}
	}
	return false
}

// numberColumn is the width of the widest number.
func (p *page) numberColumn() int {
	n := 0
	for _, r := range p.slide.Rows {
		n = max(n, cell.Width(r.Number))
	}
	return n
}

// airyLines is the title and, for each row, an empty line, its words and its number. What is set
// apart has a rule above it.
func (p *page) airyLines(title []line, w int) []line {
	out := aligned(title, deck.AlignCenter)
	for _, r := range p.slide.Rows {
		between := line{}
		if r.Apart {
			between = textLine(strings.Repeat("-", 12), p.ink(markQuiet), r.Step)
		}
		out = append(append(out, between), p.pair(r, w)...)
	}
	return out
}

// pairLines is the title and each row's words and number, and nothing between them.
func (p *page) pairLines(title []line, w int) []line {
	out := aligned(title, deck.AlignCenter)
	for _, r := range p.slide.Rows {
		out = append(out, p.pair(r, w)...)
	}
	return out
}

func (p *page) pair(r deck.Row, w int) []line {
	var out []line
	if r.Label != "" {
		out = p.rowWords(r, w)
	}
	if r.Number != "" {
		out = append(out, textLine(r.Number, p.numberStyle(), r.Step))
	}
	return aligned(out, deck.AlignCenter)
}

// rowWords is the words of a row, wrapped.
func (p *page) rowWords(r deck.Row, w int) []line {
	out := p.wrap([]deck.Span{{Text: r.Label}}, p.ink(markInk), w)
	for i := range out {
		out[i].step = r.Step
	}
	return out
}

// columnLines has the numbers in one column and their labels in another; nil where there is too
// little room for labels.
func (p *page) columnLines(title []line, w int) []line {
	column := p.numberColumn() + 1
	if w-column < shortestLabel {
		return nil
	}
	out := aligned(title, deck.AlignLeft)
	for _, r := range p.slide.Rows {
		words := p.rowWords(r, w)
		if r.Number != "" {
			words = indented(p.rowWords(r, w-column), column)
			words[0] = p.behindNumber(words[0], r.Number, column)
		}
		out = append(out, aligned(words, deck.AlignLeft)...)
	}
	return out
}

// behindNumber puts a number ahead of a line that is indented for it.
func (p *page) behindNumber(l line, number string, column int) line {
	padding := strings.Repeat(" ", column-1-cell.Width(number))
	return l.after(column, number+padding, p.numberStyle())
}

// shortestLabel is the number of columns below which a cut label says nothing.
const shortestLabel = 6

// cutLines shows a line for each row that has room, the numbers first of all, and counts what is
// cut.
func (p *page) cutLines(w int) {
	rows := p.keptRows(w)
	p.fit.Lost += len(p.slide.Rows) - len(rows)
	out := make([]line, len(rows))
	for i, r := range rows {
		out[i] = p.cutLine(r, w)
	}
	p.stack(out)
}

// keptRows is the rows that have a line each. Those without a number go first, from the bottom.
func (p *page) keptRows(w int) []deck.Row {
	rows := slices.DeleteFunc(slices.Clone(p.slide.Rows), func(r deck.Row) bool { return cell.Width(r.Number) > w })
	for i := len(rows) - 1; i >= 0 && len(rows) > p.v.H; i-- {
		if rows[i].Number == "" {
			rows = slices.Delete(rows, i, i+1)
		}
	}
	return rows[:min(len(rows), p.v.H)]
}

// cutLine is a row on one line: its number and as much of its words as fits.
func (p *page) cutLine(r deck.Row, w int) line {
	column, room := min(p.numberColumn(), w)+1, w
	if r.Number != "" {
		room -= column
	}
	text := cell.Truncate(r.Label, room)
	if text != r.Label && room < shortestLabel {
		text = ""
	}
	if text != r.Label {
		p.fit.Lost++
	}
	l := textLine(text, p.ink(markInk), r.Step)
	l.align = deck.AlignLeft
	if r.Number != "" {
		l.indent = column
		l = p.behindNumber(l, r.Number, column)
	}
	return l
}

// textLine is text on one line, unbroken.
func textLine(text string, s cell.Style, step int) line {
	l := line{step: step, align: deck.AlignCenter}
	if text != "" {
		l.words = []word{newWord(text, s)}
	}
	return l
}

func (p *page) numberStyle() cell.Style { return p.ink(markStrong).With(cell.Bold) }

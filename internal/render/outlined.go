package render

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// What a hall's screen leaves to the terminal's own letters is drawn on a plate too: smaller, with lines of code
// narrower and cells of a table in several lines.

// denser is how much smaller type on a plate becomes from one try to fit it to the next, and densest the most.
const (
	denser  = 1.25
	densest = 64
)

// drawPlate draws the slide as a hall's screen has it, or loosely and in type that is as small as needed, at last as its
// plain lines.
func (p *page) drawPlate(drawn func() bool) {
	for p.dense = 1; p.dense < densest; p.dense *= denser {
		if drawn() {
			p.fit.Drawn = true
			return
		}
		p.clear()
		if !p.loose {
			p.loose, p.dense = true, 1/denser
		}
	}
	p.plainLines()
	p.fit.Drawn = true
}

// plainLines draws all words of the step in lines of one size, as large as fit.
func (p *page) plainLines() {
	type stepLine struct {
		text string
		step int
	}
	f, wide := p.frame(), 1.0
	var lines []stepLine
	for _, b := range onePerStep(p.slide.Screen(p.step)) {
		for _, text := range linearBlock(b, "", lineColumns) {
			if l, ok := p.font.Set(bigtype.Text{{Text: text}}, math.Inf(1), 1); ok && len(l.Lines) > 0 {
				lines, wide = append(lines, stepLine{text, b.Step}), max(wide, l.W)
			}
		}
	}
	const pitch = 1.2 // from line to line, as a share of the size
	size := min(f.w/wide, f.h/(pitch*float64(max(len(lines), 1))))
	for i, at := range lines {
		if p.shownAt = at.step; at.step <= p.step {
			l, _ := p.font.Set(bigtype.Text{{Text: at.text, Mark: markInk}}, math.Inf(1), size)
			p.paint(l, f.x, f.y+float64(i)*pitch*size, f.w, bigtype.Left)
		}
	}
	p.fit.Size = size
}

// onePerStep has each item of a list as a list of its own, since it may have a step of its own.
func onePerStep(blocks []deck.Block) []deck.Block {
	var out []deck.Block
	for _, b := range blocks {
		if b.Kind != deck.List {
			out = append(out, b)
			continue
		}
		for i, it := range b.Items {
			one := b
			one.Start, one.Items, one.Step = b.Start+i, []deck.Item{it}, max(b.Step, it.Step)
			out = append(out, one)
		}
	}
	return out
}

// lineColumns is the most characters in a plain line.
const lineColumns = 100

// titled has the pieces of the slide's first heading painted as its title.
func (p *page) titled(b deck.Block, pieces []piece) []piece {
	first := slices.IndexFunc(p.slide.Blocks, func(b deck.Block) bool { return b.Kind == deck.Heading })
	if first < 0 || p.slide.Blocks[first].Pos != b.Pos || deck.PlainText(b.Spans) != p.slide.Title {
		return pieces
	}
	for i, pc := range pieces {
		pieces[i].paint = func(y float64) { p.as(Title, func() { pc.paint(y) }) }
	}
	return pieces
}

// narrowCode is code whose widest line is as wide as there is room, beside text that is not much larger.
func (p *page) narrowCode(b deck.Block, x, w, size, wide float64) ([]piece, bool) {
	const spare = 0.99 // Its width is that of other sizes rounded.
	narrow := size * w / wide * spare
	if size > mostBeside*narrow && size > p.least() {
		return nil, false
	}
	return p.flowCode(b, x, w, narrow)
}

// mostBeside is how much larger text is than the code on a slide, at most.
const mostBeside = 2

// wrappedTable is a table whose cells have several lines, in columns that share the width. It reports false where a word
// is wider than its column.
func (p *page) wrappedTable(b deck.Block, x, w, size float64) ([]piece, bool) {
	gap := size
	widths := p.shares(b, w, gap, size)
	if widths == nil {
		return nil, false
	}
	var out []piece
	mark := markStrong
	for _, row := range b.Rows {
		cells, tall := make([]bigtype.Layout, len(row)), 0.0
		for i, c := range row {
			l, ok := p.font.Set(body(c, mark), widths[i], size)
			if !ok {
				return nil, false
			}
			cells[i], tall = l, max(tall, evenHeight(l))
		}
		paint := func(y float64) {
			at := x
			for i, l := range cells {
				p.paint(l, at, y, widths[i], side(alignAt(b.Aligns, i)))
				at += widths[i] + gap
			}
		}
		out = append(out, piece{h: cmp.Or(tall, size), gap: p.gapOf(size, itemGap), step: b.Step, paint: paint})
		mark = markInk
	}
	return out, len(out) > 0
}

// shares are the widths of a table's columns in a width, with gaps between them: as wide as their longest words, with what
// is left given to those whose cells are longer, as they are longer. It is nil where the words need more.
func (p *page) shares(b deck.Block, w, gap, size float64) []float64 {
	words := columnWidths(b.Rows, func(c deck.Cell) float64 {
		return p.widest(strings.FieldsFunc(cell.Whole(deck.PlainText(c)), ordinary), size)
	})
	lines := columnWidths(b.Rows, func(c deck.Cell) float64 { return p.widest(strings.Split(deck.PlainText(c), "\n"), size) })
	left, more := w-tableWidth(words, gap), 0.0
	for i := range words {
		more += max(lines[i]-words[i], 0)
	}
	if left < 0 {
		return nil
	}
	for i := range words {
		words[i] += min(left/max(more, left), 1) * max(lines[i]-words[i], 0)
	}
	return words
}

// ordinary holds for blanks at which lines break.
func ordinary(r rune) bool { return r == ' ' || r == '\n' }

// widest is the width of the widest of texts at a size, each on a line of its own.
func (p *page) widest(texts []string, size float64) float64 {
	const spare = 1.001 // A width at one size is that at another only nearly.
	w := 0.0
	for _, text := range texts {
		if l, ok := p.font.Set(bigtype.Text{{Text: text}}, math.Inf(1), size); ok {
			w = max(w, l.W*spare)
		}
	}
	return w
}

// printShare is the size of small print, in rows.
const printShare = 1.1

// outlinePrint is small print in a row of the margin, smaller where it is long.
func (p *page) outlinePrint(y float64, text string) {
	f := p.frame()
	t := bigtype.Text{{Text: text, Mark: markQuiet}}
	l, ok := p.font.Set(t, math.Inf(1), printShare)
	if !ok {
		return
	}
	if l.W > f.w {
		l, _ = p.font.Set(t, math.Inf(1), printShare*f.w/l.W)
	}
	x := p.fit.XHeight
	p.role, p.shownAt = Words, 0
	p.paint(l, f.x, y, f.w, bigtype.Left)
	p.fit.XHeight = x
}

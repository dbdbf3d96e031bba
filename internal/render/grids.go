package render

import (
	"math"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// Code and tables keep the terminal's own type where the drawn one has no room.

// grid is something made of whole cells. It has the cells of no more rows than a screen has: code may have a hundred
// thousand lines.
type grid struct {
	*cell.Grid     // nil for one that is wider than the room
	rows       int // with those that it has no cells of
}

// newGrid makes a grid of some columns and rows.
func (p *page) newGrid(cols, rows int) grid {
	return grid{cell.New(cols, min(rows, p.v.H), p.ink(markInk)), rows}
}

// flowCode sets code in a drawn type whose columns line up, or as cells where that is too wide.
func (p *page) flowCode(b deck.Block, x, w, size float64) ([]piece, bool) {
	mono, em := bigtype.GoMonoBold(), size*codeShare
	unbreakable := strings.NewReplacer("\t", "\u00a0\u00a0\u00a0\u00a0", " ", "\u00a0") // Indents are kept, lines never turned.
	var lines []bigtype.Layout
	wide, all := 0.0, codeRows(b)
	if p.over(float64(len(all))) {
		return nil, false // Each takes a row or more, drawn or not.
	}
	for _, text := range all {
		l, _ := mono.Set(bigtype.Text{{Text: unbreakable.Replace(text), Mark: markInk}}, math.Inf(1), em)
		lines, wide = append(lines, l), max(wide, l.W)
	}
	switch {
	case wide > w && p.loose:
		return p.narrowCode(b, x, w, size, wide)
	case wide > w && (size > p.least() || p.outlined()):
		return nil, false // Smaller code that is drawn is read from farther than cells are.
	case wide > w:
		return p.flowGrid(p.codeGrid(b, int(2*w)), b.Step, x, w, size, p.align())
	}
	pitch := math.Ceil(em * codeLeading)
	paint := func(y float64) {
		for i, l := range lines {
			p.as(Code, func() { p.paintIn(mono, l, x, y+float64(i)*pitch, w, bigtype.Left) })
		}
	}
	return []piece{{h: pitch * float64(len(lines)), gap: p.gapOf(size, paragraphGap), step: b.Step, paint: paint}}, true
}

// Of code, as shares of the size of the text.
const (
	codeShare   = 0.9
	codeLeading = 1.05
)

// codeGrid is a block of code as cells; none when a line is wider than the room.
func (p *page) codeGrid(b deck.Block, w int) grid {
	lines := codeRows(b)
	for i, l := range lines {
		lines[i] = strings.ReplaceAll(l, "\t", "    ")
	}
	wide := cell.Widest(lines...)
	if wide > w {
		return grid{}
	}
	g := p.newGrid(wide, len(lines))
	for y := range g.H {
		g.Put(0, y, lines[y], p.ink(markInk))
	}
	return g
}

func codeRows(b deck.Block) []string { return strings.Split(strings.TrimRight(b.Text, "\n"), "\n") }

// flowTable sets a table in drawn type, a row to a line, or as cells where that is too wide.
func (p *page) flowTable(b deck.Block, x, w, size float64) ([]piece, bool) {
	if p.over(leastRow * min(size, 1) * float64(len(b.Rows))) {
		return nil, false
	}
	rows, gap := p.tableLayouts(b, w, size), size
	widths := columnWidths(rows, func(l bigtype.Layout) float64 { return l.W })
	if rows == nil || tableWidth(widths, gap) > w {
		wrapped, ok := p.wrappedTable(b, x, w, size)
		if ok || size > p.least() || p.outlined() {
			return wrapped, ok // A smaller table that is drawn is read from farther than cells are.
		}
		return p.flowGrid(p.tableGrid(b, int(2*w)), b.Step, x, w, size, p.align())
	}
	out := make([]piece, 0, len(rows))
	for _, row := range rows {
		paint := func(y float64) {
			at := x
			for i, l := range row {
				p.paint(l, at, y, widths[i], side(alignAt(b.Aligns, i)))
				at += widths[i] + gap
			}
		}
		out = append(out, piece{h: size, gap: p.gapOf(size, itemGap), step: b.Step, paint: paint})
	}
	return out, true
}

// leastRow is less than any row of a table takes: drawn, as a share of the size, and as cells, of a row.
const leastRow = footRoom / 2

// tableLayouts is each cell on one line; nil when a cell does not fit.
func (p *page) tableLayouts(b deck.Block, w, size float64) [][]bigtype.Layout {
	rows := make([][]bigtype.Layout, len(b.Rows))
	mark := markStrong
	for i, row := range b.Rows {
		for _, c := range row {
			l, ok := p.font.Set(body(c, mark), w, size)
			if !ok || len(l.Lines) > 1 {
				return nil
			}
			rows[i] = append(rows[i], l)
		}
		mark = markInk
	}
	return rows
}

func side(a deck.Align) bigtype.Align {
	sides := map[deck.Align]bigtype.Align{deck.AlignCenter: bigtype.Centre, deck.AlignRight: bigtype.Right}
	return sides[a] // Left for any other.
}

// tableGrid is a table as cells; none when it is wider than the room.
func (p *page) tableGrid(b deck.Block, w int) grid {
	widths := columnWidths(b.Rows, func(c deck.Cell) int { return cell.Width(deck.PlainText(c)) })
	wide := tableWidth(widths, 3)
	if wide > w || len(b.Rows) == 0 {
		return grid{}
	}
	g := p.newGrid(wide, len(b.Rows)+1)
	for i, row := range b.Rows[:min(len(b.Rows), g.H)] {
		s, y := p.ink(markInk), i+1
		if i == 0 {
			s, y = p.ink(markStrong).With(cell.Bold), 0
		}
		p.tableRow(g.Grid, y, row, widths, b.Aligns, s)
	}
	for x := range wide {
		g.Put(x, 1, "-", p.ink(markQuiet))
	}
	return g
}

func (p *page) tableRow(g *cell.Grid, y int, row []deck.Cell, widths []int, aligns []deck.Align, s cell.Style) {
	x := 0
	for i, w := range widths {
		if i < len(row) {
			text := deck.PlainText(row[i])
			g.Put(x+indentFor(cell.Width(text), w, alignAt(aligns, i)), y, text, s)
		}
		x += w + 3
	}
}

func alignAt(aligns []deck.Align, i int) deck.Align {
	if i < len(aligns) {
		return aligns[i]
	}
	return ""
}

// indentFor is the blank columns ahead of text in a width.
func indentFor(used, width int, a deck.Align) int {
	return max(width-used, 0) * int(side(a)) / 2 // left, centre, right are 0, 1, 2
}

// length is in columns or in rows.
type length interface{ int | float64 }

func columnWidths[T any, N length](rows [][]T, width func(T) N) []N {
	var widths []N
	for _, row := range rows {
		for i, c := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], width(c))
		}
	}
	return widths
}

func tableWidth[N length](columns []N, gap N) N {
	wide := gap * N(len(columns)-1)
	for _, n := range columns {
		wide += n
	}
	return wide
}

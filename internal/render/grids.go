package render

import (
	"slices"
	"strings"

	"assembly/internal/bigtype"
	"assembly/internal/cell"
	"assembly/internal/deck"
)

// Code keeps the terminal's own type, in which columns line up; tables do where the drawn type
// has no room.

// codeGrid is a block of code as cells, nil when a line is wider than the room.
func (p *page) codeGrid(b deck.Block, w int) *cell.Grid {
	lines := strings.Split(strings.TrimRight(b.Text, "\n"), "\n")
	wide := 0
	for i, l := range lines {
		lines[i] = strings.ReplaceAll(l, "\t", "    ")
		wide = max(wide, cell.Width(lines[i]))
	}
	if wide > w {
		return nil
	}
	g := cell.New(wide, len(lines), p.style(p.v.Palette.Foreground))
	for y, l := range lines {
		g.Put(0, y, l, p.style(p.v.Palette.Foreground))
	}
	return g
}

// hasCode reports whether there is code among the blocks.
func hasCode(blocks []deck.Block) bool {
	return slices.ContainsFunc(blocks, func(b deck.Block) bool {
		return b.Kind == deck.Code || hasCode(b.Blocks)
	})
}

// flowTable sets a table in drawn type, a row to a line, or as cells where that is too wide.
func (p *page) flowTable(b deck.Block, x, w, size int) ([]piece, bool) {
	rows, widths := p.tableLayouts(b, w, size)
	gap := size * 3 * p.px.X * 2 / p.px.Y / 2
	wide := gap * (len(widths) - 1)
	for _, n := range widths {
		wide += n
	}
	if (rows == nil || wide > w) && size > p.least() {
		return nil, false // A smaller table that is drawn is read from farther than cells are.
	}
	if rows == nil || wide > w {
		return p.flowGrid(p.tableGrid(b, w/p.px.X), b.Step, x, w, size, p.align())
	}
	out := make([]piece, 0, len(rows))
	for _, row := range rows {
		paint := func(y int) {
			at := x
			for i, l := range row {
				p.paint(l, at, y, widths[i], side(alignAt(b.Aligns, i)))
				at += widths[i] + gap
			}
		}
		out = append(out, piece{h: p.font.LineHeight(p.px, size), gap: size / 2, step: b.Step, paint: paint})
	}
	return out, true
}

// tableLayouts is each cell on one line, and the width of each column; nil when a cell does not
// fit.
func (p *page) tableLayouts(b deck.Block, w, size int) ([][]bigtype.Layout, []int) {
	var widths []int
	rows := make([][]bigtype.Layout, 0, len(b.Rows))
	for i, row := range b.Rows {
		mark := markInk
		if i == 0 {
			mark = markStrong
		}
		var line []bigtype.Layout
		for j, c := range row {
			l, ok := p.font.Set(body(c, mark), p.px, w, size)
			if !ok || len(l.Lines) > 1 {
				return nil, nil
			}
			if j == len(widths) {
				widths = append(widths, 0)
			}
			widths[j] = max(widths[j], l.W)
			line = append(line, l)
		}
		rows = append(rows, line)
	}
	return rows, widths
}

func side(a deck.Align) bigtype.Align {
	switch a {
	case deck.AlignRight:
		return bigtype.Right
	case deck.AlignCenter:
		return bigtype.Centre
	}
	return bigtype.Left
}

// tableGrid is a table as cells, nil when it is wider than the room.
func (p *page) tableGrid(b deck.Block, w int) *cell.Grid {
	widths := columnWidths(b.Rows)
	wide := 3 * (len(widths) - 1)
	for _, n := range widths {
		wide += n
	}
	if wide > w || len(b.Rows) == 0 {
		return nil
	}
	g := cell.New(wide, len(b.Rows)+1, p.style(p.v.Palette.Foreground))
	for i, row := range b.Rows {
		s, y := p.style(p.v.Palette.Foreground), i+1
		if i == 0 {
			s, y = p.style(p.v.Palette.Strong).With(cell.Bold), 0
		}
		p.tableRow(g, y, row, widths, b.Aligns, s)
	}
	for x := range wide {
		g.Put(x, 1, "-", p.style(p.v.Palette.Quiet))
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
	switch a {
	case deck.AlignRight:
		return max(width-used, 0)
	case deck.AlignCenter:
		return max(width-used, 0) / 2
	}
	return 0
}

func columnWidths(rows [][]deck.Cell) []int {
	var widths []int
	for _, row := range rows {
		for i, c := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], cell.Width(deck.PlainText(c)))
		}
	}
	return widths
}

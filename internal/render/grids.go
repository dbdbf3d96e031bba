package render

import (
	"strings"

	"assembly/internal/cell"
	"assembly/internal/deck"
)

// Code and tables keep the terminal's own type, in which columns line up.

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
	g := cell.New(wide, len(lines), p.style(p.v.Palette.Ink))
	for y, l := range lines {
		g.Put(0, y, l, p.style(p.v.Palette.Ink))
	}
	return g
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
	g := cell.New(wide, len(b.Rows)+1, p.style(p.v.Palette.Ink))
	for i, row := range b.Rows {
		s, y := p.style(p.v.Palette.Ink), i+1
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

package script

import (
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// columnWidths shares the room of a line among columns: each is as wide as its longest cell where all have room, and else
// the widest give way, alike. It is nil where that would leave one narrower than it has to be.
func columnWidths(natural []float64, room, least float64) []float64 {
	narrow := slices.Sorted(slices.Values(natural))
	most := 0.0
	for i, w := range narrow {
		if most = room / float64(len(narrow)-i); w > most {
			break
		}
		most, room = w, room-w
	}
	out := slices.Clone(natural)
	for i, w := range out {
		if out[i] = min(w, most); out[i] < min(w, least) {
			return nil
		}
	}
	return out
}

// widestCells is the width of the widest cell in each column.
func widestCells(rows [][]string, width func(text string) float64) []float64 {
	var out []float64
	for _, row := range rows {
		for j, c := range row {
			if j == len(out) {
				out = append(out, 0)
			}
			out[j] = max(out[j], width(c))
		}
	}
	return out
}

// The columns of a table in plain text: from one to the next, and of the narrowest that breaks its cells.
const (
	textColumnGap = 2
	textColumn    = 8
)

// textRows sets a table in columns, or where they have no room its cells one behind the other.
func textRows(b Block) []string {
	in := inset(b.Level)
	natural := widestCells(b.Rows, func(text string) float64 { return float64(cell.Width(text)) })
	widths := columnWidths(natural, float64(textWidth-len(in)-textColumnGap*max(len(natural)-1, 0)), textColumn)
	var out []string
	for i, row := range b.Rows {
		switch {
		case widths == nil:
			out = append(out, cell.Hang(in, strings.Join(row, " | "), textWidth)...)
			continue
		case i > 0 && wrapped(b.Rows, widths):
			out = append(out, "")
		}
		out = append(out, textRow(in, row, widths)...)
	}
	return out
}

// wrapped reports whether a cell takes several lines.
func wrapped(rows [][]string, widths []float64) bool {
	return slices.ContainsFunc(rows, func(row []string) bool {
		for j, c := range row {
			if cell.Width(c) > int(widths[j]) {
				return true
			}
		}
		return false
	})
}

func textRow(in string, row []string, widths []float64) []string {
	var out []string
	at := len(in)
	for j, c := range row {
		for i, l := range cell.Hang("", c, max(int(widths[j]), 1)) {
			if i == len(out) {
				out = append(out, in)
			}
			out[i] += strings.Repeat(" ", max(at-cell.Width(out[i]), 0)) + l
		}
		at += int(widths[j]) + textColumnGap
	}
	return out
}

// The columns of a table in print, in ems.
const (
	columnGap   = 1.2
	leastColumn = 4
	rounding    = 0.01
)

// table sets rows of cells in columns below a strong first row, or where they have no room the cells one behind the other.
func (p *printer) table(b Block, in, gap float64) []row {
	natural := widestCells(b.Rows, func(text string) float64 { return p.set.width(text, true) + rounding })
	room := p.measure - in - columnGap*float64(max(len(natural)-1, 0))
	widths := columnWidths(natural, room, leastColumn)
	var out []row
	for i, cells := range b.Rows {
		var rows []row
		if widths == nil {
			rows = p.paragraph([]Run{{Text: strings.Join(cells, " | "), Strong: i == 0}}, in, gap)
		} else {
			rows = kept(p.tableRow(cells, in, gap, widths, i == 0))
		}
		if i == 0 && len(rows) > 0 {
			rows[len(rows)-1].keep = true
		}
		out, gap = append(out, rows...), 0
	}
	return out
}

// tableRow sets the cells of a row beside each other.
func (p *printer) tableRow(cells []string, x, gap float64, widths []float64, strong bool) []row {
	var out []row
	under := []rule{{x: x, w: sum(widths) + columnGap*float64(len(widths)-1), h: 0.06}}
	for j, c := range cells {
		for i, r := range p.lines([]Run{{c, strong}}, x, widths[j], 1, 0) {
			if i == len(out) {
				out = append(out, row{h: r.h, base: r.base})
			}
			out[i].texts = append(out[i].texts, r.texts...)
		}
		x += widths[j] + columnGap
	}
	if len(out) > 0 {
		out[0].gap = gap
	}
	if last := len(out) - 1; strong && last >= 0 {
		under[0].y = out[last].h - under[0].h
		out[last].rules = under
	}
	return out
}

func sum(all []float64) float64 {
	out := 0.0
	for _, v := range all {
		out += v
	}
	return out
}

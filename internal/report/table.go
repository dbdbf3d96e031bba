package report

import (
	"cmp"
	"slices"
	"strings"

	"assembly/internal/cell"
)

// column is a column of a table.
type column struct {
	title   string
	right   bool // its cells are aligned on the right
	elastic bool // takes the room that the others leave, and is truncated where there is none
	least   int  // width below which other columns are dropped instead; 0 for leastElastic
	drop    int  // where room is short, columns with a drop are dropped, the lowest first; 0 stays
}

// table lays out cells in columns.
type table struct {
	columns []column
	rows    [][]string
	strong  []bool
}

// The width of elastic and other columns of text, and the gap between columns.
const (
	leastElastic = 14
	mostElastic  = 44
	mostText     = 20
	between      = 2
)

func newTable(columns ...column) *table { return &table{columns: columns} }

func (t *table) row(cells ...string) {
	t.rows = append(t.rows, cells)
	t.strong = append(t.strong, false)
}

func (t *table) strongRow(cells ...string) {
	t.row(cells...)
	t.strong[len(t.strong)-1] = true
}

// hide leaves a column out at any width.
func (t *table) hide(title string) {
	i := slices.IndexFunc(t.columns, func(c column) bool { return c.title == title })
	t.columns[i].drop = hidden
}

const hidden = -1

// set lays the table out in lines of at most w columns: the titles and then the rows.
func (t *table) set(w int) []string {
	shown, widths := t.fit(w)
	lines := []string{t.line(shown, widths, func(i int) string { return t.columns[i].title })}
	for _, r := range t.rows {
		lines = append(lines, t.line(shown, widths, func(i int) string { return r[i] }))
	}
	return lines
}

// fit chooses the columns that fit, and the width of each.
func (t *table) fit(w int) (shown []int, widths []int) {
	widths = make([]int, len(t.columns))
	for i, c := range t.columns {
		widths[i] = t.width(i)
		if c.drop != hidden {
			shown = append(shown, i)
		}
	}
	left, elastic := t.left(w, shown, widths)
	for lowest := t.lowest(shown); lowest >= 0 && left < t.least(elastic, widths[elastic]); lowest = t.lowest(shown) {
		shown = slices.DeleteFunc(shown, func(i int) bool { return i == lowest })
		left, elastic = t.left(w, shown, widths)
	}
	widths[elastic] = max(min(widths[elastic], left, mostElastic), 1)
	return shown, widths
}

// left is the room that the other columns leave for the elastic one. Every table has exactly one.
func (t *table) left(w int, shown, widths []int) (left, elastic int) {
	left = w - between*(len(shown)-1)
	for _, i := range shown {
		if t.columns[i].elastic {
			elastic = i
		} else {
			left -= widths[i]
		}
	}
	return left, elastic
}

// least is the smallest acceptable width of an elastic column whose cells need so much.
func (t *table) least(i, needs int) int { return min(cmp.Or(t.columns[i].least, leastElastic), needs) }

func (t *table) width(i int) int {
	w := cell.Width(t.columns[i].title)
	for _, r := range t.rows {
		w = max(w, cell.Width(cell.Clean(r[i])))
	}
	if !t.columns[i].elastic && !t.columns[i].right {
		w = min(w, mostText) // One long name must not cost everyone else's columns.
	}
	return w
}

// lowest is the column to drop first, -1 when all have to stay.
func (t *table) lowest(shown []int) int {
	out := -1
	for _, i := range shown {
		if d := t.columns[i].drop; d > 0 && (out < 0 || d < t.columns[out].drop) {
			out = i
		}
	}
	return out
}

func (t *table) line(shown, widths []int, text func(i int) string) string {
	var b strings.Builder
	for n, i := range shown {
		if n > 0 {
			b.WriteString(strings.Repeat(" ", between))
		}
		s := cell.Truncate(cell.Clean(text(i)), widths[i])
		pad := strings.Repeat(" ", max(widths[i]-cell.Width(s), 0))
		if t.columns[i].right {
			s = pad + s
		} else {
			s += pad
		}
		b.WriteString(s)
	}
	return strings.TrimRight(b.String(), " ")
}

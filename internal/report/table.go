package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// column is a column of a table.
type column struct {
	title    string
	right    bool // its cells are aligned on the right
	optional bool // hidden at any width where it has nothing to say
	elastic  bool // takes the room that the others leave, and is truncated where there is none
	least    int  // width below which other columns are dropped instead; 0 for leastElastic
	drop     int  // where room is short, columns with a drop are dropped, the lowest first; 0 stays
}

// table lays out cells in columns, of which exactly one is elastic. Its first row is the titles.
type table struct {
	columns []column
	rows    [][]string
	styles  []Style // of the rows
}

// The width of elastic and other columns of text, and the gap between columns.
const (
	leastElastic = 14
	mostElastic  = 44
	mostText     = 20
	gap          = "  "
)

func newTable(columns ...column) *table {
	var titles []string
	for _, c := range columns {
		titles = append(titles, c.title)
	}
	return &table{columns, [][]string{titles}, []Style{Strong}}
}

func (t *table) row(s Style, cells ...string) {
	t.rows, t.styles = append(t.rows, cells), append(t.styles, s)
}

// lines lays the rows out in at most w columns.
func (t *table) lines(w int) []string {
	shown, widths := t.fit(w)
	lines := make([]string, len(t.rows))
	for i, r := range t.rows {
		lines[i] = t.line(r, shown, widths)
	}
	return lines
}

// fit chooses the columns that fit, and the width of each.
func (t *table) fit(w int) (shown, widths []int) {
	left, elastic := w+len(gap), 0 // the room for the elastic column
	for i, c := range t.columns {
		widths = append(widths, t.width(i))
		switch {
		case c.optional && t.empty(i):
			continue
		case c.elastic:
			elastic = i
		default:
			left -= widths[i]
		}
		left -= len(gap)
		shown = append(shown, i)
	}
	least := min(cmp.Or(t.columns[elastic].least, leastElastic), widths[elastic])
	for _, i := range t.droppable(shown) {
		if left < least {
			left += widths[i] + len(gap)
			shown = slices.DeleteFunc(shown, func(k int) bool { return k == i })
		}
	}
	widths[elastic] = max(min(widths[elastic], left, mostElastic), 1)
	return shown, widths
}

// droppable lists the columns that may be dropped, in the order in which they are.
func (t *table) droppable(shown []int) []int {
	out := slices.DeleteFunc(slices.Clone(shown), func(i int) bool { return t.columns[i].drop == 0 })
	slices.SortStableFunc(out, func(a, b int) int { return t.columns[a].drop - t.columns[b].drop })
	return out
}

func (t *table) empty(i int) bool {
	return !slices.ContainsFunc(t.rows[1:], func(r []string) bool { return r[i] != "" && r[i] != none })
}

func (t *table) width(i int) int {
	w := 0
	for _, r := range t.rows {
		w = max(w, cell.Width(r[i]))
	}
	if !t.columns[i].elastic && !t.columns[i].right {
		w = min(w, mostText) // One long name must not cost everyone else's columns.
	}
	return w
}

func (t *table) line(cells []string, shown, widths []int) string {
	var parts []string
	for _, i := range shown {
		text := cell.Truncate(cells[i], widths[i])
		pad := strings.Repeat(" ", max(widths[i]-cell.Width(text), 0))
		if t.columns[i].right {
			text, pad = pad, text
		}
		parts = append(parts, text+pad)
	}
	return strings.TrimRight(strings.Join(parts, gap), " ")
}

package dialect

import (
	"bytes"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// table is a table of pandoc whose columns stand below each other: those that pandoc calls simple, multiline
// and grid tables.
type table struct {
	from, end int
	head      bool // the first row is its head
	rows      [][]string
	align     []string // the row of hyphens, a cell each
	hard      bool     // it cannot be written as a table
}

var (
	hyphens  = lazyregexp.New(`^ *-{2,}( +-{2,})*[ \t]*$`)
	gridLine = lazyregexp.New(`^ {0,3}\+([-=:]+\+)+[ \t]*$`)
)

// markTables finds the tables of file.Text[from:end] and the settings within the deck, and gives their lines
// a role.
func (f *File) markTables(from, end int, roles []role) []table {
	f.markMeta(from, end, roles)
	var out []table
	i, next, above := 0, from, true
	for it := range f.items(from, end) {
		if it.from < next {
			roles[i] = roleTable
		} else if r := roles[i]; above && it.kind == itemLine && (r == roleText || r == roleTitle || r == roleSubtitle || r == roleRule || r == roleIndented) {
			if t := f.tableAt(it.from, end); t.end > 0 {
				out, next = append(out, t), t.end
				roles[i] = roleTable
			}
		}
		above = roles[i] == roleBlank || roles[i] == roleHeading || roles[i] == roleOther
		i++
	}
	return out
}

// tableAt reads the table that begins with the line at an offset. Its end is 0 when there is none.
func (f *File) tableAt(at, end int) table {
	line, next := cutLine(f.Text[:end], at)
	below, _ := cutLine(f.Text[:end], next)
	r := &tableReader{text: f.Text[:end], at: at, table: table{from: at}}
	switch {
	case gridLine.Match(line):
		r.grid(line)
	case hyphens.Match(line) && len(columnsOf(line)) > 1:
		r.at = next
		r.columns = columnsOf(line)
		r.body(true)
	case hyphens.Match(line):
		r.at = next
		r.multiline()
	case hyphens.Match(below) && len(columnsOf(below)) > 1 && !isBlank(line):
		r.columns = columnsOf(below)
		r.header(string(line))
		_, r.at = cutLine(r.text, next)
		r.body(false)
	}
	if len(r.rows) == 0 && !r.hard || r.failed {
		return table{}
	}
	r.end = r.at
	return r.table
}

// tableReader reads a table line by line.
type tableReader struct {
	table
	text    []byte
	at      int
	columns []stretch // of characters
	count   int       // cells so far
	failed  bool
}

func (r *tableReader) line() string {
	line, next := cutLine(r.text, r.at)
	r.at = next
	return string(line)
}

// columnsOf are the columns that a line of hyphens stands for.
func columnsOf(line []byte) []stretch {
	var out []stretch
	for i := 0; i < len(line); i++ {
		if line[i] != '-' {
			continue
		}
		n := run(line[i:])
		out = append(out, stretch{i, i + n})
		i += n
	}
	return out
}

// Limits of a table. One that is larger is written as code.
const (
	maxColumns = 20
	maxCells   = 1000
)

// crowded counts the cells of a line, and reports whether the table has too many.
func (r *tableReader) crowded() bool {
	r.count += len(r.columns)
	r.hard = r.hard || r.count > maxCells || len(r.columns) > maxColumns
	return r.hard
}

// cells splits a line at the columns.
func (r *tableReader) cells(line string) []string {
	if r.crowded() {
		return nil
	}
	chars := []rune(line)
	out := make([]string, len(r.columns))
	for i := range r.columns {
		from, to := r.columns[i].from, len(chars)
		if i == 0 {
			from = 0
		}
		if i+1 < len(r.columns) {
			to = min(to, r.columns[i+1].from)
		}
		if from < to {
			out[i] = strings.TrimSpace(string(chars[from:to]))
		}
	}
	return out
}

// header reads the lines above the hyphens. The place of the first says how columns are aligned.
func (r *tableReader) header(lines ...string) {
	var split [][]string
	for _, line := range lines {
		split = append(split, r.cells(line))
	}
	r.head, r.rows = true, [][]string{merged(split)}
	if r.hard {
		return
	}
	chars := []rune(lines[0])
	filled := func(i int) bool { return i >= 0 && i < len(chars) && chars[i] != ' ' }
	for _, c := range r.columns {
		left, right := filled(c.from), filled(c.end-1) && !filled(c.end)
		r.align = append(r.align, map[[2]bool]string{{false, true}: "--:", {true, false}: ":--", {true, true}: "---", {false, false}: ":-:"}[[2]bool{left, right}])
	}
}

// merged makes one row of the lines of its cells.
func merged(lines [][]string) []string {
	row := make([]string, 0, 8)
	for _, cells := range lines {
		for i, cell := range cells {
			if i == len(row) {
				row = append(row, "")
			}
			row[i] = strings.TrimSpace(row[i] + " " + cell)
		}
	}
	return row
}

// body reads rows up to an empty line or, when it has to be closed, to a line of hyphens. When there are
// empty lines before that, rows may have several lines and end at those.
func (r *tableReader) body(closed bool) {
	groups, ended := r.groups(closed)
	for _, lines := range groups {
		switch {
		case len(lines) > 0 && len(groups) > 1:
			r.rows = append(r.rows, merged(lines))
		case len(lines) > 0:
			r.rows = append(r.rows, lines...)
		}
	}
	r.failed = closed && !ended
}

// groups reads the lines of the body, between empty lines, and reports whether a line of hyphens ends it.
func (r *tableReader) groups(closed bool) (groups [][][]string, ended bool) {
	groups = [][][]string{nil}
	for r.at < len(r.text) {
		start := r.at
		line := r.line()
		switch blank := strings.TrimSpace(line) == ""; {
		case blank && !closed:
			r.at = start
			return groups, true
		case blank:
			groups = append(groups, nil)
		case hyphens.MatchString(line):
			return groups, true
		default:
			last := len(groups) - 1
			groups[last] = append(groups[last], r.cells(line))
		}
	}
	return groups, !closed
}

// multiline reads a table with a line of hyphens above its head.
func (r *tableReader) multiline() {
	var lines []string
	for r.at < len(r.text) {
		line := r.line()
		if strings.TrimSpace(line) == "" {
			break
		}
		if hyphens.MatchString(line) {
			r.columns = columnsOf([]byte(line))
			if r.failed = len(r.columns) < 2 || len(lines) == 0; !r.failed {
				r.header(lines...)
				r.body(true)
			}
			return
		}
		lines = append(lines, line)
	}
	r.failed = true
}

// grid reads a table whose cells have lines around them.
func (r *tableReader) grid(border []byte) {
	r.gridColumns(border)
	var lines [][]string
	for r.at < len(r.text) {
		start := r.at
		line := r.line()
		head := strings.TrimLeft(line, " ")
		switch {
		case gridLine.MatchString(line):
			if len(lines) > 0 {
				r.rows = append(r.rows, merged(lines))
			}
			r.head = r.head || len(r.rows) == 1 && strings.Contains(line, "=")
			r.hard = r.hard || !bytes.Equal(columnMarks(line), columnMarks(string(border)))
			lines = nil
		case strings.HasPrefix(head, "|"):
			lines = append(lines, r.gridCells(line))
		case strings.HasPrefix(head, "+"):
			r.hard = true
		default:
			r.at = start
			return
		}
	}
}

// columnMarks are the places of the columns in a border.
func columnMarks(line string) []byte {
	return bytes.Map(func(c rune) rune {
		if c == '+' || c == ' ' {
			return c
		}
		return '-'
	}, []byte(strings.TrimRight(line, " \t")))
}

func (r *tableReader) gridColumns(border []byte) {
	for i, c := range border {
		if c != '+' {
			continue
		}
		if n := len(r.columns); n > 0 {
			r.columns[n-1].end = i
		}
		r.columns = append(r.columns, stretch{from: i + 1})
	}
	r.columns = r.columns[:max(0, len(r.columns)-1)]
}

// gridCells splits a line at the bars below the marks of the border. Without a bar there, the table is hard.
func (r *tableReader) gridCells(line string) []string {
	if r.crowded() {
		return nil
	}
	chars := []rune(line)
	out := make([]string, len(r.columns))
	for i, c := range r.columns {
		if c.end >= len(chars) || chars[c.end] != '|' {
			r.hard = true
			return out
		}
		out[i] = strings.TrimSpace(string(chars[c.from:c.end]))
	}
	return out
}

// table writes the table that begins with the next item.
func (p *patat) table() {
	t := p.tables[0]
	p.tables = p.tables[1:]
	if t.hard {
		p.fence(stretch{t.from, t.end}, "")
	} else {
		p.put("\n"+t.markdown()+"\n", t.from)
	}
	for p.at < t.end && p.at < p.end {
		p.advance(p.peek())
	}
	p.captioned = true
}

// markdown is the table as GitHub writes tables.
func (t *table) markdown() string {
	var b strings.Builder
	if !t.head {
		t.rows = append([][]string{make([]string, len(t.rows[0]))}, t.rows...)
	}
	for len(t.align) < len(t.rows[0]) {
		t.align = append(t.align, "---")
	}
	for i, row := range t.rows {
		writeRow(&b, row)
		if i == 0 {
			writeRow(&b, t.align)
		}
	}
	return b.String()
}

func writeRow(b *strings.Builder, row []string) {
	for _, cell := range row {
		b.WriteString("| " + strings.ReplaceAll(cell, "|", "\\|") + " ")
	}
	b.WriteString("|\n")
}

// Package edit changes the source of a deck, and leaves every byte alone that need not change.
package edit

import (
	"bytes"
	"slices"
	"sort"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
)

// Edited is a source after a change.
type Edited struct {
	Text    []byte   // the whole source; the one that was given when nothing changed
	Changes []Change // in the order of the file
}

// Change says which lines were replaced. Line is the number, from 1, of the first old line, or
// of the line that new ones were put above. The lines have no line ends, and may hold what must not
// reach a terminal.
type Change struct {
	Line     int
	Old, New []string
}

// edit replaces source[from:to] by text.
type edit struct {
	from, to int
	text     string
}

// file is the source of a deck and its lines.
type file struct {
	source []byte
	lines  []line
}

// line says where a line begins, where its text ends, and where the next line begins.
type line struct{ start, end, next int }

// newFile finds the lines of a source; the first begins after a byte-order mark.
func newFile(source []byte) file {
	f := file{source, linesOf(source)}
	f.lines[0].start = len(source) - len(bytes.TrimPrefix(source, []byte("\ufeff")))
	return f
}

// linesOf finds the lines of a text, however they end. After a final line end comes one more line.
func linesOf(text []byte) []line {
	var out []line
	at := 0
	for {
		i := bytes.IndexAny(text[at:], "\r\n")
		if i < 0 {
			return append(out, line{at, len(text), len(text)})
		}
		l := line{at, at + i, at + i + 1}
		if bytes.HasPrefix(text[l.end:], []byte("\r\n")) {
			l.next++
		}
		out = append(out, l)
		at = l.next
	}
}

// texts returns the lines of a text without their line ends.
func texts(text []byte) []string {
	var out []string
	for _, l := range linesOf(text) {
		out = append(out, string(text[l.start:l.end]))
	}
	return out
}

// offset returns the offset of a position.
func (f file) offset(pos deck.Pos) int { return f.lines[pos.Line-1].start + pos.Col - 1 }

// lineAt returns the index of the line that contains an offset.
func (f file) lineAt(off int) int {
	return sort.Search(len(f.lines), func(i int) bool { return f.lines[i].start > off }) - 1
}

// lineEnd returns the line end of the line that contains an offset. The last line ends like the one above.
func (f file) lineEnd(off int) string {
	i := f.lineAt(off)
	if i > 0 && f.lines[i].next == f.lines[i].end {
		i--
	}
	if l := f.lines[i]; l.next > l.end {
		return string(f.source[l.end:l.next])
	}
	return "\n"
}

// apply makes edits, which are in the order of the file, at most one in a line. One that reaches into the edit
// before it is not made: the caller reads the result again, and finds that it is missing.
func (f file) apply(edits []edit) Edited {
	var out Edited
	from := 0
	for _, e := range edits {
		if e.from < from {
			continue
		}
		out.Text = append(out.Text, f.source[from:e.from]...)
		out.Text = append(out.Text, e.text...)
		from = e.to
		out.Changes = append(out.Changes, f.change(e))
	}
	out.Text = append(out.Text, f.source[from:]...)
	return out
}

// change says what an edit does to lines.
func (f file) change(e edit) Change {
	first, last := f.lineAt(e.from), f.lineAt(e.to)
	from, to := f.lines[first].start, f.lines[last].end
	old := texts(f.source[from:to])
	now := texts(slices.Concat(f.source[from:e.from], []byte(e.text), f.source[e.to:to]))
	for len(old) > 0 && len(now) > 0 && old[len(old)-1] == now[len(now)-1] {
		old, now = old[:len(old)-1], now[:len(now)-1]
	}
	for len(old) > 0 && len(now) > 0 && old[0] == now[0] {
		old, now = old[1:], now[1:]
		first++
	}
	return Change{Line: first + 1, Old: old, New: now}
}

// commentBelow adds a comment below the last line of a slide that is not blank, or above the first
// when a code fence is never closed.
func (f file) commentBelow(src *markdown.Source, i int, comment string) edit {
	first, last := src.Extent(i)
	if src.EndsInCode(i) {
		at := f.lines[first.Line-1].start
		end := f.lineEnd(at)
		return edit{at, at, comment + end + end}
	}
	l := f.lines[last.Line-1]
	end := f.lineEnd(l.start)
	if l.next == l.end { // The file ends here, without a line end.
		return edit{l.end, l.end, end + end + comment}
	}
	return edit{l.next, l.next, end + comment + end}
}

package markdown

import (
	"fmt"
	"slices"
	"strings"
)

// Edited is a source after a change.
type Edited struct {
	Text    []byte   // the whole source; the one that was given when nothing changed
	Changes []Change // in the order of the file
}

// Change is a stretch of lines that others have taken the place of. Line is the number, from 1, of
// the first old line, or of the line that new ones were put above. The lines are without their
// ends, and as raw as they are in the file.
type Change struct {
	Line     int
	Old, New []string
}

// apply makes edits, which are in the order of the file and never two in one line.
func (w *timeSetter) apply(edits []edit) Edited {
	var out Edited
	from := 0
	for _, e := range edits {
		out.Text = append(out.Text, w.source[from:e.from]...)
		out.Text = append(out.Text, e.text...)
		from = e.to
		out.Changes = append(out.Changes, w.change(e))
	}
	out.Text = append(out.Text, w.source[from:]...)
	return out
}

// change is what an edit does to lines.
func (w *timeSetter) change(e edit) Change {
	first, last := lineAt(w.lines, e.from), lineAt(w.lines, e.to)
	from, to := w.lines[first].start, w.lines[last].end
	old := texts(w.source[from:to])
	now := texts(slices.Concat(w.source[from:e.from], []byte(e.text), w.source[e.to:to]))
	for len(old) > 0 && len(now) > 0 && old[len(old)-1] == now[len(now)-1] {
		old, now = old[:len(old)-1], now[:len(now)-1]
	}
	for len(old) > 0 && len(now) > 0 && old[0] == now[0] {
		old, now = old[1:], now[1:]
		first++
	}
	return Change{Line: first + 1, Old: old, New: now}
}

// texts is the lines of a text without their ends.
func texts(src []byte) []string {
	var out []string
	for _, l := range fileLines(src) {
		out = append(out, string(src[l.start:l.end]))
	}
	return out
}

// diffContext is the number of lines that a diff shows around a change.
const diffContext = 2

// Diff is the changes as a unified diff for people to read, "" without any. Name is that of the
// file. What must not reach a terminal is left out of it.
func (e Edited) Diff(name string) string {
	if len(e.Changes) == 0 {
		return ""
	}
	w := &diffWriter{lines: texts(e.Text)}
	if last := len(w.lines) - 1; w.lines[last] == "" {
		w.lines = w.lines[:last]
	}
	name = oneLine(name)
	fmt.Fprintf(&w.out, "--- %s\n+++ %s\n", name, name)
	for from, to := 0, 1; from < len(e.Changes); from, to = to, to+1 {
		for to < len(e.Changes) && e.Changes[to].Line-e.Changes[to-1].behind() <= 2*diffContext {
			to++
		}
		w.hunk(e.Changes[from:to])
	}
	return w.out.String()
}

// behind is the number of the line behind the old ones.
func (c Change) behind() int { return c.Line + len(c.Old) }

// diffWriter writes a diff, hunk by hunk.
type diffWriter struct {
	out   strings.Builder
	lines []string // of the new text
	shift int      // how many lines further down the new text is
	body  strings.Builder
	old   int // lines of the hunk that are in the old text
	now   int // and in the new one
}

// hunk writes changes that are near to each other, with the lines around them.
func (w *diffWriter) hunk(changes []Change) {
	at := max(1, changes[0].Line-diffContext)
	from, begun := at, at+w.shift
	w.old, w.now = 0, 0
	w.body.Reset()
	for _, c := range changes {
		w.context(at, c.Line)
		for _, line := range c.Old {
			w.line('-', line)
		}
		for _, line := range c.New {
			w.line('+', line)
		}
		w.shift += len(c.New) - len(c.Old)
		at = c.behind()
	}
	w.context(at, at+diffContext)
	fmt.Fprintf(&w.out, "@@ -%d,%d +%d,%d @@\n%s", from, w.old, begun, w.now, w.body.String())
}

// context writes the lines from one to another, by their old numbers; the file may end before.
func (w *diffWriter) context(from, to int) {
	for i := from + w.shift; i < to+w.shift && i <= len(w.lines); i++ {
		w.line(' ', w.lines[i-1])
	}
}

func (w *diffWriter) line(mark byte, text string) {
	w.body.WriteByte(mark)
	w.body.WriteString(cleanString(text))
	w.body.WriteByte('\n')
	if mark != '+' {
		w.old++
	}
	if mark != '-' {
		w.now++
	}
}

package edit

import (
	"fmt"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// diffContext is the number of lines that a diff shows around a change.
const diffContext = 2

// Diff returns the changes as a unified diff for people to read, or "" without any. Name is the name of the
// file. Nothing in it can harm a terminal.
func (e Edited) Diff(name string) string {
	if len(e.Changes) == 0 {
		return ""
	}
	w := &diffWriter{lines: texts(e.Text)}
	if last := len(w.lines) - 1; w.lines[last] == "" {
		w.lines = w.lines[:last]
	}
	name = cell.Clean(name)
	fmt.Fprintf(&w.out, "--- %s\n+++ %s\n", name, name)
	for from, to := 0, 1; from < len(e.Changes); from, to = to, to+1 {
		for to < len(e.Changes) && e.Changes[to].Line-e.Changes[to-1].behind() <= 2*diffContext {
			to++
		}
		w.hunk(e.Changes[from:to])
	}
	return w.out.String()
}

// behind returns the number of the line below the old ones.
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

// hunk writes changes that are close together, with the lines around them.
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

// context writes the lines between two old numbers; the file may end before.
func (w *diffWriter) context(from, to int) {
	for i := from + w.shift; i < to+w.shift && i <= len(w.lines); i++ {
		w.line(' ', w.lines[i-1])
	}
}

func (w *diffWriter) line(mark byte, text string) {
	w.body.WriteByte(mark)
	w.body.WriteString(cell.Clean(text))
	w.body.WriteByte('\n')
	if mark != '+' {
		w.old++
	}
	if mark != '-' {
		w.now++
	}
}

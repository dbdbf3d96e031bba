package dialect

import (
	"bytes"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// standsAlone reports whether a class that is closed within its line is a paragraph of its own: it is a
// footnote, or the line has nothing else and belongs to no paragraph.
func (l *remarkLexer) standsAlone(open *remarkMark, end int) bool {
	text := l.file.Text
	if string(text[open.from:open.to]) == ".footnote[" {
		return true
	}
	before := bytes.TrimRight(text[:open.from], " ")
	behind := bytes.TrimLeft(text[end:], " ")
	if len(before) > 0 && before[len(before)-1] != '\n' || len(behind) > 0 && behind[0] != '\n' {
		return false
	}
	above := bytes.TrimRight(bytes.TrimSuffix(before, []byte("\n")), " ")
	below := bytes.TrimLeft(bytes.TrimPrefix(behind, []byte("\n")), " ")
	return isEdge(above, len(above)-1) && isEdge(below, 0)
}

// isEdge reports whether no paragraph goes on at an edge of a text: there is none, or it is a blank line, a
// separator or another class.
func isEdge(text []byte, at int) bool {
	return len(text) == 0 || bytes.IndexByte([]byte("\n].-"), text[at]) >= 0
}

// excess is how much deeper than the line of a class the lines that it encloses are indented.
func (l *remarkLexer) excess(open *remarkMark) int {
	text := l.file.Text
	if !isBlank(text[open.to:open.eol]) {
		return 0
	}
	line, _ := cutLine(text, bytes.LastIndexByte(text[:open.from], '\n')+1)
	outer := leading(line)
	outer += markLen(line[outer:])
	for at := open.eol + 1; at < l.end; {
		line, next := cutLine(text, at)
		if !isBlank(line) {
			return max(0, leading(line)-outer)
		}
		at = next
	}
	return 0
}

var markAlone = lazyregexp.New(`^ *([-+*>]|#{1,6}|\d{1,3}[.)]) *$`)

// isMarkAlone reports whether a text looks like the mark of an item or a heading.
func isMarkAlone(text []byte) bool { return len(text) < 8 && markAlone.Match(text) }

// open begins what a class encloses.
func (w *remarkWriter) open(m remarkMark) {
	w.strips = append(w.strips, w.strip)
	switch {
	case m.block && !w.fresh && w.inItem():
		w.skip = true
	case m.block:
		w.mark("\n\n", m.from)
	case m.literal && w.fresh:
		w.mark(`\`, m.from)
		w.skip = true
	}
	w.strip += m.strip
}

// inItem reports whether the line that is written has only the mark of an item.
func (w *remarkWriter) inItem() bool {
	line := bytes.TrimLeft(w.out.Text.Bytes[w.line:], " ")
	return len(line) > 0 && markLen(line) == len(line)
}

// close ends what a class encloses.
func (w *remarkWriter) close(m remarkMark) {
	if n := len(w.strips); n > 0 {
		w.strip, w.strips = w.strips[n-1], w.strips[:n-1]
	}
	if w.skip = false; m.block {
		w.mark("\n\n", m.from)
	}
}

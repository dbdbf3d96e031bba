package dialect

import "bytes"

// escaper writes parts of a file in such a way that only what is put is a mark of the deck format: no text of
// the file ends a slide, begins a step or notes, or is filled in.
type escaper struct {
	*translator
	strip int // columns of indentation that are left out of each line

	fresh       bool // only blanks stand before in the line that is written
	above, line int  // offsets of the line above it and of it in what is written
	lines       htmlLines
}

func newEscaper(t *translator) *escaper {
	return &escaper{translator: t, fresh: true, line: len(t.out.Text.Bytes), above: len(t.out.Text.Bytes)}
}

// mark writes text that stands for what is at an offset, as it is.
func (e *escaper) mark(text string, at int) {
	e.put(text, at)
	e.follow(len(text))
}

// code writes code or a comment, as it is.
func (e *escaper) code(from, to int) {
	for from < to {
		start, end := e.stretch(from, to)
		e.as(start, end)
		from = end
	}
}

// text writes text that is not code.
func (e *escaper) text(from, to int) {
	for from < to {
		start, end := e.stretch(from, to)
		e.escape(start, end)
		from = end
	}
}

// stretch is the part of file.Text[from:to] up to the next line, without the indentation that is left out.
func (e *escaper) stretch(from, to int) (start, end int) {
	text := e.file.Text
	_, end = cutLine(text[:to], from)
	start = from
	if from == 0 || text[from-1] == '\n' {
		for start < end && start-from < e.strip && (text[start] == ' ' || text[start] == '\t') {
			start++
		}
	}
	return start, end
}

func (e *escaper) as(from, to int) {
	e.copy(from, to)
	e.follow(to - from)
}

// follow keeps account of the lines in the last n bytes that were written.
func (e *escaper) follow(n int) {
	all := e.out.Text.Bytes
	for at := len(all) - n; ; {
		i := bytes.IndexByte(all[at:], '\n')
		if i < 0 {
			e.fresh = e.fresh && isBlank(all[at:])
			return
		}
		at += i + 1
		e.lines.next(all[e.line : at-1])
		e.above, e.line, e.fresh = e.line, at, true
	}
}

// escape writes text within a line.
func (e *escaper) escape(from, to int) {
	line := bytes.TrimRight(e.file.Text[from:to], "\n")
	head := bytes.TrimLeft(line, " \t")
	first := from + len(line) - len(head)
	switch {
	case !e.fresh || len(head) == 0:
	case isRule(head) && !isIndented(line) && e.wholeLine(from, from+len(line)):
		e.rule(from)
		from += len(line)
	case isRule(head) && !isIndented(line), isWord(head, ". . ."):
		e.as(from, first)
		e.mark(`\`, first)
		from = first
	}
	e.braces(from, to)
}

// wholeLine reports whether a stretch is all of its line, indentation aside.
func (e *escaper) wholeLine(from, to int) bool {
	text := e.file.Text
	return (to == len(text) || text[to] == '\n') && (from == 0 || text[from-1] == '\n' || e.strip > 0)
}

// rule writes a line of hyphens that ends no slide: below text it makes a heading of it, of two hyphens too.
func (e *escaper) rule(at int) {
	if underlines(bytes.TrimRight(e.out.Text.Bytes[e.above:e.line], "\n")) {
		e.mark("--", at)
		return
	}
	e.mark("***", at)
}

// underlines reports whether a line of hyphens below a line makes a heading of it.
func underlines(line []byte) bool {
	text := bytes.TrimLeft(line, " ")
	return len(text) > 0 && !isBlank(text) && bytes.IndexByte([]byte("#>|<"), text[0]) < 0 && markLen(text) == 0 && !isFence(text)
}

// maxSpan is the length of the longest code span in bytes.
const maxSpan = 4096

// braces writes text with a backslash before each {{ that none stands before.
func (e *escaper) braces(from, to int) {
	text := e.file.Text
	for at := from; at < to; at++ {
		switch {
		case text[at] == '\\':
			at++
		case text[at] == '`':
			at += spanLen(text[at:min(to, at+maxSpan)]) - 1
		case text[at] == '{' && at+1 < to && text[at+1] == '{':
			e.as(from, at)
			e.mark(`\`, at)
			from = at
		}
	}
	e.as(from, to)
}

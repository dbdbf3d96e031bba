package dialect

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// strongMarks tells which of ** and __ are open in a paragraph. Remark needs no blank or punctuation around
// them, and CommonMark does: so an empty tag is written where they would not count, as in Chinese and Japanese.
type strongMarks struct{ stars, lines bool }

// emptyTag shows nothing, and its brackets are punctuation.
const emptyTag = "<wbr>"

// strong writes a line, or a part of one.
func (w *remarkWriter) strong(from, to int) {
	line := w.file.Text[from:to]
	if w.fresh && (isBlank(line) || line[0] == '#' || markLen(bytes.TrimLeft(line, " \t")) > 0) {
		w.marks = strongMarks{}
	}
	if w.fresh && isIndented(line) {
		w.text(from, to)
		return
	}
	for at := from; at+1 < to; at++ {
		switch w.file.Text[at] {
		case '\\':
			at++
		case '*', '_':
			n := run(w.file.Text[at:to])
			if n == 2 {
				from = w.strongMark(from, at)
			}
			at += n - 1
		}
	}
	w.text(from, to)
}

// strongMark writes file.Text[from:at] and the mark behind it when a tag must stand beside that, and returns how
// far was written.
func (w *remarkWriter) strongMark(from, at int) int {
	text := w.file.Text
	open := &w.marks.stars
	if text[at] == '_' {
		open = &w.marks.lines
	}
	above, _ := utf8.DecodeLastRune(text[:at])
	below, _ := utf8.DecodeRune(text[at+2:])
	before, behind := needsTag(above, below, *open, text[at] == '_')
	*open = !*open
	if !before && !behind {
		return from
	}
	w.text(from, at)
	if before {
		w.mark(emptyTag, at)
	}
	w.text(at, at+2)
	if behind {
		w.mark(emptyTag, at+2)
	}
	return at + 2
}

// needsTag tells where a tag makes a mark count that ends bold text, or begins it, between two characters.
func needsTag(above, below rune, ends, underscore bool) (before, behind bool) {
	inner, outer := below, above
	if ends {
		inner, outer = above, below
	}
	bare := !unicode.IsSpace(outer) && !isPunctuation(outer) && outer != utf8.RuneError
	out := bare && (isPunctuation(inner) || underscore && outer >= utf8.RuneSelf)
	if ends {
		return unicode.IsSpace(inner) && inner != '\n' && !underscore, out
	}
	return out, false
}

func isPunctuation(c rune) bool { return unicode.IsPunct(c) || unicode.IsSymbol(c) }

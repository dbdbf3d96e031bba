package markdown

import "bytes"

// excerpt is a part of the source as another parser sees it: without comments, and with placeholders
// for the parts that it must not look into.
type excerpt struct {
	text []byte
	from []int32 // the offset in the source that each byte came from
}

// source converts an offset in the excerpt to one in the source.
func (e *excerpt) source(off int) int {
	last := len(e.from) - 1
	if last < 0 {
		return 0
	}
	return int(e.from[min(off, last)]) + max(off-last, 0)
}

// add appends text that comes from an offset of the source onwards.
func (e *excerpt) add(text []byte, src int) {
	e.text = append(e.text, text...)
	for i := range text {
		e.from = append(e.from, int32(src+i))
	}
}

// flat appends text that stands for what is at one offset of the source.
func (e *excerpt) flat(text string, src int) {
	e.text = append(e.text, text...)
	for range len(text) {
		e.from = append(e.from, int32(src))
	}
}

// piece returns text[from:to] as an excerpt.
func (e *excerpt) piece(from, to int) *excerpt {
	return &excerpt{e.text[from:to:to], e.from[from:to:to]}
}

func (e *excerpt) append(other *excerpt) {
	e.text = append(e.text, other.text...)
	e.from = append(e.from, other.from...)
}

// trimmed returns the excerpt without white space around it. The indentation of its first line stays
// when keepIndent is set.
func (e *excerpt) trimmed(keepIndent bool) *excerpt {
	to := len(bytes.TrimRight(e.text, " \t\n"))
	from := min(to, len(e.text)-len(bytes.TrimLeft(e.text, " \t\n")))
	if nl := bytes.LastIndexByte(e.text[:from], '\n'); keepIndent && nl >= 0 {
		from = nl + 1
	}
	return e.piece(from, to)
}

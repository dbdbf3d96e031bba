package markdown

import (
	"bytes"
	"sort"
)

// excerpt is a part of the source as another parser sees it: without comments, and with placeholders
// for the parts that it must not look into. It knows where each of its bytes came from.
type excerpt struct {
	text  []byte
	marks []mark // in the order of at
}

// mark says where text[at:], up to the next mark, came from: from src onwards, or all of it from src
// when flat.
type mark struct {
	at, src int
	flat    bool
}

// source converts an offset in the excerpt to one in the source.
func (e *excerpt) source(off int) int {
	i := sort.Search(len(e.marks), func(i int) bool { return e.marks[i].at > off })
	if i == 0 {
		return 0
	}
	m := e.marks[i-1]
	if m.flat {
		return m.src
	}
	return m.src + off - m.at
}

// from says that the text appended next comes from an offset of the source onwards.
func (e *excerpt) from(src int) {
	e.marks = append(e.marks, mark{at: len(e.text), src: src})
}

// flat says that all the text appended next comes from one offset of the source.
func (e *excerpt) flat(src int) {
	e.marks = append(e.marks, mark{at: len(e.text), src: src, flat: true})
}

// piece returns text[from:to] as an excerpt.
func (e *excerpt) piece(from, to int) *excerpt {
	out := &excerpt{text: e.text[from:to:to]}
	out.marks = append(out.marks, mark{at: 0, src: e.source(from)})
	i := sort.Search(len(e.marks), func(i int) bool { return e.marks[i].at > from })
	if i > 0 {
		out.marks[0].flat = e.marks[i-1].flat
	}
	for ; i < len(e.marks) && e.marks[i].at < to; i++ {
		m := e.marks[i]
		m.at -= from
		out.marks = append(out.marks, m)
	}
	return out
}

// trimmed returns the excerpt without white space around it. The indentation of its first line stays
// when keepIndent is set.
func (e *excerpt) trimmed(keepIndent bool) *excerpt {
	to := len(bytes.TrimRight(e.text, " \t\n"))
	from := len(e.text) - len(bytes.TrimLeft(e.text, " \t\n"))
	if from >= to {
		return e.piece(len(e.text), len(e.text))
	}
	if nl := bytes.LastIndexByte(e.text[:from], '\n'); keepIndent && nl >= 0 {
		from = nl + 1
	}
	return e.piece(from, to)
}

// append appends the part text[from:to] of another excerpt.
func (e *excerpt) append(other *excerpt, from, to int) {
	at := len(e.text)
	part := other.piece(from, to)
	for _, m := range part.marks {
		m.at += at
		e.marks = append(e.marks, m)
	}
	e.text = append(e.text, part.text...)
}

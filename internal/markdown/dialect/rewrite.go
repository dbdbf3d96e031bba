package dialect

import (
	"bytes"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// rewrite writes file.Text[from:to] with some marks in it replaced. The rule is asked at each character
// outside code spans that no backslash stands before; it returns where the mark ends that begins there and
// what is written for it, or 0.
func (t *translator) rewrite(from, to int, rule func(at int) (end int, text string)) {
	done := from
	for at := from; at < to; at++ {
		switch t.file.Text[at] {
		case '\\':
			at++
			continue
		case '`':
			at += spanLen(t.file.Text[at:to]) - 1
			continue
		}
		if end, text := rule(at); end > at {
			t.copy(done, at)
			t.put(text, at)
			done, at = min(end, to), end-1
		}
	}
	t.copy(min(done, to), to)
}

// farSpan is how far the end of a code span is looked for in bytes, where nothing else bounds it.
const farSpan = 64 << 10

// spanLen is the length of the code span that text begins with, or of the backticks alone when nothing closes
// them.
func spanLen(text []byte) int {
	near := text[:min(len(text), farSpan)]
	n := run(text)
	for i := n; i < len(near); {
		if text[i] != '`' {
			next := bytes.IndexByte(near[i:], '`')
			if next < 0 {
				return n
			}
			i += next
			continue
		}
		m := run(text[i:])
		i += m
		if m == n {
			return i
		}
	}
	return n
}

// attribute is what may stand in the braces of an attribute list: #id, .class, key=value.
var attribute = lazyregexp.New(`^\{:?[ \t]*(?:(?:[#.][\w-][\w.:%/-]*|[\w:@-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{}]*)|-)[ \t]*)+\}`)

// maxAttributes bounds the length of an attribute list in bytes.
const maxAttributes = 400

// attributesLen is the length of the attribute list that text begins with, such as {.small #top width=50%}, or
// 0. Pandoc, MDC and others put it behind headings, pictures, spans and code.
func attributesLen(text []byte) int {
	if len(text) == 0 || text[0] != '{' {
		return 0
	}
	return len(attribute.Find(text[:min(len(text), maxAttributes)]))
}

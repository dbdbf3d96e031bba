package dialect

import (
	"bytes"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// formulaSpan is a formula that stands in code, so that no mark of Markdown counts in it.
var formulaSpan = lazyregexp.New("^`(?:\\$\\$[^`$]+\\$\\$|\\\\\\([^`]+\\\\\\)|\\\\\\[[^`]+\\\\\\])`$")

// plainFormula is one that has no mark of TeX.
var plainFormula = lazyregexp.New(`^[\w ,.=+()-]+$`)

// formula writes a formula that stands in code.
func (w *remarkWriter) formula(m remarkMark) {
	inner := w.file.Text[m.from+3 : m.to-3]
	if words := bytes.TrimSpace(inner); plainFormula.Match(words) && bytes.IndexByte(words, '_') < 0 {
		w.mark(string(words), m.from)
		return
	}
	w.as(m.from+1, m.to-1)
}

// span writes code, or what it stands for.
func (w *remarkWriter) span(m remarkMark) {
	code := w.file.Text[m.from:m.to]
	value, ok := w.rValue(code)
	switch {
	case ok && w.take(len(value), m.from):
		w.mark(value, m.from)
	case ok:
	case formulaSpan.Match(code) && !bytes.Contains(code, []byte("{{")):
		w.formula(m)
	default:
		w.sample(m)
	}
}

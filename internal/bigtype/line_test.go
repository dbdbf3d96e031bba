package bigtype_test

import (
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
)

// A line alone has the glyphs that it has among the others.
func TestLine(t *testing.T) {
	f := bigtype.GoRegular()
	l, ok := f.Set(bigtype.Text{{Text: "One line of some words and another line of more words"}}, 12, 1)
	if !ok || len(l.Lines) < 2 {
		t.Fatalf("the lines are %q", l.Lines)
	}
	for i, words := range l.Lines {
		one := l.Line(i)
		if len(one.Lines) != 1 || one.Lines[0] != words || one.Base != l.Base {
			t.Errorf("line %d is %q, want %q", i, one.Lines, words)
		}
		text := ""
		for g := range f.Glyphs(one, 0, 0, 12, bigtype.Left) {
			if text += g.Text; g.Y != l.Base || g.Line != 0 {
				t.Errorf("line %d: %q stands at %v of line %d, want %v", i, g.Text, g.Y, g.Line, l.Base)
			}
		}
		if text != words {
			t.Errorf("line %d has the glyphs of %q, want %q", i, text, words)
		}
	}
}

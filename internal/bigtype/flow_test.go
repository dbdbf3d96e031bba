package bigtype

import (
	"math"
	"slices"
	"strings"
	"testing"
)

func TestFlow(t *testing.T) {
	f := GoRegular()
	l, ok := f.Flow(Text{{Text: "One two. Three four "}, {Text: "five", Mark: 1}, {Text: " six seven.\n\nEight."}}, 9, 1, 1.5)
	want := []string{"One two. Three four", "five six seven.", "Eight."}
	if !ok || !slices.Equal(l.Lines, want) {
		t.Fatalf("sets %q, want %q", l.Lines, want)
	}
	for i, ln := range l.lines {
		if ln.base != l.Base+1.5*float64(i) || ln.w > 9 {
			t.Errorf("line %d stands at %.2f and is %.2f wide", i, ln.base, ln.w)
		}
	}
	if h := l.Base + 3 + l.Foot; math.Abs(l.H-h) > 1e-9 {
		t.Errorf("is %.2f high, want %.2f", l.H, h)
	}
	marks := ""
	for g := range f.Glyphs(l, 0, 0, 0, Left) {
		if g.Mark == 1 {
			marks += g.Text
		}
	}
	if marks != "five" {
		t.Errorf("%q has the second mark", marks)
	}
}

// Every word is there, however many there are, in the order of the text.
func TestFlowKeepsAllWords(t *testing.T) {
	text := strings.Repeat("A sentence of some words, e.g. these. ", 90)
	l, ok := GoRegular().Flow(Text{{Text: text}}, 30, 1, 1.5)
	if got := strings.Join(l.Lines, " "); !ok || got != strings.TrimSpace(text) {
		t.Errorf("sets %v, %d of %d bytes", ok, len(got), len(text))
	}
}

func TestFlowFails(t *testing.T) {
	for name, c := range map[string]struct {
		text    string
		w, size float64
	}{
		"a wide word": {"congratulations", 3, 1}, "a long paragraph": {strings.Repeat("a b ", 1001), 30, 1},
		"no width": {"a", 0, 1}, "no size": {"a", 10, 0}, "no number": {"a", math.NaN(), 1},
	} {
		if _, ok := GoRegular().Flow(Text{{Text: c.text}}, c.w, c.size, 1.5); ok {
			t.Errorf("%s is set", name)
		}
	}
	if l, ok := GoRegular().Flow(nil, 10, 1, 1.5); !ok || l.H != 0 {
		t.Errorf("nothing is %v, %.2f high", ok, l.H)
	}
}

// The parts of a layout are drawn as in the whole.
func TestSplit(t *testing.T) {
	f := GoRegular()
	l, _ := f.Flow(Text{{Text: "one two three four five six seven eight nine ten"}}, 6, 1, 1.5)
	all := slices.Collect(f.Glyphs(l, 0, 0, 0, Centre))
	for n := -1; n <= len(l.Lines)+1; n++ {
		head, rest := l.Split(n)
		k := min(max(n, 0), len(l.Lines))
		parts := slices.Collect(f.Glyphs(head, 0, 0, 0, Centre))
		for g := range f.Glyphs(rest, 0, 1.5*float64(k), 0, Centre) {
			g.Line += k
			parts = append(parts, g)
		}
		same := slices.EqualFunc(all, parts, func(a, b Glyph) bool {
			return a.Text == b.Text && a.Line == b.Line && math.Abs(a.X-b.X)+math.Abs(a.Y-b.Y) < 1e-9
		})
		if !same || len(head.Lines) != k || len(rest.Lines) != len(l.Lines)-k {
			t.Errorf("split behind %d lines, %q and %q are drawn elsewhere", n, head.Lines, rest.Lines)
		}
	}
	if head, rest := l.Split(1); head.H != l.Base+l.Foot || math.Abs(rest.H-(l.H-1.5)) > 1e-9 {
		t.Errorf("the parts are %.2f and %.2f high, of %.2f", head.H, rest.H, l.H)
	}
}

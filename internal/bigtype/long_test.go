package bigtype

import (
	"slices"
	"strings"
	"testing"
)

// A word that no line has room for is broken at what an address is made of, and otherwise between letters,
// with a hyphen.
func TestLongWordsAreBroken(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"address", "https://www.gov.uk/government/publications/the-prevent-duty", []string{"https://www.gov.uk/", "government/", "publications/the-", "prevent-duty"}},
		{"letters", strings.Repeat("ab", 20), []string{"abababababababababab-", "abababababababababab"}},
		{"digits", strings.Repeat("12", 20), []string{strings.Repeat("12", 10) + "1", "2" + strings.Repeat("12", 9)}},
		{"fits", "Anti-Terrorist and/or more", []string{"Anti-Terrorist and/or more"}},
	} {
		l, ok := GoBold().Set(text(c.text), longWord+1, 1)
		if !ok {
			t.Fatalf("%s: it does not fit", c.name)
		}
		var got []string
		for i, line := range l.Lines {
			if len(l.placed().lines[i].glyphs) > len([]rune(line)) {
				line += "-"
			}
			got = append(got, line)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: the lines are %q, want %q", c.name, got, c.want)
		}
		if l.W > longWord+1 {
			t.Errorf("%s: it is %.2f wide", c.name, l.W)
		}
	}
}

// Text of more than is set in huge type does not fit, at any size: it would be cut.
func TestNoTextIsCut(t *testing.T) {
	if _, ok := GoBold().Fit(text(strings.Repeat("a", maxRunes+1)), 1e6, 1e6, 0.1, 1); ok {
		t.Error("a text that is too long fits")
	}
}

// Long paragraphs are not kept by the hundred, as short ones are.
func TestKeptParagraphsAreBounded(t *testing.T) {
	f := GoBold().Clone()
	for i := range 60 {
		f.Set(text(strings.Repeat("ab ", maxRunes/3)+strings.Repeat("x", i)), 100, 1)
	}
	size := 0
	for line, p := range f.paragraphs {
		size += runeSize*len(p.text) + len(line)
	}
	if size > maxKept || len(f.paragraphs) == 0 {
		t.Errorf("%d paragraphs of %d MB are kept", len(f.paragraphs), size>>20)
	}
	for i := range 100 {
		f.Set(text(strings.Repeat("a", i+1)), 1000, 1)
	}
	if n := len(f.paragraphs); n < 100 {
		t.Errorf("of 100 short paragraphs %d are kept", n)
	}
}

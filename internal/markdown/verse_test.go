package markdown

import (
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// The lines of a poem stay lines, and those of other text do not.
func TestVerseKeepsItsLines(t *testing.T) {
	for source, want := range map[string]string{
		"> one,\n> *two*,\n> three": "one,\ntwo,\nthree",
		"> - one\n>   two":          "one\ntwo",
		"one\ntwo":                  "one two",
		"- one\n  two":              "one two",
	} {
		d, err := ParseAll([]byte("# A\n\n"+source+"\n"), Options{Name: "a.md"})
		if err != nil {
			t.Fatal(err)
		}
		b := d.Slide(0).Blocks[1]
		for len(b.Blocks) > 0 {
			b = b.Blocks[0]
		}
		spans := b.Spans
		if len(b.Items) > 0 {
			spans = b.Items[0].Spans
		}
		if got := deck.PlainText(spans); got != want {
			t.Errorf("%q is read as %q, want %q", source, got, want)
		}
	}
}

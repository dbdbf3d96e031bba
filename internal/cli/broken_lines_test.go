package cli

import (
	"slices"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// An error is broken between words, and never within a name or a command.
func TestErrorsAreBrokenBetweenWords(t *testing.T) {
	for text, want := range map[string][]string{
		"short":                                  {"short"},
		"check the name, or write a deck":        {"check the name, or", "write a deck"},
		"there is no file a  b   c.md at all":    {"there is no file", "a  b   c.md at all"},
		`write: assembly new "a  b c d e f.md"`:  {"write: assembly new", `"a  b c d e f.md"`},
		"type assembly new 'it is a deck.md'":    {"type assembly new", "'it is a deck.md'"},
		"see /a/very/long/path/to/a/deck.md now": {"see", "/a/very/long/path/to/a/deck.md", "now"},
		"it's not a deck, and isn't a text":      {"it's not a deck, and", "isn't a text"},
		"":                                       {""},
	} {
		got := broken(text, 20)
		if !slices.Equal(got, want) {
			t.Errorf("%q is broken into %q, want %q", text, got, want)
		}
		if strings.Join(got, " ") != text {
			t.Errorf("%q is changed into %q", text, got)
		}
		for _, l := range got {
			if cell.Width(l) > 20 && strings.Contains(l, " ") && !strings.ContainsAny(l, `"'`) {
				t.Errorf("%q is too wide", l)
			}
		}
	}
}

package cell_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

func TestGrouped(t *testing.T) {
	for _, c := range []struct {
		before, word string
		want         bool
	}{
		{"0800", "789", true},
		{"0800 789", "321.", true},
		{"(0800", "789", true},
		{"(020)", "7946", true},
		{"+44", "20", true},
		{"0808", "800)", true},
		{"call", "101", false},
		{"101", "or", false},
		{"1", "2", false},
		{"2017", "a", false},
		{"0800 789 321 0800", "789", false},
		{"12:30", "45", true},
		{"", "45", false},
	} {
		if got := cell.Grouped(c.before, c.word); got != c.want {
			t.Errorf("%q and %q are grouped: %v", c.before, c.word, got)
		}
	}
}

func TestWhole(t *testing.T) {
	for text, want := range map[string]string{
		"on 0800 789 321. Or 101 now": "on 0800\u00a0789\u00a0321. Or 101 now",
		"(020) 7946 0018":             "(020)\u00a07946\u00a00018",
		" two  blanks ":               " two  blanks ",
		"":                            "",
	} {
		if got := cell.Whole(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

// A telephone number is on one line wherever the line has room for it.
func TestWrapKeepsNumbers(t *testing.T) {
	text := "You can call 101, or the confidential hotline on 0800 789 321. Or 0800 1111."
	for width := 14; width < 80; width++ {
		lines := cell.Wrap(text, width)
		for _, number := range []string{"0800 789 321", "0800 1111"} {
			if !slices.ContainsFunc(lines, func(l string) bool { return strings.Contains(l, number) }) {
				t.Errorf("at %d columns %s is broken: %q", width, number, lines)
			}
		}
	}
	if got := cell.Wrap("0800 789 321", 8); !slices.Equal(got, []string{"0800 789", "321"}) {
		t.Errorf("a number wider than a line is %q", got)
	}
}

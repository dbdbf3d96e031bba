package cell_test

import (
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string // lines, joined with |
	}{
		{"we look after each other", 10, "we look|after each|other"},
		{"we look after each other", 24, "we look after each other"},
		{"we look after each other", 23, "we look after each|other"},
		{"a  b\tc", 10, "a b c"},
		{"  indented", 10, "indented"},
		{"first\nsecond\n\nlast", 10, "first|second||last"},
		{"", 10, ""},
		{"unbreakable", 4, "unbr|eaka|ble"},
		{"so unbreakable it is", 4, "so|unbr|eaka|ble|it|is"},
		{"call 0800\u00a0789\u00a0321", 12, "call|0800\u00a0789\u00a0321"},
		{"世界世界", 5, "世界|世界"},
		{"世界 a", 1, "a"},
		{"a 世 b", 1, "a|b"},
		{accented + accented + accented, 2, accented + accented + "|" + accented},
		{"\u0301abcdef then more", 4, "abcd|ef|then|more"},
		{"\x1b]0;a title\x07 words", 9, "words"},
		{"red \x1b[31mtext\x1b[0m", 8, "red text"},
		{family + family, 3, family + "|" + family},
	} {
		if got := strings.Join(cell.Wrap(c.text, c.width), "|"); got != c.want {
			t.Errorf("Wrap(%q, %d) = %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

func TestWrapWithoutRoomGivesNoLines(t *testing.T) {
	for _, width := range []int{0, -1} {
		if got := cell.Wrap("text", width); got != nil {
			t.Errorf("Wrap in %d columns gives %q", width, got)
		}
	}
}

func TestTruncate(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string
	}{
		{"assembly", 8, "assembly"},
		{"assembly", 7, "assemb…"},
		{"assembly", 1, "…"},
		{"assembly", 0, ""},
		{"assembly", -1, ""},
		{"", 0, ""},
		{"世界世", 6, "世界世"},
		{"世界世", 5, "世界…"},
		{"世界世", 4, "世…"},
		{family + "ab", 3, family + "…"},
		{"a\x1b[31mb\x1b[0m", 2, "ab"},
		{accented + "bc", 2, accented + "…"},
	} {
		got := cell.Truncate(c.text, c.width)
		if got != c.want || cell.Width(got) > max(c.width, 0) {
			t.Errorf("Truncate(%q, %d) = %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

// FuzzWrap holds Wrap to its two laws: no line is wider than the width, and nothing but blanks is
// lost, as long as every character fits in a line.
func FuzzWrap(f *testing.F) {
	for _, text := range []string{"we look after each other", "世界 a\u00a0b", family + flag, "\u0301abc def", "\x1b[1mx\n\ty", "a\xffb", " \U000119DF", "\u0600 a"} {
		f.Add(text, 7)
		f.Add(text, 1)
	}
	f.Fuzz(func(t *testing.T, text string, width int) {
		width %= 50
		lines := cell.Wrap(text, width)
		for _, line := range lines {
			if cell.Width(line) > width {
				t.Errorf("Wrap(%q, %d) gives the line %q", text, width, line)
			}
		}
		if want := solid(strings.Split(text, "\n")); width >= 2 && solid(lines) != want {
			t.Errorf("Wrap(%q, %d) gives %q, want all of %q", text, width, lines, want)
		}
	})
}

// solid is the characters of the words of lines. A mark that stands on a blank belongs to the word
// that it begins.
func solid(lines []string) string {
	var b strings.Builder
	for _, line := range lines {
		for _, word := range strings.Split(cell.Clean(line), " ") {
			for _, c := range cell.Graphemes(word) {
				b.WriteString(c.Text)
			}
		}
	}
	return b.String()
}

func TestHang(t *testing.T) {
	for _, c := range []struct{ lead, text, want string }{
		{"- ", "one two three", "- one\n  two\n  three"},
		{"> ", "one two three", "> one\n> two\n> three"},
		{"", "one two three", "one two\nthree"},
		{"\x1b[1m- ", "one", "- one"},
	} {
		if got := strings.Join(cell.Hang(c.lead, c.text, 7), "\n"); got != c.want {
			t.Errorf("%q behind %q is %q, want %q", c.text, c.lead, got, c.want)
		}
	}
}

package cell_test

import (
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

func TestClean(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"plain text", "plain text"},
		{"Ärger é ŵ 世界 £", "Ärger é ŵ 世界 £"},
		{"no\u00a0break", "no\u00a0break"},
		{"a\tb\nc", "a b c"},
		{"a\r\nb", "a b"},
		{"red \x1b[31mtext\x1b[0m", "red text"},
		{"\x1b]0;title\x07after", "after"},
		{"\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"},
		{"\x1bP+q544e\x1b\\after", "after"},
		{"\x1b_private\x1b\\after", "after"},
		{"\x1b[2J\x1b[Hafter", "after"},
		{"\x1bcafter", "after"},
		{"bell\x07 null\x00 delete\x7f", "bell null delete"},
		{"back\bspace", "backspace"},
		{"e\u0301", "e\u0301"},
		{family + flag + england, family + flag + england},
		{"\u202eevil\u202c \u2066iso\u2069 \u200e\u200f\u061c", "evil iso "},
		{"a\u2028b\u2029c\ufeff", "abc"},
		{"bad\xff\xfe utf\xc3", "bad utf"},
		{"À\x1b[1mÀ", "ÀÀ"},
		{"", ""},
	} {
		if got := cell.Clean(c.text); got != c.want {
			t.Errorf("Clean(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

// Each character that could steer a terminal, or turn the text around, is dropped wherever it
// stands: alone, and between letters.
func TestCleanDropsEveryControlCharacter(t *testing.T) {
	for r := range rune(0x2070) {
		control := r < 0x20 || r >= 0x7f && r < 0xa0
		mark := r == 0x61c || r == 0x200e || r == 0x200f || r >= 0x2028 && r <= 0x202e || r >= 0x2066 && r <= 0x2069
		if !control && !mark {
			continue
		}
		for _, text := range []string{string(r), "a" + string(r) + "b", "é" + string(r)} {
			if got := cell.Clean(text); r != '\t' && r != '\n' && strings.ContainsRune(got, r) {
				t.Errorf("Clean(%q) = %q, which keeps %U", text, got, r)
			}
		}
	}
	for b := range 256 {
		if got := cell.Clean("x" + string([]byte{byte(b)})); b >= 0x80 && got != "x" {
			t.Errorf("the byte %#x, which is no UTF-8, leaves %q", b, got)
		}
	}
}

func TestWidth(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "abc": 3, "é": 1, accented: 1, wide: 2, family: 2, flag: 2, england: 2, heart: 2, thumb: 2,
		"\x1b[1mab\x1b[m": 2, "\u0301": 0, "a\tb": 3, "世a界": 5, "\u200b": 0,
	} {
		if got := cell.Width(text); got != want {
			t.Errorf("Width(%q) = %d, want %d", text, got, want)
		}
	}
}

func TestGraphemes(t *testing.T) {
	got := cell.Graphemes("a" + accented + wide + family + "\x1b[1m" + flag)
	want := []cell.Grapheme{{"a", 1}, {accented, 1}, {wide, 2}, {family, 2}, {flag, 2}}
	if len(got) != len(want) {
		t.Fatalf("Graphemes gives %+v", got)
	}
	for i, c := range got {
		if c != want[i] {
			t.Errorf("grapheme %d is %q in %d columns, want %q in %d", i, c.Text, c.Width, want[i].Text, want[i].Width)
		}
	}
}

package bigtype

import (
	"slices"
	"strings"
	"testing"

	"assembly/internal/screentest"
)

// picture is a layout as rows of '#' and '.'.
func picture(l Layout) string {
	rows := make([][]byte, l.H)
	for y := range rows {
		rows[y] = []byte(strings.Repeat(".", l.W))
	}
	l.Paint(0, 0, l.W, Left, func(x, y int, _ uint8) { rows[y][x] = '#' })
	return string(slices.Concat(slices.Collect(func(yield func([]byte) bool) {
		for _, r := range rows {
			if !yield(append(r, '\n')) {
				return
			}
		}
	})...))
}

func set(t testing.TB, f *Font, text string, p Pixels, xheight int) Layout {
	t.Helper()
	l, ok := f.Set(Text{{text, 1}}, p, 4000, xheight)
	if !ok {
		t.Fatalf("Set(%q, %v, x-height %d): not set", text, p, xheight)
	}
	return l
}

func TestPictures(t *testing.T) {
	f := GoBold()
	for _, c := range []struct {
		name, text string
		p          Pixels
		xheights   []int
	}{
		{"lower", "abcdefghijklmnopqrstuvwxyz", Half(), []int{5, 6, 7, 10}},
		{"upper", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", Half(), []int{5, 7, 10}},
		{"digits", "0123456789 #£&?!.,:;-'“”()/", Half(), []int{5, 6, 7, 10}},
		{"accents", "éèêŵïñ ÉÑÄ", Half(), []int{5, 7, 10}},
		{"full", "Hatred is wrong 101", Full(), []int{4, 6}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got strings.Builder
			for _, n := range c.xheights {
				got.WriteString(picture(set(t, f, c.text, c.p, n)) + "\n")
			}
			screentest.Golden(t, c.name, got.String())
		})
	}
}

func TestMissing(t *testing.T) {
	f := GoBold()
	for _, c := range []struct{ text, want string }{
		{"Hatred is always wrong", ""},
		{"a\u00A0b\u202F\u2007\u2009\t\n\u00AD\u200B\u2011", ""},
		{"é ŵ ï £ “ ” ‘ ’ – … &", ""},
		{"日本日a本x", "日本"},
		{"ok 👍 ok 👍", "👍"},
		{"a\x00", "\x00"},
	} {
		if got := string(f.Missing(c.text)); got != c.want {
			t.Errorf("Missing(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func TestMissingGlyphIsReportedNotBlank(t *testing.T) {
	f := GoBold()
	if l, ok := f.Set(Text{{"a 日 b", 1}}, Half(), 400, 8); ok {
		t.Errorf("Set drew a text with a rune that the font lacks:\n%s", picture(l))
	}
	if _, ok := f.Fit(Text{{"日", 1}}, Half(), 400, 100, 1, 0); ok {
		t.Error("Fit drew a rune that the font lacks")
	}
}

func TestSameBaseline(t *testing.T) {
	f := GoBold()
	for n := 4; n <= 40; n++ {
		for _, text := range []string{"ace", "gjp", "HÉ", "x"} {
			l := set(t, f, text, Half(), n)
			c := f.face(Half(), n)
			if got := l.lines[0].base; got < c.asc || text != "HÉ" && got != c.asc {
				t.Errorf("x-height %d: baseline of %q in row %d, want %d", n, text, got, c.asc)
			}
		}
		c := f.face(Half(), n)
		for _, r := range "acemnorsuvwxz" {
			if g := c.glyph(r); g.top != n || g.h != n {
				t.Errorf("x-height %d: %q has %d rows from %d above the baseline", n, r, g.h, g.top)
			}
		}
		for _, r := range "HEX0123456789" {
			if g := c.glyph(r); g.top != c.cap || g.h != c.cap {
				t.Errorf("x-height %d: %q has %d rows from %d above the baseline, want %d", n, r, g.h, g.top, c.cap)
			}
		}
	}
}

func TestParseRefusesRubbish(t *testing.T) {
	for _, ttf := range [][]byte{nil, []byte("no font"), make([]byte, 500)} {
		if _, err := parse(ttf); err == nil {
			t.Errorf("Parse of %d bytes that are no font: no error", len(ttf))
		}
	}
}

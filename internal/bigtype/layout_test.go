package bigtype

import (
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
)

var messages = []string{
	"Hatred is always wrong",
	"All forms of extremism and hatred are wrong",
	"No faith or religion believes in violence or hurt",
	"Look out for anything suspicious and report it to an adult or to the police",
	longest,
	"0800 789 321",
	"101",
	"We do not blame. We belong.",
	"Café Ŵ É",
}

func TestFitIsTheLargestThatFits(t *testing.T) {
	f := GoBold()
	for _, size := range [][2]int{{60, 40}, {76, 44}, {116, 56}, {192, 104}, {396, 236}} {
		for _, text := range messages {
			w, h := size[0], size[1]
			l, ok := f.Fit(Text{{text, 1}}, Half(), w, h, 1, 0)
			if !ok {
				t.Errorf("%dx%d: %q does not fit", w, h, text)
				continue
			}
			if l.W > w || l.H > h {
				t.Errorf("%dx%d: %q is %dx%d", w, h, text, l.W, l.H)
			}
			if next, ok := f.Set(Text{{text, 1}}, Half(), w, l.XHeight+1); ok && next.H <= h {
				t.Errorf("%dx%d: %q fits at x-height %d, Fit gave %d", w, h, text, next.XHeight, l.XHeight)
			}
			if got := strings.Join(l.Lines, " "); got != text {
				t.Errorf("lines are %q, want the words of %q", l.Lines, text)
			}
		}
	}
}

func TestFitKeepsToItsLimits(t *testing.T) {
	f := GoBold()
	text := Text{{"Hatred is always wrong", 1}}
	if l, ok := f.Fit(text, Half(), 200, 100, 1, 7); !ok || l.XHeight != 7 {
		t.Errorf("Fit with most 7: x-height %d, %v", l.XHeight, ok)
	}
	if l, ok := f.Fit(text, Half(), 60, 20, 12, 0); ok {
		t.Errorf("Fit with least 12 in 60x20: x-height %d", l.XHeight)
	}
	if _, ok := f.Fit(text, Half(), 200, 100, 9, 8); ok {
		t.Error("Fit with least over most gave a layout")
	}
}

func TestLines(t *testing.T) {
	f := GoBold()
	for _, c := range []struct {
		name string
		text Text
		w    int
		want []string
	}{
		{"balanced", Text{{"We look after each other", 1}}, 100, []string{"We look after", "each other"}},
		{"forced", Text{{"Stop.\nDo not touch.\n\nTell.\n", 1}}, 300, []string{"Stop.", "Do not touch.", "Tell."}},
		{"no break", Text{{"call 0800\u00A0789\u00A0321", 1}}, 80, []string{"call", "0800\u00A0789\u00A0321"}},
		{"runs", Text{{"un", 1}, {"kind is ", 2}, {"wrong", 3}}, 300, []string{"unkind is wrong"}},
		{"blanks", Text{{"  a \t b  ", 1}}, 300, []string{"a b"}},
		{"empty", Text{}, 300, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			l, ok := f.Set(c.text, Half(), c.w, 6)
			if !ok || !slices.Equal(l.Lines, c.want) {
				t.Errorf("lines %q, %v; want %q", l.Lines, ok, c.want)
			}
		})
	}
	if _, ok := f.Set(Text{{"suspicious", 1}}, Half(), 30, 8); ok {
		t.Error("a word wider than the width was set")
	}
}

func TestBalanceDislikesALonelyWord(t *testing.T) {
	// In lines of 30, both 10+10|10+4 and 10|10+10+4 leave no wider line than the other way.
	if got := even([]int{12, 12, 12, 3}, 1, 38, 2); got[0] == 3 {
		t.Errorf("lines end at %v: the short word is alone", got)
	}
}

func TestMarksReachThePixels(t *testing.T) {
	f := GoBold()
	l, ok := f.Set(Text{{"a", 1}, {"b c", 7}}, Half(), 300, 8)
	if !ok {
		t.Fatal("not set")
	}
	seen := map[uint8]int{}
	l.Paint(0, 0, l.W, Left, func(_, _ int, mark uint8) { seen[mark]++ })
	if len(seen) != 2 || seen[1] == 0 || seen[7] <= seen[1] {
		t.Errorf("marks of the pixels: %v", seen)
	}
}

func TestPaintStaysInside(t *testing.T) {
	f := GoBold()
	for _, text := range append(messages, "Ŵ\nÉj\nÅq", "AVAToTo r. f' jj", "T.T,") {
		for n := 1; n <= 24; n++ {
			l, ok := f.Set(Text{{text, 1}}, Half(), 600, n)
			if !ok {
				t.Fatalf("%q is not set at %d", text, n)
			}
			for _, a := range []Align{Left, Centre, Right} {
				width := l.W + 7
				l.Paint(100, 50, width, a, func(x, y int, _ uint8) {
					if x < 100 || x >= 100+width || y < 50 || y >= 50+l.H {
						t.Errorf("%q at %d: ink at %d,%d outside %dx%d", text, n, x-100, y-50, width, l.H)
					}
				})
			}
		}
	}
}

func TestAlign(t *testing.T) {
	f := GoBold()
	l := set(t, f, "H", Half(), 6)
	for a, want := range map[Align]int{Left: 0, Centre: (50 - l.W) / 2, Right: 50 - l.W} {
		left := 1000
		l.Paint(0, 0, 50, a, func(x, _ int, _ uint8) { left = min(left, x) })
		if left != want {
			t.Errorf("alignment %d: ink begins at %d, want %d", a, left, want)
		}
	}
}

func TestAccentsMakeRoom(t *testing.T) {
	f := GoBold()
	for n := 4; n <= 30; n++ {
		plain, accent := set(t, f, "Ecole", Half(), n), set(t, f, "École", Half(), n)
		if accent.H <= plain.H {
			t.Errorf("x-height %d: É takes no room: %d rows, E %d", n, accent.H, plain.H)
		}
		if want := f.LineHeight(Half(), n); plain.H != want {
			t.Errorf("x-height %d: a line is %d high, LineHeight says %d", n, plain.H, want)
		}
	}
}

func TestNothingHangsOrPanics(t *testing.T) {
	f := GoBold()
	texts := []string{
		"", " ", "\n\n", "a", strings.Repeat("a", 10000), strings.Repeat("ab ", 10000),
		strings.Repeat("a\n", 10000), strings.Repeat("\u00A0", 5000), "\x00\xff\ufffd", "\u0301", "é́",
		strings.Repeat("i ", 200), strings.Repeat("W", 900), "\U0010FFFF", "٣ ﷽",
	}
	sizes := []int{math.MinInt, -1, 0, 1, 2, 3, 60, 10000, math.MaxInt}
	for _, text := range texts {
		for _, w := range sizes {
			for _, h := range sizes {
				if l, ok := f.Fit(Text{{text, 1}}, Half(), w, h, 1, 0); ok && (l.W > w || l.H > h) {
					t.Errorf("Fit(%.10q, %d, %d) is %dx%d", text, w, h, l.W, l.H)
				}
			}
			f.Set(Text{{text, 1}}, Full(), w, 10000)
			f.Set(Text{{text, 1}}, Pixels{}, w, 10)
		}
		f.LineHeight(Half(), -5)
	}
}

func TestCacheIsBounded(t *testing.T) {
	f := GoBold()
	for n := maxXHeight - 16; n <= maxXHeight; n++ {
		f.Set(Text{{"The quick brown fox jumps over the lazy dog", 1}}, Half(), 1<<20, n)
	}
	if f.bytes > 2*cacheBytes {
		t.Errorf("the font keeps %d bytes of glyphs", f.bytes)
	}
}

func TestSeveralAtOnce(t *testing.T) {
	f := GoBold()
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for n := 4; n < 20; n++ {
				f.Fit(Text{{messages[i%len(messages)], 1}}, Half(), 100+i, 60, 1, n)
				f.Missing(messages[i])
				f.LineHeight(Half(), n)
			}
		})
	}
	wg.Wait()
}

func FuzzFit(f *testing.F) {
	f.Add("Hatred is always wrong", 120, 60, 1, 0)
	f.Add("a\u00A0b\nŴ", 10, 10, 3, 9)
	font := GoBold()
	f.Fuzz(func(t *testing.T, text string, w, h, least, most int) {
		l, ok := font.Fit(Text{{text, 1}}, Half(), w, h, least, most)
		if !ok {
			return
		}
		if l.W > w || l.H > h || len(font.Missing(text)) > 0 {
			t.Errorf("%q in %dx%d: %dx%d, missing %q", text, w, h, l.W, l.H, font.Missing(text))
		}
		l.Paint(0, 0, w, Centre, func(x, y int, _ uint8) {
			if x < 0 || y < 0 || x >= w || y >= h {
				t.Errorf("ink at %d,%d", x, y)
			}
		})
	})
}

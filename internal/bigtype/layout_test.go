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

func text(s string) Text { return Text{{Text: s, Mark: 1}} }

func TestFitIsLargestButForBetterLines(t *testing.T) {
	f := GoBold()
	for _, size := range [][2]float64{{30, 20}, {38, 22}, {58, 28}, {96, 52}, {198, 118}} {
		for _, m := range messages {
			w, h := size[0], size[1]
			l, ok := f.Fit(text(m), w, h, 0.5, 0)
			if !ok {
				t.Errorf("%vx%v: %q does not fit", w, h, m)
				continue
			}
			if l.W > w*(1+1e-9) || l.H > h*(1+1e-9) {
				t.Errorf("%vx%v: %q is %vx%v", w, h, m, l.W, l.H)
			}
			if s := f.setter(text(m), w, h); s.fits(l.Size / s.leastShare() * 1.01) {
				t.Errorf("%vx%v: %q fits at %.2f, Fit gave %.2f", w, h, m, l.Size/s.leastShare()*1.01, l.Size)
			}
			if got := strings.Join(l.Lines, " "); got != m {
				t.Errorf("lines are %q, want the words of %q", l.Lines, m)
			}
		}
	}
}

func TestFitKeepsToItsLimits(t *testing.T) {
	f, m := GoBold(), text("Hatred is always wrong")
	if l, ok := f.Fit(m, 100, 50, 1, 7); !ok || l.Size != 7 {
		t.Errorf("Fit with most 7: size %v, %v", l.Size, ok)
	}
	if l, ok := f.Fit(m, 30, 10, 12, 0); ok {
		t.Errorf("Fit with least 12 in 30x10: size %v", l.Size)
	}
	if _, ok := f.Fit(m, 100, 50, 9, 8); ok {
		t.Error("Fit with least over most gave a layout")
	}
}

func TestLines(t *testing.T) {
	f := GoBold()
	for _, c := range []struct {
		name string
		text Text
		w    float64
		want []string
	}{
		{"balanced", text("We look after each other"), 30, []string{"We look after", "each other"}},
		{"forced", text("Stop.\nDo not touch.\n\nTell.\n"), 300, []string{"Stop.", "Do not touch.", "Tell."}},
		{"between sentences", text("Stop. Do not touch. Tell."), 40, []string{"Stop.", "Do not touch. Tell."}},
		{"between sentences of four words", text("We do not blame. We belong."), 42, []string{"We do not blame.", "We belong."}},
		{"ahead of a bracket", text("Emergency (not in the letter)"), 36, []string{"Emergency", "(not in the letter)"}},
		{"no break", text("call 0800\u00A0789\u00A0321"), 25, []string{"call", "0800\u00A0789\u00A0321"}},
		{"a hyphen holds", text("an Anti-Terrorist Hotline"), 36, []string{"an Anti-Terrorist", "Hotline"}},
		{"runs", Text{{"un", 1}, {"kind is ", 2}, {"wrong", 3}}, 300, []string{"unkind is wrong"}},
		{"blanks", text("  a \t b  "), 300, []string{"a \t b"}},
		{"empty", Text{}, 300, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			l, ok := f.Set(c.text, c.w, 4)
			if !ok || !slices.Equal(l.Lines, c.want) {
				t.Errorf("lines %q, %v; want %q", l.Lines, ok, c.want)
			}
		})
	}
	if _, ok := f.Set(text("suspicious"), 15, 4); ok {
		t.Error("a word wider than the width was set")
	}
}

// A short word is not left alone on the last line where another break costs no size.
func TestNoWidow(t *testing.T) {
	f := GoBold()
	for w := 20.0; w < 90; w++ {
		for h := 10.0; h < 50; h += 3 {
			l, ok := f.Fit(text("report it to an adult or to the police"), w, h, 1, 0)
			if n := len(l.Lines); ok && n > 1 && n < 4 && l.lines[n-1].w < l.W/2 && l.Lines[n-1] == "police" {
				t.Errorf("%vx%v: %q", w, h, l.Lines)
			}
		}
	}
}

func TestSameBaselineAndRoomForAccents(t *testing.T) {
	f := GoBold()
	base := func(m string) float64 { l, _ := f.Set(text(m), 300, 10); return l.lines[0].base }
	for _, m := range []string{"gpq", "x", "Hx", "ach"} {
		if d := base(m) - base("ace"); d < 0 || d > 0.6 { // Round letters and ascenders stand a little above a capital.
			t.Errorf("the baseline of %q is at %v, of ace at %v", m, base(m), base("ace"))
		}
	}
	if base("École") <= base("Ecole") {
		t.Error("an accent on a capital takes no room")
	}
}

func TestMissing(t *testing.T) {
	f := GoBold()
	for _, c := range []struct{ text, want string }{
		{"Hatred is always wrong", ""},
		{"a\u00A0b\u202F\u2007\u2009\t\n\u00AD\u200B\u2060", ""},
		{"é ŵ ï £ “ ” ‘ ’ – … &", ""},
		{"Zażółć gęślą jaźń, Ελληνικά, Привет", ""},
		{"日本日a本x", "日本"},
		{"ok 👍 ok 👍", "👍"},
	} {
		if got := strings.Join(f.Missing(text(c.text)), ""); got != c.want {
			t.Errorf("Missing(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

// Runs of a line are turned round by their levels: a number within Hebrew within English.
func TestReorder(t *testing.T) {
	runs := []run{{level: 0, start: 0}, {level: 1, start: 1}, {level: 2, start: 2}, {level: 1, start: 3}, {level: 0, start: 4}}
	reorder(runs)
	var got []int
	for _, r := range runs {
		got = append(got, r.start)
	}
	if want := []int{0, 3, 2, 1, 4}; !slices.Equal(got, want) {
		t.Errorf("the runs stand as %v, want %v", got, want)
	}
}

func TestParseRefusesRubbish(t *testing.T) {
	for _, ttf := range [][]byte{nil, []byte("no font"), make([]byte, 500)} {
		if _, err := parse(ttf); err == nil {
			t.Errorf("parse of %d bytes that are no font: no error", len(ttf))
		}
	}
}

func TestNothingHangsOrPanics(t *testing.T) {
	f := GoBold()
	texts := []string{
		"", " ", "\n\n", "a", strings.Repeat("a", 10000), strings.Repeat("ab ", 10000),
		strings.Repeat("a\n", 1000), strings.Repeat("\u00A0", 5000), "\x00\xff\ufffd", "\u0301", "é́",
		strings.Repeat("i ", 200), strings.Repeat("W", 900), "\U0010FFFF", "٣ ﷽", "שלום 12 abc",
	}
	sizes := []float64{math.Inf(-1), -1, 0, 0.1, 1, 60, 10000, math.Inf(1), math.NaN()}
	for _, m := range texts {
		for _, w := range sizes {
			for _, h := range sizes {
				f.Fit(text(m), w, h, 1, 100)
			}
			f.Set(text(m), w, 3)
			f.Set(text(m), w, 0)
		}
	}
}

func TestSeveralAtOnce(t *testing.T) {
	f := GoBold()
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for range 10 {
				drawn(f, 60+i, 20, messages[i%len(messages)], Shades)
				f.Missing(text(messages[i]))
			}
		})
	}
	wg.Wait()
}

// What is missing is counted where it stands, and not where a longer grapheme begins like it.
func TestMissingRunes(t *testing.T) {
	for text, want := range map[string]int{"": 0, "a é b": 0, "日a日本\nb\n日": 4, "👍 👍🏽 ok": 3} {
		if missing, got := GoBold().MissingRunes(Text{{Text: text}}); got != want {
			t.Errorf("%q: %d runes are missing (%q), want %d", text, got, missing, want)
		}
	}
}

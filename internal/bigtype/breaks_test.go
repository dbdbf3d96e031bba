package bigtype

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// Text that goes on one line is set on one: nothing else costs less.
func TestOneLineCostsLeast(t *testing.T) {
	r, f := rand.New(rand.NewPCG(1, 2)), GoBold() //nolint:gosec // The same every time.
	words := strings.Fields("a be kind (to) somebody, today; look after-each/other end. again")
	for range 2000 {
		var text []string
		for range 1 + r.IntN(8) {
			text = append(text, words[r.IntN(len(words))])
		}
		p := f.paragraphsOf(Text{{Text: strings.Join(text, " ")}})[0]
		w := p.width(0, len(p.text)) * (1 + r.Float64()*5)
		got, cost := p.breaks(w, 3)
		want, least := p.cheapest(w, 1, min(3, len(p.pieces)))
		if !slices.Equal(got, want) || cost != least {
			t.Fatalf("%q in %.2f ems: lines end at %v for %v, and at %v for %v", text, w, got, cost, want, least)
		}
	}
}

// A telephone number is on one line, whatever runs it is made of.
func TestNumbersAreWhole(t *testing.T) {
	number := Text{{Text: "If you are worried please ring 0800 "}, {Text: "789", Mark: 1}, {Text: " 321 again, or 101."}}
	for w := 9.0; w < 40; w += 0.5 {
		l, ok := GoBold().Set(number, w, 1)
		if whole := slices.ContainsFunc(l.Lines, func(s string) bool { return strings.Contains(s, "0800 789 321") }); !ok || !whole {
			t.Errorf("in a width of %v: %q", w, l.Lines)
		}
	}
}

package bigtype

import (
	"math"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// Digits of three rows are told apart in two colours, however narrow: no two drawn ones are alike in more
// than seven tenths of what either inks.
func TestSmallDigitsAreToldApart(t *testing.T) {
	f := GoBold()
	for _, columns := range []float64{3, 3.5, 4, 4.5} {
		var drawn [][]uint8
		for _, d := range "0123456789" {
			l, _ := f.Set(text(string(d)), 20, 3/f.cap)
			l = l.Condensed(columns/2/l.W, 0.25).InTwoColours(f)
			s := NewSheet(8, 6, black)
			s.Paint(f, l, 0.5, math.Ceil(l.Base)-l.Base, l.W, Left, func(uint8) cell.Color { return white })
			drawn = append(drawn, lightOf(fitted(s, Shades)))
		}
		for i, a := range drawn {
			for j, b := range drawn[:i] {
				if d := difference(a, b); d < 0.3 {
					t.Errorf("%v columns: %d and %d differ in %.2f of their ink", columns, i, j, d)
				}
			}
		}
	}
}

// column is the column in which a glyph stands.
func column(l Layout, i int) int { return int(math.Round(2 * l.placed().lines[0].glyphs[i].x)) }

// The same digit is drawn alike in each place of a number, and no shade is used.
func TestCondensedDigitsAreAlike(t *testing.T) {
	f := GoBold()
	l, _ := f.Set(text("8\u00a088\u00a08"), 40, 3/f.cap)
	l = l.Condensed(0.7, 0.5).InTwoColours(f)
	if 2*l.W != math.Round(2*l.W) {
		t.Errorf("the number is %v rows wide, want halves", l.W)
	}
	s := NewSheet(30, 6, black)
	s.Paint(f, l, 0.5, math.Ceil(l.Base)-l.Base+1, l.W, Left, func(uint8) cell.Color { return white })
	g := fitted(s, Shades)
	for _, i := range []int{2, 3, 5} {
		from, to := column(l, 0), column(l, i)
		for y := range g.H {
			for x := range 3 {
				a, b := g.At(1+from+x, y), g.At(1+to+x, y)
				if a != b {
					t.Fatalf("cell %d,%d of digit %d is %q, of the first %q", x, y, i, b.Text, a.Text)
				}
			}
		}
	}
	for y := range g.H {
		for x := range g.W {
			for _, c := range []cell.Color{g.At(x, y).Style.FG, g.At(x, y).Style.BG} {
				if c != black && c != white {
					t.Fatalf("cell %d,%d has the shade %v", x, y, c)
				}
			}
		}
	}
}

// A small 1 is moved to where its flag meets its stem: no paper lies between them in the row below its head.
func TestASmallOneHoldsTogether(t *testing.T) {
	f := GoBold()
	l, _ := f.Set(text("1"), 20, 3/f.cap)
	l = l.Condensed(1.5/l.W, 0.5).InTwoColours(f)
	s := NewSheet(6, 5, black)
	s.Paint(f, l, 0.5, math.Ceil(l.Base)-l.Base, l.W, Left, func(uint8) cell.Color { return white })
	light, runs, before := lightOf(fitted(s, Shades)), 0, uint8(0)
	for x := range s.W * parts {
		v := light[(s.W+x/parts)*area+x%parts]
		if v > before {
			runs++
		}
		before = v
	}
	if runs != 1 {
		t.Errorf("the head of the 1 is in %d pieces, want 1", runs)
	}
}

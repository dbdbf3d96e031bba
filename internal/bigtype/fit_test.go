package bigtype

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/theme"
)

var (
	black = cell.RGB(0x000000)
	white = cell.RGB(0xFFFFFF)
)

// fitted is a sheet as cells.
func fitted(s *Sheet, t Tier) *cell.Grid {
	g := cell.New(s.W, s.H, cell.Style{FG: white, BG: s.Paper})
	s.Draw(g, 0, 0, t)
	return g
}

// What a block element can show is shown by it, with ink in its place, whichever colour the block has.
func TestBlocksShowThemselves(t *testing.T) {
	for _, b := range blocks() {
		for _, ground := range []bool{false, true} {
			s := NewSheet(1, 1, black)
			for i := range area {
				if b.inks(i%parts, i/parts) != ground {
					s.add(0, i, []uint8{255}, white, inShades)
				}
			}
			for _, tier := range []Tier{Shades, Blocks} {
				c := fitted(s, tier).At(0, 0)
				if c.Style.Attr&cell.Reverse != 0 {
					c.Style.FG, c.Style.BG = c.Style.BG, c.Style.FG
				}
				want, block := [2]cell.Color{white, black}, b.r
				if other, ok := complement(b.r); ground && ok {
					block = other
				} else if ground {
					want = [2]cell.Color{black, white}
				}
				if c.Text != string(block) || c.Style.FG != want[0] || c.Style.BG != want[1] {
					t.Errorf("tier %d, ground %v: %q in %v on %v, want %q in %v", tier, ground, c.Text, c.Style.FG, c.Style.BG, block, want)
				}
			}
		}
	}
}

// No other block and colours leave a smaller error.
func TestTheFitIsBest(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // the same cells every time
	for range 200 {
		c := make([]uint8, area)
		for i := range c {
			c[i] = uint8(r.IntN(256)) //nolint:gosec // small
		}
		s := sum(c)
		f := fitter{blocks: blocks(), dots: true} // Elsewhere specks are let go.
		whole := block{' ', lower, parts}
		all := append(blocks(), whole)
		r, fg, bg, _ := f.best(&s, 2, false)
		best := all[slices.IndexFunc(all, func(b block) bool { return b.r == r })]
		got := missed(c, best, fg*255, bg*255)
		for _, b := range all {
			for in := range 2 {
				for out := range 2 {
					if e := missed(c, b, in*255, out*255); e < got-1e-9 {
						t.Fatalf("%q leaves %v, the best leaves %v", b.r, e, got)
					}
				}
			}
		}
	}
}

// missed is the error of a block in two covers.
func missed(c []uint8, b block, in, out int) (sum float64) {
	for i, v := range c {
		want := out
		if b.inks(i%parts, i/parts) {
			want = in
		}
		d := float64(int(v) - want)
		sum += d * d / (255 * 255 * area)
	}
	return sum
}

// A terminal of few colours is given no others than paper and ink, one without colours none.
func TestColorsOfTheTiers(t *testing.T) {
	g, _ := drawn(GoBold(), 80, 24, longest, Blocks)
	paper, ink := g.At(0, 0).Style.BG, g.At(0, 0).Style.FG
	for i := range g.W * g.H {
		if s := g.At(i%g.W, i/g.W).Style; s.FG != ink || s.BG != paper {
			t.Fatalf("cell %d is %v on %v", i, s.FG, s.BG)
		}
	}
	s := NewSheet(20, 6, cell.Color{})
	l, _ := GoBold().Fit(text("101"), 10, 6, 1, 0)
	s.Paint(GoBold(), l, 0, 0, 10, Left, func(uint8) cell.Color { return cell.Color{} })
	for _, tier := range []Tier{Shades, Blocks, Halves, ASCII} {
		g := cell.New(20, 6, cell.Style{})
		s.Draw(g, 0, 0, tier)
		if e := g.Encode(); strings.Contains(e, "8;2") || !strings.ContainsAny(e, "▄▌#") {
			t.Errorf("tier %d without colours is %q", tier, e)
		}
	}
}

// Half ink on half paper is half way between them, whichever of the two is the lighter.
func TestMixedColors(t *testing.T) {
	if half := mix(black, white, 0.5); half != mix(white, black, 0.5) || half.R != 128 {
		t.Errorf("half is %v and %v, want 128", half, mix(white, black, 0.5))
	}
	if mix(black, white, 0) != black || mix(black, white, 1) != white {
		t.Error("the ends are not kept")
	}
}

// What lies over an edge is cut off there, and a sheet may be smaller than what is drawn on it.
func TestShapesAreCutAtTheEdges(t *testing.T) {
	for _, at := range [][2]float64{{-0.5, 0}, {0.5, 0}, {0, -1}, {0, 1}, {-5, 0}, {5, 0}, {0, 9}, {-0.5, -1}} {
		s := NewSheet(2, 2, black)
		s.Rect(at[0], at[1], 1, 2, white)
		g := fitted(s, Shades)
		for i := range 4 {
			x, y := float64(i%2)/2, float64(i/2)
			inked := x >= at[0] && x < at[0]+1 && y >= at[1] && y < at[1]+2
			if got := g.At(i%2, i/2).Style.Attr&cell.Reverse != 0; got != inked {
				t.Errorf("a shape at %v inks the cell at row %d, column %d: %t", at, i/2, i%2, got)
			}
		}
	}
	s := NewSheet(1, 1, black)
	s.Rect(-3, -3, 9, 9, white)
	if g := fitted(s, Shades); g.At(0, 0).Style.Attr&cell.Reverse == 0 {
		t.Error("a shape larger than the sheet does not ink it")
	}
}

// Two inks meet in one cell.
func TestTwoInksInACell(t *testing.T) {
	red, blue := cell.RGB(0xFF0000), cell.RGB(0x0000FF)
	s := NewSheet(1, 1, black)
	s.Rect(0, 0, 0.25, 1, red)
	s.Rect(0.25, 0, 0.25, 1, blue)
	if c := fitted(s, Shades).At(0, 0); c.Text != "▌" || c.Style.FG != red || c.Style.BG != blue {
		t.Errorf("the cell is %+v", c)
	}
}

// The digits of a telephone number are told apart at every size that is drawn: no two drawn ones are alike in
// more than eleven twelfths of what either inks.
func TestDigitsAreToldApart(t *testing.T) {
	f := GoBold()
	for size := 2.2; size < 12; size += 0.13 {
		var shapes [][]uint8
		for _, d := range "0123456789" {
			s := NewSheet(20, 14, black)
			l, _ := f.Set(text(string(d)), 20, size)
			s.Paint(f, l, 1, 1, l.W, Left, func(uint8) cell.Color { return white })
			shapes = append(shapes, lightOf(fitted(s, Shades)))
		}
		for i, a := range shapes {
			for j, b := range shapes[:i] {
				if d := difference(a, b); d < 0.08 {
					t.Errorf("size %.2f: %d and %d differ in %.2f of their ink", size, i, j, d)
				}
			}
		}
	}
}

// lightOf gives the parts of a grid as they are shown.
func lightOf(g *cell.Grid) []uint8 {
	var out []uint8
	all := blocks()
	for i := range g.W * g.H {
		c := g.At(i%g.W, i/g.W)
		if c.Style.Attr&cell.Reverse != 0 {
			c.Style.FG, c.Style.BG = c.Style.BG, c.Style.FG
		}
		at := slices.IndexFunc(all, func(b block) bool { return string(b.r) == c.Text })
		for p := range area {
			v := c.Style.BG.R
			if at >= 0 && all[at].inks(p%parts, p/parts) {
				v = c.Style.FG.R
			}
			out = append(out, v)
		}
	}
	return out
}

// difference is how much two shapes differ, as a share of what the lesser of them inks.
func difference(a, b []uint8) float64 {
	var differ, inkA, inkB float64
	for i := range a {
		x, y := float64(a[i]), float64(b[i])
		differ += max(x-y, y-x)
		inkA, inkB = inkA+x, inkB+y
	}
	return differ / min(inkA, inkB)
}

func TestPictures(t *testing.T) {
	p, err := theme.Lookup("dark")
	if err != nil {
		t.Fatal(err)
	}
	f := GoBold()
	for _, c := range []struct {
		name, text string
		sizes      []float64
	}{
		{"lower", "abcdefghijklm\nnopqrstuvwxyz", []float64{2, 2.5, 4}},
		{"upper", "ABCDEFGHIJKLM\nNOPQRSTUVWXYZ", []float64{2, 2.5, 4}},
		{"digits", "0123456789\n#£&?!.,:;-'“”()/", []float64{2, 2.5, 4}},
		{"accents", "éèêŵïñ ÉÑÄ łżÖ", []float64{2.5}},
	} {
		book := screentest.Read(t, c.name)
		for _, size := range c.sizes {
			for tier, name := range map[Tier]string{Shades: "shades", Blocks: "blocks", Halves: "halves"} {
				l, _ := f.Set(text(c.text), 200, size)
				s := NewSheet(int(2*l.W)+3, int(l.H)+2, p.Background)
				s.Paint(f, l, 0.5, 0.5, l.W, Left, func(uint8) cell.Color { return p.Foreground })
				g := cell.New(s.W, s.H, cell.Style{FG: p.Foreground, BG: p.Background})
				s.Draw(g, 0, 0, tier)
				book.Check(fmt.Sprintf("%s at %v", name, size), screentest.Text(g, p))
			}
		}
	}
}

// A thin rule shows wherever it lies, in every tier that has blocks.
func TestThinRulesShow(t *testing.T) {
	for _, tier := range []Tier{Shades, Blocks, Halves} {
		for y := 0.0; y < 1; y += 0.07 {
			s := NewSheet(8, 3, black)
			s.Rule(0.2, 0.9+y, 3, 0.35, white)
			if e := fitted(s, tier).Encode(); !strings.ContainsAny(e, "▁▂▃▄▅▆▇▀▔") && !strings.Contains(e, "7m") {
				t.Errorf("tier %d: a rule at %.2f does not show", tier, 0.9+y)
			}
		}
	}
}

// The edge of an empty disc is closed, in two colours too.
func TestRingsAreClosed(t *testing.T) {
	for _, r := range []float64{4, 7.3, 11.9} {
		s := NewSheet(60, 30, black)
		s.Ring(15, 15, r, 30, white)
		g := fitted(s, Blocks)
		for a := 0.0; a < 2*math.Pi; a += 0.02 {
			sin, cos := math.Sincos(a)
			x, y := int(2*(15+(r-0.5)*cos)), int(15+(r-0.5)*sin)
			if c := g.At(x, y); c.Text == " " && c.Style.Attr&cell.Reverse == 0 {
				t.Fatalf("a ring of radius %v is open at row %d, column %d", r, y, x)
			}
		}
	}
}

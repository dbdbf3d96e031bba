package cell_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
)

// Characters that are not one code point in one column.
const (
	wide     = "世"
	accented = "e\u0301"                                                       // one column, two code points
	family   = "👩\u200d👩\u200d👧"                                               // joined
	flag     = "🇬🇧"                                                            // two regional indicators
	england  = "🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F" // tagged
	heart    = "❤\ufe0f"                                                       // a variation selector widens it
	thumb    = "👍🏽"                                                            // with a skin tone
)

// row draws a grid's row with a middle dot for each cell that a wide character covers.
func row(g *cell.Grid, y int) string {
	var b strings.Builder
	for x := range g.W {
		c := g.At(x, y).Text
		if c == "" {
			c = "·"
		}
		b.WriteString(c)
	}
	return b.String()
}

// whole reports what is torn in a grid: every wide character must stand in front of exactly one
// covered cell, and every row must be W columns.
func whole(t *testing.T, g *cell.Grid) {
	t.Helper()
	for y := range g.H {
		columns := 0
		for x := range g.W {
			text, covers := g.At(x, y).Text, x+1 < g.W && g.At(x+1, y).Text == ""
			columns += cell.Width(text)
			switch {
			case text == "" && (x == 0 || cell.Width(g.At(x-1, y).Text) != 2):
				t.Errorf("row %d: cell %d is covered by nothing: %q", y, x, row(g, y))
			case text != "" && covers != (cell.Width(text) == 2):
				t.Errorf("row %d: %q in cell %d is torn: %q", y, text, x, row(g, y))
			}
		}
		if columns != g.W {
			t.Errorf("row %d is %d columns, want %d: %q", y, columns, g.W, row(g, y))
		}
	}
}

func TestPutAtTheEdge(t *testing.T) {
	for _, c := range []struct {
		x    int
		text string
		want string
		took int
	}{
		{0, "abcd", "abcd", 4},
		{2, "abcd", "  ab", 2},
		{0, wide, wide + "·  ", 2},
		{2, wide, "  " + wide + "·", 2},
		{3, wide, "    ", 0},
		{0, "abc" + wide + "d", "abc ", 3},
		{3, accented + "x", "   " + accented, 1},
		{2, family, "  " + family + "·", 2},
		{3, family, "    ", 0},
		{2, flag, "  " + flag + "·", 2},
		{3, flag, "    ", 0},
		{2, england, "  " + england + "·", 2},
		{2, heart, "  " + heart + "·", 2},
		{3, thumb, "    ", 0},
		{-1, "ab", "b   ", 2},
		{-1, wide + "b", " b  ", 3},
		{-9, "ab", "    ", 2},
		{4, "a", "    ", 0},
		{0, "\u0301a", "a   ", 1},
		{0, "a\tb\nc", "a b ", 4},
	} {
		g := cell.New(4, 1, cell.Style{})
		if took := g.Put(c.x, 0, c.text, cell.Style{}); took != c.took || row(g, 0) != c.want {
			t.Errorf("Put(%d, %q) took %d columns of %q, want %d of %q", c.x, c.text, took, row(g, 0), c.took, c.want)
		}
		whole(t, g)
	}
}

func TestPutOutsideTheRowsDoesNothing(t *testing.T) {
	g := cell.New(4, 2, cell.Style{})
	for _, y := range []int{-1, 2, 1 << 40} {
		if took := g.Put(0, y, "abcd", cell.Style{}); took != 0 || !reflect.DeepEqual(g, cell.New(4, 2, cell.Style{})) {
			t.Errorf("Put in row %d took %d columns", y, took)
		}
	}
}

// Whatever overwrites half of a wide character leaves a blank in place of the other half.
func TestOverwritingHalfOfAWideCharacter(t *testing.T) {
	small := cell.New(1, 1, cell.Style{})
	small.Put(0, 0, "x", cell.Style{})
	for name, c := range map[string]struct {
		draw func(g *cell.Grid)
		want string
	}{
		"SetRune on the first half":  {func(g *cell.Grid) { g.SetRune(1, 0, 'x', cell.Style{}) }, " x 界· "},
		"SetRune on the second half": {func(g *cell.Grid) { g.SetRune(2, 0, 'x', cell.Style{}) }, "  x界· "},
		"Put on the first half":      {func(g *cell.Grid) { g.Put(1, 0, "x", cell.Style{}) }, " x 界· "},
		"Put on the second half":     {func(g *cell.Grid) { g.Put(2, 0, "x", cell.Style{}) }, "  x界· "},
		"Put of a wide one over two": {func(g *cell.Grid) { g.Put(2, 0, "火", cell.Style{}) }, "  火·  "},
		"Put of a wide one ahead":    {func(g *cell.Grid) { g.Put(0, 0, "火", cell.Style{}) }, "火· 界· "},
		"Blit on the first half":     {func(g *cell.Grid) { g.Blit(3, 0, small) }, " 世·x  "},
		"Blit on the second half":    {func(g *cell.Grid) { g.Blit(4, 0, small) }, " 世· x "},
		"Fill of both inner halves":  {func(g *cell.Grid) { g.Fill(2, 0, 2, 1, cell.Style{}) }, "      "},
		"Fill of the first half":     {func(g *cell.Grid) { g.Fill(0, 0, 2, 1, cell.Style{}) }, "   界· "},
	} {
		g := cell.New(6, 1, cell.Style{})
		g.Put(1, 0, "世界", cell.Style{})
		c.draw(g)
		if row(g, 0) != c.want {
			t.Errorf("%s: %q, want %q", name, row(g, 0), c.want)
		}
		whole(t, g)
	}
}

// A wide character that an edge cuts leaves a blank: what was below must not show through.
func TestBlitAtTheEdges(t *testing.T) {
	from := cell.New(6, 1, cell.Style{})
	from.Put(0, 0, "世ab界", cell.Style{})
	for x, want := range map[int]string{
		0: "世·ab", 1: "-世·a", 3: "--- ", -1: " ab ", -2: "ab界·", -5: " ---", 4: "----", -6: "----",
	} {
		g := cell.New(4, 1, cell.Style{})
		g.Put(0, 0, "----", cell.Style{})
		g.Blit(x, 0, from)
		if row(g, 0) != want {
			t.Errorf("Blit at %d gives %q, want %q", x, row(g, 0), want)
		}
		whole(t, g)
	}
}

func TestBlitKeepsStylesAndRows(t *testing.T) {
	s := cell.Style{FG: cell.RGB(0x112233), Attr: cell.Bold}
	from := cell.New(2, 2, s)
	from.Put(0, 1, wide, s)
	g := cell.New(3, 3, cell.Style{})
	g.Blit(1, 1, from)
	if g.At(1, 2) != (cell.Cell{Text: wide, Style: s}) || g.At(2, 2) != (cell.Cell{Style: s}) {
		t.Errorf("the wide character came as %+v and %+v", g.At(1, 2), g.At(2, 2))
	}
	if g.At(1, 1).Style != s || g.At(0, 0).Style != (cell.Style{}) {
		t.Errorf("the styles came as %+v and %+v", g.At(1, 1), g.At(0, 0))
	}
}

// A rune that is no printable character may come from anywhere, and stays out.
func TestSetRuneTakesNoControlCharacter(t *testing.T) {
	for _, r := range "\x00\x1b\n\x7f\u009b\u202e" {
		g := cell.New(1, 1, cell.Style{})
		if g.SetRune(0, 0, r, cell.Style{}); g.At(0, 0).Text != " " {
			t.Errorf("SetRune(%U) put %q", r, g.At(0, 0).Text)
		}
	}
}

func TestFillIsClipped(t *testing.T) {
	s := cell.Style{BG: cell.RGB(0xFF0000)}
	g := cell.New(3, 3, cell.Style{})
	g.Fill(-1, 1, 2, 9, s)
	g.Fill(1, -2, 9, 2, s)
	for y := range 3 {
		for x := range 3 {
			if want := x == 0 && y >= 1; (g.At(x, y).Style == s) != want {
				t.Errorf("cell (%d,%d) is filled: %v, want %v", x, y, !want, want)
			}
		}
	}
}

func TestSizesBelowZeroAndPlacesOutside(t *testing.T) {
	g := cell.New(-3, -1, cell.Style{})
	g.SetRune(0, 0, 'x', cell.Style{})
	g.Put(0, 0, "x", cell.Style{})
	if g.W != 0 || g.H != 0 || g.Encode() != "" || screentest.Plain(g) != "" || g.At(0, 0).Text != " " {
		t.Errorf("a grid of no size is %dx%d, %q", g.W, g.H, g.Encode())
	}
}

func TestStyle(t *testing.T) {
	s := cell.Style{FG: cell.RGB(0x010203), Attr: cell.Bold}
	if got := s.On(cell.RGB(0x040506)).With(cell.Reverse); got.BG != (cell.Color{R: 4, G: 5, B: 6, Set: true}) ||
		got.FG != s.FG || got.Attr != cell.Bold|cell.Reverse || s.Attr != cell.Bold {
		t.Errorf("the style came out as %+v, from %+v", got, s)
	}
}

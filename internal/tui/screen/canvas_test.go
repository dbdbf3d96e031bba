package screen

import (
	"fmt"
	"image/color"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/vt"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// scribble draws words, runs of blanks, drawn type, wide characters and emoji on a grid.
func scribble(r *rand.Rand, g *cell.Grid) {
	colors := []cell.Color{{}, cell.RGB(0x102030), cell.RGB(0xf0e0d0), cell.RGB(0xff0000)}
	style := func() cell.Style {
		return cell.Style{FG: colors[r.IntN(4)], BG: colors[r.IntN(4)], Attr: cell.Attr(r.IntN(16))} //nolint:gosec // below 16
	}
	for range 1 + r.IntN(12) {
		x, y := r.IntN(g.W), r.IntN(g.H)
		switch r.IntN(4) {
		case 0:
			g.Fill(x, y, r.IntN(g.W+1), r.IntN(3), style())
		case 1:
			g.Put(x, y, []string{"hatred is wrong", "界隈", "a👩‍🏫b", "e\u0301té", "█▀▄░", "♥ ok"}[r.IntN(6)], style())
		case 2:
			g.SetRune(x, y, []rune("█▌░x ")[r.IntN(5)], style())
		case 3:
			g.Put(0, y, strings.Repeat("x", g.W), style())
		}
	}
}

// want is the style that a cell has on a terminal with all colours: of a blank, only the background counts.
func want(c cell.Cell) string {
	s := c.Style
	if plain(c) {
		return fmt.Sprint(" ", s.BG)
	}
	return fmt.Sprint(c.Text, s.FG, s.BG, s.Attr)
}

func got(c *uv.Cell) string {
	text := c.Content
	var attr cell.Attr
	for has, a := range map[uint8]cell.Attr{uv.AttrBold: cell.Bold, uv.AttrReverse: cell.Reverse, uv.AttrStrikethrough: cell.Strike} {
		if c.Style.Attrs&has != 0 {
			attr |= a
		}
	}
	if c.Style.Underline != uv.UnderlineNone {
		attr |= cell.Underline
	}
	one := cell.Cell{Text: text, Style: cell.Style{FG: shade(c.Style.Fg), BG: shade(c.Style.Bg), Attr: attr}}
	if text == "" {
		one.Text = " "
	}
	return want(one)
}

func shade(c color.Color) cell.Color {
	if c == nil {
		return cell.Color{}
	}
	r, g, b, _ := c.RGBA()
	return cell.RGB(r>>8<<16 | g>>8<<8 | b>>8)
}

// Whatever was on the screen, what is written makes of it what is to be there, with and without erasing in colour.
func TestUpdatesMakeTheNextScreen(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 1))
		w, h := 1+r.IntN(40), 1+r.IntN(8)
		emu := vt.NewEmulator(w, h)
		c := &canvas{profile: colorprofile.TrueColor, erases: seed%2 == 0}
		g := cell.New(w, h, cell.Style{})
		for step := range 6 {
			next := cell.New(w, h, cell.Style{})
			next.Blit(0, 0, g)
			scribble(r, next)
			g = next
			c.out = c.out[:0]
			c.update(g)
			if _, err := emu.Write(append([]byte("\x1b[?7l"), c.out...)); err != nil {
				t.Fatal(err)
			}
			compare(t, fmt.Sprintf("seed %d, step %d: %q", seed, step, c.out), emu, g)
		}
	}
}

func compare(t *testing.T, what string, emu *vt.Emulator, g *cell.Grid) {
	t.Helper()
	for y := range g.H {
		for x := range g.W {
			if c := g.At(x, y); c.Text != "" && got(emu.CellAt(x, y)) != want(c) {
				t.Fatalf("%s\ncell %d, %d is %s, want %s", what, x, y, got(emu.CellAt(x, y)), want(c))
			}
		}
	}
}

// The same screen again is nothing, and one that looks the same is nothing either.
func TestNoChangeIsNothing(t *testing.T) {
	g, same := cell.New(30, 4, cell.Style{BG: cell.RGB(1)}), cell.New(30, 4, cell.Style{BG: cell.RGB(1), FG: cell.RGB(2)})
	c := &canvas{profile: colorprofile.TrueColor, erases: true}
	c.update(g)
	if c.out = c.out[:0]; len(c.out) > 0 {
		t.Fatal()
	}
	for _, next := range []*cell.Grid{g, same, g} {
		if c.update(next); len(c.out) > 0 {
			t.Errorf("%q is written for nothing", c.out)
		}
	}
}

// Fewer colours are written as the terminal counts them, and none where it has none.
func TestColoursOfTheTerminal(t *testing.T) {
	g := cell.New(1, 1, cell.Style{})
	g.Put(0, 0, "x", cell.Style{FG: cell.RGB(0xff5f00), BG: cell.RGB(0x000080), Attr: cell.Bold})
	for profile, want := range map[colorprofile.Profile]string{
		colorprofile.TrueColor: "0;1;38;2;255;95;0;48;2;0;0;128m", colorprofile.ANSI256: "0;1;38;5;202;48;5;",
		colorprofile.ANSI: "0;1;", colorprofile.ASCII: "0;1mx",
	} {
		c := &canvas{profile: profile}
		if c.update(g); !strings.Contains(string(c.out), want) {
			t.Errorf("%v: %q, want %q in it", profile, c.out, want)
		}
	}
}

func BenchmarkUpdate(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	var grids [2]*cell.Grid
	for i := range grids {
		grids[i] = cell.New(120, 30, cell.Style{BG: cell.RGB(0x101010)})
		for range 10 {
			scribble(r, grids[i])
		}
	}
	c := &canvas{profile: colorprofile.TrueColor, erases: true}
	b.ReportAllocs()
	n := 0
	for i := 0; b.Loop(); i++ {
		c.out = c.out[:0]
		c.update(grids[i%2])
		n += len(c.out)
	}
	b.ReportMetric(float64(n)/float64(b.N), "bytes/frame")
}

package bigtype

import (
	"math"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// Each part of a miniature is the mean of those that it stands for, also where they do not divide evenly:
// the ink of the whole stays the same.
func TestReduceKeepsTheInk(t *testing.T) {
	s := NewSheet(120, 30, cell.RGB(0xfdf3e1))
	l, _ := GoBold().Fit(text("Hatred is always wrong"), 56, 28, 1, 0)
	s.Paint(GoBold(), l, 1, 1, 56, Centre, func(uint8) cell.Color { return cell.RGB(0x10131a) })
	want := inked(s)
	for _, size := range [][2]int{{120, 30}, {60, 15}, {36, 9}, {37, 8}, {7, 3}, {1, 1}, {200, 41}} {
		small := s.Reduce(size[0], size[1])
		if got := inked(small); math.Abs(got-want) > 0.004 {
			t.Errorf("%v has %.4f of ink, want %.4f", size, got, want)
		}
	}
	if same := s.Reduce(120, 30); string(same.cover) != string(s.cover) {
		t.Error("a miniature of the same size is not the same")
	}
}

// inked is the share of a sheet of one ink that is inked.
func inked(s *Sheet) float64 {
	n := 0
	for _, c := range s.cover {
		n += int(c)
	}
	return float64(n) / float64(255*len(s.cover))
}

// A cell keeps its ink as long as it has only one; of several each part has the mean colour.
func TestReduceKeepsInks(t *testing.T) {
	paper, red, blue := cell.RGB(0xffffff), cell.RGB(0xff0000), cell.RGB(0x0000ff)
	s := NewSheet(12, 4, paper)
	s.Rect(0, 0, 1, 1, red)    // cells 0 and 1
	s.Rect(2, 0, 0.5, 1, red)  // cell 4
	s.Rect(2.5, 0, 1, 1, blue) // cells 5 and 6
	small := s.Reduce(6, 2)
	if small.inks[0] != red || small.cover[0] != 255 || small.cover[area-1] != 0 || richCells(small) != 1 {
		t.Errorf("the cell of one ink is %v, %v of %d rich ones", small.inks[0], small.cover[:area], richCells(small))
	}
	if r := small.rich[2]; r == nil || r[0] != (rgb{1, 0, 0}) || r[parts-1] != (rgb{0, 0, 1}) || r[area-1] != (rgb{1, 1, 1}) {
		t.Errorf("the cell of two inks is %v", small.rich[2])
	}
	if r := s.Reduce(4, 4).rich[1]; r == nil || r[4] != (rgb{0.5, 0, 0.5}) && r[4] != (rgb{1, 0, 0}) {
		t.Errorf("between two inks there is %v", r)
	}
}

// A miniature of nothing, or without room, is empty.
func TestReduceWithoutRoom(t *testing.T) {
	for _, from := range [][2]int{{0, 0}, {0, 5}, {3, 0}, {9, 9}} {
		for _, to := range [][2]int{{0, 0}, {-1, 4}, {4, 0}, {2, 2}} {
			s := NewSheet(from[0], from[1], cell.Color{}).Reduce(to[0], to[1])
			s.Draw(cell.New(4, 4, cell.Style{}), 0, 0, Shades)
			if want := max(to[0], 0); s.W != want {
				t.Errorf("%v reduced to %v is %d wide", from, to, s.W)
			}
		}
	}
}

// The terminal's own letters become type in their cells: what is wide or in no face leaves a patch, and
// block elements are what they are on the terminal.
func TestPrint(t *testing.T) {
	paper, ink := cell.RGB(0xffffff), cell.RGB(0)
	style := cell.Style{FG: ink, BG: paper}
	g := cell.New(12, 2, style)
	g.Put(0, 0, "Hg 平", style)
	g.Put(5, 0, "▌░█☃", style)
	g.Put(10, 0, " ", style.On(cell.RGB(0xff0000)))
	g.Put(11, 0, " ", style.With(cell.Reverse))
	s := NewSheet(12, 2, paper)
	s.write("x", 0, 1.5, ink)
	s.Print(g)
	share := func(i int) float64 { return float64(sumOf(s.cover[i*area:(i+1)*area])) / (255 * area) }
	for i, want := range [][2]float64{
		{0.15, 0.5}, {0.15, 0.5}, {0, 0}, {0.2, 0.5}, {0.2, 0.5}, {0.5, 0.5}, {0.25, 0.26}, {1, 1}, {0.2, 0.5}, {0, 0}, {1, 1}, {1, 1}, {0.2, 0.5},
	} {
		if got := share(i); got < want[0] || got > want[1] {
			t.Errorf("cell %d: %.2f is inked, want %v", i, got, want)
		}
	}
	if s.inks[10] != cell.RGB(0xff0000) {
		t.Errorf("a ground is drawn in %v", s.inks[10])
	}
}

func sumOf(c []uint8) (n int) {
	for _, v := range c {
		n += int(v)
	}
	return n
}

// A letter stands where it does on a terminal: an H on the baseline, a g below it, within its cell.
func TestPrintStandsLettersOnTheirLine(t *testing.T) {
	style := cell.Style{FG: cell.RGB(0), BG: cell.RGB(0xffffff)}
	foot := func(letter string) int {
		g, s := cell.New(1, 1, style), NewSheet(1, 1, style.BG)
		g.Put(0, 0, letter, style)
		s.Print(g)
		for y := parts - 1; y >= 0; y-- {
			if sumOf(s.cover[y*parts:(y+1)*parts]) > 255 {
				return y
			}
		}
		return -1
	}
	if h, g := foot("H"), foot("g"); h != 5 && h != 6 || g != 7 {
		t.Errorf("H ends in row %d of 8, g in %d", h, g)
	}
}

// In a miniature without shades, ink that no block comes near leaves dots; on a screen it never does.
func TestDots(t *testing.T) {
	for cover, want := range map[uint8]rune{0: ' ', 20: ' ', 64: '░', 110: '▒', 130: '▒', 190: '▓', 250: ' '} {
		for _, small := range []bool{true, false} {
			s, g := NewSheet(1, 1, cell.RGB(0xffffff)), cell.New(1, 1, cell.Style{})
			for i := range s.cover {
				s.cover[i] = cover
			}
			if !small {
				want = ' '
			}
			s.small = small
			s.Draw(g, 0, 0, Blocks)
			if got := g.At(0, 0).Text; got != string(want) {
				t.Errorf("small %v: a cover of %d is %q, want %q", small, cover, got, want)
			}
			s.inks[0] = cell.RGB(1)
			if s.Draw(g, 0, 0, Shades); g.At(0, 0).Text != " " {
				t.Errorf("small %v: with shades a cover of %d is %q", small, cover, g.At(0, 0).Text)
			}
		}
	}
}

func richCells(s *Sheet) (n int) {
	for _, r := range s.rich {
		if r != nil {
			n++
		}
	}
	return n
}

// What ends in a cell of a miniature, such as the top of an l, is no scratch through all of the cell.
func TestMiniaturesHaveNoScratches(t *testing.T) {
	for column := range parts {
		s := NewSheet(1, 1, cell.RGB(0xffffff))
		s.inks[0], s.small = cell.RGB(0), true
		for y := parts - 3; y < parts; y++ {
			s.cover[y*parts+column] = 255
		}
		g := cell.New(1, 1, cell.Style{BG: s.Paper})
		s.Draw(g, 0, 0, Shades)
		if got := g.At(0, 0).Text; strings.ContainsAny(got, "▏▎▊▉▕") {
			t.Errorf("in column %d it is drawn as %q", column, got)
		}
	}
}

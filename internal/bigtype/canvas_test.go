package bigtype

import (
	"strings"
	"testing"

	"assembly/internal/cell"
	"assembly/internal/screentest"
)

var (
	paper = cell.RGB(0x101418)
	cream = cell.RGB(0xF4ECD8)
	gold  = cell.RGB(0xFFD75F)
)

func inks(mark uint8) cell.Color {
	if mark == 2 {
		return gold
	}
	return cream
}

func noInk(uint8) cell.Color { return cell.Color{} }

func TestDrawCells(t *testing.T) {
	style := func(fg, bg cell.Color) cell.Style { return cell.Style{FG: fg, BG: bg} }
	none := cell.Color{}
	for _, c := range []struct {
		name  string
		p     Pixels
		mode  Mode
		marks [2]uint8
		paper cell.Color
		ink   func(uint8) cell.Color
		want  cell.Cell
	}{
		{"grounds full", Half(), Grounds, [2]uint8{1, 1}, paper, inks, cell.Cell{Text: " ", Style: style(paper, cream)}},
		{"grounds lower", Half(), Grounds, [2]uint8{0, 1}, paper, inks, cell.Cell{Text: "▄", Style: style(cream, paper)}},
		{"grounds upper", Half(), Grounds, [2]uint8{1, 0}, paper, inks, cell.Cell{Text: "▄", Style: style(paper, cream)}},
		{"grounds two marks", Half(), Grounds, [2]uint8{1, 2}, paper, inks, cell.Cell{Text: "▄", Style: style(gold, cream)}},
		{"grounds without colours", Half(), Grounds, [2]uint8{1, 0}, none, noInk, cell.Cell{Text: "▀"}},
		{"blocks full", Half(), Blocks, [2]uint8{1, 1}, none, noInk, cell.Cell{Text: "█"}},
		{"blocks two marks", Half(), Blocks, [2]uint8{1, 2}, none, noInk, cell.Cell{Text: "█"}},
		{"blocks upper", Half(), Blocks, [2]uint8{1, 0}, none, noInk, cell.Cell{Text: "▀"}},
		{"blocks lower", Half(), Blocks, [2]uint8{0, 1}, none, noInk, cell.Cell{Text: "▄"}},
		{"hash in colours", Full(), Hash, [2]uint8{1}, paper, inks, cell.Cell{Text: " ", Style: style(paper, cream)}},
		{"hash", Full(), Hash, [2]uint8{1}, none, noInk, cell.Cell{Text: "#"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			canvas := NewCanvas(1, 1, c.p)
			for i, m := range c.marks[:c.p.X*c.p.Y] {
				canvas.Set(i%c.p.X, i/c.p.X, m)
			}
			g := cell.New(1, 1, cell.Style{})
			canvas.Draw(g, 0, 0, c.mode, c.paper, c.ink)
			if got := g.At(0, 0); got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestDrawLeavesCellsWithoutInk(t *testing.T) {
	g := cell.New(4, 2, cell.Style{BG: paper})
	g.Put(0, 0, "abcd", cell.Style{})
	c := NewCanvas(2, 2, Half())
	c.Set(0, 0, 1)
	c.Set(-1, 0, 1)
	c.Set(2, 0, 1)
	c.Set(0, 4, 1)
	c.Draw(g, 1, 0, Blocks, cell.Color{}, noInk)
	if got, want := screentest.Plain(g), "a▀cd\n"; got != want {
		t.Errorf("grid is %q, want %q", got, want)
	}
	c.Draw(g, -5, 7, Blocks, cell.Color{}, noInk)
	if got, want := screentest.Plain(g), "a▀cd\n"; got != want {
		t.Errorf("drawn outside, grid is %q, want %q", got, want)
	}
}

func TestGroundsNeedNoUpperHalfAndNoFullBlock(t *testing.T) {
	f := GoBold()
	for _, p := range []Pixels{Full(), Half()} {
		l, ok := f.Fit(Text{{"Hatred is ", 1}, {"always wrong #1", 2}}, p, 100*p.X, 30*p.Y, 1, 0)
		if !ok {
			t.Fatalf("%v: does not fit", p)
		}
		c := NewCanvas(100, 30, p)
		l.Paint(0, 0, c.W, Centre, c.Set)
		g := cell.New(100, 30, cell.Style{BG: paper})
		c.Draw(g, 0, 0, Grounds, paper, inks)
		if got := screentest.Plain(g); strings.ContainsAny(got, "▀█") {
			t.Errorf("%v: there are upper halves or full blocks in\n%s", p, got)
		}
	}
}

func TestCanvasOfAnySize(t *testing.T) {
	for _, n := range []int{-1 << 62, -1, 0, 1} {
		c := NewCanvas(n, n, Pixels{9, 9})
		c.Set(0, 0, 1)
		c.Draw(cell.New(1, 1, cell.Style{}), 0, 0, Hash, paper, inks)
	}
	if c := NewCanvas(10000, 1, Half()); c.W > 10000 || c.H != 2 {
		t.Errorf("the canvas is %dx%d", c.W, c.H)
	}
}

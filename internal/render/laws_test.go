package render

import (
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/theme"
)

// A step only adds: what is inked at a step is inked the same at the next. Message slides are two
// pictures by design, and a reflection's shape fills.
func TestAStepOnlyAdds(t *testing.T) {
	f := assemblySlides()
	r := New(f.deck())
	for _, size := range [][2]int{{20, 8}, {40, 12}, {80, 24}, {120, 30}, {192, 54}} {
		for i := range f {
			if f[i].Layout == deck.LayoutMessage || f[i].Layout == deck.LayoutReflection {
				continue
			}
			for step := 1; step < f[i].Steps; step++ {
				before, after := r.Frame(i, step-1, view(size[0], size[1])), r.Frame(i, step, view(size[0], size[1]))
				checkAdds(t, i, before.Grid, after.Grid, after.Fit.Fits())
			}
		}
	}
}

func checkAdds(t *testing.T, slide int, before, after *cell.Grid, fits bool) {
	t.Helper()
	added := false
	for y := range before.H {
		for x := range before.W {
			b, a := before.At(x, y), after.At(x, y)
			if b.Text != " " && b != a {
				t.Fatalf("slide %d, %dx%d: cell (%d,%d) changed from %q to %q", slide, before.W, before.H, x, y, b.Text, a.Text)
			}
			added = added || a != b
		}
	}
	if !added && fits {
		t.Errorf("slide %d, %dx%d: the step shows nothing new", slide, before.W, before.H)
	}
}

// The numbers of the closing screen are whole, spaced as they are written, with their labels, on
// every screen that draws the terminal's own type from 40 by 12 up.
func TestClosingNumbersInPlainCells(t *testing.T) {
	f := assemblySlides()
	r := New(f.deck())
	for w := 12; w < 60; w++ {
		for h := 3; h < 30; h++ {
			p := newPage(r, view(w, h))
			p.slide = r.slides.PublicSlide(6)
			p.plainClosing()
			got := screentest.Plain(p.grid)
			for _, want := range []string{"101", "0800 789 321", "999"} {
				if !strings.Contains(got, want) {
					t.Fatalf("%dx%d lacks %q:\n%s", w, h, want, got)
				}
			}
			if w >= 40 && h >= 12 && (!strings.Contains(got, "Anti-Terrorist Hotline") || !strings.Contains(got, "not in the letter")) {
				t.Fatalf("%dx%d lacks a label:\n%s", w, h, got)
			}
		}
	}
}

// In drawn type the numbers are laid out whole on one line at every size, and nothing is lost.
func TestClosingNumbersInDrawnType(t *testing.T) {
	f := assemblySlides()
	r := New(f.deck())
	for _, size := range [][2]int{{60, 16}, {80, 24}, {100, 20}, {120, 30}, {120, 60}, {192, 54}, {400, 120}, {61, 120}} {
		for _, name := range theme.Names() {
			v := view(size[0], size[1])
			v.Palette, _ = theme.Lookup(name)
			p := newPage(r, v)
			p.slide = r.slides.PublicSlide(6)
			best := p.contacts(p.frame(), p.least(), p.least())
			for i, want := range []string{"101", "0800\u00a0789\u00a0321", "999"} {
				if best != nil && strings.Join(best.rows[i].digits.Lines, "|") != want {
					t.Errorf("%v: number %d is laid out as %q, want %q on one line", size, i, best.rows[i].digits.Lines, want)
				}
			}
			if fr := r.Frame(6, 0, v); !fr.Fit.Fits() {
				t.Errorf("%v: %d numbers do not fit", size, fr.Fit.Lost)
			}
		}
	}
}

// The old console of Windows has no blocks but halves.
func TestTheConsoleUsesOnlyHalves(t *testing.T) {
	f := assemblySlides()
	r := New(f.deck())
	v := view(120, 30)
	v.Tier = bigtype.Halves
	for i := range 7 {
		if text := screentest.Plain(r.Frame(i, 0, v).Grid); strings.ContainsAny(text, "▁▂▃▅▆▇▏▎▍▋▊▉▘▝▖▗▚▞▛▜▙▟") {
			t.Errorf("slide %d uses a block that the console may lack:\n%s", i, text)
		}
	}
}

func TestASCIIUsesOnlyASCII(t *testing.T) {
	f := assemblySlides()
	r := New(f.deck())
	for _, p := range []theme.Palette{{}, view(1, 1).Palette} {
		for _, size := range [][2]int{{40, 12}, {120, 30}, {192, 54}} {
			v := view(size[0], size[1])
			v.Palette, v.Tier, v.Fill = p, bigtype.ASCII, 500
			for i := range f {
				for step := range f[i].Steps {
					for _, c := range screentest.Plain(r.Frame(i, step, v).Grid) {
						if c > 126 {
							t.Fatalf("slide %d at %v shows %q", i, size, c)
						}
					}
				}
			}
		}
	}
}

// The shape of a reflection is seen from the start, only grows, and is full at the end.
func TestTheShapeFills(t *testing.T) {
	r := New(assemblySlides().deck())
	for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 30}} {
		v := view(size[0], size[1])
		last := 0
		for fill := 0; fill <= FillMax; fill += 50 {
			v.Fill = fill
			full, hollow := countShape(r.Frame(5, 1, v).Grid, v.Palette)
			if full < last {
				t.Fatalf("%v: the shape shrinks at %d", size, fill)
			}
			if fill == 0 && (full > 0 || hollow == 0) || fill == FillMax && (full == 0 || hollow > 0) {
				t.Fatalf("%v at %d: %d cells full, %d hollow", size, fill, full, hollow)
			}
			last = full
		}
	}
}

func countShape(g *cell.Grid, p theme.Palette) (full, hollow int) {
	for y := range g.H {
		for x := range g.W {
			s := g.At(x, y).Style
			switch {
			case s.BG == p.Shape || s.FG == p.Shape:
				full++
			case s.BG == p.Hollow || s.FG == p.Hollow:
				hollow++
			}
		}
	}
	return full, hollow
}

// Characters without a font are reported, and stand in the terminal's own type among drawn words. Where they
// are most of the words, all are in the terminal's own.
func TestMissingGlyphs(t *testing.T) {
	for text, drawn := range map[string]bool{"平和 means peace": true, "平和 a": false} {
		r := New(slideList{{Layout: deck.LayoutMessage, Steps: 1, Blocks: []deck.Block{head(text)}}}.deck())
		f := r.Frame(0, 0, view(120, 30))
		screen := screentest.Plain(f.Grid)
		if f.Fit.Missing != "平和" || f.Fit.Drawn != drawn || !strings.Contains(screen, "平和") || strings.Contains(screen, text) == drawn {
			t.Errorf("drawn %v, missing %q, screen:\n%s", f.Fit.Drawn, f.Fit.Missing, screen)
		}
	}
}

// The bullet of words that run from right to left stands to the right of them.
func TestBulletOfRightToLeft(t *testing.T) {
	for text, right := range map[string]bool{"אב is the Hebrew for father": true, "father is אב": false} {
		list := deck.Block{Kind: deck.List, Items: []deck.Item{{Spans: spans(text)}}}
		f := New(slideList{{Layout: deck.LayoutText, Steps: 1, Blocks: []deck.Block{list}}}.deck()).Frame(0, 0, view(120, 30))
		quiet := view(120, 30).Palette.Quiet
		left, all := 0, 0
		for i := range f.Grid.W * f.Grid.H {
			if s := f.Grid.At(i%f.Grid.W, i/f.Grid.W).Style; s.FG == quiet || s.BG == quiet {
				all++
				if i%f.Grid.W < 60 {
					left++
				}
			}
		}
		if all == 0 || (left == 0) != right {
			t.Errorf("%q: of %d cells of the bullet %d are on the left:\n%s", text, all, left, screentest.Plain(f.Grid))
		}
	}
}

// Another font draws every slide anew, at its own sizes.
func TestSetFont(t *testing.T) {
	r := New(assemblySlides().deck())
	before := r.Frame(1, 0, view(120, 30))
	r.SetFont(bigtype.GoBold().With(nil))
	after := r.Frame(1, 0, view(120, 30))
	if before == after || before.Fit.Size != after.Fit.Size || len(r.kept) != 1 || len(r.order) != 1 || r.cells != 120*30 {
		t.Errorf("frames %p %p, sizes %v %v, kept %d, %d, %d cells", before, after, before.Fit.Size, after.Fit.Size, len(r.kept), len(r.order), r.cells)
	}
}

// All words that are drawn may need fonts.
func TestTextOfTheDeck(t *testing.T) {
	cells := func(text ...string) (out []deck.Cell) {
		for _, s := range text {
			out = append(out, spans(s))
		}
		return out
	}
	d := slideList{
		{Steps: 1, Blocks: []deck.Block{head("one"), {Kind: deck.List, Items: []deck.Item{{Spans: spans("two"), Blocks: []deck.Block{para(0, "three")}}}}}},
		{Steps: 1, Blocks: []deck.Block{{Kind: deck.Quote, Blocks: []deck.Block{para(0, "four")}}, {Kind: deck.Table, Rows: [][]deck.Cell{cells("five", "six")}}}},
		{Steps: 1, Blocks: []deck.Block{{Kind: deck.Picture, Image: &deck.Image{Alt: "seven"}}}},
	}
	got := strings.Join(strings.Fields(New(d.deck()).Text()), " ")
	if want := "one two three four five six (seven)"; got != want {
		t.Errorf("the text is %q, want %q", got, want)
	}
}

// Text that finds no room is counted, not dropped in silence.
func TestOverflowIsReported(t *testing.T) {
	long := strings.Repeat("so many words ", 400)
	r := New(slideList{{Layout: deck.LayoutText, Steps: 1, Blocks: []deck.Block{{Spans: spans(long)}}}}.deck())
	if f := r.Frame(0, 0, view(80, 24)); f.Fit.Fits() || f.Fit.Lost < 10 {
		t.Errorf("%d lines are reported lost", f.Fit.Lost)
	}
}

// The first drawn slide of a deck.
func BenchmarkFirstSlide(b *testing.B) {
	f := assemblySlides()[1:2]
	for b.Loop() {
		New(f.deck()).Frame(0, 0, view(200, 50))
	}
}

// The same in the assembly, whose other messages are measured for the size they share.
func BenchmarkFirstSlideOfMany(b *testing.B) {
	f := assemblySlides()
	for b.Loop() {
		New(f.deck()).Frame(1, 0, view(200, 50))
	}
}

// The case of moving on in a talk: the glyphs are warm, the slide is new.
func BenchmarkNextSlide(b *testing.B) {
	f := assemblySlides()
	r := New(f.deck())
	for i := 0; b.Loop(); i++ {
		clear(r.kept)
		r.order, r.cells = nil, 0
		r.Frame(i%len(f), 0, view(200, 50))
	}
}

func BenchmarkCachedFrame(b *testing.B) {
	r := New(assemblySlides().deck())
	for b.Loop() {
		r.Frame(1, 0, view(200, 50))
	}
}

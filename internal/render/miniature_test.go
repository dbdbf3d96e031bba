package render

import (
	"math"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/theme"
)

// small is a view of a screen of 128 by 36, in a quarter of its columns and rows.
func small(fill int) View {
	v := view(32, 9)
	v.Of, v.Fill = Usual(), fill
	return v
}

// A miniature is the hall's picture and no other: where the hall is dark it is, so its lines break where
// the hall's do. The same slide drawn for the few cells themselves is another picture.
func TestAMiniatureIsWhatTheHallShows(t *testing.T) {
	slides := append(assemblySlides(), pictureSlide())
	d := slides.deck()
	d.Files = manyColours(t)
	r := New(d)
	other := 0.0
	for _, name := range []string{"cream", "dark"} {
		p, err := theme.Lookup(name)
		if err != nil {
			t.Fatal(err)
		}
		for i := range slides {
			for step := range slides[i].Steps {
				v := small(FillMax / 3)
				v.Palette = p
				hall, direct := v.whole(), v
				hall.Of, direct.Of = Screen{}, Screen{}
				want := averaged(r.Frame(i, step, hall).Grid)
				if got := correlation(lightness(r.Frame(i, step, v).Grid), want); got < 0.97 {
					t.Errorf("%s, slide %d step %d: the miniature and the hall correlate by %.3f", name, i+1, step+1, got)
				}
				other += correlation(lightness(r.Frame(i, step, direct).Grid), want)
			}
		}
	}
	if other > 15 {
		t.Errorf("slides drawn small correlate by %.1f in all: the comparison tells nothing", other)
	}
}

// averaged is how light a screen of 128 by 36 is, in each of 32 by 9 parts of it.
func averaged(g *cell.Grid) []float64 {
	out := make([]float64, 32*9)
	for i, v := range lightness(g) {
		out[i/128/4*32+i%128/4] += v / 16
	}
	return out
}

// lightness is how light each cell is, 0 to 255.
func lightness(g *cell.Grid) []float64 {
	out := make([]float64, g.W*g.H)
	light := func(c cell.Color) float64 { return 0.3*float64(c.R) + 0.6*float64(c.G) + 0.1*float64(c.B) }
	for i := range out {
		c := g.At(i%g.W, i/g.W)
		s := c.Style
		if s.Attr&cell.Reverse != 0 {
			s.FG, s.BG = s.BG, s.FG
		}
		out[i] = light(s.BG) + (light(s.FG)-light(s.BG))*share(c.Text)
	}
	return out
}

// share is how much of its cell a character inks.
func share(text string) float64 {
	if most := map[string]float64{"▀": 0.5, "▐": 0.5, "▔": 0.125, "▕": 0.125, "▟": 0.75, "▙": 0.75, "▜": 0.75, "▛": 0.75}; most[text] > 0 {
		return most[text]
	}
	eighths := []rune(" ▁▂▃▄▅▆▇█")
	for i, r := range []rune("█▉▊▋▌▍▎▏") {
		if text == string(r) {
			return 1 - float64(i)/8
		}
	}
	for i, r := range eighths {
		if text == string(r) {
			return float64(i) / 8
		}
	}
	switch text {
	case "▘", "▝", "▖", "▗":
		return 0.25
	case "▚":
		return 0.5
	}
	return 0.3 // A letter.
}

func correlation(a, b []float64) float64 {
	var sa, sb, aa, bb, ab float64
	n := float64(len(a))
	for i := range a {
		sa, sb = sa+a[i], sb+b[i]
		aa, bb, ab = aa+a[i]*a[i], bb+b[i]*b[i], ab+a[i]*b[i]
	}
	return (n*ab - sa*sb) / math.Sqrt((n*aa-sa*sa)*(n*bb-sb*sb))
}

// plainSlides are slides of which a hall shows much in the terminal's own letters.
func plainSlides() map[string]deck.PublicSlide {
	long := strings.TrimSpace(strings.Repeat("a word and another ", 70))
	code := deck.Block{Kind: deck.Code, Text: strings.Repeat("if all is well {\n\tgo()\n}\n", 3)}
	return map[string]deck.PublicSlide{
		"long text":  {Layout: deck.LayoutText, Steps: 1, Blocks: []deck.Block{{Spans: spans(long)}}},
		"code":       {Layout: deck.LayoutText, Steps: 1, Blocks: []deck.Block{code}},
		"no glyphs":  {Layout: deck.LayoutMessage, Steps: 1, Blocks: []deck.Block{head("平和 平和 平和")}},
		"reflection": {Layout: deck.LayoutReflection, Steps: 2, Blocks: []deck.Block{head("Be still"), {Spans: spans(long)}}},
	}
}

// What the hall shows in the terminal's own letters has left ink where it stands.
func TestPlainLettersAreInTheMiniature(t *testing.T) {
	for name, slide := range plainSlides() {
		r, v := New(slideList{slide}.deck()), small(FillMax/2)
		hall := v.whole()
		hall.Of = Screen{}
		want := averaged(r.Frame(0, slide.Steps-1, hall).Grid)
		got := lightness(r.Frame(0, slide.Steps-1, v).Grid)
		if c := correlation(got, want); !(c > 0.85) {
			t.Errorf("%s: the miniature and the hall correlate by %.3f", name, c)
		}
	}
}

// Where there are no shades, letters that are too small for any block leave dots: nothing is missing.
func TestPlainLettersWithoutShades(t *testing.T) {
	for name, slide := range plainSlides() {
		for _, tier := range []bigtype.Tier{bigtype.Blocks, bigtype.Halves.Flat()} {
			r := New(slideList{slide}.deck())
			v := View{W: 32, H: 9, Tier: tier, Of: Usual(), Fill: FillMax}
			hall := v.whole()
			hall.Of = Screen{}
			full, got := r.Frame(0, slide.Steps-1, hall).Grid, r.Frame(0, slide.Steps-1, v).Grid
			for i := range 128 * 36 {
				x, y := i%128, i/128
				if c := got.At(x/4, y/4); strings.TrimSpace(full.At(x, y).Text) != "" && c == (cell.Cell{Text: " "}) {
					t.Fatalf("%s, tier %v: nothing stands for %q at (%d,%d)", name, tier, full.At(x, y).Text, x, y)
				}
			}
		}
	}
}

// The shape of a reflection fills in the miniature too.
func TestTheShapeFillsInTheMiniature(t *testing.T) {
	r := New(assemblySlides().deck())
	last := math.Inf(1)
	for fill := 0; fill <= FillMax; fill += FillMax / 10 {
		light := 0.0
		for _, v := range lightness(r.Frame(5, 1, small(fill)).Grid) {
			light += v
		}
		if light >= last { // The full shape is darker than the hollow one.
			t.Errorf("at %d of %d the picture is as light as before: %.0f, %.0f", fill, FillMax, light, last)
		}
		last = light
	}
}

// Each screen has miniatures of its own, and each is drawn once.
func TestMiniaturesAreKept(t *testing.T) {
	r := New(assemblySlides().deck())
	v := small(0)
	first := r.Frame(1, 0, v)
	v.Of = Screen{80, 24}
	if other := r.Frame(1, 0, v); other == first || r.Frame(1, 0, small(0)) != first || r.Frame(1, 0, v) != other {
		t.Error("miniatures are drawn anew, or shared by screens")
	}
}

// Where small pictures cannot be drawn, the words of the slide are the preview.
func TestNoMiniatureInLetters(t *testing.T) {
	r := New(assemblySlides().deck())
	for _, tier := range []bigtype.Tier{bigtype.ASCII, bigtype.Letters, bigtype.ASCII.Flat()} {
		v := small(0)
		v.Tier = tier
		var row strings.Builder
		g := r.Frame(1, 1, v).Grid
		for x := range g.W {
			row.WriteString(g.At(x, g.H/2).Text)
		}
		if !strings.Contains(row.String(), "Hatred is always wrong") {
			t.Errorf("tier %v: the middle row is %q", tier, row.String())
		}
	}
}

// A miniature keeps the screen's proportions as far as whole cells can, and fills its room one way.
func TestInside(t *testing.T) {
	for _, c := range []struct {
		of         Screen
		w, h       int
		cols, rows int
	}{
		{Usual(), 46, 9, 32, 9},
		{Screen{120, 30}, 46, 9, 36, 9},
		{Screen{120, 30}, 30, 9, 30, 8},
		{Screen{80, 24}, 46, 9, 30, 9},
		{Screen{}, 46, 9, 32, 9},
		{Screen{30, 100}, 46, 9, 3, 9},
		{Screen{100_000, 1}, 46, 9, 46, 1},
		{Screen{1, 100_000}, 46, 9, 1, 9},
		{Screen{120, 30}, 0, 0, 0, 0},
	} {
		if cols, rows := c.of.Inside(c.w, c.h); cols != c.cols || rows != c.rows {
			t.Errorf("%v inside %dx%d is %dx%d, want %dx%d", c.of, c.w, c.h, cols, rows, c.cols, c.rows)
		}
	}
}

// A miniature is of its size whatever the screen is, and a screen beyond all measure costs no more.
func TestMiniatureOfAnyScreen(t *testing.T) {
	r := New(assemblySlides().deck())
	for _, of := range []Screen{{1, 1}, {3, 90}, {900, 2}, {20, 5}, {401, 121}, {100_000, 100_000}, {100_000, 1}} {
		v := small(FillMax)
		v.Of = of
		for i := range 9 {
			checkSize(t, r.Frame(i, 0, v).Grid, 32, 9)
		}
		if got := of.bounded(); got.W*got.H > mostCells || got.W < 1 || got.H < 1 {
			t.Errorf("%v is drawn as %v", of, got)
		}
	}
}

// The first miniature of a slide.
func BenchmarkMiniatureCold(b *testing.B) {
	slides := assemblySlides()
	v := view(36, 9)
	v.Of = Screen{120, 30}
	for i := 0; b.Loop(); i++ {
		New(slides.deck()).Frame(i%len(slides), 0, v)
	}
}

func BenchmarkMiniatureOfPlainLetters(b *testing.B) {
	slides := slideList{{Layout: deck.LayoutText, Steps: 1, Blocks: []deck.Block{{Spans: spans(strings.Repeat("word ", 600))}}}}
	v := view(36, 9)
	v.Of = Screen{120, 30}
	for b.Loop() {
		New(slides.deck()).Frame(0, 0, v)
	}
}

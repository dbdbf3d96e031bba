package render

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/theme"
)

// On a terminal of eight colours no slide has a bright one, and none needs bold: there bold black is
// grey. Edges where two inks meet, and pictures, are in colours that the terminal has.
func TestSlidesInEightColours(t *testing.T) {
	slides := append(assemblySlides(), pictureSlide())
	d := slides.deck()
	d.Files = manyColours(t)
	r := New(d)
	for _, name := range theme.Names() {
		full, err := theme.Lookup(name)
		if err != nil {
			t.Fatal(err)
		}
		p := full.For(theme.Eight)
		for _, tier := range []bigtype.Tier{bigtype.Blocks, bigtype.Halves.Flat(), bigtype.ASCII.Flat(), bigtype.Letters} {
			for i := range slides {
				f := r.Frame(i, slides[i].Steps-1, View{W: 100, H: 30, Palette: p, Tier: tier, Fill: FillMax / 2})
				for at := range 100 * 30 {
					checkEight(t, name, p, f.Grid.At(at%100, at/100).Style)
				}
			}
		}
	}
}

func checkEight(t *testing.T, name string, p theme.Palette, s cell.Style) {
	t.Helper()
	for _, c := range []cell.Color{s.FG, s.BG} {
		if got, ok := colorprofile.ANSI.Convert(color.RGBA{c.R, c.G, c.B, 255}).(ansi.BasicColor); !ok || got > 7 {
			t.Fatalf("%s: %v arrives as %v", name, c, got)
		}
	}
	if s.Attr&cell.Bold != 0 && p.Background == p.White {
		t.Fatalf("%s: %+v is bold on a light ground", name, s)
	}
}

// The shape of a reflection is seen from the start where colours are few, or there are none, in whatever way type is drawn,
// in the hall and in the presenter's picture of it.
func TestTheEmptyShapeIsSeenInFewColours(t *testing.T) {
	r := New(assemblySlides().deck())
	for _, p := range fewColours(t) {
		for _, tier := range []bigtype.Tier{bigtype.Blocks, bigtype.Halves.Flat(), bigtype.ASCII, bigtype.ASCII.Flat(), bigtype.Letters} {
			for _, of := range []Screen{{}, Usual(), {80, 24}} {
				last := 0
				for _, fill := range []int{0, FillMax / 2, FillMax} {
					v := View{W: 100, H: 30, Palette: p, Tier: tier, Fill: fill, Of: of}
					if of.W > 0 {
						v.W, v.H = 36, 10
					}
					seen := seenOfTheShape(r.Frame(5, 1, v).Grid, p)
					if seen <= last {
						t.Errorf("%s %v, tier %v, of %v: %d cells of the shape are seen at %d, and %d before", p.Name, p.Colours, tier, of, seen, fill, last)
					}
					last = seen
				}
			}
		}
	}
}

// fewColours are the palettes of terminals of few colours and of none.
func fewColours(t *testing.T) []theme.Palette {
	t.Helper()
	out := []theme.Palette{{}}
	for _, name := range theme.Names() {
		full, err := theme.Lookup(name)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, full.For(theme.Eight), full.For(theme.Sixteen))
	}
	return out
}

// seenOfTheShape counts cells below the heading with something that stands out from the background, and weighs what fills
// its cell more.
func seenOfTheShape(g *cell.Grid, p theme.Palette) (n int) {
	for i := g.W * g.H / 2; i < g.W*g.H; i++ {
		c := g.At(i%g.W, i/g.W)
		ink, paper := c.Style.FG, c.Style.BG
		switch {
		case paper.Set && theme.Contrast(paper, p.Background) >= 5, c.Style.Attr&cell.Reverse != 0, c.Text == "█", c.Text == "#":
			n += 3
		case c.Text != " " && c.Text != "" && (!ink.Set || theme.Contrast(ink, p.Background) >= 5):
			n++
		}
	}
	return n
}

// pictureSlide is a slide with the picture of manyColours.
func pictureSlide() deck.PublicSlide {
	block := deck.Block{Kind: deck.Picture, Image: &deck.Image{File: &deck.File{ID: "1", W: 64, H: 64}}}
	return deck.PublicSlide{Layout: deck.LayoutImage, Steps: 1, Blocks: []deck.Block{block}}
}

func manyColours(t testing.TB) files {
	t.Helper()
	im := image.NewRGBA(image.Rect(0, 0, 64, 64))
	for i := range 64 * 64 {
		im.Set(i%64, i/64, color.RGBA{uint8(i % 64 * 4), uint8(i / 64 * 4), uint8(i % 251), 255}) //nolint:gosec // within bytes
	}
	var b bytes.Buffer
	if err := png.Encode(&b, im); err != nil {
		t.Fatal(err)
	}
	return files{"1": b.Bytes()}
}

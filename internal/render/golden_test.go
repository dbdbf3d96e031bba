package render_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/theme"
)

// looks are the screens that every slide is drawn for. Most terminals have colours; on the
// smallest screen slides are in the terminal's own type.
func looks(t testing.TB) map[string]render.View {
	t.Helper()
	p := palette(t)
	return map[string]render.View{
		"40x12":             {W: 40, H: 12, Palette: p},
		"80x24":             {W: 80, H: 24, Palette: p},
		"120x30":            {W: 120, H: 30, Palette: p},
		"192x54":            {W: 192, H: 54, Palette: p},
		"80x24 few colours": {W: 80, H: 24, Palette: p, Tier: bigtype.Blocks},
		"80x24 console":     {W: 80, H: 24, Palette: p, Tier: bigtype.Halves},
		"80x24 mono":        {W: 80, H: 24, Tier: bigtype.Blocks},
		"80x24 ascii":       {W: 80, H: 24, Palette: p, Tier: bigtype.ASCII},
		"40x12 ascii mono":  {W: 40, H: 12, Tier: bigtype.ASCII},
	}
}

func lookNames() []string {
	return []string{"40x12", "80x24", "120x30", "192x54", "80x24 few colours", "80x24 console", "80x24 mono", "80x24 ascii", "40x12 ascii mono"}
}

func palette(t testing.TB) theme.Palette {
	t.Helper()
	p, err := theme.Lookup("")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestScreens draws every step of the slides of each testdata/*.md on each screen, and compares
// them with the book of the same name.
func TestScreens(t *testing.T) {
	names, err := filepath.Glob("testdata/*.md")
	if err != nil || len(names) == 0 {
		t.Fatal("no decks", err)
	}
	for _, file := range names {
		name := strings.TrimSuffix(filepath.Base(file), ".md")
		t.Run(name, func(t *testing.T) {
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			d := parse(t, string(source))
			r := render.New(d)
			book := screentest.Read(t, name)
			for _, look := range lookNames() {
				v := looks(t)[look]
				v.Fill = 400 // of a reflection
				for i := range d.Len() {
					if i > 0 && strings.Contains(look, " ") {
						break // One slide shows what a terminal does.
					}
					for step := range d.Slide(i).Steps {
						f := r.Frame(i, step, v)
						book.Check(fmt.Sprintf("%s slide %d step %d", look, i+1, step+1), fit(f.Fit)+"\n"+screentest.Text(f.Grid, v.Palette))
					}
				}
			}
		})
	}
}

// fit is a report in words.
func fit(f render.Fit) string {
	out := "plain"
	if f.Drawn {
		out = fmt.Sprintf("drawn, size %.1f", f.Size)
	}
	if f.Missing != "" {
		out += fmt.Sprintf(", missing %q", f.Missing)
	}
	if !f.Fits() {
		out += fmt.Sprintf(", %d lines lost", f.Lost)
	}
	return out
}

func parse(t testing.TB, source string) *deck.Deck {
	t.Helper()
	files := fstest.MapFS{"crest.png": {Data: crest(t)}}
	d, err := markdown.ParseAll([]byte(source), markdown.Options{Name: "a.md", Files: files})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// What cannot be drawn is named in words, in both kinds of type.
func TestALostPicture(t *testing.T) {
	slide := deck.PublicSlide{Layout: deck.LayoutImage, Blocks: []deck.Block{{Kind: deck.Picture, Image: &deck.Image{Alt: "Crest"}}, {Kind: deck.Picture}}}
	load := func(int) (deck.Slide, []deck.Diagnostic) { return deck.Slide{PublicSlide: slide}, nil }
	r := render.New(deck.New("", "", deck.Meta{}, []deck.Head{{Steps: 1}}, nil, load))
	screentest.Rows(t, r.Frame(0, 0, render.View{W: 16, H: 5}).Grid, `
		|                |
		|    (Crest)     |
		|                |
		|   (picture)    |
		|                |`)
	drawn := r.Frame(0, 0, render.View{W: 120, H: 30, Palette: palette(t)})
	if !drawn.Fit.Drawn || !strings.Contains(screentest.Text(drawn.Grid, palette(t)), "|quiet") {
		t.Errorf("in drawn type it is\n%s", screentest.Text(drawn.Grid, palette(t)))
	}
}

// crest is a picture: a blue field, its lower right quarter yellow, twice as wide as it is tall.
func crest(t testing.TB) []byte {
	t.Helper()
	im := image.NewRGBA(image.Rect(0, 0, 240, 120))
	for y := range 120 {
		for x := range 240 {
			c := color.RGBA{0, 0, 0xC0, 0xFF}
			if x >= 120 && y >= 60 {
				c = color.RGBA{0xFF, 0xE0, 0, 0xFF}
			}
			im.SetRGBA(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, im); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

package render

import (
	"encoding/base64"
	"image"
	"image/color"
	"testing"

	"assembly/internal/cell"
	"assembly/internal/deck"
	"assembly/internal/theme"
)

// webp is 160 by 80: its left half red, the rest transparent.
const webp = "UklGRigAAABXRUJQVlA4TBwAAAAvn8ATEA8QAxzzH2wQEhD+n9Y8UCL6PwFG4isA"

// A picture keeps its proportions, a cell being twice as tall as it is wide, and the slide's background
// shows through it.
func TestAWebPWithTransparentParts(t *testing.T) {
	data, err := base64.StdEncoding.DecodeString(webp)
	if err != nil {
		t.Fatal(err)
	}
	p, err := theme.Lookup("dark")
	if err != nil {
		t.Fatal(err)
	}
	block := deck.Block{Kind: deck.Picture, Image: &deck.Image{Data: data}}
	slides := slideList{{Layout: deck.LayoutImage, Steps: 1, Blocks: []deck.Block{block}}}
	g := New(slides.deck()).Frame(0, 0, View{W: 120, H: 40, Palette: p}).Grid
	red := cell.RGB(0xC00000)
	left, top, right, bottom := 120, 40, -1, -1
	for i := range 120 * 40 {
		x, y := i%120, i/120
		switch s := g.At(x, y).Style; {
		case s.BG == red:
			left, top, right, bottom = min(left, x), min(top, y), max(right, x), max(bottom, y)
		case x > 64 && s.BG != p.Background:
			t.Fatalf("cell (%d,%d) is %+v, want the background", x, y, s)
		}
	}
	if w, h := right-left+1, bottom-top+1; w < 30 || abs(w-2*h) > 3 {
		t.Errorf("the red square is %d by %d cells", w, h)
	}
}

func abs(n int) int { return max(n, -n) }

// What is kept is at most 800 wide and tall.
func TestALargePictureIsReduced(t *testing.T) {
	if got := reduce(image.NewGray(image.Rect(5, 5, 3005, 1505))).Bounds(); got != image.Rect(0, 0, keptPixels, keptPixels/2) {
		t.Errorf("a picture of 3000 by 1500 is kept as %v", got)
	}
}

// A file that no decoder can read is no picture, and ends nothing.
func TestAHostilePictureIsNone(t *testing.T) {
	whole, err := base64.StdEncoding.DecodeString(webp)
	if err != nil {
		t.Fatal(err)
	}
	for cut := range whole {
		if read(whole[:cut]) != nil && cut < 30 {
			t.Errorf("%d bytes of it are a picture", cut)
		}
	}
	for _, text := range []string{"", "RIFF", `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>`} {
		if read([]byte(text)) != nil {
			t.Errorf("%q is a picture", text)
		}
	}
	if im := read(whole); im == nil || im.Bounds().Dx() != 160 || im.Bounds().Dy() != 80 || im.At(2, 2) != (color.NRGBA{0xC0, 0, 0, 0xFF}) {
		t.Error("the whole file is not the picture")
	}
}

package pictures

import (
	"image"
	"image/color"
	"slices"
	"testing"
)

// row is a picture of one row.
func row(pixels ...color.RGBA) *image.RGBA {
	p := image.NewRGBA(image.Rect(0, 0, len(pixels), 1))
	for x, c := range pixels {
		p.SetRGBA(x, 0, c)
	}
	return p
}

func grey(light uint8) color.RGBA { return color.RGBA{light, light, light, 255} }

// The most common colour comes first; a rare one that nothing is like comes before a common one that another is like.
func TestFewColours(t *testing.T) {
	black, almost, white, red := grey(0), grey(9), grey(255), color.RGBA{255, 0, 0, 255}
	p := row(black, black, black, almost, almost, white, white, red)
	c := fewColours(3, p, p)
	if want := (color.Palette{black, white, red}); !slices.Equal(c.palette, want) {
		t.Errorf("the colours are %v, want %v", c.palette, want)
	}
	reduced := c.reduce(p, image.Rect(2, 0, 8, 1))
	for x, want := range map[int]color.RGBA{2: black, 3: black, 5: white, 7: red} {
		if got := reduced.At(x, 0); got != want {
			t.Errorf("pixel %d is %v, want %v", x, got, want)
		}
	}
	if all := fewColours(9, p); len(all.palette) != 4 || all.reduce(p, p.Rect).At(3, 0) != almost {
		t.Errorf("with room for all of them the colours are %v", all.palette)
	}
}

// Of a frame there is what has changed, and what is the same within that is seen through.
func TestSince(t *testing.T) {
	a, b := row(grey(1), grey(2), grey(3), grey(4), grey(5)), row(grey(1), grey(3), grey(3), grey(5), grey(5))
	c := fewColours(8, a, b)
	c.palette = append(c.palette, color.RGBA{})
	part := c.since(a, b)
	if part.Rect != image.Rect(1, 0, 4, 1) {
		t.Fatalf("%v has changed", part.Rect)
	}
	for x, want := range map[int]color.RGBA{1: grey(3), 2: {}, 3: grey(5)} {
		if got := part.At(x, 0); got != want {
			t.Errorf("pixel %d is %v, want %v", x, got, want)
		}
	}
	if got := c.since(b, b).Rect; got.Dx() != 1 || got.Dy() != 1 {
		t.Errorf("of the same frame %v has changed", got)
	}
}

// Three pixels become two, and what is even stays even.
func TestTwoThirds(t *testing.T) {
	p := image.NewRGBA(image.Rect(0, 0, 6, 3))
	for y := range 3 {
		for x, light := range []uint8{30, 60, 90, 0, 0, 255} {
			p.SetRGBA(x, y, grey(light))
		}
	}
	got := twoThirds(p)
	if got.Rect != image.Rect(0, 0, 4, 2) {
		t.Fatalf("it is %v", got.Rect)
	}
	for x, want := range []uint8{40, 80, 0, 170} {
		for y := range 2 {
			if got.RGBAAt(x, y) != grey(want) {
				t.Errorf("pixel %d, %d is %v, want %d", x, y, got.RGBAAt(x, y), want)
			}
		}
	}
}

package render

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/theme"
)

// BenchmarkPicture is what a picture of 12 million pixels costs: drawn for the first time, at another size,
// and again with another step of its slide; and how soon a screen has something to show meanwhile.
func BenchmarkPicture(b *testing.B) {
	var data bytes.Buffer
	if err := jpeg.Encode(&data, gradient(4000, 3000), nil); err != nil {
		b.Fatal(err)
	}
	block := deck.Block{Kind: deck.Picture, Image: &deck.Image{File: &deck.File{ID: "1", W: 4000, H: 3000}}}
	d := slideList{{Layout: deck.LayoutImage, Steps: 1 << 30, Blocks: []deck.Block{block}}}.deck()
	d.Files = files{"1": data.Bytes()}
	p, err := theme.Lookup("")
	if err != nil {
		b.Fatal(err)
	}
	v := View{W: 120, H: 30, Palette: p}
	b.Run("draft", func(b *testing.B) {
		for b.Loop() {
			New(d).Draft(0, 0, v)
		}
	})
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			New(d).Frame(0, 0, v)
		}
	})
	r := New(d)
	r.Frame(0, 0, v)
	b.Run("resize", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			r.Frame(0, 0, View{W: 120 + i, H: 30 + i%20, Palette: p})
		}
	})
	b.Run("step", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			r.Frame(0, i, v)
		}
	})
}

func gradient(w, h int) image.Image {
	im := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range w * h {
		x, y := i%w, i/w
		im.SetRGBA(x, y, color.RGBA{uint8(x * 255 / w), uint8(y * 255 / h), uint8(x ^ y), 255}) //nolint:gosec // within bytes
	}
	return im
}

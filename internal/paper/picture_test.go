package paper

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// plain is a picture of one colour, half of it half transparent.
func plain(w, h int) *image.NRGBA {
	im := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			im.SetNRGBA(x, y, color.NRGBA{200, 30, 30, uint8(255 - x%2*128)}) //nolint:gosec // bounded
		}
	}
	return im
}

// Pictures of every format are there once, a JPEG as it is.
func TestPictures(t *testing.T) {
	var jpg, pal, anim bytes.Buffer
	grey := image.NewGray(image.Rect(3, 3, 33, 23))
	paletted := image.NewPaletted(grey.Bounds(), color.Palette{color.NRGBA{0, 0, 0, 100}, color.White})
	for _, err := range []error{jpeg.Encode(&jpg, plain(40, 30), nil), png.Encode(&pal, paletted), gif.Encode(&anim, plain(40, 30), nil)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	d := New(Info{Created: created})
	d.AddPage(960, 540)
	for range 3 {
		for _, data := range [][]byte{jpg.Bytes(), pal.Bytes(), anim.Bytes()} {
			if err := d.Encoded(data, 10, 10, 40, 30); err != nil {
				t.Error(err)
			}
		}
		for _, im := range []image.Image{grey, plain(40, 30), image.NewRGBA64(image.Rect(0, 0, 5, 5))} {
			if err := d.Picture(im, 10, 10, 40, 30); err != nil {
				t.Error(err)
			}
		}
	}
	pdf := written(t, d)
	sound(t, pdf)
	if !bytes.Contains(pdf, jpg.Bytes()) {
		t.Error("the JPEG has been changed")
	}
	out := ask(t, pdf, "pdfimages", "-list", "PDF")
	objects := map[string]bool{}
	for _, line := range strings.Split(out, "\n")[2:] {
		if words := strings.Fields(line); len(words) > 10 && words[2] == "image" {
			objects[words[10]] = true
		}
	}
	if len(objects) != 6 {
		t.Errorf("there are %d pictures, want 6:\n%s", len(objects), out)
	}
}

// A picture that cannot be read is told, and leaves the document as it was.
func TestNoPicture(t *testing.T) {
	d := New(Info{Created: created})
	d.AddPage(960, 540)
	for _, data := range []string{"", "GIF89a", "\xff\xd8\xff", "<svg/>"} {
		if err := d.Encoded([]byte(data), 0, 0, 10, 10); err == nil || !strings.HasPrefix(err.Error(), "draw picture: ") {
			t.Errorf("%q gives %v", data, err)
		}
	}
	if err := d.Picture(image.NewRGBA(image.Rectangle{}), 0, 0, 10, 10); err == nil {
		t.Error("a picture without pixels is drawn")
	}
	sound(t, written(t, d))
}

// Shapes and pictures stand where they should on pages of several sizes, also on one that is gone back to.
func TestPlaces(t *testing.T) {
	d := New(Info{Created: created})
	d.AddPage(960, 540)
	d.AddPage(300, 200)
	d.Page(1)
	d.Unit(10)
	opaque := image.NewGray(image.Rect(0, 0, 1, 1))
	if err := d.Picture(opaque, 10, 10, 10, 5); err != nil {
		t.Fatal(err)
	}
	d.Rect(30, 10, 10, 5, cell.Color{})
	d.Disc(60, 20, 10, 15, 99, cell.RGB(0))
	seen := picture(t, written(t, d))
	for _, c := range []struct {
		x, y float64
		ink  bool
	}{
		{10.2, 10.2, true}, {19.8, 14.8, true}, {9.8, 10.2, false}, {10.2, 15.2, false},
		{30.2, 10.2, true}, {39.8, 14.8, true}, {40.2, 10.2, false}, {30.2, 9.8, false},
		{60, 15.2, true}, {60, 14.8, false}, {60, 29.8, true}, {60, 30.2, false}, {69.8, 20, true}, {68, 28, false},
	} {
		if got := seen.GrayAt(int(20*c.x), int(20*c.y)).Y < 128; got != c.ink {
			t.Errorf("at %.1f, %.1f there is ink: %v", c.x, c.y, got)
		}
	}
}

func TestNumber(t *testing.T) {
	for v, want := range map[float64]string{0: "0", -0.0001: "0", 1: "1", 100: "100", 1.5: "1.5", -2.25: "-2.25", 1.0004: "1", 1e9: "1000000"} {
		if got := string(number([]byte("x "), v, 3)); got != "x "+want {
			t.Errorf("%v is written %q, want %s", v, got, want)
		}
	}
}

package paper

import (
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"strconv"

	_ "image/gif" // for pictures that come as bytes

	"codeberg.org/go-pdf/fpdf"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
)

// Picture draws a picture in a rectangle, from its top left corner. The document holds a picture once, however
// often it is drawn. It fails for a picture without pixels.
func (d *Document) Picture(im image.Image, x, y, w, h float64) error {
	data, err := encode(im)
	if err != nil {
		return fmt.Errorf("draw picture: %w", err)
	}
	return d.draw(sha256.Sum256(data), func() ([]byte, string, error) { return data, "png", nil }, x, y, w, h)
}

// Encoded draws a picture that comes as bytes, in a format that is registered with package image; PNG, JPEG and GIF
// are. A JPEG is held as it is.
func (d *Document) Encoded(data []byte, x, y, w, h float64) error {
	return d.draw(sha256.Sum256(data), func() ([]byte, string, error) { return embeddable(data) }, x, y, w, h)
}

// emoji draws the picture of a glyph, false for other glyphs.
func (d *Document) emoji(f *bigtype.Font, g bigtype.Glyph) bool {
	im, x, y, w, h := f.Picture(g)
	if im == nil {
		return false
	}
	err := d.draw(g.Key(), func() ([]byte, string, error) {
		data, err := encode(im)
		return data, "png", err
	}, x, y, w, h)
	return err == nil
}

// draw draws the picture of a name that may be any key, made when it is first drawn.
func (d *Document) draw(key any, load func() (data []byte, format string, err error), x, y, w, h float64) error {
	name, ok := d.pictures[key]
	if !ok {
		data, format, err := load()
		if err != nil {
			return fmt.Errorf("draw picture: %w", err)
		}
		name = "picture " + strconv.Itoa(len(d.pictures))
		d.register(name, format, data)
		d.pictures[key] = name
	}
	if w > 0 && h > 0 {
		d.place(name, x, y, w, h)
	}
	return nil
}

// place puts a picture that fpdf has on the page. fpdf measures from the foot of the last page.
func (d *Document) place(name string, x, y, w, h float64) {
	page, k := d.current(), d.unit
	d.flush()
	_, last := d.pdf.GetPageSize()
	x, y, w, h = finite(x*k), finite(y*k)+last-page.h, finite(w*k), finite(h*k)
	d.pdf.ImageOptions(name, x, y, w, h, false, fpdf.ImageOptions{AllowNegativePosition: true}, 0, "")
}

var errEmpty = errors.New("it has no pixels")

// encode makes a PNG of a kind that fpdf reads: in full colours, or in grey.
func encode(im image.Image) ([]byte, error) {
	b := im.Bounds()
	if b.Empty() {
		return nil, errEmpty
	}
	var to draw.Image = image.NewNRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	if _, grey := im.(*image.Gray); grey {
		to = image.NewGray(to.Bounds())
	}
	draw.Draw(to, to.Bounds(), im, b.Min, draw.Src)
	var out bytes.Buffer
	if err := png.Encode(&out, to); err != nil {
		return nil, fmt.Errorf("encode PNG: %w", err)
	}
	return out.Bytes(), nil
}

// embeddable is a picture in a format that fpdf reads.
func embeddable(data []byte) ([]byte, string, error) {
	c, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err == nil && (c.ColorModel == color.YCbCrModel || c.ColorModel == color.GrayModel) {
		return data, "jpg", nil
	}
	im, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, "", fmt.Errorf("decode picture: %w", err)
	}
	data, err = encode(im)
	return data, "png", err
}

// register hands a picture to fpdf. It writes pictures in the order of their widths, those of one width in any, so
// each gets a width of its own: more by less than a pixel, which is not written.
func (d *Document) register(name, format string, data []byte) {
	info := d.pdf.RegisterImageOptionsReader(name, fpdf.ImageOptions{ImageType: format}, bytes.NewReader(data))
	if info == nil {
		return
	}
	const most = 1 << 20 // pictures, which would fill any memory
	if err := widen(info, float64(len(d.pictures)%most)/most); err != nil {
		d.pdf.SetError(fmt.Errorf("add picture: %w", err))
	}
}

// stored is a picture in the form in which fpdf lets it be stored: its fields one after the other.
type stored struct {
	data, mask, palette []byte
	number, bits        int
	w, h, scale, dpi    float64
	space, filter, more string
	transparent         []int
}

func (s *stored) fields() []any {
	return []any{&s.data, &s.mask, &s.number, &s.w, &s.h, &s.space, &s.palette, &s.bits, &s.filter, &s.more, &s.transparent, &s.scale, &s.dpi}
}

// widen makes the width of a picture larger.
func widen(info *fpdf.ImageInfoType, by float64) error {
	data, err := info.GobEncode()
	if err != nil {
		return fmt.Errorf("store picture: %w", err)
	}
	var s stored
	from := gob.NewDecoder(bytes.NewReader(data))
	for _, f := range s.fields() {
		if err := from.Decode(f); err != nil {
			return fmt.Errorf("read stored picture: %w", err)
		}
	}
	s.w += by
	var out bytes.Buffer
	to := gob.NewEncoder(&out)
	for _, f := range s.fields() {
		if err := to.Encode(f); err != nil {
			return fmt.Errorf("store picture: %w", err)
		}
	}
	return info.GobDecode(out.Bytes())
}

package bigtype

import (
	"bytes"
	"image"

	// The formats that colour fonts use.
	_ "image/jpeg"
	_ "image/png"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// drawing is what a glyph looks like: an outline, in units of its font, or a picture.
type drawing struct {
	path    []opentype.Segment
	extents font.GlyphExtents
	picture image.Image
}

func (d drawing) inked() bool { return len(d.path) > 0 || d.picture != nil }

// maxDrawings bounds the glyphs that are kept. A picture of one takes up to 100 KiB.
const maxDrawings = 1024

// A picture stands on a foot below the baseline, as letters do, and no higher than an accent.
const (
	pictureFoot   = 0.16
	pictureHeight = 0.95
	pictureRoom   = 0.06 // on each side
)

// drawing finds the drawing of a glyph, without ink where the face fails. The lock is held.
func (f *Font) drawing(k glyphKey) drawing {
	d, ok := f.drawings[k]
	if !ok {
		if len(f.drawings) >= maxDrawings {
			clear(f.drawings)
		}
		d = load(k)
		f.drawings[k] = d
	}
	return d
}

func load(k glyphKey) (d drawing) {
	defer func() {
		if recover() != nil { // The system's fonts are not ours.
			d = drawing{}
		}
	}()
	if b, ok := k.face.GlyphDataBitmap(k.id); ok && (b.Format == font.PNG || b.Format == font.JPG) {
		return drawing{picture: decode(b.Data)}
	}
	outline, _ := k.face.GlyphDataOutline(k.id)
	if e, ok := k.face.GlyphExtents(k.id); ok {
		d = drawing{path: outline.Segments, extents: e}
	}
	return d
}

// mostPixels is the longest side of a glyph's picture.
const mostPixels = 1024

// decode reads a picture, nil when that cannot be done.
func decode(data []byte) image.Image {
	c, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || c.Width > mostPixels || c.Height > mostPixels || c.Width < 1 || c.Height < 1 {
		return nil
	}
	im, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	return im
}

// pictureWidth is the width of a picture in ems.
func pictureWidth(im image.Image) float64 {
	b := im.Bounds()
	return min(pictureHeight*float64(b.Dx())/float64(b.Dy()), 2)
}

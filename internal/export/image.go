package export

import (
	"bytes"
	"fmt"
	"image"
	"image/png"

	// The formats that a deck may use.
	_ "image/gif"
	_ "image/jpeg"

	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp" // A format too.

	"assembly/internal/render"
)

// mostPixels is the longest side of a picture that is taken over as it is. A larger one is reduced: no page shows more.
const mostPixels = 4096

// decoded is a mark's picture, reduced where it is large.
func (e *Deck) decoded(m render.Mark) (im image.Image, err error) {
	data, err := e.deck.ReadPicture(m.Picture.File.ID)
	if err != nil {
		return nil, err
	}
	return decode(data)
}

// decode reads a picture. A decoder that panics has met a broken file.
func decode(data []byte) (im image.Image, err error) {
	defer func() {
		if r := recover(); r != nil {
			im, err = nil, fmt.Errorf("decode picture: %v", r)
		}
	}()
	im, _, err = image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("decode picture: %w", err)
	}
	return reduced(im), nil
}

func reduced(im image.Image) image.Image {
	size := im.Bounds().Size()
	k := float64(mostPixels) / float64(max(size.X, size.Y))
	if k >= 1 {
		return im
	}
	out := image.NewNRGBA(image.Rect(0, 0, max(int(k*float64(size.X)), 1), max(int(k*float64(size.Y)), 1)))
	draw.ApproxBiLinear.Scale(out, out.Rect, im, im.Bounds(), draw.Src, nil)
	return out
}

// embedded is a mark's picture as bytes that other programs read: as it is where it is a JPEG or a PNG of a usual size, and
// otherwise as a PNG.
func (e *Deck) embedded(m render.Mark) ([]byte, image.Rectangle, error) {
	f := m.Picture.File
	data, err := e.deck.ReadPicture(f.ID)
	if err != nil {
		return nil, image.Rectangle{}, err
	}
	usual := max(f.W, f.H) <= mostPixels && (f.Kind == "png" || f.Kind == "jpeg")
	if usual {
		return data, image.Rect(0, 0, f.W, f.H), nil
	}
	im, err := decode(data)
	if err != nil {
		return nil, image.Rectangle{}, err
	}
	var b bytes.Buffer
	if err := png.Encode(&b, im); err != nil {
		return nil, image.Rectangle{}, fmt.Errorf("encode picture: %w", err)
	}
	return b.Bytes(), im.Bounds(), nil
}

package render

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"runtime/debug"

	// The formats that a deck may use.
	_ "image/gif"
	_ "image/jpeg"
	_ "image/png"

	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp" // A format too.

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

var errSize = errors.New("decode picture: it has no pixels, or too many")

// Decode reads a picture and reduces it to at most so many pixels on its longest side; a smaller one stays as sharp
// as it is. Its error says why it cannot be read: a decoder that panics has met a broken file. A large picture has the
// memory to itself: what was used before is given back to the system, and what it took when it has been reduced. Two
// at a time would take twice as much, so that nobody should ask for two.
func Decode(data []byte, longest int) (out image.Image, err error) {
	defer func() {
		if r := recover(); r != nil {
			out, err = nil, fmt.Errorf("decode picture: %v", r)
		}
	}()
	size, err := sizeOf(data)
	if err != nil {
		return nil, err
	}
	if size.X*size.Y > largePixels {
		debug.FreeOSMemory()
		defer debug.FreeOSMemory()
	}
	src, _, err := image.Decode(bytes.NewReader(data))
	switch {
	case err != nil:
		return nil, fmt.Errorf("decode picture: %w", err)
	case src.Bounds().Empty():
		return nil, errSize
	}
	return reduce(onCanvas(src, size), longest), nil
}

// sizeOf is the size of a picture. It fails for one that is larger than a deck may use: its file may be another since
// the deck was read.
func sizeOf(data []byte) (image.Point, error) {
	c, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return image.Point{}, fmt.Errorf("decode picture: %w", err)
	}
	if c.Width < 1 || c.Height < 1 || c.Width > deck.MostPixels/c.Height {
		return image.Point{}, fmt.Errorf("%w: %d by %d pixels", errSize, c.Width, c.Height)
	}
	return image.Pt(c.Width, c.Height), nil
}

// largePixels is the size of a picture whose memory is given back at once: 40 million pixels take 160 MB.
const largePixels = 4_000_000

// onCanvas puts the first picture of a GIF, which may be a part of it, on the whole.
func onCanvas(src image.Image, size image.Point) image.Image {
	if src.Bounds().Size() == size {
		return src
	}
	out := image.NewNRGBA(image.Rectangle{Max: size})
	draw.Draw(out, src.Bounds(), src, src.Bounds().Min, draw.Src)
	return out
}

// reduce scales a picture down. One that has no transparent parts is scaled without them, which is faster.
func reduce(src image.Image, longest int) image.Image {
	if size := src.Bounds().Size(); size.X <= longest && size.Y <= longest {
		return src
	}
	w, h := inside(src.Bounds().Dx(), src.Bounds().Dy(), longest, longest)
	var out draw.Image = image.NewNRGBA(image.Rect(0, 0, w, h))
	if o, ok := src.(interface{ Opaque() bool }); ok && o.Opaque() {
		out = image.NewRGBA(out.Bounds())
	}
	draw.ApproxBiLinear.Scale(out, out.Bounds(), src, src.Bounds(), draw.Src, nil)
	return out
}

// inside scales w by h to fit into a box, keeping its shape; never below 1 by 1.
func inside(w, h, boxW, boxH int) (int, int) {
	w, h = max(w, 1), max(h, 1)
	if w*boxH > h*boxW {
		return max(boxW, 1), max(h*boxW/w, 1)
	}
	return max(w*boxH/h, 1), max(boxH, 1)
}

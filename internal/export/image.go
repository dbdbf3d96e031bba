package export

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/render"
)

// mostPixels is the longest side of a picture that is taken over as it is. A larger one is reduced: no projector shows
// more, and files with the pictures of cameras could not be sent.
const mostPixels = 2400

// quality is that of JPEGs that are reduced, of 100.
const quality = 90

// picture is a picture as other programs read it.
type picture struct {
	data []byte // as it is where it is a JPEG or a PNG of a usual size, and otherwise made anew
	size image.Rectangle
	err  error
}

// pictures reads those of a deck, and keeps the last few, which the pages of a slide share.
type pictures struct {
	from deck.Pictures
	kept []keptPicture // the newest last
}

type keptPicture struct {
	picture
	id     string
	pixels image.Image
}

// mostKept bounds the memory of the pictures that are kept: each takes up to 23 MB.
const mostKept = 4

// load reads a picture. Its error says why it cannot be shown.
func (p *pictures) load(f *deck.File) (picture, error) {
	k := p.find(f)
	return k.picture, k.err
}

// image is a picture as its pixels.
func (p *pictures) image(f *deck.File) (image.Image, error) {
	k := p.find(f)
	return k.pixels, k.err
}

func (p *pictures) find(f *deck.File) keptPicture {
	for _, k := range p.kept {
		if k.id == f.ID {
			return k
		}
	}
	k := keptPicture{id: f.ID}
	k.picture, k.pixels = p.read(f)
	p.kept = append(p.kept[max(len(p.kept)+1-mostKept, 0):], k)
	return k
}

func (p *pictures) read(f *deck.File) (out picture, im image.Image) {
	out.size = image.Rect(0, 0, 1, 1)
	data, err := p.from.ReadPicture(f.ID)
	if err == nil {
		im, err = render.Decode(data, mostPixels)
	}
	if err != nil {
		out.err = err
		return out, nil
	}
	out.data, out.size = data, im.Bounds()
	if max(f.W, f.H) > mostPixels || f.Kind != "png" && f.Kind != "jpeg" {
		out.data, out.err = encode(im, f.Kind)
	}
	return out, im
}

// encode writes a picture as its own kind is best written: photographs as a JPEG.
func encode(im image.Image, kind string) ([]byte, error) {
	var b bytes.Buffer
	var err error
	if kind == "jpeg" {
		err = jpeg.Encode(&b, im, &jpeg.Options{Quality: quality})
	} else {
		err = png.Encode(&b, im)
	}
	if err != nil {
		return nil, fmt.Errorf("encode picture: %w", err)
	}
	return b.Bytes(), nil
}

// unreadable has pictures of a plate that cannot be read shown in words, and reports whether there are any.
func (e *Deck) unreadable(p *render.Plate) bool {
	found := false
	for _, m := range p.Marks {
		if m.Kind != render.Picture {
			continue
		}
		if _, err := e.pictures.load(m.Picture.File); err != nil {
			e.renderer.Unreadable(m.Picture.File)
			found = true
		}
	}
	return found
}

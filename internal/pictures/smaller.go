package pictures

import "image"

// twoThirds is a picture at two thirds of its size, in whole numbers, so that every processor draws it alike: of
// three pixels in a row the outer ones stay, and each takes half of the one between them.
func twoThirds(p *image.RGBA) *image.RGBA {
	w, h := p.Rect.Dx()*2/3, p.Rect.Dy()*2/3
	narrow, out := image.NewRGBA(image.Rect(0, 0, w, p.Rect.Dy())), image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range p.Rect.Dy() {
		blend(narrow.Pix[y*narrow.Stride:], p.Pix[y*p.Stride:], w, 4, 4)
	}
	for x := range w {
		blend(out.Pix[4*x:], narrow.Pix[4*x:], h, out.Stride, narrow.Stride)
	}
	return out
}

// blend makes n pixels of half as many again. They lie some bytes apart.
func blend(to, from []uint8, n, apart, fromApart int) {
	for i := range n {
		own := (i/2*3 + i%2*2) * fromApart
		shared := (i/2*3 + 1) * fromApart
		for c := range 4 {
			to[i*apart+c] = uint8((2*int(from[own+c]) + int(from[shared+c])) / 3)
		}
	}
}

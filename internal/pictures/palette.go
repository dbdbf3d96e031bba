package pictures

import (
	"cmp"
	"image"
	"image/color"
	"maps"
	"slices"
)

// colours are the colours of a picture's file, and which of them stands for each colour that is drawn.
type colours struct {
	palette color.Palette
	index   map[color.RGBA]uint8
}

// mostColours is the most colours in a file. Screens have few; the others are edges of letters, and with more of
// them a file grows without looking better.
const mostColours = 128

// fewColours chooses at most some colours for pictures, so that what the others lose by it is little: one after
// another the colour that would lose most, over all of its pixels. Nothing is dithered.
func fewColours(most int, pictures ...*image.RGBA) colours {
	pixels := map[color.RGBA]int{}
	for _, p := range pictures {
		count(p, pixels)
	}
	all := slices.SortedFunc(maps.Keys(pixels), byValue)
	lost := map[color.RGBA]int{}
	for _, c := range all {
		lost[c] = 3 * 255 * 255 // There is no other to stand for it yet.
	}
	out := colours{index: map[color.RGBA]uint8{}}
	for len(out.palette) < min(most, len(all)) {
		chosen := slices.MaxFunc(all, func(a, b color.RGBA) int { return cmp.Compare(pixels[a]*lost[a], pixels[b]*lost[b]) })
		for _, c := range all {
			if d := distance(c, chosen); d < lost[c] {
				lost[c], out.index[c] = d, uint8(len(out.palette))
			}
		}
		out.palette = append(out.palette, chosen)
	}
	return out
}

// distance is how far colours are from each other, squared.
func distance(a, b color.RGBA) int {
	r, g, bl := int(a.R)-int(b.R), int(a.G)-int(b.G), int(a.B)-int(b.B)
	return r*r + g*g + bl*bl
}

// byValue puts colours in an order that is always the same.
func byValue(a, b color.RGBA) int {
	return cmp.Or(cmp.Compare(a.R, b.R), cmp.Compare(a.G, b.G), cmp.Compare(a.B, b.B), cmp.Compare(a.A, b.A))
}

// count adds up the pixels of each colour.
func count(p *image.RGBA, pixels map[color.RGBA]int) {
	var last color.RGBA
	run := 0
	for i := 0; i < len(p.Pix); i += 4 {
		c := colourAt(p, i)
		if c != last && run > 0 {
			pixels[last] += run
			run = 0
		}
		last = c
		run++
	}
	pixels[last] += run
}

// colourAt is the colour of the pixel whose bytes begin somewhere.
func colourAt(p *image.RGBA, i int) color.RGBA {
	return color.RGBA{p.Pix[i], p.Pix[i+1], p.Pix[i+2], p.Pix[i+3]}
}

// reduce is a part of a picture in these colours.
func (c colours) reduce(p *image.RGBA, part image.Rectangle) *image.Paletted {
	out := image.NewPaletted(part, c.palette)
	last, index := colourAt(p, 0), c.index[colourAt(p, 0)]
	for y := part.Min.Y; y < part.Max.Y; y++ {
		from, to := p.PixOffset(part.Min.X, y), out.PixOffset(part.Min.X, y)
		for x := range part.Dx() {
			if now := colourAt(p, from+4*x); now != last {
				last, index = now, c.index[now]
			}
			out.Pix[to+x] = index
		}
	}
	return out
}

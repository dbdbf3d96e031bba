package bigtype

import (
	"math"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// Colours are mixed as they are written, not as light. Half ink is then darker than half the light:
// dark type on light comes out a little bolder, light type on dark a little thinner, which is what an
// eye needs to which light type looks bolder than it is. Both were read equally far.

// rgb is a colour while it is mixed: its components, from 0 to 1.
type rgb [3]float32

func unmix(c cell.Color) rgb { return rgb{float32(c.R) / 255, float32(c.G) / 255, float32(c.B) / 255} }

// color is the nearest colour.
func (l rgb) color() cell.Color {
	at := func(v float32) uint32 { return uint32(math.Round(255 * float64(min(max(v, 0), 1)))) }
	return cell.RGB(at(l[0])<<16 | at(l[1])<<8 | at(l[2]))
}

// mix is a colour between paper and ink.
func mix(paper, ink cell.Color, share float64) cell.Color {
	switch {
	case share <= 0:
		return paper
	case share >= 1:
		return ink
	}
	return between(unmix(paper), unmix(ink), float32(share)).color()
}

func between(paper, ink rgb, share float32) rgb {
	for k := range paper {
		paper[k] += (ink[k] - paper[k]) * share
	}
	return paper
}

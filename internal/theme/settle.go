package theme

import (
	colorful "github.com/lucasb-eyer/go-colorful"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// Settler gives styles in colours that the terminal has, for what was mixed: pictures, and edges where
// several colours meet. It takes the nearest to the eye, where the renderer makes green of dark blue.
// Bold goes on a light ground, where terminals of few colours make black grey.
//
// A settler remembers what it gave, and is for one goroutine.
func (p Palette) Settler() func(cell.Style) cell.Style {
	near, given := p.Colours.seen(), map[cell.Style]cell.Style{}
	return func(s cell.Style) cell.Style {
		out, ok := given[s]
		if !ok {
			out = cell.Style{FG: nearest(near, s.FG), BG: nearest(near, s.BG), Attr: s.Attr}
			if p.Colours.Few() && p.Background == p.White {
				out.Attr &^= cell.Bold
			}
			given[s] = out
		}
		return out
	}
}

// seen is a colour, and where it is among all that the eye tells apart.
type seen struct {
	cell.Color
	lightness, a, b float64 // in OkLab, in which what looks alike is near
}

func see(c cell.Color) seen {
	l, a, b := colorful.Color{R: float64(c.R) / 255, G: float64(c.G) / 255, B: float64(c.B) / 255}.OkLab()
	return seen{c, l, a, b}
}

// seen lists the colours that a terminal has; none where it has all.
func (c Colours) seen() []seen {
	var first, end uint32
	switch c {
	case Cube:
		first, end = 16, 256
	case Sixteen:
		end = 16
	case Eight:
		end = 8
	}
	var out []seen
	for v := first; v < end; v++ {
		out = append(out, see(c.color(v)))
	}
	return out
}

// nearest is the one that looks most like a colour. The terminal's own stays.
func nearest(among []seen, c cell.Color) cell.Color {
	if !c.Set || len(among) == 0 {
		return c
	}
	to := see(c)
	best := among[0]
	for _, at := range among[1:] {
		if to.apart(at) < to.apart(best) {
			best = at
		}
	}
	return best.Color
}

// apart is how unlike two colours look, squared.
func (s seen) apart(o seen) float64 {
	l, a, b := s.lightness-o.lightness, s.a-o.a, s.b-o.b
	return l*l + a*a + b*b
}

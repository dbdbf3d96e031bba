package theme

import (
	"strings"

	"assembly/internal/cell"
)

// Colours is how many colours a terminal has.
type Colours uint8

// The kinds of terminals.
const (
	TrueColor Colours = iota // 24 bits
	Cube                     // 256; all but the first 16 are the same on every terminal
	Sixteen                  // 16 that every terminal makes its own way, eight of them bright
	Eight                    // the same without the bright ones
)

// Few reports whether the terminal has so few colours that pictures have to do with them, and makes
// bold what is only to be bright.
func (c Colours) Few() bool { return c >= Sixteen }

// For is the theme's palette for another terminal. A palette that is not of a theme stays.
func (p Palette) For(c Colours) Palette {
	for _, t := range themes() {
		if strings.EqualFold(t.name, p.Name) {
			return t.palette(c)
		}
	}
	return p
}

// Settle is a style in colours that the terminal has, for what was mixed: pictures, and edges where
// several colours meet. Bold goes on a light ground, where terminals of few colours make black grey.
func (p Palette) Settle(s cell.Style) cell.Style {
	s.FG, s.BG = p.Colours.nearest(s.FG), p.Colours.nearest(s.BG)
	if p.Colours.Few() && p.Background == p.White {
		s.Attr &^= cell.Bold
	}
	return s
}

// color is a colour by its number, or 0xRRGGBB for a terminal of 24 bits.
func (c Colours) color(v uint32) cell.Color {
	switch c {
	case Cube:
		return cubed(v)
	case Sixteen, Eight:
		return cell.RGB(basic()[v])
	}
	return cell.RGB(v)
}

// ends are the darkest and the lightest colour.
func (c Colours) ends() (black, white cell.Color) {
	if c == Eight {
		return c.color(0), c.color(7)
	}
	return cell.RGB(0x000000), cell.RGB(0xFFFFFF)
}

// cubed is what all terminals show for the colours 16 to 255: a cube of 216, and 24 greys.
func cubed(v uint32) cell.Color {
	if v >= 232 {
		return cell.RGB(0x010101 * (8 + 10*(v-232)))
	}
	level := levels()
	return cell.RGB(level[(v-16)/36]<<16 | level[(v-16)/6%6]<<8 | level[(v-16)%6])
}

// levels are the steps of the cube, the same for red, green and blue.
func levels() [6]uint32 { return [6]uint32{0x00, 0x5F, 0x87, 0xAF, 0xD7, 0xFF} }

// level is the nearest step of the cube.
func level(v uint8) uint32 {
	steps := levels()
	for i, at := range steps[:5] {
		if 2*uint32(v) < at+steps[i+1] {
			return uint32(i) //nolint:gosec // below six
		}
	}
	return 5
}

// basic stands for the first 16 colours, each by one that the renderer turns into it and no other.
func basic() [16]uint32 {
	return [16]uint32{
		0x000000, 0xAF0000, 0x00AF00, 0xAFAF00, 0x000087, 0xAF00AF, 0x00AFAF, 0xAFAFAF,
		0x5F5F5F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x0000FF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
	}
}

// nearest is the nearest of a terminal's colours. The terminal's own stays.
func (c Colours) nearest(to cell.Color) cell.Color {
	if c == TrueColor || !to.Set {
		return to
	}
	out, least := to, 1<<30
	for _, at := range c.near(to) {
		if d := apart(at, to); d < least {
			least, out = d, at
		}
	}
	return out
}

// near are the colours of a terminal of which one is the nearest.
func (c Colours) near(to cell.Color) []cell.Color {
	if c == Cube {
		grey := (uint32(to.R) + uint32(to.G) + uint32(to.B)) / 3
		grey = 232 + min(max(grey, 8)-8+5, 239)/10
		return []cell.Color{cubed(16 + 36*level(to.R) + 6*level(to.G) + level(to.B)), cubed(min(grey, 255))}
	}
	all := basic()
	few := all[:]
	if c == Eight {
		few = all[:8]
	}
	out := make([]cell.Color, len(few))
	for i, v := range few {
		out[i] = cell.RGB(v)
	}
	return out
}

// apart is how far two colours are from each other, squared.
func apart(a, b cell.Color) int {
	r, g, bl := int(a.R)-int(b.R), int(a.G)-int(b.G), int(a.B)-int(b.B)
	return r*r + g*g + bl*bl
}

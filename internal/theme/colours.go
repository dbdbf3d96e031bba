package theme

import (
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/cell"
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

// String is the kind of terminal in words.
func (c Colours) String() string {
	return [...]string{"in full colour", "in 256 colours", "in 16 colours", "in 8 colours"}[c]
}

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
	level := [6]uint32{0x00, 0x5F, 0x87, 0xAF, 0xD7, 0xFF}
	return cell.RGB(level[(v-16)/36]<<16 | level[(v-16)/6%6]<<8 | level[(v-16)%6])
}

// basic stands for the first 16 colours, each by one that the renderer turns into it and no other.
func basic() [16]uint32 {
	return [16]uint32{
		0x000000, 0xAF0000, 0x00AF00, 0xAFAF00, 0x000087, 0xAF00AF, 0x00AFAF, 0xAFAFAF,
		0x5F5F5F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x0000FF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
	}
}

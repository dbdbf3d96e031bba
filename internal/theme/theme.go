// Package theme holds the palettes, by role: what a colour is for, never what it looks like.
//
// A palette is checked, not trusted: its tests compute the contrast of every pair that meets on a
// screen, for every kind of terminal: a terminal of few colours has colours chosen for it, not the
// nearest ones. A hall's projector washes colours out, so body text keeps 12:1 and everything that
// carries meaning 7:1.
package theme

import (
	"fmt"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// Palette is the colours of one theme.
type Palette struct {
	Name    string
	Colours Colours // of the terminal that it was chosen for

	// The hall's slide.
	Background cell.Color // behind everything
	Foreground cell.Color // titles and text
	Strong     cell.Color // emphasised words, numbers to call
	Quiet      cell.Color // labels and small print, still text
	Shape      cell.Color // the shape of the reflection, full
	Hollow     cell.Color // the same shape while it is empty

	// The speaker's panels.
	Panel     cell.Color // background
	PanelText cell.Color // text
	Dim       cell.Color // labels, what is past
	Letter    cell.Color // the mark of the letter's own words
	Alarm     cell.Color // the background of a banner that nobody may miss
	AlarmText cell.Color // text on it

	// A screen that is covered, and codes for cameras.
	Black, White cell.Color
}

// colors are those of a slide, or those of the panels, in the order of Palette's fields: 0xRRGGBB for
// a terminal of 24 bits, the numbers of colours for the others.
type colors [6]uint32

// choices are the colours of a slide for every kind of terminal.
type choices struct {
	name                       string
	full, cube, sixteen, eight colors
}

// themes are the themes, the default first.
//
// In sixteen colours black is the only one that is far from white whatever the terminal makes of the
// others, so the light themes are black on white, with blue for what is strong. In eight there is no
// bright white to write on, nothing but black is far enough from the other, and yellow is brown on half
// of the terminals. None of the few is sure to stand out for a shape that is empty: package render outlines it.
func themes() []choices {
	lit, dark := colors{15, 0, 4, 0, 0, 6}, colors{0, 15, 11, 7, 15, 4}
	litEight, darkEight := colors{7, 0, 0, 0, 0, 2}, colors{0, 7, 6, 7, 7, 4}
	return []choices{
		{ // For a hall with the lights on.
			"cream", colors{0xFBF3DF, 0x14171C, 0x0A2B5C, 0x3A3A36, 0x1D4E89, 0xD9CBA6},
			colors{230, 233, 17, 237, 18, 187}, lit, litEight,
		},
		{ // For a hall that can be dimmed.
			"dark", colors{0x0E1116, 0xF6F0E0, 0xFFD977, 0xC9CCD1, 0xE9DDBB, 0x2E3540},
			colors{233, 230, 222, 252, 223, 238}, dark, darkEight,
		},
		{ // Asked for by people with low vision.
			"yellow-on-black", colors{0x000000, 0xFFEB3B, 0xFFFFFF, 0xE6D533, 0xFFEB3B, 0x3A3610},
			colors{16, 227, 231, 185, 227, 58}, colors{0, 11, 15, 11, 11, 4}, colors{0, 7, 7, 7, 7, 4},
		},
		{ // The brightest background, for a weak projector.
			"white", colors{0xFFFFFF, 0x000000, 0x0A2A5E, 0x333333, 0x0A2A5E, 0xD5D9E2},
			colors{231, 16, 17, 236, 17, 189}, lit, litEight,
		},
	}
}

// panels are the colours of the speaker's panels, the same in every theme. They are dark: the laptop's
// screen must not light the face of its reader, and nobody may take it for the hall's.
func panels() choices {
	return choices{
		full:    colors{0x14181F, 0xF2EFE6, 0xB3B9C4, 0xFFD977, 0xFFD21F, 0x000000},
		cube:    colors{234, 255, 250, 222, 220, 16},
		sixteen: colors{0, 15, 7, 11, 11, 0},
		eight:   colors{0, 7, 7, 6, 6, 0},
	}
}

// palette is the theme's for a terminal.
func (t choices) palette(c Colours) Palette {
	s, p := t.pick(c), panels().pick(c)
	black, white := c.ends()
	return Palette{
		Name: t.name, Colours: c,
		Background: s[0], Foreground: s[1], Strong: s[2], Quiet: s[3], Shape: s[4], Hollow: s[5],
		Panel: p[0], PanelText: p[1], Dim: p[2], Letter: p[3], Alarm: p[4], AlarmText: p[5],
		Black: black, White: white,
	}
}

func (t choices) pick(c Colours) (out [6]cell.Color) {
	for i, v := range map[Colours]colors{TrueColor: t.full, Cube: t.cube, Sixteen: t.sixteen, Eight: t.eight}[c] {
		out[i] = c.color(v)
	}
	return out
}

// Names lists the palettes, the default first.
func Names() []string {
	var names []string
	for _, t := range themes() {
		names = append(names, t.name)
	}
	return names
}

// Lookup finds a palette of 24 bits by name; "" is the default. The error lists what there is.
func Lookup(name string) (Palette, error) {
	for _, t := range themes() {
		if name == "" || strings.EqualFold(t.name, name) {
			return t.palette(TrueColor), nil
		}
	}
	return Palette{}, fmt.Errorf("theme %q is not known: expected one of %s", name, strings.Join(Names(), ", "))
}

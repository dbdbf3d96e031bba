// Package theme holds the palettes, by role: what a colour is for, never what it looks like.
//
// A palette is checked, not trusted: its tests compute the contrast of every pair that meets on a
// screen. A hall's projector washes colours out, so body text keeps 12:1 and everything that
// carries meaning 7:1.
package theme

import (
	"fmt"
	"strings"

	"assembly/internal/cell"
)

// Palette is the colours of one theme.
type Palette struct {
	Name string

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
}

// palettes lists the themes, the default first.
func palettes() []Palette {
	return []Palette{
		// For a hall with the lights on.
		palette("cream", 0xFBF3DF, 0x14171C, 0x0A2B5C, 0x3A3A36, 0x1D4E89, 0xD9CBA6),
		// For a hall that can be dimmed.
		palette("dark", 0x0E1116, 0xF6F0E0, 0xFFD977, 0xC9CCD1, 0xE9DDBB, 0x2E3540),
		// Asked for by people with low vision.
		palette("yellow-on-black", 0x000000, 0xFFEB3B, 0xFFFFFF, 0xE6D533, 0xFFEB3B, 0x3A3610),
		// The brightest background, for a weak projector.
		palette("white", 0xFFFFFF, 0x000000, 0x0A2A5E, 0x333333, 0x0A2A5E, 0xD5D9E2),
	}
}

// palette adds the panels of the speaker to a slide's colours, in the order of their fields. They are
// dark in every theme: the laptop's screen must not light the face of its reader, and nobody may take
// it for the hall's.
func palette(name string, background, foreground, strong, quiet, shape, hollow uint32) Palette {
	return Palette{
		Name: name, Background: cell.RGB(background), Foreground: cell.RGB(foreground), Strong: cell.RGB(strong),
		Quiet: cell.RGB(quiet), Shape: cell.RGB(shape), Hollow: cell.RGB(hollow),
		Panel: cell.RGB(0x14181F), PanelText: cell.RGB(0xF2EFE6), Dim: cell.RGB(0xB3B9C4), Letter: cell.RGB(0xFFD977),
		Alarm: cell.RGB(0xFFD21F), AlarmText: cell.RGB(0x000000),
	}
}

// Names lists the palettes, the default first.
func Names() []string {
	var names []string
	for _, p := range palettes() {
		names = append(names, p.Name)
	}
	return names
}

// Lookup finds a palette by name; "" is the default. The error lists what there is.
func Lookup(name string) (Palette, error) {
	for _, p := range palettes() {
		if name == "" || strings.EqualFold(p.Name, name) {
			return p, nil
		}
	}
	return Palette{}, fmt.Errorf("theme %q is not known: expected one of %s", name, strings.Join(Names(), ", "))
}

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

// Names lists the palettes, the default first.
func Names() []string { return []string{"cream", "dark", "yellow-on-black", "white"} }

// Lookup finds a palette by name; "" is the default. The error lists what there is.
func Lookup(name string) (Palette, error) {
	switch strings.ToLower(name) {
	case "", "cream":
		return cream(), nil
	case "dark":
		return dark(), nil
	case "yellow-on-black":
		return yellowOnBlack(), nil
	case "white":
		return white(), nil
	}
	return Palette{}, fmt.Errorf("theme %q is not known: expected one of %s", name, strings.Join(Names(), ", "))
}

// cream is for a hall with the lights on.
func cream() Palette {
	return speaker(Palette{
		Name:       "cream",
		Background: cell.RGB(0xFBF3DF), Foreground: cell.RGB(0x14171C),
		Strong: cell.RGB(0x0A2B5C), Quiet: cell.RGB(0x3A3A36),
		Shape: cell.RGB(0x1D4E89), Hollow: cell.RGB(0xD9CBA6),
	})
}

// dark is for a hall that can be dimmed.
func dark() Palette {
	return speaker(Palette{
		Name:       "dark",
		Background: cell.RGB(0x0E1116), Foreground: cell.RGB(0xF6F0E0),
		Strong: cell.RGB(0xFFD977), Quiet: cell.RGB(0xC9CCD1),
		Shape: cell.RGB(0xE9DDBB), Hollow: cell.RGB(0x2E3540),
	})
}

// yellowOnBlack is asked for by people with low vision.
func yellowOnBlack() Palette {
	return speaker(Palette{
		Name:       "yellow-on-black",
		Background: cell.RGB(0x000000), Foreground: cell.RGB(0xFFEB3B),
		Strong: cell.RGB(0xFFFFFF), Quiet: cell.RGB(0xE6D533),
		Shape: cell.RGB(0xFFEB3B), Hollow: cell.RGB(0x3A3610),
	})
}

// white is the brightest background, for a weak projector.
func white() Palette {
	return speaker(Palette{
		Name:       "white",
		Background: cell.RGB(0xFFFFFF), Foreground: cell.RGB(0x000000),
		Strong: cell.RGB(0x0A2A5E), Quiet: cell.RGB(0x333333),
		Shape: cell.RGB(0x0A2A5E), Hollow: cell.RGB(0xD5D9E2),
	})
}

// speaker adds the panels. They are dark in every theme: the laptop's screen must not light the
// face of its reader, and nobody may take it for the hall's.
func speaker(p Palette) Palette {
	p.Panel, p.PanelText = cell.RGB(0x14181F), cell.RGB(0xF2EFE6)
	p.Dim, p.Letter = cell.RGB(0xB3B9C4), cell.RGB(0xFFD977)
	p.Alarm, p.AlarmText = cell.RGB(0xFFD21F), cell.RGB(0x000000)
	return p
}

package ui

import (
	"image/color"
	"os"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"assembly/internal/bigtype"
	"assembly/internal/cell"
	"assembly/internal/render"
	"assembly/internal/theme"
)

// Look is how a program draws: its palette and what its terminal can show.
type Look struct {
	Palette theme.Palette
	ASCII   bool // draw with ASCII only
	Mono    bool // the terminal, or its user, wants no colours

	colored theme.Palette // the palette, kept while Mono
}

// WithProfile is the look for what Bubble Tea found out about the terminal. Without colours the
// palette is empty, so that nothing can draw in one, and kept for a terminal that has them again.
func (l Look) WithProfile(p colorprofile.Profile) Look {
	palette := l.Palette
	if l.Mono {
		palette = l.colored
	}
	l.Mono = p < colorprofile.ANSI
	return l.WithPalette(palette)
}

// WithPalette is the look in another palette, as far as the terminal has colours.
func (l Look) WithPalette(p theme.Palette) Look {
	l.Palette, l.colored = p, p
	if l.Mono {
		l.Palette = theme.Palette{}
	}
	return l
}

// View is how a slide is drawn with this look at a size.
func (l Look) View(w, h, fill int) render.View {
	v := render.View{W: w, H: h, Palette: l.Palette, ASCII: l.ASCII, Mode: bigtype.Grounds, Fill: fill}
	if l.Mono {
		v.Mode, v.Palette = bigtype.Blocks, theme.Palette{}
		if l.ASCII {
			v.Mode = bigtype.Hash
		}
	}
	return v
}

// Screen makes the view of a whole screen, with a colour for what of the window lies outside its cells.
// Every program sets all of its fields on every path, so that nothing of another screen stays.
func (l Look) Screen(content, title string, outside cell.Color) tea.View {
	if l.ASCII {
		content, title = strings.Map(typewrite, content), strings.Map(typewrite, title)
	}
	v := tea.NewView(content)
	v.AltScreen = true
	v.WindowTitle = cell.Clean(title)
	if !l.Mono {
		v.BackgroundColor = color.RGBA{outside.R, outside.G, outside.B, 255}
	}
	return v
}

// A printer's characters, and what a typewriter puts in the place of each. Letters stay: without them
// a word would be another.
const (
	printed     = "\u00a0\u202f‘’“”‐‑–—−•·…←→↑↓"
	typewritten = "  ''\"\"-----**~<>^v"
)

func typewrite(r rune) rune {
	if i := strings.IndexRune(printed, r); i >= 0 {
		return rune(typewritten[utf8.RuneCountInString(printed[:i])])
	}
	return r
}

// Options are the options of every program: a quicker frame clock, and the terminal's own input.
func Options() []tea.ProgramOption {
	return []tea.ProgramOption{tea.WithFPS(120), tea.WithOutput(os.Stdout), tea.WithoutSignalHandler()}
}

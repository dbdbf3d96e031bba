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
	profile colorprofile.Profile
	tier    bigtype.Tier // what the terminal can show of drawn type
	fixed   bool         // tier was asked for, and does not follow from the profile
}

// WithTier is the look with type drawn in a way that was asked for.
func (l Look) WithTier(t bigtype.Tier) Look {
	l.tier, l.fixed = t, true
	l.ASCII = l.ASCII || t == bigtype.ASCII
	return l
}

// WithProfile is the look for what Bubble Tea found out about the terminal. Without colours the
// palette is empty, so that nothing can draw in one, and kept for a terminal that has them again.
func (l Look) WithProfile(p colorprofile.Profile) Look {
	palette := l.Palette
	if l.Mono {
		palette = l.colored
	}
	l.Mono, l.profile = p < colorprofile.ANSI, p
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
	v := render.View{W: w, H: h, Palette: l.Palette, Tier: l.drawn(), Fill: fill}
	if l.Mono {
		v.Palette = theme.Palette{}
	}
	return v
}

// DrawsSmall reports whether type can be drawn at sizes for reading at arm's length. Whole cells are too
// coarse for that.
func (l Look) DrawsSmall() bool { return l.drawn() < bigtype.ASCII }

// drawn is how type is drawn.
func (l Look) drawn() bigtype.Tier {
	switch {
	case l.fixed:
		return l.tier
	case l.ASCII:
		return bigtype.ASCII
	case l.Mono, l.profile == colorprofile.ANSI, l.profile == colorprofile.ANSI256:
		return bigtype.Blocks
	}
	return bigtype.Shades
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

package ui

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/colorprofile"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/internal/tui/screen"
)

// Look is how a program draws: its palette and what its terminal can show.
type Look struct {
	Palette theme.Palette
	ASCII   bool // draw with ASCII only
	Mono    bool // the terminal, or its user, wants no colours

	colored theme.Palette // the palette in all its colours
	profile colorprofile.Profile
	eight   bool         // where colours are few, the terminal has only eight
	console bool         // the console of Linux, whose font has few blocks
	tier    bigtype.Tier // what the terminal can show of drawn type
	fixed   bool         // tier was asked for, and does not follow from the profile
	within  bool         // only cells are coloured, and not what of the window lies outside them
}

// WithWindow is the look in a window: system is the operating system's, as runtime.GOOS names it, and getenv the
// environment's. Only cells are coloured where the window could not be given its own background back.
func (l Look) WithWindow(system string, getenv func(string) string) Look {
	l.within = system == "windows" || !takesBackgroundBack(getenv)
	return l
}

// takesBackgroundBack reports whether a terminal is known to reset its background when told to (OSC 111). Windows of
// Windows that are older than 2025, Konsole, rxvt and st do not, though all of them let it be set, and GNU Screen passes on
// only the setting. Over SSH nobody knows which terminal it is, unless its TERM is one of its own.
func takesBackgroundBack(getenv func(string) string) bool {
	term, tmux := getenv("TERM"), getenv("TMUX") != ""
	if getenv("STY") != "" || getenv("KONSOLE_VERSION") != "" && !tmux {
		return false
	}
	its := func(name string) bool { return strings.HasPrefix(term, name) }
	return tmux || slices.ContainsFunc(resetters(), its) || its("xterm") && getenv("SSH_TTY") == ""
}

// resetters are how the names begin, as TERM gives them, of terminals that do.
func resetters() []string {
	return []string{"xterm-kitty", "xterm-ghostty", "alacritty", "contour", "foot", "gnome", "tmux", "vte", "wezterm"}
}

// WithTier is the look with type drawn in a way that was asked for.
func (l Look) WithTier(t bigtype.Tier) Look {
	l.tier, l.fixed = t, true
	l.ASCII = l.ASCII || t == bigtype.ASCII
	return l
}

// WithTerminal is the look for a kind of terminal, as TERM names it. Where its colours are few, they are
// eight unless its name says sixteen: the bright ones are missing on the console of Linux and others.
// Without a name it is Windows, which has sixteen.
func (l Look) WithTerminal(name string) Look {
	l.eight, l.console = name != "" && !strings.Contains(name, "16color"), strings.HasPrefix(name, "linux")
	return l.WithPalette(l.whole())
}

// WithProfile is the look for what Bubble Tea found out about the terminal. Without colours the
// palette is empty, so that nothing can draw in one, and kept for a terminal that has them again.
func (l Look) WithProfile(p colorprofile.Profile) Look {
	palette := l.whole()
	l.Mono, l.profile = p < colorprofile.ANSI, p
	return l.WithPalette(palette)
}

// WithPalette is the look in another palette, as far as the terminal has colours.
func (l Look) WithPalette(p theme.Palette) Look {
	l.Palette, l.colored = p.For(l.colours()), p
	if l.Mono {
		l.Palette = theme.Palette{}
	}
	return l
}

// whole is the palette in all its colours.
func (l Look) whole() theme.Palette {
	if l.colored == (theme.Palette{}) {
		return l.Palette
	}
	return l.colored
}

// colours is how many colours to choose for.
func (l Look) colours() theme.Colours {
	switch {
	case l.profile == colorprofile.ANSI256:
		return theme.Cube
	case l.profile != colorprofile.ANSI:
		return theme.TrueColor
	case l.eight:
		return theme.Eight
	}
	return theme.Sixteen
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
func (l Look) DrawsSmall() bool { return l.drawn().Base() < bigtype.ASCII }

// drawn is how type is drawn. A terminal of fewer colours than 24 bits has none to mix between those of
// ink and paper.
func (l Look) drawn() bigtype.Tier {
	tier := bigtype.Shades
	switch {
	case l.fixed && (!l.ASCII || l.tier == bigtype.Letters):
		tier = l.tier
	case l.ASCII:
		tier = bigtype.ASCII
	case l.console:
		tier = bigtype.Halves
	case l.Mono, l.profile == colorprofile.ANSI, l.profile == colorprofile.ANSI256:
		tier = bigtype.Blocks
	}
	if l.colours() != theme.TrueColor && tier > bigtype.Blocks {
		return tier.Flat()
	}
	return tier
}

// Frame makes a whole screen of a grid, with a colour for what of the window lies outside its cells. The grid is nil before
// the size of the window is known.
func (l Look) Frame(g *cell.Grid, title string, outside cell.Color) screen.Frame {
	if g == nil {
		g = cell.New(0, 0, cell.Style{})
	}
	if l.ASCII {
		g = g.Mapped(func(text string) string { return strings.Map(typewrite, text) })
		title = strings.Map(typewrite, title)
	}
	if l.Mono || l.within {
		outside = cell.Color{}
	}
	return screen.Frame{Grid: g, Title: cell.Clean(title), Outside: outside}
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

package ui_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// A terminal has the colours that were chosen for it, whatever it was told first.
func TestPaletteOfATerminal(t *testing.T) {
	for _, c := range []struct {
		term    string
		profile colorprofile.Profile
		want    theme.Colours
	}{
		{"xterm-256color", colorprofile.TrueColor, theme.TrueColor},
		{"xterm-256color", colorprofile.ANSI256, theme.Cube},
		{"xterm-16color", colorprofile.ANSI, theme.Sixteen},
		{"", colorprofile.ANSI, theme.Sixteen},
		{"xterm", colorprofile.ANSI, theme.Eight},
		{"linux", colorprofile.ANSI, theme.Eight},
	} {
		want := look(t).Palette.For(c.want)
		if got := look(t).WithTerminal(c.term).WithProfile(c.profile).Palette; got != want {
			t.Errorf("TERM=%s, %v: the palette has colours %d, want %d", c.term, c.profile, got.Colours, c.want)
		}
		first := look(t).WithProfile(colorprofile.ANSI).WithProfile(colorprofile.ASCII).WithProfile(c.profile).WithTerminal(c.term)
		if first.Palette != want {
			t.Errorf("TERM=%s, %v after others: the palette has colours %d, want %d", c.term, c.profile, first.Palette.Colours, c.want)
		}
		other, err := theme.Lookup("dark")
		if err != nil {
			t.Fatal(err)
		}
		if got := first.WithPalette(other).Palette; got != other.For(c.want) {
			t.Errorf("TERM=%s, %v: another theme has colours %d, want %d", c.term, c.profile, got.Colours, c.want)
		}
	}
}

// A terminal of few colours has none between those of ink and paper.
func TestTypeOfATerminal(t *testing.T) {
	asked := func(tier bigtype.Tier) ui.Look { return look(t).WithTier(tier) }
	for _, c := range []struct {
		look    ui.Look
		term    string
		profile colorprofile.Profile
		want    bigtype.Tier
	}{
		{look(t), "xterm-256color", colorprofile.TrueColor, bigtype.Shades},
		{look(t), "xterm-256color", colorprofile.ANSI256, bigtype.Blocks},
		{look(t), "xterm", colorprofile.ANSI, bigtype.Blocks},
		{look(t), "linux", colorprofile.ANSI, bigtype.Halves.Flat()},
		{asked(bigtype.Halves), "", colorprofile.TrueColor, bigtype.Halves},
		{asked(bigtype.Halves), "", colorprofile.ANSI, bigtype.Halves.Flat()},
		{asked(bigtype.ASCII), "xterm", colorprofile.ANSI, bigtype.ASCII.Flat()},
		{asked(bigtype.Blocks), "linux", colorprofile.ANSI, bigtype.Blocks},
	} {
		l := c.look.WithProfile(c.profile).WithTerminal(c.term)
		if got := l.View(80, 24, 0).Tier; got != c.want {
			t.Errorf("TERM=%s, %v: type is drawn as %d, want %d", c.term, c.profile, got, c.want)
		}
	}
}

// Where a window cannot be given its own background back it is not given another.
func TestTheBackgroundOfAWindow(t *testing.T) {
	for window, want := range map[string]bool{
		"windows":                                          false,
		"linux TERM=xterm-256color":                        true,
		"darwin TERM=xterm-256color":                       true,
		"linux TERM=st-256color":                           false,
		"linux TERM=st-256color VTE_VERSION=7006":          false,
		"linux TERM=of-which-nothing-is-known":             false,
		"linux":                                            false,
		"linux TERM=xterm-256color KONSOLE_VERSION=221203": false,
		"linux TERM=screen-256color STY=1.pts":             false,
		"linux TERM=tmux-256color KONSOLE_VERSION=221203 TMUX=/tmp/tmux":      true,
		"linux TERM=rxvt-unicode-256color":                                    false,
		"linux TERM=xterm-256color SSH_TTY=/dev/pts/1":                        false,
		"linux TERM=xterm-kitty SSH_TTY=/dev/pts/1":                           true,
		"linux TERM=foot SSH_TTY=/dev/pts/1":                                  true,
		"linux TERM=konsole-256color SSH_TTY=/dev/pts/1":                      false,
		"linux TERM=xterm-256color VTE_VERSION=7006 XTERM_VERSION=XTerm(379)": true,
	} {
		system, rest, _ := strings.Cut(window, " ")
		env := map[string]string{}
		for _, v := range strings.Fields(rest) {
			name, value, _ := strings.Cut(v, "=")
			env[name] = value
		}
		l := look(t).WithProfile(colorprofile.TrueColor).WithWindow(system, func(name string) string { return env[name] })
		if got := l.Frame(nil, "", l.Palette.Background).Outside.Set; got != want {
			t.Errorf("%s: the window has a colour of ours: %v", window, got)
		}
	}
}

// What a console of Windows puts into a paste for a modifier key is left out.
func TestAPasteHasNoModifiers(t *testing.T) {
	got := ui.Filter(nil, tea.PasteMsg{Content: "\x00The \x00Hall\r"})
	if got != (tea.PasteMsg{Content: "The Hall\r"}) {
		t.Errorf("a paste is %q", got)
	}
}

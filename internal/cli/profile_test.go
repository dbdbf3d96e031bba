package cli

import (
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
)

func TestColoursWithinScreen(t *testing.T) {
	for env, want := range map[string]colorprofile.Profile{
		"TERM=screen STY=1.pts":                     colorprofile.ANSI,
		"TERM=screen.xterm STY=1.pts":               colorprofile.ANSI,
		"TERM=screen-256color STY=1.pts":            colorprofile.ANSI256,
		"TERM=screen.xterm-256color STY=1.pts":      colorprofile.ANSI256,
		"TERM=screen TMUX=/tmp/tmux":                colorprofile.ANSI256,
		"TERM=screen STY=1.pts TMUX=/tmp/tmux":      colorprofile.ANSI256,
		"TERM=screen STY=1.pts NO_COLOR=1":          colorprofile.ASCII,
		"TERM=xterm-256color":                       colorprofile.ANSI256,
		"TERM=screen STY=1.pts COLORTERM=truecolor": colorprofile.ANSI,
	} {
		fields := append(strings.Fields(env), "TTY_FORCE=1") // as if it were a terminal
		getenv := func(name string) string {
			for _, f := range fields {
				if value, ok := strings.CutPrefix(f, name+"="); ok {
					return value
				}
			}
			return ""
		}
		if got := withinScreen(colorprofile.Detect(nil, fields), getenv); got != want {
			t.Errorf("%s: %v, want %v", env, got, want)
		}
	}
}

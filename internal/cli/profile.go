package cli

import (
	"strings"

	"github.com/charmbracelet/colorprofile"
)

// withinScreen is how many of the colours that were found there are within GNU Screen, which finds some for all 256
// whatever its own terminal has: of cream it makes yellow, and of small print grey on yellow. It says in TERM that there
// are 256.
func withinScreen(found colorprofile.Profile, getenv func(string) string) colorprofile.Profile {
	if getenv("STY") == "" || getenv("TMUX") != "" || strings.HasSuffix(getenv("TERM"), "256color") {
		return found
	}
	return min(found, colorprofile.ANSI)
}

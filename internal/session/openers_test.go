package session

import (
	"errors"
	"slices"
	"testing"
)

// On Windows a hall screen is full screen on the projector only, and never over the notes.
func TestWindowsTerminal(t *testing.T) {
	const self = `C:\My stick\assembly.exe`
	has := func(name string) (string, error) { return `C:\Apps\` + name, nil }
	hasNot := func(string) (string, error) { return "", errors.New("not found") }
	left := func() (x, y int, ok bool) { return -1920, 40, true }
	none := func() (x, y int, ok bool) { return 0, 0, false }
	for name, c := range map[string]struct {
		find   func(string) (string, error)
		second func() (x, y int, ok bool)
		want   []string
	}{
		"a projector":  {has, left, []string{`C:\Apps\wt.exe`, "-w", "new", "--pos=-1920,40", "--fullscreen", self, "hall"}},
		"one screen":   {has, none, []string{`C:\Apps\wt.exe`, "-w", "new", self, "hall"}},
		"older system": {hasNot, left, []string{"conhost.exe", self, "hall"}},
	} {
		if got := windowsTerminal(c.find, c.second, self); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

package cli

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// On Windows, cobra prints this text and exits, before any command runs, where a program was started
// from the Explorer: by a double-click, which has to open the start screen.
func TestADoubleClickStarts(t *testing.T) {
	cobra.MousetrapHelpText = "This is a command line tool."
	newApp().rootCommand()
	if text := cobra.MousetrapHelpText; text != "" {
		t.Errorf("a double-click on Windows is refused with %q", text)
	}
}

// A window that is the program's own stays open until an error has been read.
func TestAnErrorIsReadInItsOwnWindow(t *testing.T) {
	for _, c := range []struct {
		code       int
		own, typed bool
		holds      bool
	}{
		{exitFailed, true, true, true}, {exitUsage, true, true, true}, {exitFailed, false, true, false},
		{exitFailed, true, false, false}, {exitDone, true, true, false}, {exitInterrupted, true, true, false},
	} {
		var errs strings.Builder
		in := strings.NewReader("\nrest")
		a := &app{in: in, errs: &errs, inTTY: c.typed}
		a.holdWindow(c.code, c.own)
		if held := strings.Contains(errs.String(), "Press Enter"); held != c.holds || held != (in.Len() == 0) {
			t.Errorf("%+v: it waits: %v", c, held)
		}
	}
}

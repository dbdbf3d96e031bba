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

// A window that would print escape sequences gets plain text, stays open until it has been read, and is told how to get
// the screens.
func TestALegacyConsoleGetsText(t *testing.T) {
	a := &app{outTTY: true, errTTY: true, inTTY: true}
	a.within(console{outObeys: true, errObeys: true})
	if !a.outTTY || !a.errTTY || a.legacy {
		t.Errorf("a window that obeys is taken for %+v", a)
	}
	a.within(console{errObeys: true})
	if a.outTTY || !a.errTTY || !a.legacy {
		t.Errorf("standard output that does not obey is taken for %+v", a)
	}
	var errs strings.Builder
	a.in, a.errs = strings.NewReader("\n"), &errs
	if a.holdWindow(exitDone, true); !strings.Contains(errs.String(), "Press Enter") {
		t.Error("what was printed cannot be read")
	}
	a = &app{errTTY: true}
	a.within(console{outObeys: true})
	if a.errTTY || a.legacy {
		t.Errorf("errors in a window that does not obey are taken for %+v", a)
	}
}

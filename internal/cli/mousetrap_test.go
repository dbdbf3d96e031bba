package cli

import (
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

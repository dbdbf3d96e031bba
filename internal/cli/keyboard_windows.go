package cli

import (
	"fmt"
	"os"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"
	"golang.org/x/sys/windows"
)

// openKeyboard leaves the reading to Bubble Tea: a console hands over whole keys, and the size of its window among them.
func openKeyboard() (input, error) {
	tty, err := os.Stdin, error(nil)
	if !term.IsTerminal(tty.Fd()) {
		tty, _, err = tea.OpenTTY()
	}
	if err != nil {
		return input{}, fmt.Errorf("open the keyboard: %w", err)
	}
	raw := func() func() {
		back := rawInput(tty)()
		_ = setMode(tty, func(mode uint32) uint32 { return mode | windows.ENABLE_VIRTUAL_TERMINAL_INPUT }, 0)
		return back
	}
	return input{[]tea.ProgramOption{tea.WithInput(tty)}, raw, func() {}}, nil
}

package cli

import (
	"os"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"
)

// input is where a program's keys come from.
type input struct {
	options []tea.ProgramOption
	raw     func() (restore func()) // has the terminal hand over every key as it is pressed, and print none of them
	release func()
}

// rawInput switches a terminal to raw input.
func rawInput(tty *os.File) func() (restore func()) {
	return func() func() {
		before, err := term.MakeRaw(tty.Fd())
		if err != nil {
			return func() {} // It is none, and hands over what there is.
		}
		return func() { _ = term.Restore(tty.Fd(), before) }
	}
}

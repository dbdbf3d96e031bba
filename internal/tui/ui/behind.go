package ui

import (
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
)

// Behind is the screen from which another was opened. Its zero value is none: leaving ends the program.
type Behind struct{ Screen tea.Model }

// Pass hands it a message that is not for the screen before it, such as that its deck was edited.
func (b *Behind) Pass(msg tea.Msg) (cmd tea.Cmd) {
	if b.Screen != nil {
		b.Screen, cmd = b.Screen.Update(msg)
	}
	return cmd
}

// Return goes back to it, and tells it of the size that it has missed. last is the screen that is left.
func (b *Behind) Return(last tea.Model, size tea.WindowSizeMsg) (tea.Model, tea.Cmd) {
	if b.Screen == nil {
		return last, tea.Quit
	}
	return b.Screen.Update(size)
}

// HandOver makes a screen the next, and tells it what it has missed about the terminal.
func HandOver(next tea.Model, profile tea.ColorProfileMsg, size tea.WindowSizeMsg) (tea.Model, tea.Cmd) {
	if profile.Profile != colorprofile.Unknown {
		next, _ = next.Update(profile)
	}
	next, cmd := next.Update(size)
	return next, tea.Batch(next.Init(), cmd)
}

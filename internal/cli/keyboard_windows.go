package cli

import tea "charm.land/bubbletea/v2"

// openKeyboard leaves the keyboard to Bubble Tea: a console hands over whole keys, and the size of its
// window among them.
func openKeyboard() (options []tea.ProgramOption, release func()) { return nil, func() {} }

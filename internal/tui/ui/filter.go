package ui

import tea "charm.land/bubbletea/v2"

// Filter drops what nobody typed, ahead of every program, and is meant for tea.WithFilter. A console
// of Windows sends a modifier key on its own as a NUL, which reads as ctrl+space; between the keys of
// "3 G", or under a question, it would be a key. The mouse never moves the talk.
func Filter(_ tea.Model, msg tea.Msg) tea.Msg {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if modifier(msg) {
			return nil
		}
	case tea.MouseMsg:
		return nil
	}
	return msg
}

// modifier reports whether a key is a modifier on its own.
func modifier(k tea.KeyPressMsg) bool {
	lock, shift := k.Code >= tea.KeyCapsLock && k.Code <= tea.KeyScrollLock, k.Code >= tea.KeyLeftShift && k.Code <= tea.KeyIsoLevel5Shift
	nul := k.Code == 0 && k.Text == "" || k.Mod == tea.ModCtrl && (k.Code == tea.KeySpace || k.Code == '@')
	return lock || shift || nul
}

// The wheel: on the alternate screen many terminals turn it into arrow keys, by the mode called
// alternate scroll (1007). It is saved as it is and switched off while a program runs, and put back
// after. Terminals that cannot save it have it on by default, and read only the last part.
const (
	WheelOff  = "\x1b[?1007s\x1b[?1007l"
	WheelBack = "\x1b[?1007h\x1b[?1007r"
)

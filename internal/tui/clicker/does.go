package clicker

import (
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// does says in words what an action is in the presenter view; "" for nothing.
func does(a ui.Action) string {
	return map[ui.Action]string{
		ui.Next: "next", ui.Back: "back", ui.First: "the first slide", ui.Last: "the last slide", ui.Closing: "the closing screen",
		ui.Enter: "begins, then next", ui.Begin: "begins, or resumes",
		ui.Overview: "the overview", ui.Search: "search", ui.Black: "black screen", ui.White: "white screen",
		ui.Freeze: "freezes the hall", ui.Clock: "clock on, off", ui.Reset: "clock to zero", ui.Undo: "undoes that",
		ui.Phase: "changes the phase", ui.Prompter: "the teleprompter", ui.Slower: "teleprompter slower", ui.Faster: "teleprompter faster",
		ui.Larger: "larger notes", ui.Smaller: "smaller notes", ui.ScrollDown: "scrolls the notes", ui.ScrollUp: "scrolls the notes",
		ui.Help: "help", ui.Quit: "asks whether to leave", ui.Leave: "closes help, search",
		ui.Interrupt: "twice: leaves", ui.OpenHall: "opens a hall screen", ui.Codes: "shows the codes of classrooms and phone", ui.LeaveOut: "leaves a slide out",
		ui.Edit: "edits the notes",
	}[a]
}

// nothing is said of a key without a meaning.
const nothing = "does nothing here"

// meaning says what a key does in the presenter view.
func meaning(name string, action ui.Action) string {
	switch {
	case action != ui.Nothing:
		return does(action)
	case len(name) == 1 && name >= "0" && name <= "9":
		return "a slide's number"
	case name == "g":
		return "twice: the first slide"
	}
	return nothing
}

// named is the name of a key as it stands on a keyboard.
func named(key string) string {
	names := map[string]string{
		"pgup": "PageUp", "pgdown": "PageDown", "up": "↑ Up", "down": "↓ Down", "left": "← Left", "right": "→ Right",
		"esc": "Esc", "space": "Space", "enter": "Enter", "tab": "Tab", "backspace": "Backspace", "home": "Home", "end": "End",
		"delete": "Delete", "insert": "Insert", ".": ". (dot)", ",": ", (comma)", "lowervol": "Volume down", "raisevol": "Volume up",
		"mute": "Mute", "ctrl": "Ctrl", "alt": "Alt", "shift": "Shift", "meta": "Meta", "super": "Super", "hyper": "Hyper",
		"mediaplay": "Play", "mediaplaypause": "Play/Pause", "medianext": "Next track", "mediaprev": "Previous track",
	}
	parts := strings.Split(key, "+")
	if key == "+" || strings.HasSuffix(key, "++") {
		parts = append(parts[:len(parts)-2], "+")
	}
	for i, p := range parts {
		if name, ok := names[p]; ok {
			parts[i] = name
		} else if len(p) > 1 && p[0] == 'f' && strings.Trim(p[1:], "0123456789") == "" {
			parts[i] = "F" + p[1:]
		}
	}
	return strings.Join(parts, "+")
}

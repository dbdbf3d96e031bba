// Package ui is the only place for what the programs of assembly's terminal screens share: the
// keys, the help, the picker of slides, banners and the way a grid becomes a view.
package ui

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// Action is what a key asks for. Several keys ask for the same.
type Action uint8

// The actions.
const (
	Nothing Action = iota
	Next
	Back
	First
	Last
	GoTo // Input.Key's number says where, from 1
	Closing
	Overview
	Search
	Black
	White
	Freeze
	Clock
	Begin
	Reset
	Undo
	Phase
	Larger
	Smaller
	ScrollUp
	ScrollDown
	Help
	Quit
	Leave     // the key that leaves a mode
	Interrupt // Ctrl+C, which counts when it comes twice
	OpenHall  // open a hall screen
	LeaveOut  // leave the next optional slide out, or take it back in
	Prompter  // switch the teleprompter on or off
	Slower    // the teleprompter
	Faster
	Stop       // a question about leaving was answered with yes
	BeginAgain // instead of resuming a talk
)

// Binding is the keys of one action and what help says of them.
type Binding struct {
	Action Action
	Key    key.Binding
}

// KeyMap is every binding of a program, in the order in which help lists them.
type KeyMap []Binding

func bind(a Action, keys []string, show, help string) Binding {
	return Binding{a, key.NewBinding(key.WithKeys(keys...), key.WithHelp(show, help))}
}

// HallKeys are the keys of a screen that shows only slides. None of them can draw a note.
func HallKeys() KeyMap {
	return KeyMap{
		bind(Next, []string{"pgdown", "right", "down", "space", "enter", "n", "l", "j", "shift+pgdown"},
			"PageDown → ↓ Space Enter n l j", "next"),
		bind(Back, []string{"pgup", "left", "up", "backspace", "p", "h", "k", "shift+pgup"},
			"PageUp ← ↑ Backspace p h k", "back"),
		bind(First, []string{"home"}, "Home gg, End G", "first, last slide"),
		bind(Last, []string{"end", "G"}, "", ""),
		bind(GoTo, nil, "5 Enter  5G", "slide 5"),
		bind(Closing, []string{"e"}, "e", "closing screen"),
		bind(Overview, []string{"o", "tab"}, "o  Tab", "overview of the slides"),
		bind(Search, []string{"/"}, "/", "search"),
		bind(Black, []string{".", "b"}, ". b  , w", "black, white: next ends it"),
		bind(White, []string{",", "w"}, "", ""),
		bind(Begin, []string{"f5"}, "F5", "start, or resume"),
		bind(Leave, []string{"esc"}, "Esc", "leave help, search, overview"),
		bind(ScrollDown, []string{"J", "shift+down"}, "J K", "scroll this help"),
		bind(ScrollUp, []string{"K", "shift+up"}, "", ""),
		bind(Help, []string{"?"}, "?", "this help"),
		bind(Quit, []string{"q"}, "q, then y", "leave the talk"),
		bind(Interrupt, []string{"ctrl+c"}, "Ctrl+C twice", "leave at once"),
	}
}

// PresenterKeys are the hall's keys and those that only the speaker's view has.
func PresenterKeys() KeyMap {
	extra := KeyMap{
		bind(Clock, []string{"s"}, "s", "start or pause the clock"),
		bind(Reset, []string{"R"}, "R, u", "clock to zero, undo that"),
		bind(Undo, []string{"u"}, "", ""),
		bind(Freeze, []string{"f"}, "f", "freeze the hall, browse on"),
		bind(LeaveOut, []string{"x"}, "x", "leave an optional slide out"),
		bind(OpenHall, []string{"H"}, "H", "open a hall screen"),
		bind(Phase, []string{"t"}, "t", "phase: primary, secondary"),
		bind(Prompter, []string{"T"}, "T  [ ]", "teleprompter; slower, faster"),
		bind(Slower, []string{"["}, "", ""),
		bind(Faster, []string{"]"}, "", ""),
		bind(Larger, []string{"+", "="}, "+ -", "notes larger, smaller"),
		bind(Smaller, []string{"-"}, "", ""),
		bind(ScrollDown, []string{"J", "shift+down"}, "J K  Shift+↓ ↑", "scroll notes or help"),
		bind(ScrollUp, []string{"K", "shift+up"}, "", ""),
	}
	var out KeyMap
	for _, b := range HallKeys() {
		switch b.Action {
		case Begin:
			out = append(append(out, extra...), b)
		case ScrollDown, ScrollUp:
		default:
			out = append(out, b)
		}
	}
	return out
}

// Without is the bindings but for those of an action.
func (m KeyMap) Without(a Action) KeyMap {
	return slices.DeleteFunc(slices.Clone(m), func(b Binding) bool { return b.Action == a })
}

// find is the action of a key, Nothing when it has none.
func (m KeyMap) find(msg tea.KeyPressMsg) Action {
	for _, b := range m {
		if key.Matches(msg, b.Key) {
			return b.Action
		}
	}
	return Nothing
}

// Package ui holds what the programs of the terminal screens share: the stage with its talk, the one
// table of keys, what lies over a screen (questions, the help, the overview), and the way a grid
// becomes a view.
package ui

import (
	"slices"
	"strings"

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
	Enter // begins the talk where it waits for that, and is Next otherwise
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
	Codes     // how the talk is followed and driven from beyond this machine
	LeaveOut  // leave the next optional slide out, or take it back in
	Prompter  // switch the teleprompter on or off
	Slower    // the teleprompter
	Faster
	Stop     // a question about leaving was answered with yes
	HalfDown // half a page of a text
	HalfUp
	Edit // the notes and the words of the slide
	Try  // the screen that tries what the entry is about

	lastAction = Try
)

// Binding is the keys of one action and what help says of them.
type Binding struct {
	Action Action
	Key    key.Binding
	on     screens
}

// screens are those that have a binding.
type screens uint8

const (
	slidesOnly  screens = 1 << iota // none of these can draw a note
	speakerOnly                     // the presenter's view
	menus                           // lists to choose from
	texts                           // texts to scroll
	cards                           // the screens of the test card
	ticks                           // lists to tick off
	everywhere  = slidesOnly | speakerOnly
)

// KeyMap is every binding of a program, in the order in which help lists them.
type KeyMap []Binding

// table is every key of the program, in the order in which help lists them. A binding without words
// shares the line above it.
func table() KeyMap { return append(talkKeys(), listKeys()...) }

func bind(on screens, a Action, keys, show, help string) Binding {
	return Binding{a, key.NewBinding(key.WithKeys(strings.Fields(keys)...), key.WithHelp(show, help)), on}
}

// talkKeys are the keys of a talk.
func talkKeys() KeyMap {
	return KeyMap{
		bind(everywhere, Next, "pgdown right down space n l j shift+pgdown", "PageDown → ↓ Space Enter n l j", "next"),
		bind(everywhere, Enter, "enter", "", ""),
		bind(everywhere, Back, "pgup left up backspace p h k shift+pgup", "PageUp ← ↑ Backspace p h k", "back"),
		bind(everywhere, First, "home", "Home gg, End G", "first, last slide"),
		bind(everywhere, Last, "end G", "", ""),
		bind(everywhere, GoTo, "", "5 Enter  5G", "slide 5"),
		bind(everywhere, Closing, "e", "e", "closing screen"),
		bind(everywhere, Overview, "o tab", "o  Tab, /", "overview, search"),
		bind(everywhere, Search, "/", "", ""),
		bind(everywhere, Black, ". b", ". b  , w", "black, white: next ends it"),
		bind(everywhere, White, ", w", "", ""),
		bind(speakerOnly, Clock, "s", "s", "start or pause the clock"),
		bind(speakerOnly, Reset, "R", "R, u", "clock to zero, undo that"),
		bind(speakerOnly, Undo, "u", "", ""),
		bind(speakerOnly, Freeze, "f", "f", "freeze the hall, browse on"),
		bind(speakerOnly, LeaveOut, "x", "x", "leave an optional slide out"),
		bind(speakerOnly, Edit, "E", "E", "edit the notes and words"),
		bind(speakerOnly, OpenHall, "H", "H, c", "halls, classrooms, phone"),
		bind(speakerOnly, Codes, "c", "", ""),
		bind(speakerOnly, Phase, "t", "t", "phase: primary, secondary"),
		bind(speakerOnly, Prompter, "T", "T  [ ]", "teleprompter; slower, faster"),
		bind(speakerOnly, Slower, "[", "", ""),
		bind(speakerOnly, Faster, "]", "", ""),
		bind(speakerOnly, Larger, "+ =", "+ -", "notes larger, smaller"),
		bind(speakerOnly, Smaller, "-", "", ""),
		bind(speakerOnly, ScrollDown, "J shift+down", "J K  Shift+↓ ↑", "scroll notes or help"),
		bind(speakerOnly, ScrollUp, "K shift+up", "", ""),
		bind(speakerOnly, Begin, "f5", "F5  Enter", "begin the clock; resume"),
		bind(slidesOnly, Begin, "f5", "F5", "begin, or resume"),
		bind(everywhere, Leave, "esc", "Esc", "leave help, search, overview"),
		bind(slidesOnly, ScrollDown, "J shift+down", "J K", "scroll this help"),
		bind(slidesOnly, ScrollUp, "K shift+up", "", ""),
		bind(everywhere, Help, "?", "?", "this help"),
		bind(everywhere, Quit, "q", "q, then y", "leave the talk"),
		bind(everywhere, Interrupt, "ctrl+c", "Ctrl+C twice", "leave at once"),
	}
}

// listKeys are the keys of menus, texts and the screens of the doctor.
func listKeys() KeyMap {
	return KeyMap{
		bind(menus, Next, "down j tab pgdown right", "PageDown → ↓ j Tab", "the entry below"),
		bind(menus, Back, "up k shift+tab pgup left", "PageUp ← ↑ k", "the entry above"),
		bind(menus, Begin, "enter space f5", "Enter Space F5", "open the entry"),
		bind(menus, GoTo, "", "1 to 9", "open that entry"),
		bind(menus, Phase, "t", "t", "phase: primary, secondary"),
		bind(menus, ScrollDown, "J shift+down", "J K", "scroll this help"),
		bind(menus, ScrollUp, "K shift+up", "", ""),

		bind(texts, Next, "pgdown space right l n f shift+pgdown", "PageDown Space → l n f", "next page"),
		bind(texts, Back, "pgup backspace left h p b shift+pgup", "PageUp Backspace ← h p b", "page back"),
		bind(texts, ScrollDown, "down j J shift+down enter", "↓ j J Enter", "a line down"),
		bind(texts, ScrollUp, "up k K shift+up", "↑ k K", "a line up"),
		bind(texts, HalfDown, "d ctrl+d", "d Ctrl+d", "half a page down"),
		bind(texts, HalfUp, "u ctrl+u", "u Ctrl+u", "half a page up"),
		bind(texts, First, "home g", "Home g, End G", "beginning, end"),
		bind(texts, Last, "end G", "", ""),

		bind(cards, Next, "pgdown right down space enter n l j shift+pgdown", "PageDown → ↓ Space Enter n l j", "next"),
		bind(cards, Back, "pgup left up backspace p h k shift+pgup", "PageUp ← ↑ Backspace p h k", "back"),
		bind(cards, First, "home", "Home gg, End G", "first, last screen"),
		bind(cards, Last, "end G", "", ""),
		bind(cards, OpenHall, "H", "H", "show it in a browser"),

		bind(ticks, Next, "down j tab pgdown right shift+pgdown", "PageDown → ↓ j Tab", "the entry below"),
		bind(ticks, Back, "up k shift+tab pgup left shift+pgup", "PageUp ← ↑ k", "the entry above"),
		bind(ticks, First, "home g", "Home g, End G", "first, last entry"),
		bind(ticks, Last, "end G", "", ""),
		bind(ticks, Begin, "enter space f5", "Enter Space F5", "tick, or untick"),
		bind(ticks, Try, "o", "o", "open the entry's own test"),

		bind(menus|texts|cards|ticks, Help, "?", "?", "this help"),
		bind(menus, Leave, "esc", "Esc", "leave this help"),
		bind(menus, Quit, "q", "q", "back, or leave"),
		bind(texts|cards|ticks, Quit, "q", "q Esc", "back, or leave"),
		bind(texts|cards|ticks, Leave, "esc", "", ""),
		bind(menus|texts|cards|ticks, Interrupt, "ctrl+c", "Ctrl+C", "leave at once"),
	}
}

// HallKeys are the keys of a screen that shows only slides. None of them can draw a note.
func HallKeys() KeyMap { return table().on(slidesOnly) }

// ShowKeys are those of a screen that shows only slides, and drives itself. It has no clock to begin.
func ShowKeys() KeyMap {
	keys := HallKeys()
	for i := range keys {
		if keys[i].Action == Enter {
			keys[i].Action = Next
		}
	}
	return keys
}

// PresenterKeys are the keys of the speaker's view.
func PresenterKeys() KeyMap { return table().on(speakerOnly) }

func (m KeyMap) on(s screens) KeyMap {
	return slices.DeleteFunc(m, func(b Binding) bool { return b.on&s == 0 })
}

// MenuKeys are the keys of a list to choose from.
func MenuKeys() KeyMap { return table().on(menus) }

// ReaderKeys are the keys of a text to scroll. Next and Back turn its pages, so that a clicker does too.
func ReaderKeys() KeyMap { return table().on(texts) }

// CardKeys are the keys of the test card, whose screens follow each other as slides do.
func CardKeys() KeyMap { return table().on(cards) }

// TickKeys are the keys of a list to tick off. A clicker moves in it.
func TickKeys() KeyMap { return table().on(ticks) }

// Without is the bindings but for those of an action.
func (m KeyMap) Without(a Action) KeyMap {
	return slices.DeleteFunc(slices.Clone(m), func(b Binding) bool { return b.Action == a })
}

// Find gives the action of a key, Nothing when it has none.
func (m KeyMap) Find(msg tea.KeyPressMsg) Action {
	for _, b := range m {
		if key.Matches(msg, b.Key) {
			return b.Action
		}
	}
	return Nothing
}

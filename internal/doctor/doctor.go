// Package doctor judges whether a computer, its terminal and a deck are ready for a hall: facts in, lines out.
//
// It finds nothing out itself. Whoever does hands over what is true without a person's name or folders in it: the
// report is meant to be sent with a bug report.
package doctor

import "github.com/westandtogether-assembly/assembly/internal/check"

// Facts are all that was found out. What is not known is the zero value.
type Facts struct {
	Program  Program
	Terminal Terminal
	Hall     Hall
	Computer Computer
	Deck     Deck
}

// Program is this program and how it was called.
type Program struct {
	Version  string
	Settings []string // flags and variables that change what it does, such as "NO_COLOR"
}

// Terminal is where the report was asked for.
type Terminal struct {
	Is       bool     // the output is a terminal
	Name     string   // of its program, "" where it does not say
	TERM     string   // the variable
	Inside   []string // what it runs in: "tmux", "screen", "SSH", "WSL"
	W, H     int      // in cells
	Colours  Colours
	Locale   string // what says how text is encoded: a locale or a code page
	UTF8     bool   // the locale is one of UTF-8
	Tier     string // how type is drawn
	Why      string // type is drawn so
	TierFull bool   // nothing better can be drawn
	Answers  Answers
}

// Colours are those that the terminal can show.
type Colours struct {
	Number int    // 1<<24, 256, 16 or 8; 0 for none
	Why    string // this is so
	Asked  bool   // to have none was asked for
}

// Answers are what the terminal said when it was asked. A terminal that does not know a question does not answer it.
type Answers struct {
	NotAsked string // why it was not asked; "" when it was
	Any      bool   // there was an answer

	Version     string // its name and version
	PixelW      int    // the window's size in pixels; 0 where it does not tell
	PixelH      int
	BlockWidth  int    // the columns that a block element takes; 0 where it does not tell
	Keyboard    bool   // it knows kitty's keyboard protocol
	Sync        Mode   // 2026: a screen is shown only when it is whole
	Wheel       Mode   // 1007: the wheel turns into arrow keys
	Background  string // its colour, as #rrggbb
	KittyImages bool
	SixelImages bool
	ITermImages bool
}

// Mode is what the terminal says of one of its modes.
type Mode uint8

// The answers to a question about a mode.
const (
	ModeUnknown Mode = iota // not answered, or not known to the terminal
	ModeOn
	ModeOff
)

// Hall is the hall and how its screens can be opened.
type Hall struct {
	Given  bool         // the hall was given, and is not the usual one
	Advice check.Advice // for this window
	Judged bool         // there is a window and a deck, and so an advice
	Opens  []Opener
}

// Opener is a way to open a hall screen.
type Opener struct {
	What    string // is opened: "the browser"
	By      string // the name of the program that opens it
	Missing string // why it cannot be opened; "" when it can
}

// Computer is the computer, and what this user may do on it.
type Computer struct {
	System  string // with its version
	Folder  string // where the state is saved, without a name in it
	Unsaved string // why nothing can be saved there; "" when it can

	Presenting bool     // a presenter of this user is running
	At         string   // and serves at
	Unfinished []string // talks, in words
	Listening  string   // why nothing can be served on this computer; "" when it can

	AwakeBy []string // what keeps it awake, by name
	Awake   bool     // it can be kept awake
	Fonts   []Font
	Refused string // the file of a font for which none of the computer's is used; "" for none
}

// Font is what draws a script.
type Font struct {
	Script string
	Family string // of the computer's font; "" for the program's own type
	None   bool   // nothing draws it
}

// Deck is the deck.
type Deck struct {
	Name             string
	Failed           []string // why it cannot be read
	Do               string   // what to do about that
	Slides           int
	Phases           []string
	Format           string // the tool that it was made for; "" for this program
	Errors, Warnings int
	Window           *check.Window // that it was checked for; nil for usual ones
	Missing          []string      // characters that no font has
	Families         []string      // the computer's fonts that it is drawn with
}

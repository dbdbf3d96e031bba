package start

import (
	"cmp"
	"errors"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// Choice is an entry of the menu.
type Choice uint8

// The entries.
const (
	OneScreen Choice = iota // slides only, on this screen
	Presenter               // notes on this screen
	Rehearse                // notes on this screen, and a recorder
	Check                   // what to fix in the deck, and the list for the day
	Script                  // the script, as a file to print
	Letter
	Resume          // the unfinished talk, with notes
	ResumeOneScreen // the unfinished talk, slides only
	another         // the list of other decks
	elsewhere       // the start screen of the deck whose talk was interrupted
)

// menu is what keys have chosen so far.
type menu struct {
	at      int  // the entry that is marked
	touched bool // a key was pressed
	asking  bool // who can see this screen
	alone   bool // the marked answer to that: only the speaker
	listing bool // the other decks
	other   int  // the one of them that is marked
	opening bool // one of them is being read
}

type entry struct {
	choice     Choice
	talk       int // see Entry
	name, what string
	notes      bool // it draws notes
	cut        bool // what it is may be cut short
}

func (m *Model) entries() []entry {
	var out []entry
	for i, at := range m.setup.Unfinished {
		what := "the interrupted talk"
		if i > 0 {
			what = "the talk before it"
		}
		out = append(out, entry{choice: Resume, talk: i, name: "Resume at " + at(), what: what, notes: true})
	}
	if u := m.others.Unfinished; u != nil && len(out) == 0 {
		out = append(out, entry{choice: elsewhere, name: "Resume at " + u.At(), what: "the interrupted talk of " + u.Name, cut: true})
	}
	out = append(out,
		entry{choice: OneScreen, name: "This screen only", what: "slides, no notes"},
		entry{choice: Presenter, name: "Two screens", what: "notes here, slides in the hall", notes: true},
		entry{choice: Rehearse, name: "Rehearse", what: "your notes; your times are saved", notes: true})
	if m.setup.Print != nil {
		out = append(out, entry{choice: Script, name: "Print the script", what: m.script.what(), cut: true})
	}
	out = append(out, entry{choice: Check, name: "Check beforehand", what: cmp.Or(m.errors(), "your deck; a list to tick")})
	if m.statement != "" {
		out = append(out, entry{choice: Letter, name: "Read the letter", what: "of 25 May 2017"})
	}
	if decks := m.others.Decks; len(decks) > 0 {
		out = append(out, entry{choice: another, name: "Another deck", what: names(decks), cut: true})
	}
	return out
}

// errors says what is wrong with the deck, as far as is known.
func (m *Model) errors() string {
	if m.checked.deck != m.setup.Deck {
		return ""
	}
	return m.checked.errors
}

// names lists the first of the decks.
func names(decks []Deck) string {
	if len(decks) > 2 {
		return decks[0].Name + ", " + decks[1].Name + " ..."
	}
	text := decks[0].Name
	for _, d := range decks[1:] {
		text += ", " + d.Name
	}
	return text
}

// key takes a key. While the help is open, or a deck is being read, only leaving is possible.
func (m *Model) key(msg tea.KeyPressMsg) (tea.Model, tea.Cmd) {
	m.menu.touched = true
	m.seen()
	action := m.keys.Find(msg)
	switch {
	case action == ui.Interrupt:
		return m, tea.Interrupt
	case m.help != nil:
		m.overHelp(msg, action)
		return m, nil
	case action == ui.Help:
		m.help = ui.NewKeyList(m.keys, func() (w, h int) { return m.size.Width, m.size.Height })
		return m, nil
	case m.menu.opening:
		return m.waiting(action)
	case m.menu.asking:
		return m.answer(action, msg.String())
	case m.menu.listing:
		return m.list(action, digit(msg))
	case digit(msg) > 0:
		return m.chooseAt(digit(msg) - 1)
	}
	return m.act(action)
}

// seen ends a sentence that a key ends, and lets the others have a row from now on.
func (m *Model) seen() {
	m.told, m.note = true, ""
	if errors.Is(m.err, errNotesSeen) {
		m.err = nil
	}
}

// overHelp scrolls the help or closes it.
func (m *Model) overHelp(msg tea.KeyPressMsg, action ui.Action) {
	if action == ui.Begin || !m.help.Key(msg).Stays {
		m.help = nil
	}
}

func (m *Model) waiting(a ui.Action) (tea.Model, tea.Cmd) {
	if a == ui.Quit {
		return m, tea.Quit
	}
	return m, nil
}

// digit is the number that a key types, 0 for none.
func digit(msg tea.KeyPressMsg) int {
	if len(msg.Text) == 1 && '1' <= msg.Text[0] && msg.Text[0] <= '9' {
		return int(msg.Text[0] - '0')
	}
	return 0
}

func (m *Model) act(a ui.Action) (tea.Model, tea.Cmd) {
	switch a {
	case ui.Back:
		m.menu.at = max(m.menu.at-1, 0)
	case ui.Next:
		m.menu.at = min(m.menu.at+1, len(m.entries())-1)
	case ui.Phase:
		return m, m.nextPhase()
	case ui.Begin:
		return m.chooseAt(m.menu.at)
	case ui.Quit:
		return m, tea.Quit
	}
	return m, nil
}

// chooseAt opens an entry. One that draws notes asks first who can see them.
func (m *Model) chooseAt(i int) (tea.Model, tea.Cmd) {
	entries := m.entries()
	if i >= len(entries) {
		return m, nil
	}
	m.menu.at = i
	switch e := entries[i]; {
	case e.notes:
		m.menu.asking, m.menu.alone = true, false // Notes never come by habit.
	case e.choice == another:
		m.menu.listing, m.menu.other = true, 0
	case e.choice == Script:
		return m, m.print()
	case e.choice == elsewhere:
		return m, m.switchTo(m.others.Unfinished.Path)
	default:
		return m.open(e.choice)
	}
	return m, nil
}

var errNotesSeen = errors.New("a rehearsal shows your notes: start it where only you can see this screen")

// answer takes the answer to the question who can see this screen, by its letter or by the keys of the
// menu. Esc is none, because clickers send F5 and Esc in turn.
func (m *Model) answer(a ui.Action, key string) (tea.Model, tea.Cmd) {
	switch key {
	case "m", "o", "1":
		m.menu.alone, a = true, ui.Begin
	case "h", "w", "2":
		m.menu.alone, a = false, ui.Begin
	}
	switch a {
	case ui.Back, ui.Next:
		m.menu.alone = a == ui.Back
	case ui.Quit:
		m.menu.asking = false
	case ui.Begin:
		m.menu.asking = false
		c := m.entries()[m.menu.at].choice
		if m.menu.alone {
			return m.open(c)
		}
		return m.openWithoutNotes(c)
	}
	return m, nil
}

// openWithoutNotes opens an entry for a screen that the whole hall can see.
func (m *Model) openWithoutNotes(c Choice) (tea.Model, tea.Cmd) {
	switch c {
	case Rehearse:
		m.err, m.told = errNotesSeen, false
		return m, nil
	case Resume:
		return m.open(ResumeOneScreen)
	default:
		return m.open(OneScreen)
	}
}

// list takes a key for the list of other decks. Esc is none here either.
func (m *Model) list(a ui.Action, number int) (tea.Model, tea.Cmd) {
	last := len(m.others.Decks) - 1
	if number > 0 && number-1 <= last {
		m.menu.other, a = number-1, ui.Begin
	}
	switch a {
	case ui.Back:
		m.menu.other = max(m.menu.other-1, 0)
	case ui.Next:
		m.menu.other = min(m.menu.other+1, last)
	case ui.Quit:
		m.menu.listing = false
	case ui.Begin:
		return m, m.switchTo(m.others.Decks[m.menu.other].Path)
	}
	return m, nil
}

// switchTo reads another deck in the background: its file may be far away.
func (m *Model) switchTo(path string) tea.Cmd {
	m.menu.opening = true
	read := m.setup.Switch
	return func() tea.Msg {
		s, err := read(path)
		return switched{s, err}
	}
}

// open hands over to the program of the entry that is marked, or of what it is without notes.
func (m *Model) open(c Choice) (tea.Model, tea.Cmd) {
	e := Entry{Choice: c, Talk: m.entries()[m.menu.at].talk, Deck: m.setup.Deck, Phase: m.setup.Phase}
	next, err := m.setup.Open(e, m)
	if err != nil {
		m.err, m.told = err, false
		return m, nil
	}
	return ui.HandOver(next, m.profile, m.size)
}

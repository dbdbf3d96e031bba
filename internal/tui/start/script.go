package start

import (
	"path/filepath"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// script is how far the printed script is.
type script struct {
	of    printedFor
	busy  bool   // it is being written, or opened
	path  string // where it is, "" before it is written
	err   error  // why it is not
	again bool   // it could not be opened
}

// printedFor is what a script was written for.
type printedFor struct {
	deck  *deck.Deck
	phase string
}

// printed is the message that a script is written, or has been opened.
type printed script

// what says what choosing the entry does, or has done.
func (s script) what() string {
	name := cell.Clean(filepath.Base(s.path))
	switch {
	case s.busy && s.path == "":
		return "writing it ..."
	case s.path == "":
		return "a PDF, to print"
	case s.again:
		return name + ": open it from its folder"
	}
	return name + ": Enter opens it"
}

// print writes the script in the background, or opens the one that was written for the same deck and phase.
func (m *Model) print() tea.Cmd {
	now := printedFor{m.setup.Deck, m.setup.Phase}
	switch {
	case m.script.busy:
		return nil
	case m.script.path != "" && m.script.of == now:
		return m.openScript()
	}
	m.script = script{of: now, busy: true}
	write := m.setup.Print
	return func() tea.Msg {
		path, err := write(now.deck, now.phase)
		return printed{of: now, path: path, err: err}
	}
}

func (m *Model) openScript() tea.Cmd {
	m.script.busy = true
	s, open := m.script, m.setup.OpenFile
	return func() tea.Msg {
		s.busy, s.err = false, open(s.path)
		s.again = s.err != nil
		return printed(s)
	}
}

// printed tells where the script is: its name in the menu, and all of its path until a key is pressed.
func (m *Model) printed(p printed) {
	fresh := m.script.path == "" && p.path != ""
	m.script = script(p)
	switch {
	case p.err != nil:
		m.err, m.told = p.err, false
	case fresh:
		m.note = "The script is " + cell.Clean(p.path)
	}
}

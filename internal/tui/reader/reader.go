// Package reader is the screen for whatever is longer than the window: the letter, a guide, the
// report of a rehearsal.
package reader

import (
	tea "charm.land/bubbletea/v2"

	"assembly/internal/cell"
	"assembly/internal/tui/ui"
)

// Setup is what the screen shows.
type Setup struct {
	Title string
	Look  ui.Look
	Text  Text
	Above string    // stays above the text, whatever is scrolled
	Note  Note      // stays below the text; a Note that is sent replaces it
	Offer *Offer    // something to do with what was read; nil for nothing
	Back  tea.Model // where leaving leads; nil ends the program
	Talk  bool      // follows a talk: Esc, which clickers send as well, does not leave
}

// Text draws what there is to read, w columns wide and as long as it needs.
type Text func(look ui.Look, w int) *cell.Grid

// Note is the message that replaces the line below the text.
type Note string

// Offer is something that a key does, once.
type Offer struct {
	Key, Name string
	Do        func() (done string, err error) // runs in the background
}

// Model is the screen.
type Model struct {
	setup   Setup
	size    tea.WindowSizeMsg
	drawn   drawn
	head    []string // Above in lines; none where it leads the text instead
	text    *cell.Grid
	top     int // the first row of the text that is shown
	content string
}

// drawn is what the text was drawn for. Drawing is slow, so it happens when this changes only.
type drawn struct {
	look  ui.Look
	width int
	leads bool
}

var _ tea.Model = (*Model)(nil)

// New makes the screen.
func New(s Setup) *Model { return &Model{setup: s, text: cell.New(0, 0, cell.Style{})} }

// Init implements tea.Model.
func (m *Model) Init() tea.Cmd { return nil }

// Update implements tea.Model.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	next, cmd := tea.Model(m), tea.Cmd(nil)
	switch msg := msg.(type) {
	case tea.ColorProfileMsg:
		m.setup.Look = m.setup.Look.WithProfile(msg.Profile)
		m.layOut()
	case tea.WindowSizeMsg:
		m.size = msg
		m.layOut()
	case Note:
		m.setup.Note = msg
		m.scroll(0)
	case tea.KeyPressMsg:
		next, cmd = m.key(msg.String())
	default:
		return m, nil
	}
	m.draw()
	return next, cmd
}

// key scrolls, with a clicker too.
func (m *Model) key(key string) (tea.Model, tea.Cmd) {
	if cmd := m.take(key); cmd != nil {
		return m, cmd
	}
	switch key {
	case "ctrl+c":
		return m, tea.Interrupt
	case "esc":
		if !m.setup.Talk {
			return m.leave()
		}
	case "q":
		return m.leave()
	default:
		m.scroll(m.rowsOf(key))
	}
	return m, nil
}

// rowsOf is how far a key scrolls.
func (m *Model) rowsOf(key string) int {
	page := max(m.rows()-1, 1) // A row of the page before stays in sight.
	switch key {
	case "down", "j", "J", "shift+down", "enter":
		return 1
	case "up", "k", "K", "shift+up":
		return -1
	case "pgdown", "space", "right", "l", "n", "f", "shift+pgdown":
		return page
	case "pgup", "backspace", "left", "h", "p", "b", "shift+pgup":
		return -page
	case "d", "ctrl+d":
		return page / 2
	case "u", "ctrl+u":
		return -page / 2
	case "home", "g":
		return -m.text.H
	case "end", "G":
		return m.text.H
	}
	return 0
}

// leave goes back, and tells the screen there of the size that it has missed.
func (m *Model) leave() (tea.Model, tea.Cmd) {
	if m.setup.Back == nil {
		return m, tea.Quit
	}
	return m.setup.Back.Update(m.size)
}

// take carries an offer out, once.
func (m *Model) take(key string) tea.Cmd {
	o := m.setup.Offer
	if o == nil || key != o.Key {
		return nil
	}
	m.setup.Offer = nil
	return func() tea.Msg {
		done, err := o.Do()
		if err != nil {
			return Note(err.Error())
		}
		return Note(done)
	}
}

func (m *Model) scroll(by int) { m.top = max(min(m.top+by, m.text.H-m.rows()), 0) }

// View implements tea.Model.
func (m *Model) View() tea.View {
	v := m.setup.Look.Screen(m.content, m.setup.Title)
	return m.setup.Look.Ground(v, m.setup.Look.Palette.Panel)
}

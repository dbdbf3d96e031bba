// Package reader is the screen for whatever is longer than the window: the letter, a guide, the
// report of a rehearsal.
package reader

import (
	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/report"
	"github.com/westandtogether-assembly/assembly/internal/tui/screen"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
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

// Report is a report as a text to read.
func Report(lines func(w int) []report.Line) Text {
	return func(look ui.Look, w int) *cell.Grid {
		st := ui.NewStyles(look.Palette)
		styles := [...]cell.Style{report.Plain: st.Text, report.Strong: st.Bold, report.Quiet: st.Dim}
		all := lines(w)
		g := cell.New(w, len(all), st.Text)
		for y, l := range all {
			g.Put(0, y, l.Text, styles[l.Style])
		}
		return g
	}
}

// Note is the message that replaces the line below the text.
type Note string

// Offer is something that a key does, once.
type Offer struct {
	Key, Name string
	Do        func() (done string, err error) // runs in the background
}

// Model is the screen.
type Model struct {
	setup  Setup
	behind ui.Behind
	keys   ui.KeyMap
	size   tea.WindowSizeMsg
	drawn  drawn
	head   []string // Above in lines; none where it leads the text instead
	text   *cell.Grid
	top    int // the first row of the text that is shown
	help   *ui.KeyList
	grid   *cell.Grid
}

// drawn is what the text was drawn for. Drawing is slow, so it happens when this changes only.
type drawn struct {
	look  ui.Look
	width int
	leads bool
}

var _ tea.Model = (*Model)(nil)

// New makes the screen.
func New(s Setup) *Model {
	return &Model{setup: s, behind: ui.Behind{Screen: s.Back}, keys: ui.ReaderKeys(), text: cell.New(0, 0, cell.Style{})}
}

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
		next, cmd = m.key(msg)
	default:
		return m, m.behind.Pass(msg)
	}
	m.draw()
	return next, cmd
}

// key scrolls, takes an offer, or leaves. While the help is open it has the keys, but for Ctrl+C.
func (m *Model) key(msg tea.KeyPressMsg) (tea.Model, tea.Cmd) {
	if m.help != nil && m.keys.Find(msg) != ui.Interrupt {
		if !m.help.Key(msg).Stays {
			m.help = nil
		}
		return m, nil
	}
	if cmd := m.take(msg.String()); cmd != nil {
		return m, cmd
	}
	switch action := m.keys.Find(msg); {
	case action == ui.Interrupt:
		return m, tea.Interrupt
	case action == ui.Help:
		m.help = ui.NewKeyList(m.keys, func() (w, h int) { return m.size.Width, m.size.Height })
	case action == ui.Quit, action == ui.Leave && !m.setup.Talk:
		return m.leave()
	default:
		m.scroll(m.rowsOf(action))
	}
	return m, nil
}

// rowsOf says how far an action scrolls.
func (m *Model) rowsOf(a ui.Action) int {
	page := max(m.rows()-1, 1) // A row of the previous page stays in sight.
	switch a {
	case ui.ScrollDown:
		return 1
	case ui.ScrollUp:
		return -1
	case ui.Next:
		return page
	case ui.Back:
		return -page
	case ui.HalfDown:
		return page / 2
	case ui.HalfUp:
		return -page / 2
	case ui.First:
		return -m.text.H
	case ui.Last:
		return m.text.H
	}
	return 0
}

// leave goes back, and tells the screen there of the size that it has missed.
func (m *Model) leave() (tea.Model, tea.Cmd) {
	return m.behind.Return(m, m.size)
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
func (m *Model) View() tea.View { return m.Frame().View() }

// Frame implements screen.Model.
func (m *Model) Frame() screen.Frame {
	return m.setup.Look.Frame(m.grid, m.setup.Title, m.setup.Look.Palette.Panel)
}

// Package card is the test card: a few screens to look at from the back row of the hall, before anybody sits
// there.
package card

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/tui/screen"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// Setup is what the card is made of.
type Setup struct {
	Look ui.Look
	Deck *deck.Deck       // whose closing slide is drawn: the built-in one
	Hall Hall             // its zero value is a hall of which nothing is known
	Now  func() time.Time // the time on the clock

	// Browser shows the card in a browser too, and runs in the background; nil where there is none.
	Browser func() error
	Back    tea.Model // where leaving leads; nil ends the program
}

// Hall is how far the back row is.
type Hall struct {
	BackRow  float64 // from the picture, in metres
	Height   float64 // of the picture, in metres
	Distance float64 // in heights of the picture, where the others are not known; 0 for a usual one
}

// measured reports whether the lengths are known in metres.
func (h Hall) measured() bool { return h.BackRow > 0 && h.Height > 0 }

// distance is how far the back row is, in heights of the picture.
func (h Hall) distance() float64 {
	switch {
	case h.measured():
		return h.BackRow / h.Height
	case h.Distance > 0:
		return h.Distance
	}
	return render.UsualDistance
}

// Model is the card.
type Model struct {
	setup    Setup
	behind   ui.Behind
	input    ui.Input
	renderer *render.Renderer
	at       int // the screen that is shown
	note     string
	help     *ui.KeyList
	size     tea.WindowSizeMsg
	grid     *cell.Grid
}

// browsed says what became of showing the card in a browser.
type browsed struct{ err error }

var _ tea.Model = (*Model)(nil)

// New makes the card.
func New(s Setup) *Model {
	keys := ui.CardKeys()
	if s.Browser == nil {
		keys = keys.Without(ui.OpenHall)
	}
	return &Model{setup: s, behind: ui.Behind{Screen: s.Back}, input: ui.Input{Keys: keys}, renderer: render.New(s.Deck)}
}

// Init implements tea.Model.
func (m *Model) Init() tea.Cmd { return nil }

// Update implements tea.Model.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	next, cmd := tea.Model(m), tea.Cmd(nil)
	switch msg := msg.(type) {
	case tea.ColorProfileMsg:
		m.setup.Look = m.setup.Look.WithProfile(msg.Profile)
	case tea.WindowSizeMsg:
		m.size = msg
	case browsed:
		m.note = "It is in the browser now."
		if msg.err != nil {
			m.note = msg.err.Error()
		}
	case tea.KeyPressMsg:
		next, cmd = m.key(msg)
	default:
		return m, m.behind.Pass(msg)
	}
	m.draw()
	return next, cmd
}

// key takes a key. While the help is open it has the keys, but for Ctrl+C.
func (m *Model) key(msg tea.KeyPressMsg) (tea.Model, tea.Cmd) {
	if m.input.Keys.Find(msg) == ui.Interrupt {
		return m, tea.Interrupt
	}
	if m.help != nil {
		answer := m.help.Key(msg)
		if !answer.Stays {
			m.help = nil
		}
		if !answer.Passed {
			return m, nil
		}
	}
	m.note = ""
	return m.act(m.input.Key(msg, m.setup.Now()))
}

func (m *Model) act(action ui.Action, number int) (tea.Model, tea.Cmd) {
	last := len(screens()) - 1
	switch action {
	case ui.Next:
		m.at = min(m.at+1, last)
	case ui.Back:
		m.at = max(m.at-1, 0)
	case ui.First:
		m.at = 0
	case ui.Last:
		m.at = last
	case ui.GoTo:
		m.at = min(max(number-1, 0), last)
	case ui.Help:
		m.help = ui.NewKeyList(m.input.Keys, func() (w, h int) { return m.size.Width, m.size.Height })
	case ui.OpenHall:
		browse := m.setup.Browser
		return m, func() tea.Msg { return browsed{browse()} }
	case ui.Quit, ui.Leave:
		return m.leave()
	}
	return m, nil
}

// leave goes back, and tells the screen there of the size that it has missed.
func (m *Model) leave() (tea.Model, tea.Cmd) {
	return m.behind.Return(m, m.size)
}

// View implements tea.Model.
func (m *Model) View() tea.View { return m.Frame().View() }

// Frame implements screen.Model.
func (m *Model) Frame() screen.Frame {
	return m.setup.Look.Frame(m.grid, "Test card", m.setup.Look.Palette.Background)
}

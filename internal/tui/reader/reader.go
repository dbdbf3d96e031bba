// Package reader shows prose to read: the letter.
package reader

import (
	"image/color"

	"charm.land/bubbles/v2/viewport"
	tea "charm.land/bubbletea/v2"
	"charm.land/glamour/v2"
	"charm.land/lipgloss/v2"

	"assembly/internal/cell"
	"assembly/internal/tui/kit"
)

// Setup is what the reader shows.
type Setup struct {
	Title    string
	Markdown string    // trusted text of the program's own
	Note     string    // stands above the text, whatever is scrolled
	Back     tea.Model // where leaving leads; nil ends the program
	Look     kit.Look
}

// Model is the reader.
type Model struct {
	setup  Setup
	pages  viewport.Model
	size   tea.WindowSizeMsg
	header string
}

var _ tea.Model = (*Model)(nil)

// New makes the reader.
func New(s Setup) *Model { return &Model{setup: s, pages: viewport.New()} }

// Init implements tea.Model.
func (m *Model) Init() tea.Cmd { return nil }

// Update implements tea.Model.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.ColorProfileMsg:
		m.setup.Look = m.setup.Look.WithProfile(msg.Profile)
		m.layOut()
	case tea.WindowSizeMsg:
		m.size = msg
		m.layOut()
	case tea.KeyPressMsg:
		switch msg.String() {
		case "q", "esc":
			return m.leave()
		case "ctrl+c":
			return m, tea.Interrupt
		case "home", "g":
			m.pages.GotoTop()
		case "end", "G":
			m.pages.GotoBottom()
		}
	}
	var cmd tea.Cmd
	m.pages, cmd = m.pages.Update(msg)
	return m, cmd
}

// leave goes back, and tells the screen there of the size that it has missed.
func (m *Model) leave() (tea.Model, tea.Cmd) {
	if m.setup.Back == nil {
		return m, tea.Quit
	}
	return m.setup.Back.Update(m.size)
}

// widest is the longest line of prose, in columns.
const widest = 80

// layOut sets the prose for the window's width. Glamour is slow, so this happens when the size
// changes and not in View.
func (m *Model) layOut() {
	w := min(m.size.Width, widest)
	m.header = ""
	if w < 1 {
		return
	}
	if m.setup.Note != "" && m.size.Height >= 16 {
		m.header = m.panel().Width(w).Bold(true).Padding(0, 2).Render(m.setup.Note)
	}
	m.pages.SetWidth(w)
	m.pages.SetHeight(max(m.size.Height-lipgloss.Height(m.header)-1, 1))
	text, err := Prose(m.setup.Markdown, w, m.setup.Look)
	if err != nil {
		text = m.setup.Markdown
	}
	m.pages.SetContent(text)
}

// Prose sets Markdown in lines of at most w columns.
func Prose(markdown string, w int, look kit.Look) (string, error) {
	style := "dark"
	if look.Mono {
		style = "notty"
	}
	r, err := glamour.NewTermRenderer(glamour.WithStandardStyle(style), glamour.WithWordWrap(w))
	if err != nil {
		return "", err
	}
	return r.Render(markdown)
}

func (m *Model) panel() lipgloss.Style {
	if m.setup.Look.Mono {
		return lipgloss.NewStyle()
	}
	p := m.setup.Look.Palette
	return lipgloss.NewStyle().Foreground(rgb(p.Letter))
}

func rgb(c cell.Color) color.Color { return color.RGBA{c.R, c.G, c.B, 255} }

func (m *Model) keys() string {
	if m.setup.Back != nil {
		return "↑ ↓ PageUp PageDown   q back"
	}
	return "↑ ↓ PageUp PageDown   q leaves"
}

// View implements tea.Model.
func (m *Model) View() tea.View {
	keys := cell.Truncate("  "+m.keys(), m.size.Width)
	parts := []string{m.pages.View(), keys}
	if m.header != "" {
		parts = append([]string{m.header}, parts...)
	}
	content := lipgloss.JoinVertical(lipgloss.Left, parts...)
	v := m.setup.Look.Screen(content, m.setup.Title)
	return m.setup.Look.Ground(v, m.setup.Look.Palette.Panel)
}

// Package reader shows prose to read: the letter.
package reader

import (
	"regexp"
	"strings"

	"charm.land/bubbles/v2/viewport"
	tea "charm.land/bubbletea/v2"
	"charm.land/glamour/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

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
	setup   Setup
	pages   viewport.Model
	size    tea.WindowSizeMsg
	header  []string
	content string
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
	m.draw()
	return m, cmd
}

// leave goes back, and tells the screen there of the size that it has missed.
func (m *Model) leave() (tea.Model, tea.Cmd) {
	if m.setup.Back == nil {
		return m, tea.Quit
	}
	return m.setup.Back.Update(m.size)
}

// widest is the longest line of prose, in columns; margin is what the setting leaves on its left.
const (
	widest = 80
	margin = 2
)

// layOut sets the prose for the window's width. Glamour is slow, so this happens when the size
// changes and not in View. A note that would take more than half of the window leads the text
// instead of standing above it.
func (m *Model) layOut() {
	w, text := min(m.size.Width, widest), m.setup.Markdown
	m.header = nil
	if w < 1 {
		return
	}
	if m.setup.Note != "" {
		m.header = cell.Wrap(m.setup.Note, w-2*margin)
		if len(m.header) > m.size.Height/2 {
			m.header, text = nil, "**"+m.setup.Note+"**\n\n"+text
		}
	}
	m.pages.SetWidth(w)
	m.pages.SetHeight(max(m.size.Height-len(m.header)-1, 1))
	if prose, err := Prose(text, w); err == nil {
		text = prose
	}
	m.pages.SetContent(text)
}

// Prose sets Markdown in lines of at most w columns. Its colours are for a dark ground; its
// attributes are for any.
func Prose(markdown string, w int) (string, error) {
	r, err := glamour.NewTermRenderer(glamour.WithStandardStyle("dark"), glamour.WithWordWrap(w))
	if err != nil {
		return "", err
	}
	// An address that is broken at its hyphen is copied wrong.
	text, err := r.Render(regexp.MustCompile(`(\pL)-(\pL)`).ReplaceAllString(markdown, "$1\u2011$2"))
	return strings.ReplaceAll(text, "\u2011", "-"), err
}

func (m *Model) keys() string {
	leave := "q leaves"
	if m.setup.Back != nil {
		leave = "q back"
	}
	return kit.Fitting(m.size.Width-2*margin, leave, "PageDown on", "PageUp back")
}

// draw makes the content; View only hands it out.
func (m *Model) draw() {
	w, h := m.size.Width, m.size.Height
	st := kit.NewStyles(m.setup.Look.Palette)
	g := cell.New(w, h, st.Text)
	for y, line := range m.header {
		g.Put(margin, y, line, st.Letter)
	}
	for y, line := range uv.NewStyledString(m.pages.View()).Lines(ansi.GraphemeWidth) {
		putLine(g, len(m.header)+y, line, st)
	}
	g.Fill(0, h-1, w, 1, st.Text)
	g.Put(margin, h-1, m.keys(), st.Bold)
	m.content = g.Encode()
}

// putLine writes a line of prose in the palette's colours; of its own style only bold is kept.
func putLine(g *cell.Grid, y int, line uv.Line, st kit.Styles) {
	for x, c := range line {
		s := st.Text
		if c.Style.Attrs&uv.AttrBold != 0 {
			s = st.Bold
		}
		if c.Content != "" && c.Content != " " {
			g.Put(x, y, c.Content, s)
		}
	}
}

// View implements tea.Model.
func (m *Model) View() tea.View {
	v := m.setup.Look.Screen(m.content, m.setup.Title)
	return m.setup.Look.Ground(v, m.setup.Look.Palette.Panel)
}

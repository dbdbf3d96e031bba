// Package summary is the screen that follows a rehearsal: what was measured, to scroll through.
package summary

import (
	tea "charm.land/bubbletea/v2"

	"assembly/internal/cell"
	"assembly/internal/report"
	"assembly/internal/tui/kit"
)

// Setup is what the screen shows.
type Setup struct {
	Title string
	Look  kit.Look
	Lines func(w int) []report.Line // the report in lines of at most w columns
	Note  string                    // what is known of the run's being kept; see Note
	Offer *Offer                    // something to do with what was measured; nil for nothing
}

// Offer is something that a key does, once.
type Offer struct {
	Key, Name string
	Do        func() (done string, err error) // runs beside the program
}

// Note is the message that replaces the screen's note.
type Note string

// Model is the screen.
type Model struct {
	setup   Setup
	w, h    int
	lines   []report.Line
	top     int // first line shown
	content string
}

var _ tea.Model = (*Model)(nil)

// New makes the screen.
func New(s Setup) *Model { return &Model{setup: s} }

// Init implements tea.Model.
func (m *Model) Init() tea.Cmd { return nil }

// Update implements tea.Model.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case tea.ColorProfileMsg:
		m.setup.Look = m.setup.Look.WithProfile(msg.Profile)
	case tea.WindowSizeMsg:
		m.resize(msg.Width, msg.Height)
	case Note:
		m.setup.Note = string(msg)
	case tea.KeyPressMsg:
		cmd = m.key(msg.String())
	default:
		return m, nil
	}
	m.draw()
	return m, cmd
}

// resize sets the report for another width; about the same lines stay in view.
func (m *Model) resize(w, h int) {
	before := len(m.lines)
	m.w, m.h = w, h
	m.lines = m.setup.Lines(max(w-2*margin, 1))
	if before > 0 {
		m.top = m.top * len(m.lines) / before
	}
	m.scroll(0)
}

// key scrolls, with a clicker too, and leaves only at the keys that are for leaving.
func (m *Model) key(key string) tea.Cmd {
	if cmd := m.take(key); cmd != nil {
		return cmd
	}
	switch key {
	case "down", "j", "J", "shift+down", "enter":
		m.scroll(1)
	case "up", "k", "K", "shift+up":
		m.scroll(-1)
	case "pgdown", "space", "right", "l", "n", "shift+pgdown":
		m.scroll(max(m.rows()-1, 1))
	case "pgup", "backspace", "left", "h", "p", "shift+pgup":
		m.scroll(-max(m.rows()-1, 1))
	case "home", "g":
		m.scroll(-len(m.lines))
	case "end", "G":
		m.scroll(len(m.lines))
	case "q":
		return tea.Quit
	case "ctrl+c":
		return tea.Interrupt
	}
	return nil
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

func (m *Model) scroll(by int) {
	m.top = max(min(m.top+by, len(m.lines)-m.rows()), 0)
}

// margin is the columns on either side.
const margin = 2

// rows is the room for the report: the note and the keys stand below it.
func (m *Model) rows() int { return max(m.h-2, 0) }

// draw makes the content; View only hands it out.
func (m *Model) draw() {
	st := kit.NewStyles(m.setup.Look.Palette)
	g := cell.New(m.w, m.h, st.Text)
	for y := range min(m.rows(), len(m.lines)-m.top) {
		l := m.lines[m.top+y]
		g.Put(min(margin, m.w-1), y, l.Text, m.style(l.Style, st))
	}
	if m.h > 1 {
		g.Put(min(margin, m.w-1), m.h-2, cell.Truncate(m.setup.Note, max(m.w-2*margin, 1)), st.Letter)
	}
	g.Put(min(margin, m.w-1), m.h-1, kit.Fitting(max(m.w-2*margin, 1), "q leaves", m.hints()...), st.Bold)
	m.content = g.Encode()
}

func (m *Model) style(s report.Style, st kit.Styles) cell.Style {
	return map[report.Style]cell.Style{report.Plain: st.Text, report.Strong: st.Bold, report.Quiet: st.Dim}[s]
}

func (m *Model) hints() []string {
	var out []string
	if m.top < len(m.lines)-m.rows() {
		out = append(out, "PageDown more")
	}
	if m.top > 0 {
		out = append(out, "PageUp back")
	}
	if o := m.setup.Offer; o != nil {
		out = append([]string{o.Key + " " + o.Name}, out...)
	}
	return out
}

// View implements tea.Model.
func (m *Model) View() tea.View {
	v := m.setup.Look.Screen(m.content, m.setup.Title)
	return m.setup.Look.Ground(v, m.setup.Look.Palette.Panel)
}

// Package start is the first screen: what the deck is, where its words come from, and what to do
// with it.
package start

import (
	"errors"
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"assembly/internal/bigtype"
	"assembly/internal/cell"
	"assembly/internal/deck"
	"assembly/internal/tui/ui"
)

// Choice is an entry of the menu.
type Choice uint8

// The entries.
const (
	OneScreen Choice = iota // slides only, here
	Presenter               // notes here
	Rehearse                // notes here, and a recorder
	Letter
	Resume          // the unfinished talk, notes here
	ResumeOneScreen // the unfinished talk, slides only, here
)

// Setup is what the screen is made of.
type Setup struct {
	Deck      *deck.Deck
	Look      ui.Look
	Phase     string
	Planned   func(phase string) time.Duration // 0 when it is not known
	Bell      func(phase string) string        // when to begin for the bell, in words; "" without one, and nil
	Font      *bigtype.Font
	Statement string // where the words come from; "" for none
	// Unfinished says where an unfinished talk is, as "slide 5, 3:12"; nil when there is none.
	Unfinished func() string
	// Open makes the program of an entry. back returns to this screen; a talk never calls it.
	Open func(c Choice, phase string, back tea.Model) (tea.Model, error)
}

// Model is the start screen. Once something is chosen it hands over to that program, in the same
// window, so that nothing of the shell behind shows in the hall.
type Model struct {
	setup   Setup
	at      int
	asking  bool // who can see this screen?
	err     error
	size    tea.WindowSizeMsg
	profile tea.ColorProfileMsg
	content string
}

var _ tea.Model = (*Model)(nil)

// New makes the screen.
func New(s Setup) *Model { return &Model{setup: s} }

type entry struct {
	choice     Choice
	name, what string
}

func (m *Model) entries() []entry {
	var out []entry
	if m.setup.Unfinished != nil {
		out = append(out, entry{Resume, "Resume at " + m.setup.Unfinished(), "the talk that was broken off"})
	}
	out = append(out,
		entry{OneScreen, "Present on this screen", "slides only, no notes"},
		entry{Presenter, "Presenter view", "your notes and the clock"},
		entry{Rehearse, "Rehearse", "your notes, and your times kept"})
	if m.setup.Statement != "" {
		out = append(out, entry{Letter, "Read the letter", "of 25 May 2017"})
	}
	return out
}

// Init implements tea.Model.
func (m *Model) Init() tea.Cmd { return nil }

// Update implements tea.Model.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.size = msg
	case tea.ColorProfileMsg:
		m.profile, m.setup.Look = msg, m.setup.Look.WithProfile(msg.Profile)
	case ui.Reload:
		if m.err = msg.Err; msg.Err == nil {
			m.setup.Deck = msg.Deck
		}
	case tea.KeyPressMsg:
		next, cmd := m.key(msg.String())
		m.draw()
		return next, cmd
	}
	m.draw()
	return m, nil
}

func (m *Model) key(key string) (tea.Model, tea.Cmd) {
	if errors.Is(m.err, errNotesSeen) {
		m.err = nil
	}
	if m.asking {
		return m.answer(key)
	}
	switch key {
	case "up", "k", "shift+tab", "pgup", "left":
		m.at = max(m.at-1, 0)
	case "down", "j", "tab", "pgdown", "right":
		m.at = min(m.at+1, len(m.entries())-1)
	case "t":
		m.nextPhase()
	case "1", "2", "3", "4", "5":
		if i := int(key[0] - '1'); i < len(m.entries()) {
			m.at = i
			return m.choose()
		}
	case "enter", "space", "f5":
		return m.choose()
	case "q":
		return m, tea.Quit
	case "ctrl+c":
		return m, tea.Interrupt
	}
	return m, nil
}

func (m *Model) nextPhase() {
	phases := m.setup.Deck.Meta.Phases
	for i, p := range phases {
		if p == m.setup.Phase {
			m.setup.Phase = phases[(i+1)%len(phases)]
			return
		}
	}
	if len(phases) > 0 {
		m.setup.Phase = phases[0]
	}
}

// choose opens an entry. One that draws notes asks first who can see them.
func (m *Model) choose() (tea.Model, tea.Cmd) {
	c := m.entries()[m.at].choice
	if _, notes := withoutNotes()[c]; notes {
		m.asking = true
		return m, nil
	}
	return m.open(c)
}

// withoutNotes is what the entries that draw notes become when the hall sees the screen. A rehearsal
// becomes nothing.
func withoutNotes() map[Choice]Choice {
	return map[Choice]Choice{Presenter: OneScreen, Rehearse: Rehearse, Resume: ResumeOneScreen}
}

var errNotesSeen = errors.New("a rehearsal shows your notes: begin it where only you see this screen")

// answer takes the answer to the question who can see this screen. When it is the whole hall, the
// slides are shown without notes.
func (m *Model) answer(key string) (tea.Model, tea.Cmd) {
	m.asking = false
	c := m.entries()[m.at].choice
	switch key {
	case "m", "o", "1":
		return m.open(c)
	case "h", "w", "2":
		if c == Rehearse {
			m.err = errNotesSeen
			return m, nil
		}
		return m.open(withoutNotes()[c])
	case "ctrl+c":
		return m, tea.Interrupt
	}
	return m, nil
}

func (m *Model) open(c Choice) (tea.Model, tea.Cmd) {
	next, err := m.setup.Open(c, m.setup.Phase, m)
	if err != nil {
		m.err = err
		return m, nil
	}
	if m.profile.Profile != colorprofile.Unknown {
		next, _ = next.Update(m.profile)
	}
	next, cmd := next.Update(m.size)
	return next, tea.Batch(next.Init(), cmd)
}

// View implements tea.Model.
func (m *Model) View() tea.View {
	v := m.setup.Look.Screen(m.content, m.setup.Deck.Meta.Title)
	return m.setup.Look.Ground(v, m.setup.Look.Palette.Panel)
}

// draw makes the content; View only hands it out.
func (m *Model) draw() {
	w, h := m.size.Width, m.size.Height
	g := cell.New(w, h, ui.NewStyles(m.setup.Look.Palette).Text)
	if w < 1 || h < 1 {
		m.content = ""
		return
	}
	m.compose(g, ui.Rect{W: w, H: h}.Inset(min(w/20, 4), 0))
	m.content = g.Encode()
}

// compose stacks title, plan, menu, statement and keys. Where rows run short the empty lines go
// first; the statement and the menu stay.
func (m *Model) compose(g *cell.Grid, r ui.Rect) {
	st := ui.NewStyles(m.setup.Look.Palette)
	airy := r.H >= 20
	y := r.Y
	gap := func(rows int) {
		if airy {
			y += rows
		}
	}
	gap(1)
	y += m.title(g, ui.Rect{X: r.X, Y: y, W: r.W, H: r.H}, st)
	g.Put(r.X, y, m.subtitle(r.W), st.Dim)
	y++
	gap(1)
	y = m.menu(g, ui.Rect{X: r.X, Y: y, W: r.W, H: r.H - y}, st)
	gap(1)
	bottom := ui.Rect{X: r.X, Y: r.Y + r.H - 1, W: r.W, H: 1}
	for i, l := range m.statement(r.W, bottom.Y-y) {
		g.Put(r.X, y+i, l, st.Text)
	}
	g.Fill(0, bottom.Y, g.W, 1, st.Text)
	g.Put(bottom.X, bottom.Y, m.keys(bottom.W), st.Bold)
	m.fault(g, ui.Rect{Y: bottom.Y - 1, W: g.W, H: 1})
}

// statement is the statement in lines, as many as there are rows. Where it is cut, its last line
// says where all of it stands.
func (m *Model) statement(w, rows int) []string {
	lines := cell.Wrap(m.setup.Statement, min(w, widest))
	if len(lines) <= rows || rows < 1 {
		return lines[:max(min(rows, len(lines)), 0)]
	}
	return append(lines[:rows-1:rows-1], cell.Truncate("(all of it: Read the letter)", w))
}

// fault says above the keys what went wrong, whatever else stood there.
func (m *Model) fault(g *cell.Grid, r ui.Rect) {
	if m.err != nil {
		text, _, _ := strings.Cut(m.err.Error(), "\n")
		ui.Banner(g, r, text, m.setup.Look)
	}
}

// widest is the longest line of the statement, in columns.
const widest = 96

// title draws the deck's title and returns the rows that it took.
func (m *Model) title(g *cell.Grid, r ui.Rect, st ui.Styles) int {
	p := m.setup.Look.Palette
	big := ui.Rect{X: r.X, Y: r.Y, W: r.W, H: min(r.H/4, 8)}
	if rows := ui.DrawnRows(g, m.setup.Font, big, m.setup.Deck.Heading(), m.setup.Look, p.Letter, p.Panel); rows > 0 {
		return rows
	}
	g.Put(r.X, r.Y, cell.Truncate(m.setup.Deck.Heading(), r.W), st.Bold)
	return 1
}

func (m *Model) keys(w int) string {
	if m.asking {
		return ui.Fitting(w, "m only me", "h the whole hall", "Esc back")
	}
	if len(m.setup.Deck.Meta.Phases) > 1 {
		return ui.Fitting(w, "Enter opens", "t phase", "q leaves", "arrows choose")
	}
	return ui.Fitting(w, "Enter opens", "q leaves", "arrows choose")
}

// subtitle says how long the talk is and, where there is room, when to begin it.
func (m *Model) subtitle(w int) string {
	text := fmt.Sprintf("%d slides", m.setup.Deck.Len())
	if m.setup.Deck.Len() == 1 {
		text = "1 slide"
	}
	if d := m.setup.Planned(m.setup.Phase); d > 0 {
		text += ", about " + minutes(d)
	}
	if m.setup.Phase != "" {
		text += ", " + m.setup.Phase
	}
	if m.setup.Bell == nil {
		return cell.Truncate(text, w)
	}
	return strings.TrimRight(ui.Fitting(w, text, m.setup.Bell(m.setup.Phase)), " ")
}

// minutes writes a length of time for people: "10 min 30 s".
func minutes(d time.Duration) string {
	d = d.Round(time.Second)
	m, s := d/time.Minute, d%time.Minute/time.Second
	switch {
	case m == 0:
		return fmt.Sprintf("%d s", s)
	case s == 0:
		return fmt.Sprintf("%d min", m)
	}
	return fmt.Sprintf("%d min %d s", m, s)
}

// menu draws the entries, or the question that comes before notes, and returns the row below.
func (m *Model) menu(g *cell.Grid, r ui.Rect, st ui.Styles) int {
	if m.asking {
		return m.question(g, r, st)
	}
	y, step := r.Y, 1
	if r.H >= 18 {
		step = 2
	}
	entries := m.entries()
	column := 0
	for _, e := range entries {
		column = max(column, len("   ")+cell.Width(e.name)+len("   "))
	}
	for i, e := range entries {
		s, mark := st.Text, "   "
		if i == m.at {
			s, mark = st.Chosen, " > "
			g.Fill(r.X, y, r.W, 1, s)
		}
		g.Put(r.X, y, cell.Truncate(mark+e.name, r.W), s)
		if column+cell.Width(e.what) <= r.W {
			g.Put(r.X+column, y, e.what, s)
		}
		y += step
	}
	return y
}

func (m *Model) question(g *cell.Grid, r ui.Rect, st ui.Styles) int {
	lines := []string{
		"Who can see this screen?",
		" m  only me: with the notes",
		" h  the whole hall: without notes",
	}
	for i, l := range lines {
		s := st.Text
		if i == 0 {
			s = st.Bold
		}
		g.Put(r.X, r.Y+i, cell.Truncate(l, r.W), s)
	}
	return r.Y + len(lines)
}

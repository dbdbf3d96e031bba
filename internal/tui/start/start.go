// Package start is the first screen: what the deck is, where its words come from, and what can be done
// with it.
package start

import (
	"errors"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"assembly/internal/deck"
	"assembly/internal/tui/ui"
)

// Choice is an entry of the menu.
type Choice uint8

// The entries.
const (
	OneScreen Choice = iota // slides only, on this screen
	Presenter               // notes on this screen
	Rehearse                // notes on this screen, and a recorder
	Letter
	Resume          // the unfinished talk, with notes
	ResumeOneScreen // the unfinished talk, slides only
)

// Setup is what the screen is made of.
type Setup struct {
	Deck      *deck.Deck
	Look      ui.Look
	Phase     string
	Planned   func(phase string) time.Duration // 0 when it is not known
	Bell      func(phase string) string        // when to begin for the bell, in words; nil or "" without one
	Statement string                           // where the words come from; "" for none
	// Unfinished says where an unfinished talk stopped, as "slide 5, 3:12"; nil when there is none.
	Unfinished func() string
	// Open makes the program of an entry. back returns to this screen; a talk never calls it.
	Open func(c Choice, phase string, back tea.Model) (tea.Model, error)
}

// Model is the start screen. It hands the window over to whatever is chosen, so that nothing of the
// shell behind shows in the hall.
type Model struct {
	setup   Setup
	keys    ui.KeyMap
	at      int  // the entry that is marked
	asking  bool // who can see this screen
	alone   bool // the marked answer to that: only the speaker
	err     error
	size    tea.WindowSizeMsg
	profile tea.ColorProfileMsg
	content string
}

var _ tea.Model = (*Model)(nil)

// New makes the screen.
func New(s Setup) *Model { return &Model{setup: s, keys: ui.MenuKeys()} }

type entry struct {
	choice     Choice
	name, what string
	notes      bool // it draws notes
}

func (m *Model) entries() []entry {
	var out []entry
	if m.setup.Unfinished != nil {
		out = append(out, entry{Resume, "Resume at " + m.setup.Unfinished(), "the interrupted talk", true})
	}
	out = append(out,
		entry{OneScreen, "Present on this screen", "slides only, no notes", false},
		entry{Presenter, "Presenter view", "your notes and the clock", true},
		entry{Rehearse, "Rehearse", "your notes; your times are saved", true})
	if m.setup.Statement != "" {
		out = append(out, entry{Letter, "Read the letter", "of 25 May 2017", false})
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
		next, cmd := m.key(msg)
		m.draw()
		return next, cmd
	}
	m.draw()
	return m, nil
}

func (m *Model) key(msg tea.KeyPressMsg) (tea.Model, tea.Cmd) {
	if errors.Is(m.err, errNotesSeen) {
		m.err = nil
	}
	action := m.keys.Find(msg)
	switch {
	case action == ui.Interrupt:
		return m, tea.Interrupt
	case m.asking:
		return m.answer(action, msg.String())
	case len(msg.Text) == 1 && '1' <= msg.Text[0] && msg.Text[0] <= '9':
		return m.chooseAt(int(msg.Text[0] - '1'))
	}
	return m.act(action)
}

func (m *Model) act(a ui.Action) (tea.Model, tea.Cmd) {
	switch a {
	case ui.Back:
		m.at = max(m.at-1, 0)
	case ui.Next:
		m.at = min(m.at+1, len(m.entries())-1)
	case ui.Phase:
		m.nextPhase()
	case ui.Begin:
		return m.chooseAt(m.at)
	case ui.Quit:
		return m, tea.Quit
	}
	return m, nil
}

// nextPhase changes to the deck's next phase, after the last to its first.
func (m *Model) nextPhase() {
	if phases := m.setup.Deck.Meta.Phases; len(phases) > 0 {
		m.setup.Phase = phases[(slices.Index(phases, m.setup.Phase)+1)%len(phases)]
	}
}

// chooseAt opens an entry. One that draws notes asks first who can see them.
func (m *Model) chooseAt(i int) (tea.Model, tea.Cmd) {
	entries := m.entries()
	if i >= len(entries) {
		return m, nil
	}
	m.at, m.asking, m.alone = i, entries[i].notes, false // Notes never come by habit.
	if m.asking {
		return m, nil
	}
	return m.open(entries[i].choice)
}

var errNotesSeen = errors.New("a rehearsal shows your notes: start it where only you can see this screen")

// answer takes the answer to the question who can see this screen, by its letter or by the keys of the
// menu. Esc is none, because clickers send F5 and Esc in turn.
func (m *Model) answer(a ui.Action, key string) (tea.Model, tea.Cmd) {
	switch key {
	case "m", "o", "1":
		m.alone, a = true, ui.Begin
	case "h", "w", "2":
		m.alone, a = false, ui.Begin
	}
	switch a {
	case ui.Back, ui.Next:
		m.alone = a == ui.Back
	case ui.Quit:
		m.asking = false
	case ui.Begin:
		m.asking = false
		c := m.entries()[m.at].choice
		if m.alone {
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
		m.err = errNotesSeen
		return m, nil
	case Resume:
		return m.open(ResumeOneScreen)
	default:
		return m.open(OneScreen)
	}
}

// open hands over to a program, and tells it what it has missed about the terminal.
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
	return m.setup.Look.Screen(m.content, m.setup.Deck.Meta.Title, m.setup.Look.Palette.Panel)
}

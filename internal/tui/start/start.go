// Package start is the first screen: what the deck is, where its words come from, and what can be done
// with it.
package start

import (
	"errors"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/tui/screen"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// Setup is what the screen is made of.
type Setup struct {
	Path  string // of the deck; "" for the built-in one
	Deck  *deck.Deck
	Look  ui.Look
	Phase string
	Note  string // is told until a key is pressed; "" for nothing
	// Unfinished says where each unfinished talk of this deck stopped, as "slide 5, 3:12".
	Unfinished []func() string

	// Statement says where a deck's words come from; "" for nothing to say.
	Statement func(*deck.Deck) string
	// Bell says when a talk of a length must begin for the bell; nil or "" without one.
	Bell func(d *deck.Deck, planned time.Duration) string
	// Open makes the program of an entry. back returns to this screen; a talk never calls it.
	Open func(e Entry, back tea.Model) (tea.Model, error)

	// SavePhase remembers, without waiting for it, a phase that was chosen for the deck; nil where nothing is
	// remembered.
	SavePhase func(phase string)

	// These run in the background.

	// Planned is how long a talk takes; 0 when that is not known.
	Planned func(d *deck.Deck, phase string) time.Duration
	// Check sums up the errors in a deck, as "2 errors in this deck", "" for none; nil where nothing is checked.
	Check func(d *deck.Deck) string
	// Print writes the script of a deck for a phase to a file, and says where it is; nil where nothing is printed.
	Print func(d *deck.Deck, phase string) (path string, err error)
	// OpenFile opens a file in the program that it is for.
	OpenFile func(path string) error
	// Others finds what else can be opened; nil for nothing.
	Others func() Others
	// Switch reads another deck.
	Switch func(path string) (Setup, error)
}

// Entry is what was chosen.
type Entry struct {
	Choice Choice
	Talk   int // the index in Unfinished of the one to resume
	Deck   *deck.Deck
	Phase  string
}

// Others are the decks that can be opened instead of this one.
type Others struct {
	Decks      []Deck
	Unfinished *Unfinished // the talk of another deck that was interrupted; nil for none
}

// Deck is a deck that can be opened.
type Deck struct {
	Path   string // "" for the built-in one
	Name   string // of its file
	Title  string
	Folder string // that the file is in
}

// Unfinished is a talk of another deck.
type Unfinished struct {
	Deck
	At func() string // where it stopped, as "slide 5, 3:12"
}

// Model is the start screen. It hands the window over to whatever is chosen, so that nothing of the
// shell behind shows in the hall.
type Model struct {
	setup  Setup
	keys   ui.KeyMap
	menu   menu
	others Others

	statement string
	planned   planned
	checked   checked
	planning  ui.Turn
	checking  ui.Turn
	script    script
	err       error  // what went wrong last
	told      bool   // a key was pressed since, so that it takes one row only
	note      string // what was done last, until a key is pressed
	help      *ui.KeyList

	size    tea.WindowSizeMsg
	profile tea.ColorProfileMsg
	grid    *cell.Grid
}

// planned is how long a talk of a deck takes for a phase.
type planned struct {
	deck  *deck.Deck
	phase string
	total time.Duration
}

// checked is what is wrong with a deck.
type checked struct {
	deck   *deck.Deck
	errors string
}

// found is what else can be opened from the start screen of the deck at a path.
type found struct {
	path   string
	others Others
}

// switched is what became of opening another deck.
type switched struct {
	setup Setup
	err   error
}

var _ tea.Model = (*Model)(nil)

// New makes the screen.
func New(s Setup) *Model {
	return &Model{setup: s, keys: ui.MenuKeys(), statement: s.Statement(s.Deck), note: s.Note}
}

// Init implements tea.Model.
func (m *Model) Init() tea.Cmd { return tea.Batch(m.plan(), m.find(), m.check()) }

// check asks what is wrong with the deck.
func (m *Model) check() tea.Cmd {
	d, check := m.setup.Deck, m.setup.Check
	if check == nil {
		return nil
	}
	return m.checking.Take(func() tea.Msg { return checked{d, check(d)} })
}

// plan asks how long the talk takes: that parses all of the deck.
func (m *Model) plan() tea.Cmd {
	d, phase, of := m.setup.Deck, m.setup.Phase, m.setup.Planned
	return m.planning.Take(func() tea.Msg { return planned{d, phase, of(d, phase)} })
}

// find asks what else can be opened.
func (m *Model) find() tea.Cmd {
	path, others := m.setup.Path, m.setup.Others
	if others == nil {
		return nil
	}
	return func() tea.Msg { return found{path, others()} }
}

// Update implements tea.Model.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	next, cmd := tea.Model(m), tea.Cmd(nil)
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.size = msg
	case tea.ColorProfileMsg:
		m.profile, m.setup.Look = msg, m.setup.Look.WithProfile(msg.Profile)
	case ui.Reload:
		cmd = m.reload(msg)
	case planned:
		if msg.deck == m.setup.Deck && msg.phase == m.setup.Phase {
			m.planned = msg
		}
		cmd = m.planning.Done()
	case checked:
		if msg.deck == m.setup.Deck {
			m.checked = msg
		}
		cmd = m.checking.Done()
	case found:
		m.take(msg)
	case printed:
		m.printed(msg)
	case switched:
		next, cmd = m.arrive(msg)
	case tea.KeyPressMsg:
		next, cmd = m.key(msg)
	}
	m.draw()
	return next, cmd
}

// reload shows an edited deck, or says why it is not shown.
func (m *Model) reload(msg ui.Reload) tea.Cmd {
	if m.err, m.told = msg.Err, false; msg.Err != nil {
		m.err = errors.New("The edited deck is not shown: " + msg.Err.Error())
		return nil
	}
	m.setup.Deck, m.statement = msg.Deck, m.setup.Statement(msg.Deck)
	if phases := msg.Deck.Meta.Phases; !slices.Contains(phases, m.setup.Phase) {
		m.setup.Phase = ""
		if len(phases) > 0 {
			m.setup.Phase = phases[0]
		}
	}
	m.menu.at = min(m.menu.at, len(m.entries())-1) // Without the letter there is an entry less.
	return tea.Batch(m.plan(), m.check())
}

// take adds what else can be opened to the menu. The entry that is marked stays marked, unless no deck was
// asked for and no key was pressed yet: then it is the interrupted talk, which comes first.
func (m *Model) take(f found) {
	if f.path != m.setup.Path {
		return
	}
	marked := m.entries()[m.menu.at]
	m.others = f.others
	if m.menu.touched || m.setup.Path != "" {
		m.menu.at = slices.IndexFunc(m.entries(), func(e entry) bool {
			return e.choice == marked.choice && e.talk == marked.talk
		})
	}
}

// arrive shows another deck, once it has been read.
func (m *Model) arrive(s switched) (tea.Model, tea.Cmd) {
	m.menu = menu{touched: true}
	if s.err != nil {
		m.err, m.told = s.err, false
		return m, nil
	}
	return ui.HandOver(New(s.setup), m.profile, m.size)
}

// nextPhase changes to the deck's next phase, after the last to its first.
func (m *Model) nextPhase() tea.Cmd {
	phases := m.setup.Deck.Meta.Phases
	if len(phases) == 0 {
		return nil
	}
	phase := phases[(slices.Index(phases, m.setup.Phase)+1)%len(phases)]
	m.setup.Phase = phase
	if m.setup.SavePhase != nil {
		m.setup.SavePhase(phase)
	}
	return m.plan()
}

// Grid is what View shows, in cells; nil before the first message.
func (m *Model) Grid() *cell.Grid { return m.grid }

// View implements tea.Model.
func (m *Model) View() tea.View { return m.Frame().View() }

// Frame implements screen.Model.
func (m *Model) Frame() screen.Frame {
	return m.setup.Look.Frame(m.grid, m.setup.Deck.Heading(), m.setup.Look.Palette.Panel)
}

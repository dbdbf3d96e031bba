// Package questions asks what a new deck needs to know about a school.
package questions

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/tui/screen"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// Answers are what a deck is filled in with; "" where the deck's own words stay.
type Answers struct {
	Deck   string // the name of one of Setup.Decks
	School string
	Adult  string // whom pupils can talk to
	Room   string // where pupils can go
	Bell   string // the time of day at which the assembly must end
	Phase  string // that is offered first
}

// Setup is what is asked about.
type Setup struct {
	File      string  // the name of the new deck's
	Given     Answers // what is known already; a deck that is given is not asked for
	Decks     []Deck
	Look      ui.Look
	CheckBell func(text string) error // says why a time of day cannot be read
}

// Deck is a deck to start from.
type Deck struct {
	Name, Title string
	Phases      []string
	SchoolOnly  bool // only the school's name has a place in it
}

// Model asks one question after another. Ctrl+C leaves without answers.
type Model struct {
	setup   Setup
	form    *huh.Form
	answers *Answers
	done    bool
	size    tea.WindowSizeMsg
	grid    *cell.Grid
}

var _ tea.Model = (*Model)(nil)

// New makes the screen.
func New(s Setup) *Model {
	m := &Model{setup: s, answers: &s.Given}
	m.form = huh.NewForm(m.groups()...).WithShowHelp(false).WithShowErrors(false).WithTheme(huh.ThemeFunc(m.theme))
	return m
}

// Answers returns the answers, once every question was answered; ok is false before.
func (m *Model) Answers() (a Answers, ok bool) { return *m.answers, m.done }

// groups are the questions, each on a screen of its own.
func (m *Model) groups() []*huh.Group {
	a := m.answers
	var out []*huh.Group
	if a.Deck == "" {
		out = append(out, huh.NewGroup(m.decks()))
	}
	school := huh.NewGroup(line(&a.School, "What is your school called?", "our school"))
	rest := []*huh.Group{
		huh.NewGroup(line(&a.Adult, "Who can pupils talk to if they are worried?", "your teacher")),
		huh.NewGroup(line(&a.Room, "Where can pupils go if they need to leave?", "the quiet room")),
		huh.NewGroup(line(&a.Bell, "When must the assembly end?", "").Placeholder("09:15").
			Description("The clock counts towards it. Empty for no time.").Validate(m.bell)),
		huh.NewGroup(m.phases()),
	}
	for _, g := range rest {
		g.WithHideFunc(func() bool { return m.chosen().SchoolOnly })
	}
	return slices.Concat(out, []*huh.Group{school}, rest)
}

// longest is the most characters of an answer.
const longest = 120

// line is a question that is answered in a line of words, or left to the deck's own words.
func line(answer *string, question, own string) *huh.Input {
	return huh.NewInput().Title(question).Description(fmt.Sprintf("Empty for %q.", own)).Placeholder(own).
		CharLimit(longest).Value(answer)
}

// bell refuses a time of day that cannot be read.
func (m *Model) bell(text string) error {
	if text == "" {
		return nil
	}
	return m.setup.CheckBell(text)
}

func (m *Model) decks() huh.Field {
	var options []huh.Option[string]
	for _, d := range m.setup.Decks {
		options = append(options, huh.NewOption(d.Title, d.Name))
	}
	return huh.NewSelect[string]().Title("Which deck do you want to start from?").Options(options...).Value(&m.answers.Deck)
}

// chosen is the deck that was given, or that is chosen so far.
func (m *Model) chosen() Deck {
	for _, d := range m.setup.Decks {
		if d.Name == m.answers.Deck {
			return d
		}
	}
	return m.setup.Decks[0]
}

func (m *Model) phases() huh.Field {
	return huh.NewSelect[string]().Title("Which pupils is it for?").
		Description("The deck keeps its words for the others: t changes between them.").
		OptionsFunc(func() []huh.Option[string] { return huh.NewOptions(m.chosen().Phases...) }, &m.answers.Deck).
		Value(&m.answers.Phase)
}

// Init implements tea.Model.
func (m *Model) Init() tea.Cmd { return m.form.Init() }

// Update implements tea.Model.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case tea.ColorProfileMsg:
		m.setup.Look = m.setup.Look.WithProfile(msg.Profile)
		cmd = m.pass(msg) // It draws anew.
	case tea.WindowSizeMsg:
		m.size = msg
		cmd = m.pass(tea.WindowSizeMsg{Width: m.room().W, Height: m.room().H})
	case tea.KeyPressMsg:
		if msg.String() == "ctrl+c" {
			return m, tea.Interrupt
		}
		cmd = m.pass(msg)
	default:
		cmd = m.pass(msg)
	}
	if m.form.State == huh.StateCompleted {
		m.done, cmd = true, tea.Quit
	}
	m.draw()
	return m, cmd
}

// pass hands a message to the form.
func (m *Model) pass(msg tea.Msg) tea.Cmd {
	next, cmd := m.form.Update(msg)
	if f, ok := next.(*huh.Form); ok {
		m.form = f
	}
	return cmd
}

// View implements tea.Model.
func (m *Model) View() tea.View { return m.Frame().View() }

// Frame implements screen.Model.
func (m *Model) Frame() screen.Frame {
	return m.setup.Look.Frame(m.grid, "A deck of your own", m.setup.Look.Palette.Panel)
}

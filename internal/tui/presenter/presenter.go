// Package presenter is the speaker's view: now, next, notes and the clock.
package presenter

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"assembly/internal/cell"
	"assembly/internal/talk"
	"assembly/internal/tui/kit"
)

// Setup is what the view is made of.
type Setup struct {
	kit.Setup
	Statement string      // where the deck's words come from and how old they are; "" for none
	Link      Link        // to the halls; nil serves nobody
	Resume    *talk.State // an unfinished talk to take up; nil for none
	Ask       bool        // ask before it is taken up
}

// Model is the presenter program.
type Model struct {
	stage     *kit.Stage
	statement string
	notes     notes
	planned   time.Duration // of the whole talk; 0 when it is not known
	closed    string        // the phase that the plan was made for
	started   bool
	linked
}

var _ tea.Model = (*Model)(nil)

// New makes the program.
func New(s Setup) (*Model, error) {
	stage, err := kit.NewStage(s.Setup, kit.PresenterKeys())
	if err != nil {
		return nil, err
	}
	m := &Model{stage: stage, statement: s.Statement}
	m.notes.font = stage.Renderer.Font()
	m.link = s.Link
	if s.Resume != nil {
		stage.Resume(*s.Resume, s.Ask)
	}
	m.publish()
	return m, nil
}

// State is the state of the talk.
func (m *Model) State() talk.State { return m.stage.State }

// Init implements tea.Model.
func (m *Model) Init() tea.Cmd { return m.nextTick() }

// Update implements tea.Model.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if r, ok := msg.(kit.Repaint); ok {
		return m, m.stage.Again(r, m.interval())
	}
	before := m.stage.State.Pos
	action, cmd := m.take(msg)
	m.publish()
	if m.stage.State.Pos.Slide != before.Slide {
		m.notes.scroll = 0
	}
	switch action {
	case kit.Stop:
		return m, tea.Quit
	case kit.Interrupt:
		return m, tea.Interrupt
	}
	m.act(action)
	if action != kit.Nothing || m.stage.State.Pos != before {
		cmd = tea.Batch(cmd, m.nextTick())
	}
	m.prepare()
	return m, cmd
}

// take hands a message to whoever it is for.
func (m *Model) take(msg tea.Msg) (kit.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case opened:
		m.answered(msg)
		return kit.Nothing, nil
	case kit.Reload:
		m.planned, m.closed, m.started = 0, "", false
	case tea.KeyPressMsg:
		if cmd, ok := m.linkKey(msg); ok {
			return kit.Nothing, cmd
		}
	}
	return m.stage.Update(msg)
}

func (m *Model) act(a kit.Action) {
	switch a {
	case kit.OpenHall:
		m.choosing = m.link != nil
	case kit.Phase:
		m.stage.NextPhase()
		m.notes.scroll = 0
	case kit.Larger:
		m.notes.resize(1)
	case kit.Smaller:
		m.notes.resize(-1)
	case kit.ScrollDown:
		m.notes.scroll++ // prepare holds it inside the notes
	case kit.ScrollUp:
		m.notes.scroll--
	}
}

// prepare lays the notes out ahead of View, and adds the plan up once for each phase.
func (m *Model) prepare() {
	s := m.stage
	if s.Deck.Len() == 0 || s.W <= 0 {
		return
	}
	l := layOut(s.W, s.H)
	m.notes.prepare(m.noteKey(l), s, m.noteSections())
	m.notes.hold(l.Notes.H)
	if !m.started || m.closed != s.Phase {
		m.planned, m.closed, m.started = plan(s), s.Phase, true
	}
}

// planSlides is the largest deck whose plan is added up, which parses all of it.
const planSlides = 300

func plan(s *kit.Stage) time.Duration {
	if s.Deck.Len() > planSlides {
		return s.Deck.Meta.Duration
	}
	return s.Deck.Planned(s.Phase)
}

// interval is the time to the next repaint: the clock shows seconds, and a shape moves faster.
func (m *Model) interval() time.Duration {
	if m.stage.Filling() {
		return 250 * time.Millisecond
	}
	now := m.stage.Now()
	return now.Truncate(time.Second).Add(time.Second).Sub(now)
}

func (m *Model) nextTick() tea.Cmd { return m.stage.Tick(m.interval()) }

// View implements tea.Model.
func (m *Model) View() tea.View {
	s := m.stage
	g := cell.New(s.W, s.H, kit.NewStyles(s.Look.Palette).Text)
	if s.Deck.Len() > 0 {
		m.draw(g, layOut(s.W, s.H))
	}
	m.drawWays(g)
	s.DrawOver(g)
	v := s.Look.Screen(g.Encode(), "Presenter: "+s.Deck.Meta.Title)
	return s.Look.Ground(v, s.Look.Palette.Panel)
}

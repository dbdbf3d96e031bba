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
	Finish    string      // the bell, as "09:15"; "" for the deck's own
	Link      Link        // to the halls; nil serves nobody
	Resume    *Unfinished // a talk to take up; nil for none
	Ask       bool        // ask before it is taken up
	Rehearsal Rehearsal   // makes the talk a rehearsal; nil for a real one
	From      int         // the slide to begin at, from 0

	// Pace is that of the plan and the teleprompter for a phase, in words a minute, 0 for the deck's
	// own; nil is always that.
	Pace     func(phase string) int
	Person   string                             // who speaks, for whom a pace is kept; "" when not named
	KeepPace func(phase string, pace int) error // keeps a pace, beside the program; nil when it cannot be kept
}

// Model is the presenter program.
type Model struct {
	stage     *kit.Stage
	statement string
	finish    string
	notes     notes
	prompter  prompter
	keeping   keeping
	paceOf    func(phase string) int // the pace that the view was made with; see Setup
	log       talk.Log
	planned   planned
	rehearsal Rehearsal
	lastOut   int         // the slide that was left out, or taken back in, last
	awaited   *Unfinished // what the open question would take up
	looked    time.Time   // when a message came last
	linked
}

var _ tea.Model = (*Model)(nil)

// New makes the program.
func New(s Setup) (*Model, error) {
	stage, err := kit.NewStage(s.Setup, kit.PresenterKeys())
	if err != nil {
		return nil, err
	}
	m := &Model{stage: stage, statement: s.Statement, finish: s.Finish, rehearsal: s.Rehearsal, looked: s.Now()}
	m.notes.font = stage.Renderer.Font()
	m.keeping = keeping{keep: s.KeepPace, person: s.Person}
	m.paceOf = s.Pace
	m.link = s.Link
	stage.Aside = aside{m}
	if s.Rehearsal != nil {
		stage.What = "rehearsal"
		stage.Input.Keys = stage.Input.Keys.Without(kit.OpenHall)
	}
	m.log.Phase = stage.Phase
	m.beginAt(s.From)
	if s.Resume != nil {
		m.awaited = s.Resume
		stage.Resume(s.Resume.State, s.Ask)
		m.takeUp()
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
	m.wake()
	if r, ok := msg.(kit.Repaint); ok {
		m.publish()
		return m, m.stage.Again(r, m.interval())
	}
	before := m.stage.State
	action, cmd := m.take(msg)
	if _, edited := msg.(kit.Reload); edited {
		before = m.stage.State // The deck has moved under the speaker; see renumber.
	}
	m.follow(before)
	m.takeUp()
	switch action {
	case kit.Stop:
		return m.leave()
	case kit.Interrupt:
		return m, tea.Interrupt
	}
	m.act(action)
	m.log = m.log.In(m.stage.Phase, m.stage.State, m.stage.Now())
	m.publish()
	m.runPrompter()
	if action != kit.Nothing || m.stage.State != before {
		cmd = tea.Batch(cmd, m.nextTick())
	}
	m.prepare()
	return m, cmd
}

// follow does what comes with a change of the talk: the log, and the notes of another slide.
func (m *Model) follow(before talk.State) {
	m.beginClock(before)
	m.log = m.log.Follow(before, m.stage.State, m.stage.Now())
	if m.stage.State.Pos.Slide != before.Pos.Slide {
		m.topOfNotes()
	}
}

// topOfNotes begins with other notes.
func (m *Model) topOfNotes() {
	m.notes.scroll = 0
	m.prompter.move(0, m.stage.Now())
}

// take hands a message to whoever it is for.
func (m *Model) take(msg tea.Msg) (kit.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case opened:
		m.answered(msg)
		return kit.Nothing, nil
	case paceKept:
		m.keeping.answered(msg)
		return kit.Nothing, nil
	case kit.Reload:
		old, before := m.stage.Deck, m.stage.State
		action, cmd := m.stage.Update(msg)
		m.renumber(old, before)
		m.planned.forget()
		m.stillOptional()
		return action, cmd
	case tea.KeyPressMsg:
		if cmd, ok := m.keepKey(msg); ok {
			return kit.Nothing, cmd
		}
		if cmd, ok := m.linkKey(msg); ok {
			return kit.Nothing, cmd
		}
	}
	return m.stage.Update(msg)
}

func (m *Model) act(a kit.Action) {
	if m.promptAct(a) {
		return
	}
	switch a {
	case kit.OpenHall:
		m.choosing = m.link != nil
	case kit.LeaveOut:
		m.leaveOut(m.nextToLeaveOut())
	case kit.Phase:
		m.stage.NextPhase()
		m.topOfNotes()
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

// prepare lays the notes out ahead of View, and plans the talk once for each phase.
func (m *Model) prepare() {
	s := m.stage
	if s.Deck.Len() == 0 || s.W <= 0 {
		return
	}
	l := layOut(s.W, s.H)
	m.notes.prepare(m.noteKey(l), s, m.noteSections())
	m.notes.hold(l.Notes.H)
	m.preparePrompter()
	m.planned.prepare(s.Deck, s.Phase, m.usualPace(s.Phase), m.log.From)
}

// quarter is the time between repaints of what moves.
const quarter = 250 * time.Millisecond

// interval is the time to the next repaint: the clock shows seconds, and a shape and the
// teleprompter move faster.
func (m *Model) interval() time.Duration {
	now, every := m.stage.Now(), time.Second
	switch {
	case m.stage.Filling():
		return quarter
	case m.prompter.moving(now):
		every = quarter
	}
	return now.Truncate(every).Add(every).Sub(now)
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
	m.drawKeeping(g)
	v := s.Look.Screen(g.Encode(), m.windowTitle())
	return s.Look.Ground(v, s.Look.Palette.Panel)
}

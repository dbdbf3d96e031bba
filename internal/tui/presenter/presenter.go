// Package presenter is the speaker's view: now, next, notes and the clock. A rehearsal is the same
// view with a recorder.
package presenter

import (
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/check"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/plan"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/tui/screen"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// Setup is what the view is made of.
type Setup struct {
	ui.Setup
	Statement string     // where the deck's words come from and how old they are; "" for none
	Finish    string     // the bell, as "09:15"; "" for the deck's own
	Link      Link       // to the halls; nil serves nobody
	Resume    *talk.Talk // an interrupted talk; nil for none
	Ask       bool       // ask before it is resumed
	Told      string     // what the speaker is told at the beginning; "" for nothing
	KeepPhase bool       // Phase was chosen, whatever the interrupted talk's own is
	Rehearsal Rehearsal  // makes the talk a rehearsal; nil for a real one
	// Check finds what to fix in a deck, for the sizes of the halls that are open or, without any, for usual ones: all of
	// it, or only what the halls cannot read. It is called in the background, once at a time; nil checks nothing.
	Check func(d *deck.Deck, halls []check.Window, all bool) []check.Finding

	Editing Editing // of the deck's file; nil for a deck that cannot be changed
	From    int     // the slide to begin at, from 0

	// Pace is that of the plan and the teleprompter for a phase, in words a minute, 0 for the deck's
	// own; nil is always that.
	Pace     func(phase string) int
	Person   string                             // the speaker's name, for whom a pace is saved; "" when not given
	SavePace func(phase string, pace int) error // saves a pace, in the background; nil when it cannot be saved
}

// Model is the presenter program.
type Model struct {
	setup       Setup
	stage       *ui.Stage
	notes       notes
	prompter    teleprompter
	paces       paces
	digits      *digits
	planned     planned
	forecast    plan.Forecast // as it was when anything changed last, or a second passed
	published   uint64        // what the halls and the recorder were told last, as Seq+1; 0 for nothing
	lastSkipped int           // the slide that was left out, or taken back in, last
	looked      time.Time     // when a message came last
	editor      *editor       // nil while nothing is edited
	opensEditor bool          // what the editor needs is being read
	offer       *copyOffer    // the last that was made; nil for none
	told        told
	checks      checks
	used        chan *cell.Grid // that the terminal has shown and needs no more
}

var _ tea.Model = (*Model)(nil)

// New makes the program.
func New(s Setup) *Model {
	keys := ui.PresenterKeys()
	if s.Setup.Rehearsal = s.Rehearsal != nil; s.Setup.Rehearsal {
		keys = keys.Without(ui.OpenHall)
	}
	m := &Model{setup: s, stage: ui.NewStage(s.Setup, keys), paces: paces{saved: map[string]int{}}, digits: newDigits(), looked: s.Now(), used: make(chan *cell.Grid, 2)}
	m.stage.Aside, m.stage.Opening, m.stage.Wanted = aside{m}, m.opening, m.wanted
	if s.Told != "" {
		m.notice(s.Told)
	}
	m.warn()
	m.begin(s)
	m.publish()
	return m
}

// begin goes to where the talk begins, or goes on.
func (m *Model) begin(s Setup) {
	m.stage.Do(talk.Command{Op: talk.BeginAt, N: s.From})
	phase := ""
	if s.KeepPhase {
		phase = s.Phase
	}
	switch {
	case s.Resume == nil:
		return
	case s.Ask:
		m.stage.AskResume(*s.Resume, phase)
	default:
		m.stage.Resume(*s.Resume, phase)
	}
	m.skipOnlyOptional()
}

// Talk is the talk as it is now.
func (m *Model) Talk() talk.Talk { return m.stage.Talk }

// Deck is the deck as it is now.
func (m *Model) Deck() *deck.Deck { return m.stage.Deck }

// Init implements tea.Model.
func (m *Model) Init() tea.Cmd {
	return tea.Batch(m.stage.ReadAll(), m.nextTick(), m.awaitCheck())
}

// Update implements tea.Model.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	m.wake()
	if r, ok := msg.(ui.Repaint); ok {
		m.prepare()
		m.publish()
		return m, tea.Batch(m.stage.Again(r, m.interval()), m.stage.Paint())
	}
	seq := m.stage.Talk.Seq
	action, cmd := m.take(msg)
	switch action {
	case ui.Stop:
		return m.leave()
	case ui.Interrupt:
		return m, tea.Interrupt
	}
	if action == ui.Edit {
		cmd = tea.Batch(cmd, m.edit())
	}
	m.act(action)
	m.afterEditing()
	m.prepare()
	m.publish()
	if action != ui.Nothing || m.stage.Talk.Seq != seq {
		cmd = tea.Batch(cmd, m.nextTick())
	}
	return m, tea.Batch(cmd, m.stage.Paint(), m.check())
}

// take hands a message to whoever it is for.
func (m *Model) take(msg tea.Msg) (ui.Action, tea.Cmd) {
	if cmd, taken := m.takeEditing(msg); taken {
		return ui.Nothing, cmd
	}
	switch msg := msg.(type) {
	case offered:
		m.offered(msg)
	case opened:
		m.answered(msg)
	case paceSaved:
		m.paceSaved(msg)
	case Told:
		m.notice(string(msg))
	case checkDue:
		m.checks.due = true
	case checked:
		m.checkDone(msg)
	case ui.Reload:
		if again, held := m.stage.Hold(msg); held {
			return ui.Nothing, again
		}
		m.reload(msg)
		return ui.Nothing, m.stage.ReadAll()
	case ui.AllRead:
		m.warn()
		return m.stage.Update(msg)
	case ui.FontsFound:
		m.tellFonts(msg)
		return m.stage.Update(msg)
	default:
		return m.stage.Update(msg)
	}
	return ui.Nothing, nil
}

func (m *Model) act(a ui.Action) {
	if m.promptAct(a) {
		return
	}
	switch a {
	case ui.OpenHall:
		if m.setup.Link != nil {
			m.stage.Show(&openers{link: m.setup.Link})
		}
	case ui.Codes:
		if m.setup.Link != nil {
			m.stage.Show(newCodes(m))
		}
	case ui.GoTo:
		m.notice(fmt.Sprintf("There is no such slide: the last one is %d", m.stage.Deck.Len()))
	case ui.LeaveOut:
		m.skip(m.nextToSkip())
	case ui.Larger:
		m.resizeNotes(1)
	case ui.Smaller:
		m.resizeNotes(-1)
	case ui.ScrollDown:
		m.notes.scrollBy(1) // prepare holds it inside the notes
	case ui.ScrollUp:
		m.notes.scrollBy(-1)
	}
}

// Told is the message that there is something to tell the speaker, in one sentence.
type Told string

// notice says why a key did nothing, or what else there is to say, below what has not been read yet.
func (m *Model) notice(text string) { m.stage.Tell(ui.Anything, text) }

// prepare lays out ahead of View what takes time, and plans the talk once for each phase.
func (m *Model) prepare() {
	s := m.stage
	if s.Deck.Len() == 0 {
		return
	}
	m.foresee()
	m.runPrompter()
	m.preparePrompter()
	if s.W > 0 {
		m.prepareNotes()
	}
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
	case m.prompter.on && m.prompter.Moving(now):
		every = quarter
	}
	return now.Truncate(every).Add(every).Sub(now)
}

func (m *Model) nextTick() tea.Cmd { return m.stage.Tick(m.interval()) }

// View implements tea.Model.
func (m *Model) View() tea.View { return m.Frame().View() }

// Frame implements screen.Model.
func (m *Model) Frame() screen.Frame {
	s := m.stage
	f := s.Look.Frame(m.Grid(), m.words().title+s.Deck.Meta.Title, s.Look.Palette.Panel)
	f.Done = m.takeBack
	return f
}

// takeBack keeps a grid that has been shown, to be drawn on again.
func (m *Model) takeBack(g *cell.Grid) {
	select {
	case m.used <- g:
	default:
	}
}

// blank is a grid of the window's size to draw on.
func (m *Model) blank(s cell.Style) *cell.Grid {
	select {
	case g := <-m.used:
		if g.W == m.stage.W && g.H == m.stage.H {
			g.Clear(s)
			return g
		}
	default:
	}
	return cell.New(m.stage.W, m.stage.H, s)
}

// Grid is what Frame shows, in cells.
func (m *Model) Grid() *cell.Grid {
	s := m.stage
	styles := ui.NewStyles(s.Look.Palette)
	g := m.blank(styles.Text)
	if s.Deck.Len() > 0 {
		m.draw(panel{g, styles}, m.layout(), m.forecast)
	}
	s.DrawOver(g)
	return g
}

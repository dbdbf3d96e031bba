package presenter

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"assembly/internal/cell"
	"assembly/internal/deck"
	"assembly/internal/plan"
	"assembly/internal/talk"
	"assembly/internal/tui/kit"
)

// Progress is a talk so far: its state, and all that belongs to it.
type Progress struct {
	State    talk.State
	Log      talk.Log // but for the stay in progress
	Out      []bool   // slides that are left out
	Deck     *deck.Deck
	Phase    string
	Pace     int  // that the speaker has given the teleprompter, in words a minute; 0 for none
	PaceKept bool // that pace has been kept

	// Plan is that of a talk in a phase, from a slide on.
	Plan func(phase string, from int) plan.Plan
}

// Unfinished is a talk that ended without a goodbye.
type Unfinished struct {
	State talk.State
	Log   talk.Log
	Out   []bool
}

// Rehearsal takes what a rehearsal measures. Its methods do not block.
type Rehearsal interface {
	// Record takes the run so far, each time that it changes.
	Record(p Progress)
	// Kept says in words whether the run is kept, and for whom; ok is false when it is not.
	Kept() (text string, ok bool)
	// Done is what follows when the rehearsal is left, such as its summary; nil ends the program.
	Done(p Progress) tea.Model
}

func (m *Model) progress() Progress {
	s := m.stage
	return Progress{
		State: s.State, Log: m.log, Out: s.Shape.Out, Deck: s.Deck, Phase: s.Phase, Plan: m.planIn,
		Pace: m.prompter.own, PaceKept: m.keeping.kept[s.Phase] == m.prompter.own && m.prompter.own != 0,
	}
}

// Progress is the talk so far, the stay in progress included. It is for when the program has ended.
func (m *Model) Progress() Progress {
	p := m.progress()
	p.Log = p.Log.Close(p.State, m.stage.Now())
	return p
}

// planIn plans the talk in a phase, from a slide on. The plan in use is at hand; another phase's is made.
func (m *Model) planIn(phase string, from int) plan.Plan {
	m.planned.prepare(m.stage.Deck, m.stage.Phase, m.usualPace(m.stage.Phase), m.log.From)
	base := m.planned.base
	if phase != m.stage.Phase {
		base = plan.Of(m.stage.Deck, phase, m.usualPace(phase))
	}
	return base.From(from)
}

// beginAt goes to a slide before the talk begins.
func (m *Model) beginAt(slide int) {
	if m.log.From = slide; slide > 0 {
		m.stage.State.Pos = talk.Pos{Slide: slide}
		m.stage.State = talk.Fit(m.stage.Shape, m.stage.State)
	}
}

// renumber makes what is remembered of slides follow them into an edited deck.
func (m *Model) renumber(old *deck.Deck, before talk.State) {
	d, where := m.stage.Deck, m.stage.Where
	if d == old {
		return // What was saved is no deck.
	}
	if where(before.Pos.Slide) < 0 {
		m.log, m.notes.scroll = m.log.Close(before, m.stage.Now()), 0
	}
	m.log = m.log.Renumber(where).Fit(d.Len())
	m.lastOut = max(where(m.lastOut), 0)
	m.prompter.key.slide = where(m.prompter.key.slide)
	if m.awaited != nil {
		u := *m.awaited
		if where(u.State.Pos.Slide) < 0 {
			u.Log = u.Log.Close(u.State, m.stage.Now())
		}
		u.State = talk.Renumber(m.stage.Shape, u.State, where, m.stage.Now())
		u.Log = u.Log.Renumber(where)
		u.Out = kit.Moved(u.Out, where, d.Len())
		m.awaited = &u
	}
}

// beginClock starts the clock of a rehearsal from the middle as a slide is left for a later one, as
// it starts at the beginning. Going back is the way to a better place to begin at.
func (m *Model) beginClock(before talk.State) {
	if m.rehearsal != nil && m.stage.State.Pos.Slide > before.Pos.Slide && !m.stage.State.Clock.Started() {
		m.stage.Do(talk.Command{Op: talk.ToggleClock})
	}
}

// takeUp completes a talk that has been taken up once its question is answered.
func (m *Model) takeUp() {
	if m.awaited == nil || m.stage.Ask == kit.AskResume {
		return
	}
	if m.stage.Resumed {
		m.log = m.awaited.Log.Fit(m.stage.Deck.Len())
		m.stage.Shape.Out = m.awaited.Out
		m.stillOptional()
	}
	m.awaited = nil
}

// The program is asked for something every second. When it was not for longer than asleep, the
// machine was suspended; when its clock has gone back by more than jitter, somebody set it.
const (
	asleep = time.Minute
	jitter = 2 * time.Second
)

// wake takes off the talk's clock what the machine slept during a rehearsal, and puts right what
// setting its clock back would do. In a real talk the hall has waited, so a sleep counts.
func (m *Model) wake() {
	now := m.stage.Now().Round(0) // The wall's clock: the other one may stand while the machine sleeps.
	then := m.looked.Round(0)
	gap := now.Sub(then)
	m.looked = now
	if gap < -jitter || gap > asleep && m.rehearsal != nil {
		m.stage.Do(talk.Command{Op: talk.Skew, N: int(gap.Milliseconds())})
	}
	if gap < -jitter || gap > asleep {
		m.prompter.skew(then, now, m.stage.State.Shown)
	}
}

// leave ends the program, or goes on to what follows a rehearsal.
func (m *Model) leave() (tea.Model, tea.Cmd) {
	if m.rehearsal != nil {
		if next := m.rehearsal.Done(m.Progress()); next != nil {
			return m.handOver(next)
		}
	}
	return m, tea.Quit
}

// handOver gives the window to another program, and tells it what this one knows of it.
func (m *Model) handOver(next tea.Model) (tea.Model, tea.Cmd) {
	next, cmd := next.Update(tea.WindowSizeMsg{Width: m.stage.W, Height: m.stage.H})
	return next, tea.Batch(next.Init(), cmd)
}

// mark leads the head of a rehearsal, so that nobody takes it for the real thing.
func (m *Model) mark() string {
	if m.rehearsal == nil {
		return ""
	}
	return "REHEARSAL  "
}

func (m *Model) windowTitle() string {
	if m.rehearsal != nil {
		return "Rehearsal: " + m.stage.Deck.Meta.Title
	}
	return "Presenter: " + m.stage.Deck.Meta.Title
}

func (m *Model) nowLabel() string {
	if m.rehearsal != nil {
		return "NOW (no hall is served)"
	}
	return "NOW in the hall"
}

// drawRecorder says what becomes of the times.
func (m *Model) drawRecorder(g *cell.Grid, r kit.Rect) {
	if m.rehearsal == nil {
		return
	}
	st := kit.NewStyles(m.stage.Look.Palette)
	text, ok := m.rehearsal.Kept()
	style := st.Bold
	if !ok {
		style = st.Letter
	}
	g.Put(r.X, r.Y, cell.Truncate("REHEARSAL  "+text, r.W), style)
}

// speakers says who speaks, and who will when that is somebody else.
func (m *Model) speakers() []string {
	s := m.stage
	var out []string
	now, next := s.Deck.Slide(s.State.Pos.Slide).Speaker, m.nextSpeaker()
	if now != "" {
		out = append(out, now+" speaks")
	}
	if next != "" && next != now {
		out = append(out, "next: "+next)
	}
	return out
}

// nextSpeaker is who speaks on the slide that next leads to; "" when it is not named.
func (m *Model) nextSpeaker() string {
	s := m.stage
	for i := s.State.Pos.Slide + 1; i < s.Deck.Len() && !s.Deck.Heads[i-1].Closing; i++ {
		if !m.isOut(i) {
			return s.Deck.Slide(i).Speaker
		}
	}
	return ""
}

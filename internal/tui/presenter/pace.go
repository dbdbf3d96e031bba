package presenter

import (
	"cmp"
	"fmt"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/plan"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// planned is the plan of the talk from where it began. The whole one is made once for each deck and
// phase: that parses every slide.
type planned struct {
	plan.Plan
	base  plan.Plan
	phase string
	made  bool
}

func (p *planned) prepare(d *deck.Deck, phase string, pace, from int) {
	if !p.made || p.phase != phase {
		base := plan.Of(d, phase, pace)
		*p = planned{Plan: base, base: base, phase: phase, made: true}
	}
	if p.First != from {
		p.Plan = p.base.From(from)
	}
}

// plan plans the talk as it is, once for each phase.
func (m *Model) plan() {
	t := m.stage.Talk
	m.planned.prepare(m.stage.Deck, t.Phase, m.usualPace(t.Phase), t.Log.From)
}

// opening is what is planned for the first slide.
func (m *Model) opening() time.Duration {
	m.plan()
	return m.planned.base.Time(0)
}

// foresee takes stock of what the plan means now, ahead of View.
func (m *Model) foresee() {
	s, now := m.stage, m.stage.Now()
	if s.Deck.Len() == 0 {
		return
	}
	m.plan()
	m.forecast = m.planned.At(plan.Moment{
		Slide: s.Talk.Pos.Slide, Spent: s.Talk.Spent(s.Deck.Len(), now), Out: s.Talk.Skipped,
		Elapsed: s.Talk.Clock.Elapsed(now), Now: now, Bell: m.bell(now),
	})
}

// bell is when the talk has to end, as it was asked for or as the deck says, while that is near:
// the evening before, the plan is what counts.
func (m *Model) bell(now time.Time) time.Time {
	return plan.NearBell(cmp.Or(m.setup.Finish, m.stage.Deck.Meta.Finish), now)
}

// drawPace says in words whether the talk is on time, and what could be left out.
func (m *Model) drawPace(p panel, r ui.Rect, f plan.Forecast) {
	if m.planned.Total() == 0 {
		return
	}
	style := p.Text
	if m.stage.Talk.Clock.Started() && f.Behind >= plan.OnTime {
		style = p.Letter
	}
	p.line(r, style, m.paceParts(f, r.W)...)
}

// total is the length of the whole talk, and for a rehearsal that of its part.
func (m *Model) total() time.Duration {
	if m.setup.Rehearsal != nil {
		return m.planned.Total()
	}
	return m.planned.base.Total()
}

// paceParts are the pace and what belongs to it, for w columns, the first the most important.
func (m *Model) paceParts(f plan.Forecast, w int) []string {
	switch {
	case !m.stage.Talk.Clock.Started():
		return append([]string{m.startText(f)}, m.outText(f)...)
	case w < fullCols-2 && m.counted() != "" && f.Behind.Abs() < plan.OnTime:
		return []string{m.counted()}
	case w < fullCols-2:
		return []string{f.Brief()}
	}
	parts := []string{f.Pace()}
	if text := m.counted(); text != "" {
		parts[0] = text + ": " + parts[0]
	}
	for i, advice := range f.Advice() {
		switch {
		case i > 0:
			parts = append(parts, "or "+advice)
		case cell.Width(parts[0]+adviceLead+advice) <= w:
			parts[0] += adviceLead + advice
		default:
			s := f.Savings[0]
			parts = append(parts, fmt.Sprintf("x: slide %d out saves %s", s.Slide+1, plan.Clock(s.Time)))
		}
	}
	return append(parts, m.outText(f)...)
}

// counted says that the first slide was left before the clock was begun, and what it counts as, until
// the slide after it is left, too; then "".
func (m *Model) counted() string {
	t := m.stage.Talk
	visits := t.Log.Visits
	if len(visits) == 0 || !visits[0].Planned {
		return ""
	}
	for _, v := range visits[1:] {
		if v.Pos.Slide != t.Pos.Slide {
			return ""
		}
	}
	return "Slide 1 counts as planned, " + plan.Clock(visits[0].Time())
}

// adviceLead stands between the pace and what x does about it.
const adviceLead = "; x: "

// startText says what beginning now would mean.
func (m *Model) startText(f plan.Forecast) string {
	bell := f.Bell
	if bell.IsZero() && m.setup.Finish != "" {
		bell, _ = plan.ParseBell(m.setup.Finish, m.stage.Now()) // It was read when the program started.
	}
	switch {
	case bell.IsZero():
		return "Beginning now it finishes about " + plan.TimeOfDay(f.Ends)
	case f.Bell.IsZero() || f.Behind <= -plan.OnTime:
		return "To finish at " + bell.Format("15:04") + tomorrow(bell, m.stage.Now()) + " begin by " + bell.Add(-f.Rest).Format("15:04")
	}
	return "Beginning now: " + f.Pace()
}

// tomorrow is the word behind a time of another day, so that 3.05 is not taken for the afternoon.
func tomorrow(t, now time.Time) string {
	if t.YearDay() == now.In(t.Location()).YearDay() {
		return ""
	}
	return " tomorrow"
}

// outText says what leaving slides out saves.
func (m *Model) outText(f plan.Forecast) []string {
	if f.Saved == 0 {
		return nil
	}
	return []string{outList(m.stage.Talk.Skipped) + " out, saves " + plan.Words(f.Saved)}
}

// drawClock shows the talk's clock, its plan, and the slide's.
func (m *Model) drawClock(p panel, r ui.Rect, f plan.Forecast) {
	style := p.Bold
	if m.stage.Talk.Waits() {
		style = p.Chosen
	}
	p.Fill(r.X, r.Y, r.W, r.H, style)
	p.line(r.Inset(1, 0), style, m.clockParts(f, r.W < fullCols)...)
}

// clockParts are the talk's clock, its plan and the slide's time, the first the most important.
func (m *Model) clockParts(f plan.Forecast, narrow bool) []string {
	c := m.stage.Talk.Clock
	total := max(m.total(), f.Due) // What stands behind the closing slide is planned for whoever goes there.
	if !c.Started() {
		parts := []string{"Clock not started: s starts it"}
		if m.stage.Talk.Waits() {
			parts[0] = "Press Enter as you begin to speak"
		}
		if total > 0 {
			parts = append(parts, "planned "+plan.Clock(total))
		}
		return append(parts, m.slideClock(f, narrow))
	}
	label, state := "Clock ", " running"
	if narrow {
		label, state = "", ""
	}
	if !c.Running() {
		state = " PAUSED"
	}
	text := label + plan.Clock(c.Elapsed(m.stage.Now()))
	if total > 0 {
		text += " of " + plan.Clock(total)
	}
	return []string{text + state, m.slideClock(f, narrow)}
}

// slideClock is the time on this slide against its plan. Where the clock stands at zero it is the time since
// the slide came up, and the plan alone while the talk waits for its beginning.
func (m *Model) slideClock(f plan.Forecast, narrow bool) string {
	text := "this slide "
	if narrow {
		text = "slide "
	}
	if m.stage.Talk.Waits() && f.HerePlan > 0 {
		return text + plan.Clock(f.HerePlan)
	}
	here := f.Here
	if !m.stage.Talk.Clock.Started() {
		here = m.stage.Talk.SinceArrival(m.stage.Now())
	}
	text += plan.Clock(here)
	if f.HerePlan == 0 {
		return text
	}
	text += " of " + plan.Clock(f.HerePlan)
	if over := here - f.HerePlan; over >= time.Second && !narrow {
		text += ", " + plan.Clock(over) + " over"
	}
	return text
}

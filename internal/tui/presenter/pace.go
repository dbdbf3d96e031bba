package presenter

import (
	"cmp"
	"fmt"
	"time"

	"assembly/internal/cell"
	"assembly/internal/deck"
	"assembly/internal/plan"
	"assembly/internal/tui/ui"
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

// forecast is what the plan means now.
func (m *Model) forecast() plan.Forecast {
	s, now := m.stage, m.stage.Now()
	return m.planned.At(plan.Moment{
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

// paceParts are the pace and what belongs to it, for w columns, the first the most important.
func (m *Model) paceParts(f plan.Forecast, w int) []string {
	switch {
	case !m.stage.Talk.Clock.Started():
		return append([]string{m.startText(f)}, m.outText(f)...)
	case w < fullCols-2:
		return []string{f.Brief()}
	}
	parts := []string{f.Pace()}
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
		return "To finish at " + bell.Format("15:04") + " begin by " + bell.Add(-f.Rest).Format("15:04")
	}
	return "Beginning now: " + f.Pace()
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
	p.Fill(r.X, r.Y, r.W, r.H, p.Bold)
	p.line(r.Inset(1, 0), p.Bold, m.clockParts(f, r.W < fullCols)...)
}

// clockParts are the talk's clock, its plan and the slide's time, the first the most important.
func (m *Model) clockParts(f plan.Forecast, narrow bool) []string {
	c := m.stage.Talk.Clock
	total := m.planned.Total()
	if !c.Started() {
		parts := []string{"Clock not started: s starts it"}
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
	if due := f.Due; due > 0 {
		total = due // A first slide that was over before the clock began is in neither.
	}
	if total > 0 {
		text += " of " + plan.Clock(total)
	}
	return []string{text + state, m.slideClock(f, narrow)}
}

// slideClock is the time on this slide against its plan. Before the clock has been started it is
// the time since the slide came up.
func (m *Model) slideClock(f plan.Forecast, narrow bool) string {
	text := "this slide "
	if narrow {
		text = "slide "
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

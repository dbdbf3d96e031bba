package presenter

import (
	"time"

	"assembly/internal/plan"
	"assembly/internal/talk"
	"assembly/internal/tui/ui"
)

// prompter is the teleprompter: it goes through a slide's notes at a pace. Where it is follows
// from the time alone, whenever and however often it is asked.
type prompter struct {
	on   bool
	own  int // the pace that the speaker has chosen, in words a minute; 0 for none
	line timeline
	key  promptKey
	read time.Duration // of the timeline, at from or while it stands
	from time.Time     // when it began to run on; zero while it stands

	shape shape // that it goes by, on a reflection
}

// promptKey is all that the timeline depends on.
type promptKey struct {
	deck  string
	slide int
	phase string
	pace  int
}

// paceStep is what a press changes of the pace, in words a minute.
const paceStep = 5

// heldPace is a pace within what can be said and followed.
func heldPace(pace int) int { return max(min(pace, plan.FastestPace), plan.SlowestPace) }

// place is how far into the timeline the teleprompter is at a time.
func (p *prompter) place(now time.Time) time.Duration {
	d := p.read
	if !p.from.IsZero() {
		d += max(now.Round(0).Sub(p.from), 0)
	}
	return min(p.hold(d, now.Round(0)), p.line.total())
}

// move goes to a place in the timeline.
func (p *prompter) move(to time.Duration, now time.Time) {
	p.read = to
	if !p.from.IsZero() {
		p.from = now.Round(0)
	}
}

// run lets it run on or stand.
func (p *prompter) run(on bool, now time.Time) {
	switch {
	case on && p.from.IsZero():
		p.from = now.Round(0) // The wall's clock, as for wake.
	case !on && !p.from.IsZero():
		p.read, p.from = p.place(now), time.Time{}
	}
}

// skew takes off the time from then to now, that nobody spoke in: the machine slept, or its clock
// was set. What is kept of the shape is from now on what the hall goes by.
func (p *prompter) skew(then, now time.Time, shown int64) {
	p.move(p.place(then), now)
	p.shape.shown = shown
}

// moving reports whether it is somewhere else a moment later.
func (p *prompter) moving(now time.Time) bool {
	return p.on && !p.from.IsZero() && p.place(now) < p.line.total() && !p.stands(now)
}

// prepare makes the timeline anew when what it depends on has changed. Other notes begin at their
// top; another pace, or an edit of the deck, leaves it at the same words.
func (p *prompter) prepare(k promptKey, now time.Time, timed func() timeline) {
	if p.key == k {
		return
	}
	old, same := p.line, p.key.slide == k.slide && p.key.phase == k.phase
	place := p.place(now)
	p.line, p.key = timed(), k
	switch {
	case !same:
		p.shape = shape{}
		p.move(0, now)
	case len(old) > 0:
		p.move(p.line.when(old.at(place)), now)
	}
}

// rebase lets it follow its slide into an edited deck. In place of a slide that is gone the notes of
// the other begin at their top.
func (p *prompter) rebase(moves *talk.Moves) {
	to, gone := moves.Slide(p.key.slide)
	if gone {
		to = talk.Gone
	}
	p.key.slide = to
}

// usualPace is the pace that the view was made with for a phase, in words a minute; 0 for the deck's
// own.
func (m *Model) usualPace(phase string) int {
	if m.paceOf == nil {
		return 0
	}
	if pace := m.paceOf(phase); pace != 0 {
		return heldPace(pace)
	}
	return 0
}

// pace is the pace of the teleprompter, in words a minute.
func (m *Model) pace() int {
	for _, pace := range []int{m.prompter.own, m.usualPace(m.stage.Talk.Phase)} {
		if pace > 0 {
			return pace
		}
	}
	return plan.Pace(m.stage.Deck.Meta, m.stage.Talk.Phase)
}

// preparePrompter times the notes of the slide ahead of View.
func (m *Model) preparePrompter() {
	s := m.stage
	k := promptKey{s.Deck.Hash, s.Talk.Pos.Slide, s.Talk.Phase, m.pace()}
	if !m.prompter.on {
		m.prompter.leave(k, m.shape())
		return
	}
	m.prompter.prepare(k, s.Now(), func() timeline {
		slide := s.Deck.Slide(k.slide)
		return timelineOf(slide.Notes.For(k.phase), s.Deck.Spoken, k.pace, slide.Reflection(k.phase))
	})
	m.prompter.follow(m.shape(), s.Now())
}

// promptAct does what a key asks of the teleprompter. It reports false for a key that is not its
// own while it is as it is.
func (m *Model) promptAct(a ui.Action) bool {
	p, now := &m.prompter, m.stage.Now()
	if a == ui.Prompter {
		m.togglePrompter()
		return true
	}
	if !p.on {
		return false
	}
	switch a {
	case ui.Slower:
		m.changePace(-paceStep)
	case ui.Faster:
		m.changePace(paceStep)
	case ui.ScrollDown:
		p.move(p.onward(now), now)
	case ui.ScrollUp:
		p.move(p.line.back(p.place(now)), now)
	default:
		return false
	}
	return true
}

// togglePrompter switches the teleprompter on where it was on this slide, or off and leaves the
// notes as they stand.
func (m *Model) togglePrompter() {
	if m.prompter.on {
		m.notes.scroll = m.promptView(layOut(m.stage.W, m.stage.H).Notes.H).first
		m.askToSave()
	}
	m.prompter.on = !m.prompter.on
}

func (m *Model) changePace(by int) {
	m.prompter.own = heldPace(m.pace() + by)
}

// runPrompter lets the teleprompter stand while it is off and while the talk's clock is paused.
func (m *Model) runPrompter() {
	c := m.stage.Talk.Clock
	m.prompter.run(m.prompter.on && (c.Running() || !c.Started()), m.stage.Now())
}

package presenter

import (
	"cmp"

	"github.com/westandtogether-assembly/assembly/internal/plan"
	"github.com/westandtogether-assembly/assembly/internal/prompter"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// teleprompter goes through the notes at the speaker's pace.
type teleprompter struct {
	prompter.Prompter
	on  bool
	own int // the pace that the speaker has chosen, in words a minute; 0 for none
}

// paceStep is what a press changes of the pace, in words a minute.
const paceStep = 5

// heldPace is a pace within what can be said and followed.
func heldPace(pace int) int { return max(min(pace, plan.FastestPace), plan.SlowestPace) }

// usualPace is the pace that the view was made with for a phase, in words a minute; 0 for the deck's
// own.
func (m *Model) usualPace(phase string) int {
	if m.setup.Pace == nil {
		return 0
	}
	if pace := m.setup.Pace(phase); pace != 0 {
		return heldPace(pace)
	}
	return 0
}

// pace is the pace of the teleprompter, in words a minute.
func (m *Model) pace() int {
	phase := m.stage.Talk.Phase
	return cmp.Or(m.prompter.own, m.usualPace(phase), plan.Pace(m.stage.Deck.Meta, phase))
}

// preparePrompter times the notes of the slide ahead of View.
func (m *Model) preparePrompter() {
	s := m.stage
	k := prompter.Key{Deck: s.Deck.Hash, Slide: s.Talk.Pos.Slide, Phase: s.Talk.Phase, Pace: m.pace()}
	if !m.prompter.on {
		m.prompter.Leave(k, m.shape())
		return
	}
	m.prompter.Prepare(k, s.Now(), m.slideNotes)
	m.prompter.Follow(m.shape(), s.Now())
}

// shape is the state of the shape of the slide that the speaker is at. While a freeze holds the hall
// elsewhere it has not started, wherever the speaker is.
func (m *Model) shape() prompter.Shape {
	s := m.stage.Talk
	if s.Pos.Step == 0 || s.Hall().Slide != s.Pos.Slide || !m.stage.Filling() {
		return prompter.Shape{}
	}
	return prompter.Shape{Step: s.Hall().Step, Shown: s.Shown}
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
		p.Forward(now)
	case ui.ScrollUp:
		p.Back(now)
	default:
		return false
	}
	return true
}

// togglePrompter switches the teleprompter on where it was on this slide, or off and leaves the
// notes as they stand.
func (m *Model) togglePrompter() {
	if m.prompter.on {
		h := m.layout().Notes.H
		first := m.promptView(h).first
		if m.notes.window(first, h).label >= 0 {
			first++ // The label takes the place of a row, so that the others stay where they are.
		}
		m.notes.scroll = first
		m.askToSave()
	}
	m.prompter.on = !m.prompter.on
}

func (m *Model) changePace(by int) { m.prompter.own = heldPace(m.pace() + by) }

// runPrompter lets the teleprompter stand while it is off and while the talk's clock is paused.
func (m *Model) runPrompter() {
	c := m.stage.Talk.Clock
	m.prompter.Run(m.prompter.on && (c.Running() || !c.Started()), m.stage.Now())
}

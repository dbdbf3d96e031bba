package presenter

import (
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// Rehearsal takes what a rehearsal measures. Its methods do not block.
type Rehearsal interface {
	// Record takes the talk so far, each time that it changes.
	Record(t talk.Talk, d *deck.Deck)
	// Saved says in words whether the run is saved, and for whom; ok is false when it is not.
	Saved() (text string, ok bool)
	// Done is what follows when the rehearsal is left, such as its summary; nil ends the program.
	// pace is what the speaker has settled on and not saved, in words a minute; 0 for none.
	Done(t talk.Talk, d *deck.Deck, pace int) tea.Model
}

// unsavedPace is the pace that the speaker has settled on, while it is not saved.
func (m *Model) unsavedPace() int {
	if pace := m.prompter.own; pace != m.paces.saved[m.stage.Talk.Phase] {
		return pace
	}
	return 0
}

// reload follows the deck into its next version.
func (m *Model) reload(msg ui.Reload) {
	shown, slides := m.stage.Talk.Hall().Slide, m.stage.Deck.Len()
	moves := m.stage.Reload(msg)
	if msg.Err != nil {
		m.tellBroken()
	}
	if moves == nil {
		return
	}
	m.stage.Untell(ui.BrokenEdit)
	m.warn()
	m.notes.rebase(moves)
	m.prompter.Rebase(moves)
	m.lastSkipped, _ = moves.Slide(m.lastSkipped)
	m.planned = planned{}
	m.skipOnlyOptional()
	if _, gone := moves.Slide(shown); gone && m.stage.Deck.Len() < slides {
		m.stage.Tell(ui.SlideGone, fmt.Sprintf("The slide that was shown is gone from the deck's file. Slide %d is shown now", m.stage.Talk.Hall().Slide+1))
	}
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
	if gap < -jitter || gap > asleep && m.setup.Rehearsal != nil {
		m.stage.Do(talk.Command{Op: talk.Skew, N: int(gap.Milliseconds())})
	}
	if gap < -jitter || gap > asleep {
		m.prompter.Skew(then, now, m.stage.Talk.Shown)
	}
}

// leave ends the program, or goes on to what follows a rehearsal.
func (m *Model) leave() (tea.Model, tea.Cmd) {
	if m.setup.Rehearsal != nil {
		if next := m.setup.Rehearsal.Done(m.stage.Talk, m.stage.Deck, m.unsavedPace()); next != nil {
			next, cmd := next.Update(tea.WindowSizeMsg{Width: m.stage.W, Height: m.stage.H})
			return next, tea.Batch(next.Init(), cmd)
		}
	}
	return m, tea.Quit
}

// words tell a talk from a rehearsal, so that nobody takes one for the other.
type words struct {
	mark  string // leads the head of the view
	title string // of the window
	now   string // above what the hall sees
	hall  string // leads the banner
}

func (m *Model) words() words {
	if m.setup.Rehearsal != nil {
		return words{"REHEARSAL  ", "Rehearsal: ", "NOW (no hall is served)", "REHEARSAL: "}
	}
	return words{"", "Presenter: ", "NOW in the hall", "THE HALL IS "}
}

// speakers says who speaks, and who will when that is somebody else.
func (m *Model) speakers() []string {
	s := m.stage
	var out []string
	now, next := s.Deck.Slide(s.Talk.Pos.Slide).Speaker, m.nextSpeaker()
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
	for i := s.Talk.Pos.Slide + 1; i < s.Deck.Len() && !s.Deck.Heads[i-1].Closing; i++ {
		if !s.Talk.Skips(i) {
			return s.Deck.Slide(i).Speaker
		}
	}
	return ""
}

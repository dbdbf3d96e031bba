package presenter

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// recorder is a rehearsal that remembers what it was told last.
type recorder struct{ last, done talk.Talk }

func (r *recorder) Record(t talk.Talk, _ *deck.Deck) { r.last = t }
func (r *recorder) Saved() (string, bool)            { return "the times are saved for Anna", true }
func (r *recorder) Done(t talk.Talk, _ *deck.Deck, _ int) tea.Model {
	r.done = t
	return nil
}

// wait lets a time pass, with the repaints that come each second.
func wait(m *Model, clock *screentest.Clock, d time.Duration) {
	for range d / time.Second {
		clock.Pass(time.Second)
		m.Update(ui.Repaint{})
	}
}

// A long slide without a key is no sleep; a time without repaints is one, and not rehearsed.
func TestOnlyASleepIsTakenOffARehearsal(t *testing.T) {
	m, clock := builtin(t, 80, 24)
	m.setup.Rehearsal = &recorder{}
	press(m, clock, "s")
	wait(m, clock, 90*time.Second)
	if press(m, clock, "pgdown"); m.Talk().Clock.Elapsed(clock.Now()) != 91*time.Second {
		t.Errorf("after 91 s on a slide the clock is at %v", m.Talk().Clock.Elapsed(clock.Now()))
	}
	clock.Pass(time.Hour)
	m.Update(ui.Repaint{})
	if got := m.Talk().Clock.Elapsed(clock.Now()); got != 91*time.Second {
		t.Errorf("after a sleep the clock is at %v", got)
	}
}

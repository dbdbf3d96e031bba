package presenter

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"assembly/internal/tui/kit"
)

// recorder is a rehearsal that remembers what it was told last.
type recorder struct{ last, done Progress }

func (r *recorder) Record(p Progress)         { r.last = p }
func (r *recorder) Kept() (string, bool)      { return "the times are kept for Anna", true }
func (r *recorder) Done(p Progress) tea.Model { r.done = p; return nil }

// wait lets a time pass, with the repaints that come each second.
func wait(m *Model, clock *wall, d time.Duration) {
	for range d / time.Second {
		clock.now = clock.now.Add(time.Second)
		m.Update(kit.Repaint{})
	}
}

// A long slide without a key is no sleep; a time without repaints is one, and not rehearsed.
func TestOnlyASleepIsTakenOffARehearsal(t *testing.T) {
	m, clock := builtin(t, 80, 24)
	m.rehearsal = &recorder{}
	press(m, clock, "s")
	wait(m, clock, 90*time.Second)
	if press(m, clock, ">"); m.State().Clock.Elapsed(clock.now) != 91*time.Second {
		t.Errorf("after 91 s on a slide the clock is at %v", m.State().Clock.Elapsed(clock.now))
	}
	clock.now = clock.now.Add(time.Hour)
	m.Update(kit.Repaint{})
	if got := m.State().Clock.Elapsed(clock.now); got != 91*time.Second {
		t.Errorf("after a sleep the clock is at %v", got)
	}
}

package talk_test

import (
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/talk"
)

func TestClock(t *testing.T) {
	for _, c := range []struct {
		keys, want string // what the clock reads at the last key, "-" before its start, "|" while it stands
		why        string
	}{
		{"  ", "-", ""},
		{"n   ", "3s", "the first move off the first slide starts it"},
		{"b n   ", "-", "showing the slide does not"},
		{"F  ", "2s", ""},
		{"E  ", "2s", ""},
		{"E  E  ", "5s", "it begins once"},
		{"nn B ", "-", "what begins anew has no clock"},
		{"nn Bu ", "-", "nor one to come back"},
		{"s    s", "5s|", ""},
		{"s  s     s ", "4s", "a pause does not count"},
		{"s  s  n n", "3s|", "moving does not start a clock that was stopped"},
		{"ss", "1s|", ""},
		{"sF  ", "3s", "beginning twice starts once"},
		{"s  sF ", "4s", "beginning resumes"},
		{"s   r ", "-", ""},
		{"s   r ru", "7s", "a reset can be undone, and the clock has run on"},
		{"s   sr ru", "4s|", ""},
		{"s   rs  u ", "9s", "undoing gives the old clock back"},
		{"u", "-", "nothing to undo"},
		{"s  ruu ", "6s", "undoing twice undoes once"},
		{"nr n  ", "-", "after a reset a move on a later slide starts nothing"},
		{"nrgn  ", "2s", "but the first slide does again"},
		{"e  ", "2s", ""},
	} {
		s, now := press(short(), talk.Start("", start), start, c.keys)
		if got := reading(s.Clock, now); got != c.want {
			t.Errorf("after %q the clock reads %s, want %s %s", c.keys, got, c.want, c.why)
		}
	}
}

func reading(c talk.Clock, now time.Time) string {
	switch {
	case !c.Started():
		return "-"
	case !c.Running():
		return c.Elapsed(now).String() + "|"
	}
	return c.Elapsed(now).String()
}

func TestClockWithinAMillisecond(t *testing.T) {
	s := talk.Do(short(), talk.Start("", start), talk.Command{Op: talk.ToggleClock}, start)
	s = talk.Do(short(), s, talk.Command{Op: talk.ToggleClock}, start)
	if !s.Clock.Started() || s.Clock.Running() {
		t.Errorf("a clock stopped at once is %+v, want one that was started and stands", s.Clock)
	}
}

func TestClockSurvivesTheMachinesClockGoingBack(t *testing.T) {
	s, now := press(short(), talk.Start("", start), start, "s  s  s")
	if got := s.Clock.Elapsed(now.Add(-time.Hour)); got != 3*time.Second {
		t.Errorf("an hour earlier the clock reads %s, want what was banked, 3s", got)
	}
	if got := s.SinceArrival(start.Add(-time.Hour)); got != 0 {
		t.Errorf("an hour before arrival it is %s since arrival, want 0", got)
	}
}

// In a rehearsal of any part the first next begins the clock and does not move, so that all that is said
// is measured; whoever moves before looks for the slide to begin at.
func TestRehearsalClock(t *testing.T) {
	for _, c := range []struct {
		keys, clock, place string
		from               int
	}{
		{"p", "-", "2.2", 1},
		{"n ", "1s", "3.1", 2},
		{"E ", "1s", "3.1", 2},
		{"  nn", "1s", "3.2", 2},
		{"5G ", "-", "5.1", 4},
		{"g n n", "2s", "2.1", 0},
		{"nnr  n ", "1s", "3.2", 2}, // Begun anew.
		{"b n", "0s", "3.1", 2},     // What covers the hall goes as the talk begins.
		{"nnB n ", "1s", "1.1", 0},
	} {
		s := talk.Do(short(), talk.Rehearse("", start), talk.Command{Op: talk.BeginAt, N: 2}, start)
		s, now := press(short(), s, start, c.keys)
		if got := reading(s.Clock, now); got != c.clock || place(s) != c.place || s.Log.From != c.from {
			t.Errorf("after %q the clock reads %s, the talk is at %s and began at slide %d; want %s, %s, %d", c.keys, got, place(s), s.Log.From+1, c.clock, c.place, c.from+1)
		}
	}
}

// A talk whose first slide is left before its clock was begun counts that slide as planned.
func TestOpening(t *testing.T) {
	shape := short()
	shape.Phases, shape.Opening = []string{"primary", "secondary"}, 75*time.Second
	for _, c := range []struct{ keys, clock, log, why string }{
		{"  n  ", "1m17s", "1.1* 0-75, 2.1 75-77", ""},
		{"n n ", "1m18s", "1.1* 0-75, 2.1 75-77, 2.2 77-78", ""},
		{"nt ", "1m17s", "1.1* 0-75, 2.1 75-76, 2.1 76-77", "to whom it was spoken does not change"},
		{"3G ", "1m16s", "1.1* 0-75, 3.1 75-76", "by a jump, too"},
		{"e ", "1m16s", "1.1* 0-75, 5.2 75-76", ""},
		{"E n ", "3s", "1.1 0-2, 2.1 2-3", "what was begun is measured"},
		{"s s n ", "2s|", "1.1 0-2", ""},
		{"nr  s ", "1s", "2.1 0-1", "what was reset on a later slide begins there at nothing"},
		{"nrg n ", "1m16s", "1.1* 0-75, 2.1 75-76", "and anew on the first"},
		{"nr u ", "1m19s", "1.1* 0-75, 2.1 75-76, 2.1 76-79", "what is undone counts again"},
	} {
		s, now := press(shape, talk.Start("primary", start), start, c.keys)
		if got := reading(s.Clock, now); got != c.clock || visits(s.Closed(now).Visits) != c.log {
			t.Errorf("after %q the clock reads %s, the log is %s; want %s, %s %s", c.keys, got, visits(s.Closed(now).Visits), c.clock, c.log, c.why)
		}
	}
	if s, now := press(shape, talk.Rehearse("primary", start), start, "3G n n"); reading(s.Clock, now) != "2s" {
		t.Errorf("a rehearsal counts %s of which only 2 s were heard", reading(s.Clock, now))
	}
}

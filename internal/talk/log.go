package talk

import (
	"slices"
	"time"
)

// Visit is one stay at a position. From and To are read off the talk's own clock, so a pause is in
// no visit.
type Visit struct {
	Pos      Pos // its Slide is Gone when an edit has taken it from the deck
	From, To time.Duration
	Phase    string // of the pupils to whom it was spoken
	Planned  bool   `json:",omitempty"` // not measured: it is what was planned for the first slide
}

// Time is how long the visit lasted.
func (v Visit) Time() time.Duration { return v.To - v.From }

// Stretch is the time from a start of the clock at nothing to now, or to a reset. Its visits follow
// each other without a gap: together with the stay in progress they are the clock's elapsed time.
type Stretch struct {
	From   int // the slide at which the clock began, or would begin; from 0
	Visits []Visit
}

// Log is every visit of a talk so far. Its zero value is that of a talk whose clock has not been
// started.
type Log struct {
	Stretch
	Reset Stretch // what the clock's last reset ended, for undoing it
}

// logged is the log after an operation that led from this talk to a state.
func (t Talk) logged(after State, op Op, now time.Time) Log {
	l := t.Log
	switch {
	case op == ResetClock && t.Clock.Started():
		return Log{Stretch{From: after.Pos.Slide}, t.Closed(now).Stretch}
	case op == UndoReset && t.Reset.Started():
		return l.BeforeReset()
	case !t.Clock.Started() && after.Clock.Started():
		l.From = t.Pos.Slide
		l.Visits = t.opening(after.Clock)
	case !t.Clock.Started():
		l.From = after.Pos.Slide
	case t.Pos != after.Pos:
		return t.Closed(now)
	}
	return l
}

// opening is the visit to the first slide that a clock has begun with, none for one that began at 0.
func (t Talk) opening(c Clock) []Visit {
	if c.Banked == 0 {
		return nil
	}
	return []Visit{{Pos: t.Pos, To: time.Duration(c.Banked) * time.Millisecond, Phase: t.Phase, Planned: true}}
}

// BeforeReset is the log as the clock's last reset ended it.
func (l Log) BeforeReset() Log { return Log{Stretch: l.Reset} }

// close ends the stay in progress.
func (l Log) close(s State, phase string, now time.Time) Log {
	from, to := l.end(), s.Clock.Elapsed(now)
	if to > from {
		// The tail is cut, so that a log that was handed out never changes.
		l.Visits = append(slices.Clip(l.Visits), Visit{Pos: s.Pos, From: from, To: to, Phase: phase})
	}
	return l
}

// end is where the last visit ended.
func (l Log) end() time.Duration {
	if n := len(l.Visits); n > 0 {
		return l.Visits[n-1].To
	}
	return 0
}

// rebase is the log in another version of its deck.
func (l Log) rebase(m Moves) Log { return Log{l.Stretch.rebase(m), l.Reset.rebase(m)} }

func (s Stretch) rebase(m Moves) Stretch {
	s.From, _ = m.Slide(s.From)
	s.Visits = slices.Clone(s.Visits)
	for i, v := range s.Visits {
		if v.Pos.Slide != Gone {
			s.Visits[i].Pos.Slide = m.Find(v.Pos.Slide)
		}
	}
	return s
}

// fit keeps the beginnings inside a deck of n slides.
func (l Log) fit(n int) Log {
	for _, from := range []*int{&l.From, &l.Reset.From} {
		*from = max(min(*from, n-1), 0)
	}
	return l
}

func (l Log) same(o Log) bool { return l.Stretch.same(o.Stretch) && l.Reset.same(o.Reset) }

func (s Stretch) same(o Stretch) bool { return s.From == o.From && slices.Equal(s.Visits, o.Visits) }

package talk

import (
	"slices"
	"time"
)

// Visit is one stay at a place. From and To are read off the talk's own clock, so a pause is in
// no visit.
type Visit struct {
	Pos      Pos
	From, To time.Duration
	Phase    string // of the pupils to whom it was spoken
}

// Time is how long the visit lasted.
func (v Visit) Time() time.Duration { return v.To - v.From }

// Stretch is the time from a start of the clock at nothing to now, or to a reset. Its visits follow
// each other without a gap: together with the stay in progress they are the clock's elapsed time.
type Stretch struct {
	From   int // the slide at which the clock began, or would begin; from 0
	Visits []Visit
}

// Log is every visit of a talk so far. It is kept beside the state, not in it. The zero Log is that
// of a talk whose clock has not been started.
type Log struct {
	Stretch
	Reset Stretch // what the clock's last reset ended, for undoing it
	Phase string  // of the stay in progress
}

// In is the log of a talk that goes on in a phase.
func (l Log) In(phase string, s State, now time.Time) Log {
	if phase != l.Phase {
		l = l.close(s, now)
		l.Phase = phase
	}
	return l
}

// Follow adds what one transition of the state ended.
func (l Log) Follow(before, after State, now time.Time) Log {
	switch {
	case wasReset(before, after):
		return Log{Stretch{From: after.Pos.Slide}, l.close(before, now).Stretch, l.Phase}
	case wasUndone(before, after):
		return l.BeforeReset()
	case !before.Clock.Started() && after.Clock.Started():
		l.From = before.Pos.Slide
	case !before.Clock.Started():
		l.From = after.Pos.Slide
	case before.Pos != after.Pos:
		return l.close(before, now)
	}
	return l
}

func wasReset(before, after State) bool {
	return before.Clock.Started() && !after.Clock.Started() && after.Reset == before.Clock
}

func wasUndone(before, after State) bool {
	return before.Reset.Started() && !after.Reset.Started() && after.Clock == before.Reset
}

// Gone is the index of a slide that is no longer in the deck.
const Gone = -1

// Renumber is the log in another version of its deck. where is the new index of a slide; for one that
// is gone it is ^j, where j is the index of the one in its place.
func (l Log) Renumber(where func(slide int) int) Log {
	return Log{l.renumber(where), l.Reset.renumber(where), l.Phase}
}

func (s Stretch) renumber(where func(slide int) int) Stretch {
	if s.From = where(s.From); s.From < 0 {
		s.From = ^s.From
	}
	s.Visits = renumberedVisits(s.Visits, where)
	return s
}

// Fit keeps the beginning inside a deck of n slides, as for a deck that has become shorter.
func (l Log) Fit(n int) Log {
	for _, from := range []*int{&l.From, &l.Reset.From} {
		*from = max(min(*from, n-1), 0)
	}
	return l
}

func renumberedVisits(visits []Visit, where func(slide int) int) []Visit {
	out := slices.Clone(visits)
	for i, v := range out {
		if v.Pos.Slide != Gone {
			out[i].Pos.Slide = max(where(v.Pos.Slide), Gone)
		}
	}
	return out
}

// BeforeReset is the log as the clock's last reset ended it.
func (l Log) BeforeReset() Log { return Log{Stretch: l.Reset, Phase: l.Phase} }

// Close ends the stay in progress.
func (l Log) Close(s State, now time.Time) Log { return l.close(s, now) }

func (l Log) close(s State, now time.Time) Log {
	from, to := l.end(), s.Clock.Elapsed(now)
	if to > from {
		// The tail is cut, so that a log that was handed out never changes.
		l.Visits = append(slices.Clip(l.Visits), Visit{s.Pos, from, to, l.Phase})
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

// Phases is the time that was spoken in each phase, but for the stay in progress.
func (s Stretch) Phases() map[string]time.Duration {
	out := map[string]time.Duration{}
	for _, v := range s.Visits {
		out[v.Phase] += v.Time()
	}
	return out
}

// Spent is the time on each of n slides so far, the stay in progress included.
func (l Log) Spent(n int, s State, now time.Time) []time.Duration {
	out := make([]time.Duration, n)
	for _, v := range l.close(s, now).Visits {
		if v.Pos.Slide >= 0 && v.Pos.Slide < n {
			out[v.Pos.Slide] += v.Time()
		}
	}
	return out
}

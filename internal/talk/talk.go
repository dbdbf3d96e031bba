// Package talk holds the truth of a talk that is under way, and the one function that changes it.
//
// It knows nothing of Markdown, screens or networks. All that it needs of a deck is its Shape.
// Every input (a key, a clicker, a hall window, the network, an edited deck) becomes a Command,
// and Do is the only way from one Talk to the next.
package talk

import (
	"slices"
	"time"
)

// None is the Closing index of a Shape whose deck has no closing slide.
const None = -1

// Shape is all that a talk needs of a deck.
type Shape struct {
	Steps   []int         // reveal steps of each slide; fewer than 1 counts as 1
	Closing int           // index of the protected closing slide, or None
	Phases  []string      // the phases of the deck's notes; may be empty
	Opening time.Duration // planned for the first slide; 0 when not known
}

// last is the last step of a slide.
func (sh Shape) last(slide int) int { return max(sh.Steps[slide], 1) - 1 }

// Fit gives the position itself where the deck has it, and otherwise the nearest one that it has.
func (sh Shape) Fit(p Pos) Pos {
	n := len(sh.Steps)
	switch {
	case n == 0 || p.Slide < 0:
		return Pos{}
	case p.Slide >= n:
		return Pos{n - 1, sh.last(n - 1)}
	}
	return Pos{p.Slide, min(max(p.Step, 0), sh.last(p.Slide))}
}

// Pos is a position in the deck. Both numbers count from 0.
type Pos struct {
	Slide, Step int
}

// Blank is what the hall sees in place of the speaker's slide.
type Blank uint8

// The blanks.
const (
	Visible Blank = iota // the hall sees the slide
	Black
	White
	Frozen // the hall stays on Held while the presenter browses
)

// Clock is the talk's stopwatch. Its zero value has not been started.
type Clock struct {
	Banked int64 // milliseconds measured before the last start
	Since  int64 // Unix milliseconds of the last start; 0 while it is paused
}

// Started reports whether the clock has ever run.
func (c Clock) Started() bool { return c != Clock{} }

// Running reports whether the clock runs now.
func (c Clock) Running() bool { return c.Since != 0 }

// Elapsed is the time measured so far. It never falls below what is banked, whatever the
// machine's own clock does.
func (c Clock) Elapsed(now time.Time) time.Duration {
	ms := c.Banked
	if c.Running() {
		ms += since(c.Since, now).Milliseconds()
	}
	return time.Duration(ms) * time.Millisecond
}

func (c Clock) start(now time.Time) Clock {
	if c.Running() {
		return c
	}
	return Clock{Banked: c.Banked, Since: now.UnixMilli()}
}

func (c Clock) pause(now time.Time) Clock {
	if !c.Running() {
		return c
	}
	// A clock paused within its first millisecond has still been started.
	return Clock{Banked: max(1, c.Elapsed(now).Milliseconds())}
}

// State is the part of a talk that a hall needs, and the clock. It is comparable with ==.
type State struct {
	Seq     uint64 // rises by one whenever anything of the Talk changes
	Pos     Pos    // where the speaker is
	Blank   Blank
	Held    Pos   // what a frozen hall shows; the zero Pos otherwise
	Arrived int64 // Unix milliseconds at which the speaker came to Pos
	Shown   int64 // Unix milliseconds at which Hall last changed
	Blanked int64 // Unix milliseconds at which Blank began; 0 while the slide is visible
	Clock   Clock
	Reset   Clock // the clock before the last reset, for undoing it
}

// Begun reports whether the speaker has left the beginning of the deck, or started the clock.
func (s State) Begun() bool { return s.Pos != (Pos{}) || s.Clock.Started() }

// Talk is the whole truth of a talk that is under way. Only Do changes it.
type Talk struct {
	State
	Skipped   []bool // slides that next and back pass over; may be shorter than the deck
	Phase     string // of the pupils that are spoken to; "" in a deck without phases
	Rehearsal bool   // only what begins the clock begins it, wherever the talk is
	Resumed   bool   // it was interrupted and taken up again
	Log       Log
}

// Start is a talk at its beginning.
func Start(phase string, now time.Time) Talk {
	return Talk{State: State{Arrived: now.UnixMilli(), Shown: now.UnixMilli()}, Phase: phase}
}

// Rehearse is a rehearsal at its beginning.
func Rehearse(phase string, now time.Time) Talk {
	t := Start(phase, now)
	t.Rehearsal = true
	return t
}

// Waits reports whether the talk waits for its beginning: its clock has not been started, and it is on
// its first slide, or wherever a rehearsal is to begin.
func (t Talk) Waits() bool { return !t.Clock.Started() && (t.Rehearsal || t.Pos.Slide == 0) }

// Skips reports whether next and back pass over a slide.
func (t Talk) Skips(slide int) bool {
	return slide >= 0 && slide < len(t.Skipped) && t.Skipped[slide]
}

// Spent is the time on each of n slides so far, the stay in progress included.
func (t Talk) Spent(n int, now time.Time) []time.Duration {
	out := make([]time.Duration, n)
	for _, v := range t.Closed(now).Visits {
		if v.Pos.Slide >= 0 && v.Pos.Slide < n {
			out[v.Pos.Slide] += v.Time()
		}
	}
	return out
}

// Closed is the log with the stay in progress ended.
func (t Talk) Closed(now time.Time) Log { return t.Log.close(t.State, t.Phase, now) }

// same reports whether two talks are equal.
func (t Talk) same(o Talk) bool {
	return t.State == o.State && t.Phase == o.Phase && t.Rehearsal == o.Rehearsal && t.Resumed == o.Resumed &&
		slices.Equal(t.Skipped, o.Skipped) && t.Log.same(o.Log)
}

// Hall is the position that the hall shows when it is not black or white.
func (s State) Hall() Pos {
	if s.Blank == Frozen {
		return s.Held
	}
	return s.Pos
}

// SinceArrival is how long the speaker has been at Pos.
func (s State) SinceArrival(now time.Time) time.Duration { return since(s.Arrived, now) }

// SinceShown is how long the hall's slide has been the one of Hall. What moves in the hall, the
// shape of a reflection, goes by it: under a freeze the speaker's own arrival is no measure.
func (s State) SinceShown(now time.Time) time.Duration { return since(s.Shown, now) }

// SinceBlank is how long the hall has been blank or frozen; 0 while it is not.
func (s State) SinceBlank(now time.Time) time.Duration {
	if s.Blank == Visible {
		return 0
	}
	return since(s.Blanked, now)
}

func since(ms int64, now time.Time) time.Duration {
	return time.Duration(max(0, now.UnixMilli()-ms)) * time.Millisecond
}

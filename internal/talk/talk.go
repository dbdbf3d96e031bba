// Package talk holds the state of a talk and the one function that changes it.
//
// It knows nothing of Markdown, screens or networks. All that it needs of a deck is its Shape.
// Every input (a key, a clicker, a hall window, a command from the network) becomes a Command,
// and Apply is the only way from one State to the next.
package talk

import "time"

// None is the Closing index of a Shape whose deck has no closing slide.
const None = -1

// Shape is all that the talk needs of a deck.
type Shape struct {
	Steps   []int  // reveal steps of each slide; fewer than 1 counts as 1
	Closing int    // index of the protected closing slide, or None
	Out     []bool // slides that are left out: next and back pass over them; may be shorter than Steps
}

// out reports whether a slide is left out. The closing slide never is.
func (sh Shape) out(slide int) bool {
	return slide < len(sh.Out) && sh.Out[slide] && slide != sh.Closing
}

// last is the last step of a slide.
func (sh Shape) last(slide int) int { return max(sh.Steps[slide], 1) - 1 }

// Pos is a place in the deck. Both numbers count from 0.
type Pos struct {
	Slide, Step int
}

// Cover is what lies over the hall's slide.
type Cover uint8

// The covers.
const (
	Uncovered Cover = iota
	Black
	White
	Frozen // the hall stays on Held while the presenter browses
)

// String names the cover in one word.
func (c Cover) String() string {
	return [...]string{"uncovered", "black", "white", "frozen"}[min(c, Frozen)]
}

// Clock is the talk's stopwatch. Its zero value has not been started.
type Clock struct {
	Banked int64 // milliseconds measured before the last start
	Since  int64 // Unix milliseconds of the last start; 0 while it stands
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

// State is the whole truth of a talk. It is comparable with ==.
type State struct {
	Seq     uint64 // rises by one at each change
	Pos     Pos    // where the speaker is
	Cover   Cover
	Held    Pos   // what a frozen hall shows; the zero Pos otherwise
	Arrived int64 // Unix milliseconds at which the speaker came to Pos
	Shown   int64 // Unix milliseconds at which Hall last changed
	Covered int64 // Unix milliseconds at which Cover was laid; 0 while uncovered
	Clock   Clock
	Reset   Clock // the clock before the last reset, for undoing it
}

// Start is the state in which a talk begins.
func Start(now time.Time) State {
	return State{Arrived: now.UnixMilli(), Shown: now.UnixMilli()}
}

// Hall is the place that the hall shows when nothing black or white lies over it.
func (s State) Hall() Pos {
	if s.Cover == Frozen {
		return s.Held
	}
	return s.Pos
}

// SinceArrival is how long the speaker has been at Pos.
func (s State) SinceArrival(now time.Time) time.Duration { return since(s.Arrived, now) }

// SinceShown is how long the hall's slide has been the one of Hall. What moves in the hall, the
// shape of a reflection, goes by it: under a freeze the speaker's own arrival is no measure.
func (s State) SinceShown(now time.Time) time.Duration { return since(s.Shown, now) }

// SinceCover is how long the hall has been covered; 0 while it is not.
func (s State) SinceCover(now time.Time) time.Duration {
	if s.Cover == Uncovered {
		return 0
	}
	return since(s.Covered, now)
}

func since(ms int64, now time.Time) time.Duration {
	return time.Duration(max(0, now.UnixMilli()-ms)) * time.Millisecond
}

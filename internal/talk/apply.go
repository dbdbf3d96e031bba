package talk

import "time"

// Op is what a Command does.
type Op uint8

// The operations.
const (
	Nothing Op = iota
	Next
	Back
	First
	Last
	GoTo      // Command.N is the index of the slide, from 0
	ToClosing // does nothing in a deck that has no closing slide
	CoverBlack
	CoverWhite
	Freeze
	ToggleClock
	Begin // starts the clock, or resumes it; uncovers the hall
	ResetClock
	UndoReset
	Skew // Command.N milliseconds passed that are not the talk's: the machine slept, or its clock was set
)

// Command is one thing that a person asked for, however they asked.
type Command struct {
	Op Op
	N  int
}

// Apply is the only transition. A command that changes nothing returns s itself, so Seq rises
// exactly when something changed.
func Apply(shape Shape, s State, c Command, now time.Time) State {
	next := Fit(shape, s)
	if len(shape.Steps) > 0 {
		next = step(shape, next, c, now)
	}
	if next.Hall() != s.Hall() {
		next.Shown = now.UnixMilli()
	}
	if next == s {
		return s
	}
	next.Seq++
	return next
}

func step(shape Shape, s State, c Command, now time.Time) State {
	switch c.Op {
	case Next, Back:
		return walk(shape, s, c.Op, now)
	case First, Last, GoTo, ToClosing:
		return jump(s, target(shape, s, c), now)
	case CoverBlack:
		return toggle(s, Black, now)
	case CoverWhite:
		return toggle(s, White, now)
	case Freeze:
		return toggle(s, Frozen, now)
	case Begin:
		s = uncover(s)
		s.Clock = s.Clock.start(now)
	case Skew:
		return skew(s, int64(c.N))
	default:
		return clock(s, c.Op, now)
	}
	return s
}

// walk moves by one step. Under black or white it only uncovers: the speaker cannot see the
// wall behind, and what comes up must be what was there.
func walk(shape Shape, s State, op Op, now time.Time) State {
	if s.Cover == Black || s.Cover == White {
		return uncover(s)
	}
	if op == Next {
		return move(s, after(shape, s.Pos), now)
	}
	return move(s, before(shape, s.Pos), now)
}

func jump(s State, to Pos, now time.Time) State {
	if s.Cover == Black || s.Cover == White {
		s = uncover(s)
	}
	return move(s, to, now)
}

func target(shape Shape, s State, c Command) Pos {
	switch c.Op {
	case First:
		return Pos{}
	case Last:
		return Pos{Slide: len(shape.Steps) - 1}
	case ToClosing:
		if shape.Closing < 0 || shape.Closing >= len(shape.Steps) {
			return s.Pos
		}
		// Whoever hurries to the numbers gets all of them at once.
		return Pos{shape.Closing, shape.last(shape.Closing)}
	}
	return Pos{Slide: min(max(c.N, 0), len(shape.Steps)-1)}
}

// after is the place that follows p; the closing slide and the last one have none.
func after(shape Shape, p Pos) Pos {
	if p.Step < shape.last(p.Slide) {
		return Pos{p.Slide, p.Step + 1}
	}
	if p.Slide == shape.Closing {
		return p
	}
	for next := p.Slide + 1; next < len(shape.Steps); next++ {
		if !shape.out(next) {
			return Pos{Slide: next}
		}
	}
	return p
}

// before is the place ahead of p. Over an edge the earlier slide comes up whole.
func before(shape Shape, p Pos) Pos {
	if p.Step > 0 {
		return Pos{p.Slide, p.Step - 1}
	}
	for prev := p.Slide - 1; prev >= 0; prev-- {
		if !shape.out(prev) {
			return Pos{prev, shape.last(prev)}
		}
	}
	return p
}

// move goes to a place. The clock starts by itself once, at the first move off the first slide.
func move(s State, to Pos, now time.Time) State {
	if to == s.Pos {
		return s
	}
	if s.Pos.Slide == 0 && to.Slide != 0 && !s.Clock.Started() {
		s.Clock = s.Clock.start(now)
	}
	s.Pos, s.Arrived = to, now.UnixMilli()
	return s
}

func uncover(s State) State {
	s.Cover, s.Held, s.Covered = Uncovered, Pos{}, 0
	return s
}

// toggle lays a cover, or takes it off when it lies already. The hall under a cover that comes
// after a freeze is where the speaker is.
func toggle(s State, c Cover, now time.Time) State {
	if s.Cover == c {
		return uncover(s)
	}
	s = uncover(s)
	s.Cover, s.Covered = c, now.UnixMilli()
	if c == Frozen {
		s.Held = s.Pos
	}
	return s
}

func clock(s State, op Op, now time.Time) State {
	switch {
	case op == ToggleClock && s.Clock.Running():
		s.Clock = s.Clock.pause(now)
	case op == ToggleClock:
		s.Clock = s.Clock.start(now)
	case op == ResetClock && s.Clock.Started():
		s.Reset, s.Clock = s.Clock, Clock{}
	case op == UndoReset && s.Reset.Started():
		s.Clock, s.Reset = s.Reset, Clock{}
	}
	return s
}

// skew moves every moment that is still measured from.
func skew(s State, ms int64) State {
	s.Arrived += ms
	s.Shown += ms
	if s.Cover != Uncovered {
		s.Covered += ms
	}
	for _, c := range []*Clock{&s.Clock, &s.Reset} {
		if c.Running() {
			c.Since = max(c.Since+ms, 1) // 0 would stop it.
		}
	}
	return s
}

// Fit keeps a state inside a deck of another shape: after a reload, or in a follower whose deck
// differs. Seq is left alone; a state that fits comes back unchanged.
func Fit(shape Shape, s State) State {
	s.Pos = fit(shape, s.Pos)
	if s.Cover == Frozen {
		s.Held = fit(shape, s.Held)
	}
	return s
}

// Renumber is a state in another version of its deck. where is the new index of a slide; for one that
// is gone it is ^j, where j is the index of the one in its place: then that comes up from its
// beginning. A slide that has only moved has been there all along.
func Renumber(shape Shape, s State, where func(slide int) int, now time.Time) State {
	next := s
	var gone, heldGone bool
	next.Pos, gone = renumbered(s.Pos, where)
	if s.Cover == Frozen {
		next.Held, heldGone = renumbered(s.Held, where)
	}
	if gone {
		next.Arrived = now.UnixMilli()
	}
	moved := next.Hall()
	next = Fit(shape, next)
	if gone && s.Cover != Frozen || heldGone || next.Hall() != moved {
		next.Shown = now.UnixMilli() // The hall sees something else.
	}
	if next == s {
		return s
	}
	next.Seq++
	return next
}

func renumbered(p Pos, where func(slide int) int) (to Pos, gone bool) {
	slide := where(p.Slide)
	if slide < 0 {
		return Pos{Slide: ^slide}, true
	}
	return Pos{slide, p.Step}, false
}

func fit(shape Shape, p Pos) Pos {
	n := len(shape.Steps)
	switch {
	case n == 0:
		return Pos{}
	case p.Slide >= n:
		return Pos{n - 1, shape.last(n - 1)}
	case p.Slide < 0:
		return Pos{}
	}
	return Pos{p.Slide, min(max(p.Step, 0), shape.last(p.Slide))}
}

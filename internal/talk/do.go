package talk

import (
	"slices"
	"time"
)

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
	BlackOut
	WhiteOut
	Freeze
	ToggleClock
	Begin       // starts the clock, or resumes it, and makes the slide visible
	BeginOrNext // is Begin where the talk waits for its beginning, and otherwise Next
	ResetClock
	UndoReset
	Skew      // Command.N milliseconds passed that are not the talk's: the machine slept, or its clock was set
	NextPhase // after the last phase comes the first
	Skip      // leaves out the slide Command.N, or takes it back in; never the closing slide
	BeginAt   // goes to the slide Command.N before the clock has been started
	Restart   // begins the talk anew, in its phase, as if nothing had been
	Resume    // takes up the talk Command.Saved, in its own phase or in Command.Phase where there is one
	Rebase    // follows the deck into another version of it, as Command.Moves tells, from Command.Saved where there is one; always a change
)

// Command is one thing that a person asked for, however they asked, or an edit of the deck.
type Command struct {
	Op    Op
	N     int
	Phase string // for Resume
	Saved *Talk  // for Rebase, the talk in the version that Moves count from, where that is not the last one
	Moves *Moves
}

// Do is the only transition from one talk to the next. A command that changes nothing returns an
// equal talk, so that Seq rises exactly when something changed.
func Do(shape Shape, t Talk, c Command, now time.Time) Talk {
	var next Talk
	switch c.Op = t.meaning(c.Op); c.Op {
	case Restart:
		next = t.restart(now).fit(shape)
	case Resume:
		next = t.resume(shape, c, now)
	case Rebase:
		next = t.rebase(shape, c, now)
	default:
		next = t.act(shape, c, now)
	}
	if next.Phase != t.Phase && c.Op != Resume {
		next.Log = next.Log.close(next.State, t.Phase, now)
	}
	if c.Op != Rebase && next.same(t) {
		return t
	}
	next.Seq = max(next.Seq, t.Seq) + 1
	return next
}

// meaning is the operation itself, or what it comes to now. In a rehearsal next, too, begins what waits
// for its beginning: everything that is said is to be measured.
func (t Talk) meaning(op Op) Op {
	switch {
	case t.Waits() && (op == BeginOrNext || op == Next && t.Rehearsal):
		return Begin
	case op == BeginOrNext:
		return Next
	}
	return op
}

// act carries out what happens within one version of a deck.
func (t Talk) act(shape Shape, c Command, now time.Time) Talk {
	next := t.fit(shape)
	switch {
	case len(shape.Steps) == 0:
	case c.Op == NextPhase:
		if n := len(shape.Phases); n > 0 {
			next.Phase = shape.Phases[(slices.Index(shape.Phases, t.Phase)+1)%n]
		}
	case c.Op == Skip:
		next.Skipped = toggled(next.Skipped, c.N, shape)
	default:
		was := next
		next = next.step(shape, c, now)
		next.Log = was.logged(next.State, c.Op, now)
	}
	if next.Hall() != t.Hall() {
		next.Shown = now.UnixMilli()
	}
	return next
}

// toggled is a copy with a slide changed.
func toggled(skipped []bool, slide int, shape Shape) []bool {
	if slide < 0 || slide >= len(shape.Steps) || slide == shape.Closing {
		return skipped
	}
	out := make([]bool, len(shape.Steps))
	copy(out, skipped)
	out[slide] = !out[slide]
	return out
}

// step changes the state.
func (t Talk) step(shape Shape, c Command, now time.Time) Talk {
	switch c.Op {
	case Next, Back:
		return t.walk(shape, c.Op, now)
	case First, Last, GoTo, ToClosing:
		return t.jump(shape, target(shape, t.State, c), now)
	case BlackOut:
		t.State = t.blank(Black, now)
	case WhiteOut:
		t.State = t.blank(White, now)
	case Freeze:
		t.State = t.blank(Frozen, now)
	case Begin:
		t.State = t.visible()
		t.Clock = t.Clock.start(now)
	case BeginAt:
		if to := shape.Fit(Pos{Slide: c.N}); to != t.Pos && !t.Clock.Started() {
			t.Pos, t.Arrived = to, now.UnixMilli()
		}
	case Skew:
		t.State = t.skew(int64(c.N))
	default:
		t.State = t.turnClock(c.Op, now)
	}
	return t
}

// walk moves by one step. While the hall is black or white it only makes the slide visible: the
// speaker cannot see the wall behind, and what comes up must be what was there.
func (t Talk) walk(shape Shape, op Op, now time.Time) Talk {
	switch {
	case t.Blank == Black || t.Blank == White:
		t.State = t.visible()
		return t
	case op == Next:
		return t.move(shape, t.after(shape), now)
	}
	return t.move(shape, t.before(shape), now)
}

func (t Talk) jump(shape Shape, to Pos, now time.Time) Talk {
	if t.Blank == Black || t.Blank == White {
		t.State = t.visible()
	}
	return t.move(shape, to, now)
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

// after is the position that follows the speaker's; the closing slide and the last one have none.
func (t Talk) after(shape Shape) Pos {
	p := t.Pos
	if p.Step < shape.last(p.Slide) {
		return Pos{p.Slide, p.Step + 1}
	}
	if p.Slide == shape.Closing {
		return p
	}
	for next := p.Slide + 1; next < len(shape.Steps); next++ {
		if next == shape.Closing || !t.Skips(next) {
			return Pos{Slide: next}
		}
	}
	return p
}

// before is the position ahead of the speaker's. Over an edge the earlier slide comes up whole.
func (t Talk) before(shape Shape) Pos {
	p := t.Pos
	if p.Step > 0 {
		return Pos{p.Slide, p.Step - 1}
	}
	for prev := p.Slide - 1; prev >= 0; prev-- {
		if prev == shape.Closing || !t.Skips(prev) {
			return Pos{prev, shape.last(prev)}
		}
	}
	return p
}

// move goes to a position. A talk whose first slide is left before the clock was begun has been going on
// since an unknown time: the clock begins at what was planned for that slide. A rehearsal waits instead,
// and whoever moves in it looks for the slide to begin at.
func (t Talk) move(shape Shape, to Pos, now time.Time) Talk {
	if to == t.Pos {
		return t
	}
	if t.Waits() && !t.Rehearsal && to.Slide != 0 {
		t.Clock = Clock{Banked: max(shape.Opening.Milliseconds(), 0)}.start(now)
	}
	t.Pos, t.Arrived = to, now.UnixMilli()
	return t
}

func (s State) visible() State {
	s.Blank, s.Held, s.Blanked = Visible, Pos{}, 0
	return s
}

// blank blanks or freezes the hall, or makes the slide visible when it is so already. The hall
// under a blank that comes after a freeze is where the speaker is.
func (s State) blank(b Blank, now time.Time) State {
	if s.Blank == b {
		return s.visible()
	}
	s = s.visible()
	s.Blank, s.Blanked = b, now.UnixMilli()
	if b == Frozen {
		s.Held = s.Pos
	}
	return s
}

func (s State) turnClock(op Op, now time.Time) State {
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
func (s State) skew(ms int64) State {
	s.Arrived += ms
	s.Shown += ms
	if s.Blank != Visible {
		s.Blanked += ms
	}
	for _, c := range []*Clock{&s.Clock, &s.Reset} {
		if c.Running() {
			c.Since = max(c.Since+ms, 1) // 0 would pause it.
		}
	}
	return s
}

// fit keeps a talk inside its deck.
func (t Talk) fit(shape Shape) Talk {
	t.Pos = shape.Fit(t.Pos)
	if t.Blank == Frozen {
		t.Held = shape.Fit(t.Held)
	}
	t.Log = t.Log.fit(len(shape.Steps))
	t.Skipped = t.Skipped[:min(len(t.Skipped), len(shape.Steps))]
	if len(shape.Phases) > 0 && !slices.Contains(shape.Phases, t.Phase) {
		t.Phase = shape.Phases[0] // Notes of a phase that the deck does not have would be none.
	}
	return t
}

// restart is a talk at its beginning in place of this one. In the hall nothing has changed where that
// already shows the first slide.
func (t Talk) restart(now time.Time) Talk {
	next := Start(t.Phase, now)
	next.Seq, next.Rehearsal = t.Seq, t.Rehearsal
	if next.Hall() == t.Hall() {
		next.Shown = t.Shown
	}
	return next
}

// resume is a saved talk in place of this one. What the hall is shown has been there since then.
func (t Talk) resume(shape Shape, c Command, now time.Time) Talk {
	next := c.Saved.fit(shape)
	next.Rehearsal, next.Resumed = t.Rehearsal, true
	if c.Phase != "" && c.Phase != next.Phase {
		next.Log = next.Closed(now)
		next.Phase = c.Phase
	}
	return next
}

package talk_test

import (
	"testing"
	"time"

	"assembly/internal/talk"
)

// FuzzApply plays any keys on any deck and holds every transition against the laws of a talk.
// Each byte of steps is a slide; each pair of bytes of keys is a command and the time before it.
func FuzzApply(f *testing.F) {
	f.Add([]byte{1, 2, 3, 1, 2}, 4, []byte{1, 1, 1, 200, 2, 3, 7, 0, 1, 9, 6, 0})
	f.Add([]byte{0}, -1, []byte{9, 9, 11, 3, 12, 1, 13, 1})
	f.Add([]byte{}, 0, []byte{1, 1, 5, 5, 9, 0})
	f.Add([]byte{2, 2}, 0, []byte{9, 1, 1, 1, 7, 1, 9, 1, 4 + 16, 1, 10, 255})
	f.Fuzz(func(t *testing.T, steps []byte, closing int, keys []byte) {
		shape := talk.Shape{Closing: closing}
		for _, n := range steps {
			shape.Steps = append(shape.Steps, int(n%5))
		}
		s, now := talk.Start(start), start
		for ; len(keys) >= 2; keys = keys[2:] {
			now = now.Add(time.Duration(keys[1]) * 37 * time.Millisecond)
			c := talk.Command{Op: talk.Op(keys[0] % 16), N: int(keys[0]>>4) - 2}
			next := talk.Apply(shape, s, c, now)
			transition{shape, s, next, c, now}.check(t)
			s = next
		}
	})
}

// transition is one use of Apply, for its laws to be checked.
type transition struct {
	shape    talk.Shape
	old, new talk.State
	command  talk.Command
	now      time.Time
}

func (x transition) check(t *testing.T) {
	t.Helper()
	for law, kept := range map[string]bool{
		"the speaker is inside the deck":                     x.inside(x.new.Pos),
		"the hall is inside the deck":                        x.inside(x.new.Hall()),
		"a state that Apply made fits":                       talk.Fit(x.shape, x.new) == x.new,
		"Seq rises by one exactly when something changed":    x.seq(),
		"the same input gives the same state":                talk.Apply(x.shape, x.old, x.command, x.now) == x.new,
		"next then back returns":                             x.nextThenBack(),
		"next then back returns from every place":            x.returns(x.new),
		"elapsed time falls at a reset only":                 x.elapsed(),
		"a frozen hall's place stays":                        x.frozen(),
		"next and back under black or white only uncover":    x.uncovers(),
		"nothing but back and a jump leaves the closing":     x.protected(),
		"only a cover has a time at which it was laid":       (x.new.Covered != 0) == (x.new.Cover != talk.Uncovered),
		"Held is kept for a freeze only":                     x.new.Cover == talk.Frozen || x.new.Held == talk.Pos{},
		"Shown changes exactly when the hall's place does":   x.shown(),
		"Arrived changes only when the speaker's place does": x.new.Arrived == x.old.Arrived || x.new.Pos != x.old.Pos || x.command.Op == talk.Skew,
	} {
		if !kept {
			t.Errorf("broken law: %s\n%+v\n%+v after %+v on %+v", law, x.old, x.new, x.command, x.shape)
		}
	}
}

func (x transition) inside(p talk.Pos) bool {
	if len(x.shape.Steps) == 0 {
		return p == talk.Pos{}
	}
	return p.Slide >= 0 && p.Slide < len(x.shape.Steps) &&
		p.Step >= 0 && p.Step < max(x.shape.Steps[p.Slide], 1)
}

func (x transition) seq() bool {
	same := x.new
	same.Seq = x.old.Seq
	if same == x.old {
		return x.new == x.old
	}
	return x.new.Seq == x.old.Seq+1
}

func (x transition) nextThenBack() bool {
	if x.command.Op != talk.Next || x.old.Cover == talk.Black || x.old.Cover == talk.White {
		return true
	}
	return x.new.Pos == x.old.Pos || x.back(x.new) == x.old.Pos
}

// returns presses next and back from any state, without its cover.
func (x transition) returns(s talk.State) bool {
	s.Cover, s.Held = talk.Uncovered, talk.Pos{}
	next := talk.Apply(x.shape, s, talk.Command{Op: talk.Next}, x.now)
	return next.Pos == s.Pos || x.back(next) == s.Pos
}

func (x transition) back(s talk.State) talk.Pos {
	return talk.Apply(x.shape, s, talk.Command{Op: talk.Back}, x.now).Pos
}

func (x transition) elapsed() bool {
	switch x.command.Op {
	case talk.ResetClock, talk.UndoReset, talk.Skew:
		return true
	}
	before := x.old.Clock.Elapsed(x.now)
	return x.new.Clock.Elapsed(x.now) >= before &&
		x.new.Clock.Elapsed(x.now.Add(time.Minute)) >= x.new.Clock.Elapsed(x.now)
}

func (x transition) frozen() bool {
	if x.old.Cover != talk.Frozen || x.new.Cover != talk.Frozen {
		return true
	}
	return x.new.Hall() == x.old.Hall()
}

func (x transition) uncovers() bool {
	covered := x.old.Cover == talk.Black || x.old.Cover == talk.White
	if !covered || x.command.Op != talk.Next && x.command.Op != talk.Back || len(x.shape.Steps) == 0 {
		return true
	}
	return x.new.Pos == x.old.Pos && x.new.Cover == talk.Uncovered
}

func (x transition) protected() bool {
	if x.old.Pos.Slide != x.shape.Closing || x.new.Pos.Slide == x.shape.Closing {
		return true
	}
	switch x.command.Op {
	case talk.Back, talk.First, talk.Last, talk.GoTo:
		return true
	}
	return false
}

func (x transition) shown() bool {
	if x.new.Hall() == x.old.Hall() {
		return x.new.Shown == x.old.Shown || x.command.Op == talk.Skew
	}
	return x.new.Shown == x.now.UnixMilli()
}

// FuzzFit fits any state to any deck: it lands inside, and fitting twice fits once.
func FuzzFit(f *testing.F) {
	f.Add([]byte{1, 2}, 5, 5, -1, 9)
	f.Add([]byte{}, -1, 1, 1, 1)
	f.Fuzz(func(t *testing.T, steps []byte, slide, step, heldSlide, heldStep int) {
		shape := talk.Shape{Closing: talk.None}
		for _, n := range steps {
			shape.Steps = append(shape.Steps, int(n))
		}
		s := talk.State{Seq: 3, Pos: talk.Pos{Slide: slide, Step: step}, Cover: talk.Frozen,
			Held: talk.Pos{Slide: heldSlide, Step: heldStep}}
		got := talk.Fit(shape, s)
		x := transition{shape: shape}
		if !x.inside(got.Pos) || !x.inside(got.Held) {
			t.Errorf("%+v fitted to %v is outside: %+v", s, shape.Steps, got)
		}
		if talk.Fit(shape, got) != got || got.Seq != s.Seq {
			t.Errorf("%+v fitted to %v is %+v, which changes again or has another Seq", s, shape.Steps, got)
		}
	})
}

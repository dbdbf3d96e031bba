package talk_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// FuzzDo plays any keys on any deck and holds every transition against the laws of a talk.
// Each byte of steps is a slide; each pair of bytes of keys is a command and the time before it.
func FuzzDo(f *testing.F) {
	f.Add([]byte{1, 2, 3, 1, 2}, 4, []byte{1, 1, 1, 200, 2, 3, 7, 0, 1, 9, 6, 0})
	f.Add([]byte{0}, -1, []byte{9, 9, 11, 3, 12, 1, 13, 1})
	f.Add([]byte{}, 0, []byte{1, 1, 5, 5, 9, 0})
	f.Add([]byte{1, 2, 203}, 2, []byte{1, 1, 1, 50, 10, 1, 11, 1, 1, 1, 19, 1, 1, 1})
	f.Add([]byte{1, 2, 73}, 2, []byte{10, 1, 19, 1, 1, 50, 1, 1, 19, 1, 1, 1})
	f.Add([]byte{2, 2}, 0, []byte{9, 1, 1, 1, 7, 1, 9, 1, 4 + 16, 1, 10, 255})
	f.Fuzz(func(t *testing.T, steps []byte, closing int, keys []byte) {
		shape, s := drawn(steps, closing)
		now := start
		for ; len(keys) >= 2; keys = keys[2:] {
			now = now.Add(time.Duration(keys[1]) * 37 * time.Millisecond)
			c := talk.Command{Op: talk.Op(keys[0] % byte(talk.Resume)), N: int(keys[0]>>4) - 2, Phase: "b"}
			next := talk.Do(shape, s, c, now)
			transition{shape, s, next, c, now}.check(t)
			s = next
		}
	})
}

// drawn is a deck and a talk of it, each byte a slide. The last byte says what is planned for the first
// slide, and whether the talk is a rehearsal.
func drawn(steps []byte, closing int) (talk.Shape, talk.Talk) {
	shape, begin := talk.Shape{Closing: closing, Phases: []string{"a", "b"}}, talk.Start
	for _, n := range steps {
		shape.Steps = append(shape.Steps, int(n%5))
		shape.Opening = time.Duration(n/5%20) * time.Second
		begin = talk.Start
		if n >= 128 {
			begin = talk.Rehearse
		}
	}
	return shape, begin("a", start)
}

// transition is one use of Do, for its laws to be checked.
type transition struct {
	shape    talk.Shape
	old, new talk.Talk
	command  talk.Command
	now      time.Time
}

func (x transition) check(t *testing.T) {
	t.Helper()
	for law, kept := range map[string]bool{
		"the speaker is inside the deck":                     x.inside(x.new.Pos),
		"the hall is inside the deck":                        x.inside(x.new.Hall()),
		"a talk that Do made fits":                           equal(talk.Do(x.shape, x.new, talk.Command{}, x.now), x.new),
		"Seq rises by one exactly when something changed":    x.seq(),
		"the same input gives the same state":                equal(talk.Do(x.shape, x.old, x.command, x.now), x.new),
		"next then back returns":                             x.nextThenBack(),
		"next then back returns from every place":            x.returns(x.new),
		"elapsed time falls at a reset only":                 x.elapsed(),
		"a frozen hall's place stays":                        x.frozen(),
		"next and back under black or white only show it":    x.shows(),
		"nothing but back and a jump leaves the closing":     x.protected(),
		"only a blank has a time at which it began":          (x.new.Blanked != 0) == (x.new.Blank != talk.Visible),
		"Held is for a freeze only":                          x.new.Blank == talk.Frozen || x.new.Held == talk.Pos{},
		"Shown changes exactly when the hall's place does":   x.shown(),
		"what begins the talk does not move it":              x.begins(),
		"a clock begins at 0 or at what was planned":         x.opens(),
		"Arrived changes only when the speaker's place does": x.new.Arrived == x.old.Arrived || x.new.Pos != x.old.Pos || x.command.Op == talk.Skew || x.command.Op == talk.Restart,
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
	if equal(same, x.old) {
		return x.new.Seq == x.old.Seq
	}
	return x.new.Seq == x.old.Seq+1
}

func (x transition) nextThenBack() bool {
	if x.old.Skips(x.old.Pos.Slide) || x.command.Op != talk.Next || x.old.Blank == talk.Black || x.old.Blank == talk.White {
		return true
	}
	return x.new.Pos == x.old.Pos || x.back(x.new) == x.old.Pos
}

// returns presses next and back from any talk whose hall is visible. From a slide that is skipped
// there is no way back to it.
func (x transition) returns(s talk.Talk) bool {
	if s.Skips(s.Pos.Slide) {
		return true
	}
	s.Blank, s.Held = talk.Visible, talk.Pos{}
	next := talk.Do(x.shape, s, talk.Command{Op: talk.Next}, x.now)
	return next.Pos == s.Pos || x.back(next) == s.Pos
}

func (x transition) back(s talk.Talk) talk.Pos {
	return talk.Do(x.shape, s, talk.Command{Op: talk.Back}, x.now).Pos
}

func (x transition) elapsed() bool {
	switch x.command.Op {
	case talk.ResetClock, talk.UndoReset, talk.Skew, talk.Restart:
		return true
	}
	before := x.old.Clock.Elapsed(x.now)
	return x.new.Clock.Elapsed(x.now) >= before &&
		x.new.Clock.Elapsed(x.now.Add(time.Minute)) >= x.new.Clock.Elapsed(x.now)
}

func (x transition) frozen() bool {
	if x.old.Blank != talk.Frozen || x.new.Blank != talk.Frozen {
		return true
	}
	return x.new.Hall() == x.old.Hall()
}

func (x transition) shows() bool {
	blank := x.old.Blank == talk.Black || x.old.Blank == talk.White
	if !blank || x.command.Op != talk.Next && x.command.Op != talk.Back || len(x.shape.Steps) == 0 {
		return true
	}
	return x.new.Pos == x.old.Pos && x.new.Blank == talk.Visible
}

// begins holds every way to begin a talk that waits for it against the law that it begins where it is.
func (x transition) begins() bool {
	begins := x.command.Op == talk.Begin || x.command.Op == talk.BeginOrNext || x.command.Op == talk.Next && x.old.Rehearsal
	if !begins || !x.old.Waits() || len(x.shape.Steps) == 0 {
		return true
	}
	return x.new.Pos == x.shape.Fit(x.old.Pos) && x.new.Clock.Running() && x.new.Clock.Banked == 0
}

func (x transition) opens() bool {
	if x.old.Clock.Started() || !x.new.Clock.Started() || x.command.Op == talk.UndoReset {
		return true
	}
	banked := time.Duration(x.new.Clock.Banked) * time.Millisecond
	planned := banked == x.shape.Opening && !x.new.Rehearsal && x.old.Pos.Slide == 0 && x.new.Pos.Slide != 0
	return x.new.Clock.Running() && (banked == 0 || planned)
}

func (x transition) protected() bool {
	if x.old.Pos.Slide != x.shape.Closing || x.new.Pos.Slide == x.shape.Closing {
		return true
	}
	switch x.command.Op {
	case talk.Back, talk.First, talk.Last, talk.GoTo, talk.BeginAt, talk.Restart:
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

// FuzzFit fits any position to any deck: it lands inside, and fitting twice fits once.
func FuzzFit(f *testing.F) {
	f.Add([]byte{1, 2}, 5, 5)
	f.Add([]byte{}, -1, 1)
	f.Fuzz(func(t *testing.T, steps []byte, slide, step int) {
		shape := talk.Shape{Closing: talk.None}
		for _, n := range steps {
			shape.Steps = append(shape.Steps, int(n))
		}
		got := shape.Fit(talk.Pos{Slide: slide, Step: step})
		if x := (transition{shape: shape}); !x.inside(got) || shape.Fit(got) != got {
			t.Errorf("%d.%d fitted to %v is %+v, which is outside or changes again", slide, step, shape.Steps, got)
		}
	})
}

func equal(a, b talk.Talk) bool { return reflect.DeepEqual(a, b) }

package talk_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"assembly/internal/talk"
)

// follow plays keys as press does, and keeps the log.
func follow(shape talk.Shape, keys string) (talk.Log, talk.State, time.Time) {
	var l talk.Log
	s, now := talk.Start(start), start
	for _, key := range keys {
		now = now.Add(time.Second)
		next := talk.Apply(shape, s, command(key, 0), now)
		l, s = l.Follow(s, next, now), next
	}
	return l, s, now
}

func visits(vs []talk.Visit) string {
	var out []string
	for _, v := range vs {
		out = append(out, fmt.Sprintf("%s %d-%d", pos(v.Pos), v.From/time.Second, v.To/time.Second))
	}
	return strings.Join(out, ", ")
}

func TestLog(t *testing.T) {
	for _, c := range []struct{ keys, want, why string }{
		{"", "", ""},
		{"   n", "", "the clock starts as the first slide is left"},
		{"n  n", "2.1 0-3", ""},
		{"s  nn", "1.1 0-3, 2.1 3-4", "unless it was started before"},
		{"n n p ", "2.1 0-2, 2.2 2-4", "going back is a visit of its own"},
		{"n s   s n", "2.1 0-4", "a pause is in no visit"},
		{"nbb  w n n", "2.1 0-9", "a cover is no move, and next under one only uncovers"},
		{"nnn r", "", "a reset begins anew"},
		{"nnn rs n", "3.1 0-2", ""},
		{"nnn r u", "2.1 0-1, 2.2 1-2, 3.1 2-4", "and can be undone"},
		{"nnn rn u n", "2.1 0-1, 2.2 1-2, 3.1 2-4, 3.2 4-9", "whoever undoes it late wants the time between counted"},
	} {
		if l, _, _ := follow(short(), c.keys); visits(l.Visits) != c.want {
			t.Errorf("%q: %s, want %s (%s)", c.keys, visits(l.Visits), c.want, c.why)
		}
	}
}

func TestLogThatWasHandedOutStays(t *testing.T) {
	l, s, now := follow(short(), "n n n ")
	was := visits(l.Visits)
	_ = l.Close(s, now.Add(time.Second))
	l.Close(talk.State{Pos: talk.Pos{Slide: 1}, Clock: s.Clock}, now.Add(time.Hour))
	if got := visits(l.Visits); got != was {
		t.Errorf("%s has become %s", was, got)
	}
}

func TestSpent(t *testing.T) {
	l, s, now := follow(short(), "s n  n n p  ")
	got := l.Spent(5, s, now)
	want := []time.Duration{2 * time.Second, 7 * time.Second, 2 * time.Second, 0, 0}
	if s.Pos.Slide != 1 {
		want = got
		t.Errorf("the talk is at %s", pos(s.Pos))
	}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestLeftOut(t *testing.T) {
	shape := talk.Shape{Steps: []int{1, 2, 2, 1, 2}, Closing: 4, Out: []bool{true, false, true, true, true}}
	for _, c := range []struct{ keys, want, why string }{
		{"nn", "2.2", ""},
		{"nnn", "5.1", "next passes over what is left out, but never over the closing slide"},
		{"nnnp", "2.2", "and so does back"},
		{"nnnppp", "2.1", "nothing that is shown lies before"},
		{"3Gn", "3.2", "whoever asks for one sees it whole"},
		{"3Gnn", "5.1", ""},
	} {
		if s, _ := press(shape, talk.Start(start), start, c.keys); place(s) != c.want {
			t.Errorf("%q: %s, want %s (%s)", c.keys, place(s), c.want, c.why)
		}
	}
	shape.Closing, shape.Out = talk.None, []bool{false, false, true, true, true}
	if s, _ := press(shape, talk.Start(start), start, "nnnnn"); place(s) != "2.2" {
		t.Errorf("with all of the rest left out, next goes to %s", place(s))
	}
}

func TestSkew(t *testing.T) {
	s, now := press(short(), talk.Start(start), start, "n  b ")
	before := [...]time.Duration{s.Clock.Elapsed(now), s.SinceArrival(now), s.SinceShown(now), s.SinceCover(now)}
	for _, by := range []time.Duration{8 * time.Hour, -time.Hour} {
		later := now.Add(by)
		got := talk.Apply(short(), s, talk.Command{Op: talk.Skew, N: int(by.Milliseconds())}, later)
		after := [...]time.Duration{
			got.Clock.Elapsed(later), got.SinceArrival(later), got.SinceShown(later), got.SinceCover(later),
		}
		if after != before || got.Seq != s.Seq+1 {
			t.Errorf("after %v: %v, before it %v", by, after, before)
		}
	}
}

// FuzzLog plays any keys and holds the log against its law: the visits follow each other without
// a gap, and with the stay in progress they add up to the clock.
func FuzzLog(f *testing.F) {
	f.Add([]byte{1, 2, 3, 1, 2}, 4, []byte{1, 1, 1, 200, 2, 3, 7, 0, 1, 9, 6, 0})
	f.Add([]byte{1, 2, 3}, 2, []byte{10, 1, 1, 50, 12, 9, 1, 4, 1, 4, 13, 8, 1, 7})
	f.Fuzz(func(t *testing.T, steps []byte, closing int, keys []byte) {
		shape := talk.Shape{Closing: closing, Out: []bool{false, true}}
		for _, n := range steps {
			shape.Steps = append(shape.Steps, int(n%5))
		}
		var l talk.Log
		s, now := talk.Start(start), start
		for ; len(keys) >= 2; keys = keys[2:] {
			now = now.Add(time.Duration(keys[1]) * 37 * time.Millisecond)
			next := talk.Apply(shape, s, talk.Command{Op: talk.Op(keys[0] % 14), N: int(keys[0]>>4) - 2}, now)
			l, s = l.Follow(s, next, now), next
		}
		var end, sum time.Duration
		for _, v := range l.Close(s, now).Visits {
			if v.From != end || v.To <= v.From {
				t.Fatalf("a gap, or an empty visit: %v", l.Visits)
			}
			end = v.To
		}
		for _, d := range l.Spent(len(steps), s, now) {
			sum += d
		}
		if elapsed := s.Clock.Elapsed(now); end != elapsed || len(steps) > 0 && sum != elapsed {
			t.Fatalf("the log is %v, its sum %v, the clock %v", end, sum, elapsed)
		}
	})
}

// Visits follow their slides into an edited deck. Those of a slide that is gone are no other's, and
// still fill their time.
func TestLogRenumber(t *testing.T) {
	l := talk.Log{Stretch: talk.Stretch{From: 2, Visits: []talk.Visit{
		{Pos: talk.Pos{Slide: 0}, To: 10 * time.Second},
		{Pos: talk.Pos{Slide: 2, Step: 1}, From: 10 * time.Second, To: 15 * time.Second},
	}}}
	got := l.Renumber(func(i int) int { return i - 1 })
	if got.Visits[0].Pos.Slide != talk.Gone || got.Visits[1].Pos != (talk.Pos{Slide: 1, Step: 1}) || l.Visits[0].Pos.Slide != 0 {
		t.Errorf("the visits are %+v, of %+v", got.Visits, l.Visits)
	}
	if again := got.Renumber(func(i int) int { return i + 5 }); again.Visits[0].Pos.Slide != talk.Gone {
		t.Errorf("what is gone comes back as %+v", again.Visits[0])
	}
	if r := (talk.Log{Reset: l.Stretch, Phase: "primary"}).Renumber(func(i int) int { return i - 1 }); r.Reset.From != 1 || r.Reset.Visits[1].Pos.Slide != 1 || r.Phase != "primary" {
		t.Errorf("what a reset ended is %+v", r)
	}
	if gone := got.Renumber(func(int) int { return talk.Gone }); got.From != 1 || gone.From != 0 {
		t.Errorf("it begins at %d, and without its first slide at %d", got.From, gone.From)
	}
	if spent := got.Spent(3, talk.State{}, time.Time{}); spent[0] != 0 || spent[1] != 5*time.Second {
		t.Errorf("spent %v", spent)
	}
}

// Two logs that go on from one do not write into each other.
func TestLogsThatPart(t *testing.T) {
	now := time.UnixMilli(1_500_000_000_000)
	s := talk.State{Clock: talk.Clock{Since: now.UnixMilli()}}
	var l talk.Log
	l.Visits = append(make([]talk.Visit, 0, 8), talk.Visit{To: time.Second})
	one := l.Close(s, now.Add(5*time.Second))
	s.Pos.Slide = 3
	l.Close(s, now.Add(9*time.Second))
	if got := one.Visits[1]; got.Pos.Slide != 0 || got.To != 5*time.Second {
		t.Errorf("the first log has become %+v", one.Visits)
	}
}

// A talk begins where its clock does: where the speaker is as it is started, or at the slide that
// was left; and anew after a reset.
func TestLogBegins(t *testing.T) {
	for keys, want := range map[string]int{
		"":         0,
		"n n ":     0, // The clock starts as the first slide is left.
		"nnn r":    2,
		"nnn r s ": 2,
		"n n rpp":  0, // Tried out, and back at the beginning.
		"n rpn ":   0,
		"n nrn s":  2,
		"nnn ru":   0,
		"nnn rsru": 2,
	} {
		if l, s, _ := follow(short(), keys); l.From != want {
			t.Errorf("%q: begins at slide %d, want %d; the talk is at %s", keys, l.From+1, want+1, place(s))
		}
	}
	l := talk.Log{Stretch: talk.Stretch{From: 9}, Reset: talk.Stretch{From: 2}}.Fit(3)
	if l.From != 2 || l.Reset.From != 2 || l.Fit(0).From != 0 {
		t.Errorf("in a shorter deck it begins at %d, before its reset at %d", l.From, l.Reset.From)
	}
}

// A visit belongs to the phase in which it was spoken, through resets and their undoing.
func TestLogPhases(t *testing.T) {
	s, now := talk.Start(start), start
	l := talk.Log{Phase: "primary"}
	do := func(key rune) {
		now = now.Add(time.Second)
		next := talk.Apply(short(), s, command(key, 0), now)
		l, s = l.Follow(s, next, now), next
	}
	for _, key := range "snn" {
		do(key)
	}
	now = now.Add(5 * time.Second)
	l = l.In("secondary", s, now).In("secondary", s, now)
	do('n')
	if got := visits(l.Visits); got != "1.1 0-1, 2.1 1-2, 2.2 2-7, 2.2 7-8" {
		t.Errorf("the visits are %s", got)
	}
	if got := l.Phases(); len(got) != 2 || got["primary"] != 7*time.Second || got["secondary"] != time.Second {
		t.Errorf("the phases are %v", got)
	}
	for _, key := range "rsn" {
		do(key)
	}
	if got := l.Phases(); len(got) != 1 || got["secondary"] != time.Second {
		t.Errorf("after a reset the phases are %v", got)
	}
	do('r')
	if got := l.BeforeReset().Phases(); len(l.Phases()) != 0 || len(got) != 1 || l.BeforeReset().Phase != "secondary" {
		t.Errorf("after another the phases are %v", got)
	}
	do('u')
	do('n')
	if got := l.Phases(); len(got) != 1 || got["secondary"] <= time.Second {
		t.Errorf("and without it %v", got)
	}
}

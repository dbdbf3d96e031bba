package talk_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"assembly/internal/talk"
)

// start is when every talk in these tests begins; a second passes with each key.
var start = time.UnixMilli(1_500_000_000_000)

// short has slides of 1, 2 and 3 steps, a plain one, and a closing slide of 2 steps.
func short() talk.Shape { return talk.Shape{Steps: []int{1, 2, 3, 1, 2}, Closing: 4} }

// open is short without a closing slide.
func open() talk.Shape { return talk.Shape{Steps: short().Steps, Closing: talk.None} }

// press plays keys as fingers do: n and p walk, g and G go to the first and the last slide, 3G to
// the third, e to the closing one; b, w and f cover; s, r and u are the clock's, F begins, and
// a space only lets its second pass.
func press(shape talk.Shape, s talk.State, now time.Time, keys string) (talk.State, time.Time) {
	n := 0
	for _, key := range keys {
		if '0' <= key && key <= '9' {
			n = 10*n + int(key-'0')
			continue
		}
		now = now.Add(time.Second)
		s = talk.Apply(shape, s, command(key, n), now)
		n = 0
	}
	return s, now
}

func command(key rune, n int) talk.Command {
	if key == 'G' && n > 0 {
		return talk.Command{Op: talk.GoTo, N: n - 1}
	}
	return talk.Command{Op: map[rune]talk.Op{
		'n': talk.Next, 'p': talk.Back, 'g': talk.First, 'G': talk.Last, 'e': talk.ToClosing,
		'b': talk.CoverBlack, 'w': talk.CoverWhite, 'f': talk.Freeze,
		's': talk.ToggleClock, 'r': talk.ResetClock, 'u': talk.UndoReset, 'F': talk.Begin,
	}[key]}
}

// place is where the speaker is, and what lies over the hall: "3.1 black". Slides and steps count
// from 1.
func place(s talk.State) string {
	text := pos(s.Pos)
	switch s.Cover {
	case talk.Uncovered:
	case talk.Frozen:
		text += " frozen at " + pos(s.Hall())
	default:
		text += " " + s.Cover.String()
	}
	return text
}

func pos(p talk.Pos) string { return fmt.Sprintf("%d.%d", p.Slide+1, p.Step+1) }

func TestPlaces(t *testing.T) {
	for _, c := range []struct{ keys, want, why string }{
		{"", "1.1", "a talk begins at its first slide"},
		{"n", "2.1", ""},
		{"nn", "2.2", "next reveals before it moves on"},
		{"nnn", "3.1", ""},
		{"nnnp", "2.2", "back over an edge shows the earlier slide whole"},
		{"nnnpp", "2.1", ""},
		{"p", "1.1", "nothing lies before the first slide"},
		{"nnnnnnn", "5.1", ""},
		{"nnnnnnnn", "5.2", "the closing slide reveals its steps"},
		{"nnnnnnnnnn", "5.2", "next on the closing slide does nothing"},
		{"nnnnnnnnnnp", "5.1", "but back leaves it"},
		{"e", "5.2", "the closing slide comes up whole"},
		{"enp", "5.1", ""},
		{"ee", "5.2", ""},
		{"G", "5.1", ""},
		{"nng", "1.1", ""},
		{"3G", "3.1", ""},
		{"3Gnn2G", "2.1", ""},
		{"nn5Ge", "5.2", ""},
		{"99G", "5.1", "a number beyond the deck means its last slide"},
		{"3Gnn3G", "3.1", "going to a slide shows its beginning"},
	} {
		s, _ := press(short(), talk.Start(start), start, c.keys)
		if got := place(s); got != c.want {
			t.Errorf("%q leads to %s, want %s %s", c.keys, got, c.want, c.why)
		}
	}
}

func TestPlacesWithoutClosing(t *testing.T) {
	for keys, want := range map[string]string{"e": "1.1", "Gnn": "5.2", "Gnnn": "5.2", "ne": "2.1"} {
		if s, _ := press(open(), talk.Start(start), start, keys); place(s) != want {
			t.Errorf("%q leads to %s, want %s", keys, place(s), want)
		}
	}
}

func TestClosingInTheMiddleHoldsNext(t *testing.T) {
	shape := talk.Shape{Steps: []int{1, 1, 1}, Closing: 1}
	for keys, want := range map[string]string{"nnn": "2.1", "nn3G": "3.1", "Gpn": "2.1"} {
		if s, _ := press(shape, talk.Start(start), start, keys); place(s) != want {
			t.Errorf("%q leads to %s, want %s", keys, place(s), want)
		}
	}
}

func TestCovers(t *testing.T) {
	for _, c := range []struct{ keys, want, why string }{
		{"b", "1.1 black", ""},
		{"bb", "1.1", ""},
		{"w", "1.1 white", ""},
		{"bw", "1.1 white", "one cover takes the place of another"},
		{"bn", "1.1", "the first next after black only uncovers"},
		{"bnn", "2.1", "the second moves"},
		{"nwp", "2.1", "back under white only uncovers"},
		{"b3G", "3.1", "a jump uncovers"},
		{"be", "5.2", "the numbers are never under a cover that was laid before"},
		{"f", "1.1 frozen at 1.1", ""},
		{"fn", "2.1 frozen at 1.1", "the speaker browses, the hall stays"},
		{"fnne", "5.2 frozen at 1.1", ""},
		{"fnnf", "2.2", "unfreezing shows where the speaker is"},
		{"fnb", "2.1 black", "black after a freeze lies over the speaker's slide"},
		{"fnbb", "2.1", ""},
		{"bfn", "2.1 frozen at 1.1", ""},
		{"nbF", "2.1", "beginning uncovers"},
	} {
		s, _ := press(short(), talk.Start(start), start, c.keys)
		if got := place(s); got != c.want {
			t.Errorf("%q leads to %s, want %s %s", c.keys, got, c.want, c.why)
		}
	}
}

func TestClock(t *testing.T) {
	for _, c := range []struct {
		keys, want string // what the clock reads at the last key, "-" before its start, "|" while it stands
		why        string
	}{
		{"  ", "-", ""},
		{"n   ", "3s", "the first move off the first slide starts it"},
		{"b n   ", "-", "uncovering does not"},
		{"F  ", "2s", ""},
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
		s, now := press(short(), talk.Start(start), start, c.keys)
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
	s := talk.Apply(short(), talk.Start(start), talk.Command{Op: talk.ToggleClock}, start)
	s = talk.Apply(short(), s, talk.Command{Op: talk.ToggleClock}, start)
	if !s.Clock.Started() || s.Clock.Running() {
		t.Errorf("a clock stopped at once is %+v, want one that was started and stands", s.Clock)
	}
}

func TestClockSurvivesTheMachinesClockGoingBack(t *testing.T) {
	s, now := press(short(), talk.Start(start), start, "s  s  s")
	if got := s.Clock.Elapsed(now.Add(-time.Hour)); got != 3*time.Second {
		t.Errorf("an hour earlier the clock reads %s, want what was banked, 3s", got)
	}
	if got := s.SinceArrival(start.Add(-time.Hour)); got != 0 {
		t.Errorf("an hour before arrival it is %s since arrival, want 0", got)
	}
}

func TestSince(t *testing.T) {
	for _, c := range []struct {
		keys                  string
		arrival, shown, cover time.Duration
		why                   string
	}{
		{"  ", 2, 2, 0, ""},
		{" n ", 1, 1, 0, ""},
		{" n n  ", 2, 2, 0, "a step is an arrival"},
		{" np ", 1, 1, 0, ""},
		{"n b  ", 4, 4, 2, "black stops nothing that moves beneath it"},
		{"n b b ", 5, 5, 0, ""},
		{"n b w ", 5, 5, 1, "a new cover is a new stretch of time"},
		{"n f n  ", 2, 6, 4, "the hall's slide is older than the speaker's"},
		{"n f n f ", 3, 1, 0, "and new to the hall when the freeze ends"},
		{"n f f ", 5, 5, 0, "unless it is the same"},
		{"e e ", 3, 3, 0, "going to where one is is no arrival"},
	} {
		s, now := press(short(), talk.Start(start), start, c.keys)
		got := [3]time.Duration{s.SinceArrival(now), s.SinceShown(now), s.SinceCover(now)}
		want := [3]time.Duration{c.arrival * time.Second, c.shown * time.Second, c.cover * time.Second}
		if got != want {
			t.Errorf("after %q arrival, shown and cover are %v ago, want %v %s", c.keys, got, want, c.why)
		}
	}
}

func TestSeqRisesExactlyAtChanges(t *testing.T) {
	for keys, want := range map[string]uint64{
		"": 0, "n": 1, "nn": 2, "p": 0, "g": 0, "nnpp": 4, "b": 1, "bn": 2, "u": 0, "r": 0, "ss": 2,
		"FF": 1, "enn": 1, "2G2G": 1,
	} {
		if s, _ := press(short(), talk.Start(start), start, keys); s.Seq != want {
			t.Errorf("%q gives Seq %d, want %d", keys, s.Seq, want)
		}
	}
}

func TestFit(t *testing.T) {
	one := talk.Shape{Steps: []int{2}, Closing: talk.None}
	for _, c := range []struct {
		shape talk.Shape
		keys  string // pressed on short
		want  string
	}{
		{short(), "nnf n", "3.1 frozen at 2.2"},
		{one, "nn", "1.2"},
		{one, "3Gf5G", "1.2 frozen at 1.2"},
		{talk.Shape{}, "3Gnf", "1.1 frozen at 1.1"},
		{talk.Shape{Steps: []int{0, 0, 0}}, "3Gnn", "3.1"},
		{talk.Shape{Steps: []int{1, 1, 1, 1, 1, 1}}, "2Gn", "2.1"},
	} {
		s, _ := press(short(), talk.Start(start), start, c.keys)
		fitted := talk.Fit(c.shape, s)
		if got := place(fitted); got != c.want {
			t.Errorf("%q fitted to %v is at %s, want %s", c.keys, c.shape.Steps, got, c.want)
		}
		if fitted.Seq != s.Seq || talk.Fit(c.shape, fitted) != fitted {
			t.Errorf("%q fitted to %v: Seq %d, want %d, and fitting twice fits once", c.keys, c.shape.Steps, fitted.Seq, s.Seq)
		}
	}
}

func TestApplyOutsideTheDeck(t *testing.T) {
	lost := talk.State{Seq: 7, Pos: talk.Pos{Slide: -3, Step: 9}}
	s := talk.Apply(short(), lost, talk.Command{}, start)
	if place(s) != "1.1" || s.Seq != 8 {
		t.Errorf("a lost state becomes %s with Seq %d, want 1.1 with 8", place(s), s.Seq)
	}
	if got := talk.Apply(talk.Shape{}, talk.State{}, talk.Command{Op: talk.Next}, start); got != (talk.State{}) {
		t.Errorf("next in an empty deck gives %+v, want no change", got)
	}
	wild := talk.Shape{Steps: []int{1, 1}, Closing: 9}
	if got := talk.Apply(wild, talk.State{}, talk.Command{Op: talk.ToClosing}, start); got != (talk.State{}) {
		t.Errorf("a closing slide outside the deck leads to %s, want no change", place(got))
	}
}

func TestCoverNames(t *testing.T) {
	var names []string
	for c := talk.Uncovered; c <= talk.Frozen+1; c++ {
		names = append(names, c.String())
	}
	if got := strings.Join(names, " "); got != "uncovered black white frozen frozen" {
		t.Errorf("the covers are called %q", got)
	}
}

func BenchmarkApply(b *testing.B) {
	shape := talk.Shape{Steps: make([]int, 10_000), Closing: 9_999}
	s, now := talk.Start(start), start
	for b.Loop() {
		s = talk.Apply(shape, s, talk.Command{Op: talk.Next}, now)
		if s.Pos.Slide == shape.Closing {
			s = talk.Start(start)
		}
	}
}

// In an edited deck the talk stays on its slide, wherever that stands now.
func TestRenumber(t *testing.T) {
	shape := talk.Shape{Steps: []int{1, 2, 2}, Closing: talk.None}
	shift := func(by int) func(int) int { return func(i int) int { return max(i+by, -1) } }
	later := start.Add(time.Minute)
	at := func(slide, step int) talk.State {
		s := talk.Start(start)
		s.Pos = talk.Pos{Slide: slide, Step: step}
		return s
	}
	if got := talk.Renumber(shape, at(1, 1), shift(0), later); got != at(1, 1) {
		t.Errorf("in the same deck it is %+v", got)
	}
	want := at(2, 1)
	want.Seq = 1
	if got := talk.Renumber(shape, at(1, 1), shift(1), later); got != want {
		t.Errorf("behind a new slide it is %+v, want %+v", got, want)
	}
	got := talk.Renumber(shape, at(0, 0), shift(-1), later)
	if got.Pos != (talk.Pos{}) || got.Arrived != later.UnixMilli() || got.Shown != later.UnixMilli() || got.Seq != 1 {
		t.Errorf("with its slide gone it is %+v", got)
	}
	instead := func(int) int { return ^1 }
	if got := talk.Renumber(shape, at(2, 1), instead, later); got.Pos != (talk.Pos{Slide: 1}) || got.Shown != later.UnixMilli() {
		t.Errorf("with another in its place it is %+v", got)
	}
	frozen := at(2, 0)
	frozen.Cover, frozen.Held = talk.Frozen, talk.Pos{Slide: 1, Step: 1}
	if got := talk.Renumber(shape, frozen, shift(-1), later); got.Pos.Slide != 1 || got.Held != (talk.Pos{Step: 0}) || got.Shown != later.UnixMilli() {
		t.Errorf("a frozen hall, whose slide has lost a step, holds %+v", got)
	}
	if got := talk.Renumber(shape, at(2, 1), shift(5), later); got.Pos != (talk.Pos{Slide: 2, Step: 1}) {
		t.Errorf("a place beyond the deck gives %+v", got.Pos)
	}
}

package talk_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// start is when every talk in these tests begins; a second passes with each key.
var start = time.UnixMilli(1_500_000_000_000)

// short has slides of 1, 2 and 3 steps, a plain one, and a closing slide of 2 steps.
func short() talk.Shape { return talk.Shape{Steps: []int{1, 2, 3, 1, 2}, Closing: 4} }

// open is short without a closing slide.
func open() talk.Shape { return talk.Shape{Steps: short().Steps, Closing: talk.None} }

// press plays keys as fingers do: n and p walk, g and G go to the first and the last slide, 3G to
// the third, e to the closing one; b, w and f blank the hall; s, r and u are the clock's, F begins, E
// begins or goes on, B begins anew, t changes the phase, 3x skips the third slide, and a space only lets
// its second pass.
func press(shape talk.Shape, t talk.Talk, now time.Time, keys string) (talk.Talk, time.Time) {
	n := 0
	for _, key := range keys {
		if '0' <= key && key <= '9' {
			n = 10*n + int(key-'0')
			continue
		}
		now = now.Add(time.Second)
		t = talk.Do(shape, t, command(key, n), now)
		n = 0
	}
	return t, now
}

func command(key rune, n int) talk.Command {
	switch {
	case key == 'G' && n > 0:
		return talk.Command{Op: talk.GoTo, N: n - 1}
	case key == 'x':
		return talk.Command{Op: talk.Skip, N: n - 1}
	}
	return talk.Command{Op: map[rune]talk.Op{
		'n': talk.Next, 'p': talk.Back, 'g': talk.First, 'G': talk.Last, 'e': talk.ToClosing,
		'b': talk.BlackOut, 'w': talk.WhiteOut, 'f': talk.Freeze,
		's': talk.ToggleClock, 'r': talk.ResetClock, 'u': talk.UndoReset, 'F': talk.Begin, 'E': talk.BeginOrNext, 'B': talk.Restart, 't': talk.NextPhase,
	}[key]}
}

// place is where the speaker is, and how the hall is blank: "3.1 black". Slides and steps count
// from 1.
func place(t talk.Talk) string {
	text := pos(t.Pos)
	switch t.Blank {
	case talk.Black:
		text += " black"
	case talk.White:
		text += " white"
	case talk.Frozen:
		text += " frozen at " + pos(t.Hall())
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
		{"E", "1.1", "what begins the talk does not move it"},
		{"EEE", "2.2", "once it has begun, it moves on"},
		{"sE", "2.1", "however it was begun"},
		{"ssE", "2.1", "also while the clock stands"},
		{"nE", "2.2", ""},
		{"nnrE", "3.1", "a later slide does not wait for its beginning"},
		{"nnB", "1.1", ""},
	} {
		s, _ := press(short(), talk.Start("", start), start, c.keys)
		if got := place(s); got != c.want {
			t.Errorf("%q leads to %s, want %s %s", c.keys, got, c.want, c.why)
		}
	}
}

func TestPlacesWithoutClosing(t *testing.T) {
	for keys, want := range map[string]string{"e": "1.1", "Gnn": "5.2", "Gnnn": "5.2", "ne": "2.1"} {
		if s, _ := press(open(), talk.Start("", start), start, keys); place(s) != want {
			t.Errorf("%q leads to %s, want %s", keys, place(s), want)
		}
	}
}

func TestClosingInTheMiddleHoldsNext(t *testing.T) {
	shape := talk.Shape{Steps: []int{1, 1, 1}, Closing: 1}
	for keys, want := range map[string]string{"nnn": "2.1", "nn3G": "3.1", "Gpn": "2.1"} {
		if s, _ := press(shape, talk.Start("", start), start, keys); place(s) != want {
			t.Errorf("%q leads to %s, want %s", keys, place(s), want)
		}
	}
}

func TestBlanks(t *testing.T) {
	for _, c := range []struct{ keys, want, why string }{
		{"b", "1.1 black", ""},
		{"bb", "1.1", ""},
		{"w", "1.1 white", ""},
		{"bw", "1.1 white", "one blank takes the place of another"},
		{"bn", "1.1", "the first next after black only shows the slide"},
		{"bnn", "2.1", "the second moves"},
		{"nwp", "2.1", "back under white only shows the slide"},
		{"b3G", "3.1", "a jump shows the slide"},
		{"be", "5.2", "the numbers are never under a blank from before"},
		{"f", "1.1 frozen at 1.1", ""},
		{"fn", "2.1 frozen at 1.1", "the speaker browses, the hall stays"},
		{"fnne", "5.2 frozen at 1.1", ""},
		{"fnnf", "2.2", "unfreezing shows where the speaker is"},
		{"fnb", "2.1 black", "black after a freeze lies over the speaker's slide"},
		{"fnbb", "2.1", ""},
		{"bfn", "2.1 frozen at 1.1", ""},
		{"nbF", "2.1", "beginning shows the slide"},
		{"bE", "1.1", "also where Enter begins"},
		{"sbE", "1.1", "and where it would go on"},
	} {
		s, _ := press(short(), talk.Start("", start), start, c.keys)
		if got := place(s); got != c.want {
			t.Errorf("%q leads to %s, want %s %s", c.keys, got, c.want, c.why)
		}
	}
}

func TestSince(t *testing.T) {
	for _, c := range []struct {
		keys                  string
		arrival, shown, blank time.Duration
		why                   string
	}{
		{"  ", 2, 2, 0, ""},
		{" n ", 1, 1, 0, ""},
		{" n n  ", 2, 2, 0, "a step is an arrival"},
		{" np ", 1, 1, 0, ""},
		{"n b  ", 4, 4, 2, "black stops nothing that moves beneath it"},
		{"n b b ", 5, 5, 0, ""},
		{"n b w ", 5, 5, 1, "a new blank is a new stretch of time"},
		{"n f n  ", 2, 6, 4, "the hall's slide is older than the speaker's"},
		{"n f n f ", 3, 1, 0, "and new to the hall when the freeze ends"},
		{"n f f ", 5, 5, 0, "unless it is the same"},
		{"e e ", 3, 3, 0, "going to where one is is no arrival"},
	} {
		s, now := press(short(), talk.Start("", start), start, c.keys)
		got := [3]time.Duration{s.SinceArrival(now), s.SinceShown(now), s.SinceBlank(now)}
		want := [3]time.Duration{c.arrival * time.Second, c.shown * time.Second, c.blank * time.Second}
		if got != want {
			t.Errorf("after %q arrival, shown and blank are %v ago, want %v %s", c.keys, got, want, c.why)
		}
	}
}

func TestSeqRisesExactlyAtChanges(t *testing.T) {
	for keys, want := range map[string]uint64{
		"": 0, "n": 1, "nn": 2, "p": 0, "g": 0, "nnpp": 4, "b": 1, "bn": 2, "u": 0, "r": 0, "ss": 2,
		"FF": 1, "enn": 1, "2G2G": 1, "t": 0, "2x": 1, "2x2x": 2, "5x": 0, "9x": 0,
	} {
		if s, _ := press(short(), talk.Start("", start), start, keys); s.Seq != want {
			t.Errorf("%q gives Seq %d, want %d", keys, s.Seq, want)
		}
	}
}

// In a deck of another shape a talk lands on the nearest position that there is.
func TestDoFits(t *testing.T) {
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
		s, now := press(short(), talk.Start("", start), start, c.keys)
		fitted := talk.Do(c.shape, s, talk.Command{}, now)
		if got := place(fitted); got != c.want {
			t.Errorf("%q fitted to %v is at %s, want %s", c.keys, c.shape.Steps, got, c.want)
		}
		if again := talk.Do(c.shape, fitted, talk.Command{}, now); again.State != fitted.State {
			t.Errorf("%q fitted to %v changes again: %+v", c.keys, c.shape.Steps, again.State)
		}
	}
}

func TestDoOutsideTheDeck(t *testing.T) {
	lost := talk.Talk{State: talk.State{Seq: 7, Pos: talk.Pos{Slide: -3, Step: 9}}}
	s := talk.Do(short(), lost, talk.Command{}, start)
	if place(s) != "1.1" || s.Seq != 8 {
		t.Errorf("a lost talk becomes %s with Seq %d, want 1.1 with 8", place(s), s.Seq)
	}
	if got := talk.Do(talk.Shape{}, talk.Talk{}, talk.Command{Op: talk.Next}, start); got.State != (talk.State{}) {
		t.Errorf("next in an empty deck gives %+v, want no change", got)
	}
	wild := talk.Shape{Steps: []int{1, 1}, Closing: 9}
	if got := talk.Do(wild, talk.Talk{}, talk.Command{Op: talk.ToClosing}, start); got.State != (talk.State{}) {
		t.Errorf("a closing slide outside the deck leads to %s, want no change", place(got))
	}
}

func BenchmarkDo(b *testing.B) {
	shape := talk.Shape{Steps: make([]int, 10_000), Closing: 9_999}
	s, now := talk.Start("", start), start
	for b.Loop() {
		s = talk.Do(shape, s, talk.Command{Op: talk.Next}, now)
		if s.Pos.Slide == shape.Closing {
			s = talk.Start("", start)
		}
	}
}

// rebased is a talk that follows an edit of its deck.
func rebased(shape talk.Shape, t talk.Talk, now time.Time, where func(int) int) talk.Talk {
	return talk.Do(shape, t, talk.Command{Op: talk.Rebase, Moves: talk.NewMoves(where)}, now)
}

// shift moves every slide; those ahead of the first are gone.
func shift(by int) func(int) int { return func(i int) int { return max(i+by, ^0) } }

// In an edited deck the talk stays on its slide, wherever that stands now.
func TestRebase(t *testing.T) {
	shape := talk.Shape{Steps: []int{1, 2, 2}, Closing: talk.None}
	later := start.Add(time.Minute)
	at := func(slide, step int) talk.Talk {
		s := talk.Start("", start)
		s.Pos = talk.Pos{Slide: slide, Step: step}
		return s
	}
	want := at(1, 1)
	want.Seq = 1
	if got := rebased(shape, at(1, 1), later, shift(0)); got.State != want.State {
		t.Errorf("in a deck with the same slides it is %+v, want %+v", got, want)
	}
	want.Pos.Slide = 2
	if got := rebased(shape, at(1, 1), later, shift(1)); got.State != want.State {
		t.Errorf("behind a new slide it is %+v, want %+v", got, want)
	}
	got := rebased(shape, at(0, 0), later, shift(-1))
	if got.Pos != (talk.Pos{}) || got.Arrived != later.UnixMilli() || got.Shown != later.UnixMilli() || got.Seq != 1 {
		t.Errorf("with its slide gone it is %+v", got)
	}
	instead := func(int) int { return ^1 }
	if got := rebased(shape, at(2, 1), later, instead); got.Pos != (talk.Pos{Slide: 1}) || got.Shown != later.UnixMilli() {
		t.Errorf("with another in its place it is %+v", got)
	}
	frozen := at(2, 0)
	frozen.Blank, frozen.Held = talk.Frozen, talk.Pos{Slide: 1, Step: 1}
	if got := rebased(shape, frozen, later, shift(-1)); got.Pos.Slide != 1 || got.Held != (talk.Pos{Step: 0}) || got.Shown != later.UnixMilli() {
		t.Errorf("a frozen hall, whose slide has lost a step, holds %+v", got)
	}
	if got := rebased(shape, at(2, 1), later, shift(5)); got.Pos != (talk.Pos{Slide: 2, Step: 1}) {
		t.Errorf("a position beyond the deck gives %+v", got.Pos)
	}
}

// What is skipped follows its slides, and what is gone is skipped no longer.
func TestRebaseSkipped(t *testing.T) {
	s, _ := press(short(), talk.Start("", start), start, "1x3x4x")
	got := rebased(short(), s, start, shift(-1))
	if !got.Skips(1) || !got.Skips(2) || got.Skips(0) || got.Skips(3) || got.Skips(-1) {
		t.Errorf("skipped are %v, of %v", got.Skipped, s.Skipped)
	}
	if !s.Skips(0) {
		t.Errorf("the talk before the edit has become %v", s.Skipped)
	}
}

// A phase that the deck does not have is never the talk's.
func TestPhases(t *testing.T) {
	shape := short()
	shape.Phases = []string{"primary", "secondary"}
	for _, c := range []struct{ start, keys, want string }{
		{"secondary", "", "secondary"},
		{"secondary", "t", "primary"},
		{"primary", "ttt", "secondary"},
		{"infants", "n", "primary"},
	} {
		if got, _ := press(shape, talk.Start(c.start, start), start, c.keys); got.Phase != c.want {
			t.Errorf("%s, %q: the phase is %q, want %q", c.start, c.keys, got.Phase, c.want)
		}
	}
	s, _ := press(shape, talk.Start("primary", start), start, "t")
	if s.Phase != "secondary" || s.Seq != 1 {
		t.Errorf("after the primary phase comes %q, Seq %d", s.Phase, s.Seq)
	}
	shape.Phases = []string{"primary"}
	if got := rebased(shape, s, start, shift(0)); got.Phase != "primary" {
		t.Errorf("in a deck that has lost the phase it is %q", got.Phase)
	}
}

// An interrupted talk is taken up where it was, inside its deck, as a change of what was there.
func TestResume(t *testing.T) {
	saved, now := press(short(), talk.Start("", start), start, "2x3Gnf b  n")
	fresh, _ := press(short(), talk.Start("", start), start, "ssssssssssssss")
	got := talk.Do(short(), fresh, talk.Command{Op: talk.Resume, Saved: &saved}, now.Add(time.Hour))
	if got.Seq != max(saved.Seq, fresh.Seq)+1 {
		t.Errorf("its Seq is %d, after %d and %d", got.Seq, saved.Seq, fresh.Seq)
	}
	want := saved.State
	want.Seq = got.Seq
	if got.State != want || !got.Skips(1) || len(got.Log.Visits) != len(saved.Log.Visits) {
		t.Errorf("it is %+v, want %+v", got, saved)
	}
	other := talk.Do(short(), fresh, talk.Command{Op: talk.Resume, Saved: &saved, Phase: "secondary"}, now)
	if n := len(other.Log.Visits); other.Phase != "secondary" || n != len(saved.Log.Visits)+1 || other.Log.Visits[n-1].Phase != "" {
		t.Errorf("in another phase it is %+v", other)
	}
	short := talk.Shape{Steps: []int{1}, Closing: talk.None}
	if got := talk.Do(short, fresh, talk.Command{Op: talk.Resume, Saved: &saved}, now); got.Pos != (talk.Pos{}) || got.Skips(1) {
		t.Errorf("in a shorter deck it is at %s, skipping %v", place(got), got.Skipped)
	}
}

// A talk that begins at a later slide is measured from there.
func TestBeginAt(t *testing.T) {
	begin := func(slide int, keys string) talk.Talk {
		s, now := press(short(), talk.Start("", start), start, keys)
		return talk.Do(short(), s, talk.Command{Op: talk.BeginAt, N: slide}, now)
	}
	for _, c := range []struct {
		slide int
		keys  string
		want  string
		from  int
	}{{2, "", "3.1", 2}, {99, "", "5.2", 4}, {-4, "", "1.1", 0}, {2, "n", "2.1", 0}, {2, "s", "1.1", 0}} {
		if got := begin(c.slide, c.keys); place(got) != c.want || got.Log.From != c.from {
			t.Errorf("begun at slide %d after %q it is at %s from slide %d", c.slide+1, c.keys, place(got), got.Log.From+1)
		}
	}
}

// What begins anew keeps nothing of what was, but for the pupils that it is for.
func TestRestart(t *testing.T) {
	shape := short()
	shape.Phases = []string{"primary", "secondary"}
	s, now := press(shape, talk.Start("primary", start), start, "t2xnnnf  ")
	s = talk.Do(shape, s, talk.Command{Op: talk.Resume, Saved: &s}, now)
	got := talk.Do(shape, s, talk.Command{Op: talk.Restart}, now)
	want := talk.Start("secondary", now)
	want.Seq = s.Seq + 1
	if !equal(got, want) {
		t.Errorf("it is %+v, want %+v", got, want)
	}
}

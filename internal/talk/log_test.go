package talk_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/talk"
)

func visits(vs []talk.Visit) string {
	var out []string
	for _, v := range vs {
		mark := ""
		if v.Planned {
			mark = "*"
		}
		out = append(out, fmt.Sprintf("%s%s %d-%d", pos(v.Pos), mark, v.From/time.Second, v.To/time.Second))
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
		{"nbb  w n n", "2.1 0-9", "a blank is no move, and next under one only shows the slide"},
		{"nnn r", "", "a reset begins anew"},
		{"nnn rs n", "3.1 0-2", ""},
		{"nnn r u", "2.1 0-1, 2.2 1-2, 3.1 2-4", "and can be undone"},
		{"nnn rn u n", "2.1 0-1, 2.2 1-2, 3.1 2-4, 3.2 4-9", "whoever undoes it late wants the time between counted"},
	} {
		if s, _ := press(short(), talk.Start("", start), start, c.keys); visits(s.Log.Visits) != c.want {
			t.Errorf("%q: %s, want %s (%s)", c.keys, visits(s.Log.Visits), c.want, c.why)
		}
	}
}

func TestLogThatWasHandedOutStays(t *testing.T) {
	s, now := press(short(), talk.Start("", start), start, "n n n ")
	was := visits(s.Log.Visits)
	_ = s.Closed(now.Add(time.Second))
	_, _ = press(short(), s, now.Add(time.Hour), "pptn")
	if got := visits(s.Log.Visits); got != was {
		t.Errorf("%s has become %s", was, got)
	}
}

func TestSpent(t *testing.T) {
	s, now := press(short(), talk.Start("", start), start, "s n  n n p  ")
	got := s.Spent(5, now)
	want := []time.Duration{2 * time.Second, 7 * time.Second, 2 * time.Second, 0, 0}
	if s.Pos.Slide != 1 {
		want = got
		t.Errorf("the talk is at %s", pos(s.Pos))
	}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestSkip(t *testing.T) {
	for _, c := range []struct{ keys, want, why string }{
		{"nn", "2.2", ""},
		{"nnn", "5.1", "next passes over what is skipped, but never over the closing slide"},
		{"nnnp", "2.2", "and so does back"},
		{"nnnppp", "2.1", "nothing that is shown lies before"},
		{"3Gn", "3.2", "whoever asks for one sees it whole"},
		{"3Gnnn", "5.1", ""},
		{"3xnnn", "3.1", "what is taken back in is shown again"},
	} {
		if s, _ := press(short(), talk.Start("", start), start, "1x3x4x5x"+c.keys); place(s) != c.want {
			t.Errorf("%q: %s, want %s (%s)", c.keys, place(s), c.want, c.why)
		}
	}
	if s, _ := press(open(), talk.Start("", start), start, "3x4x5xnnnnn"); place(s) != "2.2" {
		t.Errorf("with all of the rest skipped, next goes to %s", place(s))
	}
}

func TestSkew(t *testing.T) {
	s, now := press(short(), talk.Start("", start), start, "n  b ")
	before := [...]time.Duration{s.Clock.Elapsed(now), s.SinceArrival(now), s.SinceShown(now), s.SinceBlank(now)}
	for _, by := range []time.Duration{8 * time.Hour, -time.Hour} {
		later := now.Add(by)
		got := talk.Do(short(), s, talk.Command{Op: talk.Skew, N: int(by.Milliseconds())}, later)
		after := [...]time.Duration{
			got.Clock.Elapsed(later), got.SinceArrival(later), got.SinceShown(later), got.SinceBlank(later),
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
	f.Add([]byte{1, 2, 3}, 2, []byte{1, 1, 14, 50, 15, 9, 16, 4, 17, 4, 0, 8, 1, 7})
	f.Fuzz(func(t *testing.T, steps []byte, closing int, keys []byte) {
		shape, s := drawn(steps, closing)
		now := start
		for ; len(keys) >= 2; keys = keys[2:] {
			now = now.Add(time.Duration(keys[1]) * 37 * time.Millisecond)
			c := talk.Command{Op: talk.Op(keys[0]) % (talk.Rebase + 1), N: int(keys[0]>>4) - 2, Phase: "b",
				Saved: &s, Moves: talk.NewMoves(shift(int(keys[1]%5) - 2))}
			if c.Op == talk.Skew {
				continue // It takes time off that is in no visit yet.
			}
			s = talk.Do(shape, s, c, now)
		}
		checkLog(t, s, now, len(steps))
	})
}

func checkLog(t *testing.T, s talk.Talk, now time.Time, n int) {
	t.Helper()
	var end, sum, gone time.Duration
	for _, v := range s.Closed(now).Visits {
		if v.From != end || v.To <= v.From || v.Phase == "" {
			t.Fatalf("a gap, an empty visit, or one of no phase: %v", s.Log.Visits)
		}
		end = v.To
		if v.Pos.Slide < 0 || v.Pos.Slide >= n {
			gone += v.Time()
		}
	}
	for _, d := range s.Spent(n, now) {
		sum += d
	}
	if elapsed := s.Clock.Elapsed(now); end != elapsed || sum+gone != elapsed {
		t.Fatalf("the log is %v, its sum %v, the clock %v", end, sum+gone, elapsed)
	}
}

// Visits follow their slides into an edited deck. Those of a slide that is gone are no other's, and
// still fill their time.
func TestRebaseLog(t *testing.T) {
	s, now := press(short(), talk.Start("", start), start, "s n n  r1Gnn")
	if got := visits(s.Log.Visits) + "; " + visits(s.Log.Reset.Visits); got != "2.1 0-1; 1.1 0-2, 2.1 2-4, 2.2 4-7" {
		t.Fatalf("the visits are %s", got)
	}
	got := rebased(short(), s, now, shift(-1))
	if v := visits(got.Log.Visits) + "; " + visits(got.Log.Reset.Visits); v != "1.1 0-1; 0.1 0-2, 1.1 2-4, 1.2 4-7" {
		t.Errorf("the visits are %s", v)
	}
	if v := visits(s.Log.Reset.Visits); v != "1.1 0-2, 2.1 2-4, 2.2 4-7" {
		t.Errorf("the visits before the edit have become %s", v)
	}
	again := rebased(short(), got, now, shift(3))
	if v := visits(again.Log.Reset.Visits); v != "0.1 0-2, 4.1 2-4, 4.2 4-7" {
		t.Errorf("what is gone comes back: %s", v)
	}
	if spent := again.Spent(5, now); spent[3] != time.Second || spent[0] != 0 {
		t.Errorf("spent %v", spent)
	}
	late := talk.Talk{Log: talk.Log{Stretch: talk.Stretch{From: 3}, Reset: talk.Stretch{From: 2}}}
	if l := rebased(short(), late, now, shift(-1)).Log; l.From != 2 || l.Reset.From != 1 {
		t.Errorf("it begins at %d, before its reset at %d", l.From, l.Reset.From)
	}
	if l := rebased(short(), late, now, shift(-9)).Log; l.From != 0 || l.Reset.From != 0 {
		t.Errorf("without its first slides it begins at %d, before its reset at %d", l.From, l.Reset.From)
	}
}

// The stay on a slide that an edit takes away ends with the edit.
func TestRebaseEndsAStay(t *testing.T) {
	s, now := press(short(), talk.Start("", start), start, "s  ")
	got := rebased(short(), s, now, shift(-1))
	if v := visits(got.Log.Visits); v != "0.1 0-2" {
		t.Errorf("the visits are %s", v)
	}
}

// Two talks that go on from one do not write into each other's logs.
func TestLogsThatPart(t *testing.T) {
	s, now := press(short(), talk.Start("", start), start, "nn")
	s.Log.Visits = append(make([]talk.Visit, 0, 8), s.Log.Visits...)
	one, _ := press(short(), s, now.Add(5*time.Second), "p")
	_, _ = press(short(), s, now.Add(9*time.Second), "4G")
	if got := visits(one.Log.Visits); got != "2.1 0-1, 2.2 1-7" {
		t.Errorf("the first log has become %s", got)
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
		if s, _ := press(short(), talk.Start("", start), start, keys); s.Log.From != want {
			t.Errorf("%q: begins at slide %d, want %d; the talk is at %s", keys, s.Log.From+1, want+1, place(s))
		}
	}
}

// A visit belongs to the phase in which it was spoken, through resets and their undoing.
func TestLogPhases(t *testing.T) {
	shape := short()
	shape.Phases = []string{"primary", "secondary"}
	s, now := talk.Start("primary", start), start
	for _, c := range []struct{ keys, want, reset string }{
		{"snn    t", "primary 7s", ""},
		{"n", "primary 7s, secondary 1s", ""},
		{"rsn", "secondary 1s", "primary 7s, secondary 2s"},
		{"r", "", "secondary 2s"},
		{"un", "secondary 4s", ""},
	} {
		s, now = press(shape, s, now, c.keys)
		if got, before := phases(s.Log), phases(s.Log.BeforeReset()); got != c.want || before != c.reset {
			t.Errorf("after %q the phases are %q, before the reset %q, want %q and %q", c.keys, got, before, c.want, c.reset)
		}
	}
}

func phases(l talk.Log) string {
	var out []string
	times := map[string]time.Duration{}
	for _, v := range l.Visits {
		times[v.Phase] += v.Time()
	}
	for _, name := range slices.Sorted(maps.Keys(times)) {
		out = append(out, name+" "+times[name].String())
	}
	return strings.Join(out, ", ")
}

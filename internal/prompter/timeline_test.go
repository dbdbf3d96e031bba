package prompter

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/plan"
)

func say(text string) deck.Part { return deck.Part{Text: text} }

func pause(d time.Duration) deck.Part {
	return deck.Part{Cue: deck.Cue{Kind: deck.CuePause, For: d}}
}

func aloud(deck.Note) bool { return true }

// spokenNotes has a paragraph with a pause in it, one with nothing to say, a quotation, and one
// that ends in a wait. At 115 words a minute a word takes 600 ms.
func spokenNotes() []deck.Note {
	return []deck.Note{
		{Parts: []deck.Part{say("one two three four "), pause(3 * time.Second), say(" five")}},
		{Parts: []deck.Part{{Cue: deck.Cue{Kind: deck.CueDo, Text: "dim the lights"}}}},
		{Voice: deck.Letter, Parts: []deck.Part{say("words of a letter")}},
		{Parts: []deck.Part{say("th"), say("is is one"), {Cue: deck.Cue{Kind: deck.CueWait}}}},
	}
}

func guidance(n deck.Note) bool { return n.Voice == deck.Guidance }

func TestTimeline(t *testing.T) {
	line := timelineOf(spokenNotes(), guidance, 115, 0)
	for _, c := range []struct {
		at    time.Duration
		note  int
		share float64 // of 34 columns in the first paragraph, and 16 in the last
		cue   deck.CueKind
		left  time.Duration
	}{
		{0, 0, 0, deck.NoCue, 2400 * time.Millisecond},
		{1200 * time.Millisecond, 0, 9.5 / 34, deck.NoCue, 1200 * time.Millisecond},
		{2400 * time.Millisecond, 0, 19.0 / 34, deck.CuePause, 3 * time.Second},
		{4400 * time.Millisecond, 0, 19.0 / 34, deck.CuePause, time.Second},
		{5400 * time.Millisecond, 0, 29.0 / 34, deck.NoCue, 600 * time.Millisecond},
		{6 * time.Second, 3, 0, deck.NoCue, 1800 * time.Millisecond},
		{7800 * time.Millisecond, 3, 11.0 / 17, deck.CueWait, waitHold},
		{12799 * time.Millisecond, 3, 11.0 / 17, deck.CueWait, time.Millisecond},
		{12800 * time.Millisecond, 3, 11.0 / 17, deck.NoCue, 0},
		{time.Hour, 3, 11.0 / 17, deck.NoCue, 0},
	} {
		note, share := line.share(line.at(c.at))
		cue, left := line.silence(c.at)
		if note != c.note || math.Abs(share-c.share) > 1e-6 || cue != c.cue || cue != deck.NoCue && left.Round(time.Millisecond) != c.left {
			t.Errorf("at %v: paragraph %d, %.3f of it, cue %d, %v left; want %+v", c.at, note, share, cue, left, c)
		}
	}
	if total := line.total().Round(time.Millisecond); total != 12800*time.Millisecond {
		t.Errorf("the timeline takes %v", total)
	}
}

// On and back go by paragraphs that are spoken; out of a silence, on leads behind it.
func TestTimelineByParagraphs(t *testing.T) {
	line := timelineOf(spokenNotes(), guidance, 115, 0)
	for _, c := range []struct{ at, on, back time.Duration }{
		{0, 6000, 0},
		{1000, 6000, 0},
		{2400, 5400, 0},
		{5500, 6000, 0},
		{6000, 12800, 0},
		{7700, 12800, 0},
		{8100, 12800, 6000},
		{12800, 12800, 6000},
	} {
		at := c.at * time.Millisecond
		on, back := line.forward(at).Round(time.Millisecond), line.back(at).Round(time.Millisecond)
		if on != c.on*time.Millisecond || back != c.back*time.Millisecond {
			t.Errorf("at %v on leads to %v and back to %v, want %d and %d ms", at, on, back, c.on, c.back)
		}
	}
}

func TestNothingToSay(t *testing.T) {
	for _, notes := range [][]deck.Note{nil, {{}}, {{Parts: []deck.Part{{Cue: deck.Cue{Kind: deck.CueDo}}}}}, spokenNotes()[2:3]} {
		if line := timelineOf(notes, guidance, 120, 0); len(line) != 0 || line.total() != 0 || line.forward(0) != 0 || line.back(time.Hour) != 0 {
			t.Errorf("%v gives %+v", notes, line)
		}
	}
}

func timelineOf(notes []deck.Note, spoken func(deck.Note) bool, pace int, silence time.Duration) timeline {
	return Notes{notes, spoken, silence}.at(pace)
}

// anyNotes makes up notes.
func anyNotes(r *rand.Rand) []deck.Note {
	notes := make([]deck.Note, r.IntN(6))
	for i := range notes {
		for range r.IntN(5) {
			part := say(strings.Repeat("wort ", r.IntN(40)))
			if kind := deck.CueKind(r.IntN(4)); kind != deck.NoCue { //nolint:gosec // below 4
				part = deck.Part{Cue: deck.Cue{Kind: kind, For: time.Duration(r.IntN(9000)) * time.Millisecond}}
			}
			notes[i].Parts = append(notes[i].Parts, part)
		}
	}
	return notes
}

// Time only ever leads on; the whole takes what the words and the silences take, that of a
// reflection among them; and the same words are found at every pace.
func TestAnyTimeline(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // chance is all that is wanted
	for range 500 {
		notes, pace := anyNotes(r), plan.SlowestPace+r.IntN(plan.FastestPace-plan.SlowestPace+1)
		silence := time.Duration(r.IntN(2)*r.IntN(60)) * time.Second
		line := timelineOf(notes, aloud, pace, silence)
		if still, ok := line.still(); ok != (silence > 0) || (still.end-still.start) != silence {
			t.Fatalf("a silence of %v is %+v", silence, still)
		}
		if got, want := line.total(), takes(notes, pace)+silence; (got - want).Abs() > time.Millisecond {
			t.Fatalf("%v takes %v, want %v", notes, got, want)
		}
		if len(line) == 0 {
			continue
		}
		other := timelineOf(notes, aloud, plan.SlowestPace+r.IntN(plan.FastestPace-plan.SlowestPace+1), silence)
		note, share, then := 0, 0.0, time.Duration(0)
		for i := range 200 {
			d := line.total() * time.Duration(i) / 190
			at := line.at(d)
			n, s := line.share(at)
			if n < note || n == note && s < share-1e-9 || s < 0 || s > 1+1e-9 {
				t.Fatalf("at %v of %v the place goes from %d, %f to %d, %f", d, line.total(), note, share, n, s)
			}
			if there := other.at(other.when(at)); n != noteAt(other, there) || (line.when(there)-min(d, line.total())).Abs() > time.Microsecond {
				t.Fatalf("at another pace %+v is %+v", at, there)
			}
			if other.when(at) < then {
				t.Fatalf("at another pace the place goes back at %v", d)
			}
			note, share, then = n, s, other.when(at)
			if line.forward(d) < min(d, line.total()) || line.back(d) > d || line.forward(d) > line.total() {
				t.Fatalf("at %v on leads to %v, back to %v", d, line.forward(d), line.back(d))
			}
		}
	}
}

func noteAt(line timeline, s spot) int {
	note, _ := line.share(s)
	return note
}

// takes is the time for notes, counted as the plan does.
func takes(notes []deck.Note, pace int) time.Duration {
	var sum time.Duration
	for _, n := range notes {
		s := n.Speech()
		sum += plan.Speaking(s.Words, pace) + s.Pauses
		for _, p := range n.Parts {
			if p.Cue.Kind == deck.CueWait {
				sum += waitHold
			}
		}
	}
	return sum
}

package prompter

import (
	"strings"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/plan"
)

// waitHold is how long the teleprompter holds at a [wait]. Only the hall knows how long that really
// takes: a short hold keeps the words near, and never leaves them stuck.
const waitHold = 5 * time.Second

// paragraphStart is the time into a paragraph within which back means the previous one.
const paragraphStart = 2 * time.Second

// beat is a run of words in one paragraph of the notes, or a silence in it.
type beat struct {
	note       int     // the paragraph's index among the slide's notes
	from, to   float64 // the shares of the paragraph's text up to its start and its end, 0 to 1
	cue        deck.CueKind
	start, end time.Duration // from the beginning of the timeline
}

// timeline lists what is to be said on a slide, beat by beat without a gap. A [pause] takes its
// length, a [wait] waitHold, and a [do] or [next] nothing: it is done while speaking. The silence of a
// reflection is a beat too; the shape in the hall decides how long it holds.
type timeline []beat

// spot is a position in a timeline that means the same words at any pace.
type spot struct {
	beat int
	done float64 // of the beat, 0 to 1
}

// Notes is what a timeline is made from.
type Notes struct {
	All     []deck.Note
	Spoken  func(deck.Note) bool // whether a note is said aloud
	Silence time.Duration        // of a reflection; 0 for none
}

// at times the notes at a pace in words a minute.
func (n Notes) at(pace int) timeline {
	var t timeline
	still := nowhere()
	if n.Silence > 0 {
		still = n.stillness()
	}
	for i, note := range n.All {
		if !n.Spoken(note) {
			continue
		}
		t = t.add(i, note, pace, func(part int) (deck.CueKind, time.Duration) {
			if still == (cuePosition{i, part}) {
				return stillness, n.Silence
			}
			cue := note.Parts[part].Cue
			return cue.Kind, hold(cue)
		})
	}
	if n.Silence > 0 && still == nowhere() {
		t = t.endStill(len(n.All), n.Silence)
	}
	return t
}

// add appends the beats of a paragraph. holds says as which cue a part silences the speaker, and how long.
func (t timeline) add(note int, n deck.Note, pace int, holds func(part int) (deck.CueKind, time.Duration)) timeline {
	whole := float64(max(columns(n.String()), 1))
	at, run := 0, ""
	step := func(text string, cue deck.CueKind, takes time.Duration) {
		from := at
		at += columns(text)
		if takes > 0 {
			t = append(t, beat{note, float64(from) / whole, float64(at) / whole, cue, t.total(), t.total() + takes})
		}
	}
	say := func() {
		step(run, deck.NoCue, plan.Speaking(len(strings.Fields(run)), pace))
		run = ""
	}
	for i, p := range n.Parts {
		if p.Cue.Kind == deck.NoCue {
			run += p.Text
			continue
		}
		say()
		kind, takes := holds(i)
		step(p.Cue.String(), kind, takes)
	}
	say()
	return t
}

// columns is how wide a text is. A line break counts as the blank that it stands for.
func columns(text string) int { return cell.Width(strings.ReplaceAll(text, "\n", " ")) }

// hold says how long a cue silences the speaker.
func hold(c deck.Cue) time.Duration {
	switch c.Kind {
	case deck.CuePause:
		return c.For
	case deck.CueWait:
		return waitHold
	}
	return 0
}

// total is the length of the timeline.
func (t timeline) total() time.Duration {
	if len(t) == 0 {
		return 0
	}
	return t[len(t)-1].end
}

// at finds the spot at a time; from the end on it is the end of the last beat. There has to be a beat.
func (t timeline) at(d time.Duration) spot {
	for i, b := range t {
		if d < b.end {
			return spot{i, float64(max(d-b.start, 0)) / float64(b.end-b.start)}
		}
	}
	return spot{len(t) - 1, 1}
}

// when is the time at which a spot comes, kept inside the timeline.
func (t timeline) when(s spot) time.Duration {
	if s.beat >= len(t) {
		return t.total()
	}
	b := t[max(s.beat, 0)]
	return b.start + time.Duration(s.done*float64(b.end-b.start))
}

// share gives the paragraph of a spot, and how much of its text has been said, 0 to 1. A silence stays
// where its cue begins.
func (t timeline) share(s spot) (note int, share float64) {
	b := t[s.beat]
	if b.cue != deck.NoCue {
		return b.note, b.from
	}
	return b.note, b.from + (b.to-b.from)*s.done
}

// silence gives the cue that holds at a time and how much longer it does; deck.NoCue while words are
// said and at the end.
func (t timeline) silence(d time.Duration) (deck.CueKind, time.Duration) {
	if d >= t.total() {
		return deck.NoCue, 0
	}
	b := t[t.at(d).beat]
	return b.cue, b.end - d
}

// forward is the time one paragraph further: the start of the next one or of the silence of a
// reflection, or the end of a silence.
func (t timeline) forward(d time.Duration) time.Duration {
	if cue, left := t.silence(d); cue != deck.NoCue {
		return d + left
	}
	here := 0
	for _, b := range t {
		if d >= b.start {
			here = b.note
		}
		if d < b.start && (b.note != here || b.cue == stillness) {
			return b.start
		}
	}
	return t.total()
}

// back is the time one paragraph earlier: the start of the one at d, or of the previous one where d
// is no further than paragraphStart into it. The silence of a reflection is not a paragraph: there is
// nothing in it to say again.
func (t timeline) back(d time.Duration) time.Duration {
	var start, before time.Duration
	note := -1
	for _, b := range t {
		if b.cue == stillness {
			continue
		}
		if note >= 0 && d >= b.start && b.note != note {
			start, before = b.start, start
		}
		note = b.note
	}
	if d-start > paragraphStart {
		return start
	}
	return before
}

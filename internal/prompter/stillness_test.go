package prompter

import (
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// do is a cue for something to be done.
func do(text string) deck.Part { return deck.Part{Cue: deck.Cue{Kind: deck.CueDo, Text: text}} }

func press() deck.Part { return deck.Part{Cue: deck.Cue{Kind: deck.CueNext}} }

func words(parts ...deck.Part) deck.Note { return deck.Note{Parts: parts} }

// A silence comes at the first paragraph of cues behind spoken words, or else at the first cue
// behind spoken words, or at the end.
func TestWhereTheSilenceIs(t *testing.T) {
	letter := deck.Note{Voice: deck.Letter, Parts: []deck.Part{say("quoted words"), do("read along")}}
	for name, c := range map[string]struct {
		notes []deck.Note
		start time.Duration // at 600 ms a word
		note  int
		share float64
	}{
		"a paragraph":                   {[]deck.Note{words(do("dim")), words(say("one two")), words(do("start"), do("stay")), words(say("three"))}, 1200, 2, 0},
		"a paragraph after a cue":       {[]deck.Note{words(say("one "), do("point"), say(" two")), words(pause(time.Second), do("start"))}, 2200, 1, 10.0 / 21},
		"within a paragraph":            {[]deck.Note{words(do("dim"), say(" one two "), do("start"), say(" three"))}, 1200, 0, 18.0 / 35},
		"ahead of a paragraph's words":  {[]deck.Note{words(say("one")), words(do("start"), say(" two"))}, 600, 1, 0},
		"the first of two paragraphs":   {[]deck.Note{words(say("one")), words(do("start")), words(say("two")), words(do("stop"))}, 600, 1, 0},
		"a press":                       {[]deck.Note{words(say("one")), words(do("dim")), words(say("two "), press()), words(do("stay")), words(say("three"))}, 1200, 2, 4.0 / 10},
		"a press that leaves":           {[]deck.Note{words(say("one")), words(do("start")), words(say("two "), press())}, 600, 1, 0},
		"the end, without a cue":        {[]deck.Note{words(say("one")), words(say("two"))}, 1200, 1, 1},
		"the end, with cues ahead only": {[]deck.Note{words(do("dim")), words(do("dim"), say(" one"))}, 600, 1, 1},
		"the end, nothing to say":       {[]deck.Note{words(do("dim")), words(do("start"))}, 0, 1, 1},
		"no notes":                      {nil, 0, 0, 1},
		"a letter counts for nothing":   {[]deck.Note{letter, words(do("dim")), words(say("one"))}, 600, 2, 1},
	} {
		line := timelineOf(c.notes, guidance, 115, 10*time.Second)
		b, ok := line.still()
		note, share := line.share(line.at(c.start*time.Millisecond + time.Second))
		if !ok || b.start.Round(time.Millisecond) != c.start*time.Millisecond || b.end-b.start != 10*time.Second || note != c.note || share != c.share {
			t.Errorf("%s: it is %+v, paragraph %d, %.3f of it; want %+v", name, b, note, share, c)
		}
		if _, ok := timelineOf(c.notes, guidance, 115, 0).still(); ok {
			t.Errorf("%s: without a silence there is one", name)
		}
	}
}

// On halts at the silence wherever it is, and leads out of it; back passes over it.
func TestByParagraphsOverTheSilence(t *testing.T) {
	within := []deck.Note{words(say("one two three four five "), do("start"), say(" six seven eight nine ten"))}
	parted := []deck.Note{words(say("one two three four five")), words(do("start")), words(say("six seven eight nine ten"))}
	for _, c := range []struct {
		notes        []deck.Note
		at, on, back time.Duration
	}{
		{within, 0, 3000, 0}, {within, 3000, 13000, 0}, {within, 13000, 16000, 0}, {within, 15500, 16000, 0},
		{parted, 0, 3000, 0}, {parted, 3000, 13000, 0}, {parted, 8000, 13000, 0}, {parted, 13000, 16000, 0}, {parted, 15500, 16000, 13000},
		{within[:0], 0, 10000, 0},
	} {
		line := timelineOf(c.notes, aloud, 115, 10*time.Second)
		on, back := line.forward(c.at*time.Millisecond), line.back(c.at*time.Millisecond)
		if on.Round(time.Millisecond) != c.on*time.Millisecond || back.Round(time.Millisecond) != c.back*time.Millisecond {
			t.Errorf("%d paragraphs: at %d ms on leads to %v and back to %v, want %d and %d", len(c.notes), c.at, on, back, c.on, c.back)
		}
	}
}

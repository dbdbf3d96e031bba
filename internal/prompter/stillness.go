package prompter

import (
	"slices"
	"time"

	"assembly/internal/deck"
)

// stillness is the cue of the beat that is the silence of a reflection. A [do] takes no time, so
// that no other beat has it.
const stillness = deck.CueDo

// cuePosition is where a cue stands in the notes of a slide.
type cuePosition struct{ note, part int }

// nowhere is the position of a cue that there is not.
func nowhere() cuePosition { return cuePosition{-1, -1} }

// stillness finds the cue at which the silence of a reflection comes: the first [do] after spoken words
// that stands in a paragraph without any, or else the first [do] after spoken words.
func (n Notes) stillness() cuePosition {
	within, said := nowhere(), 0
	for i, note := range n.All {
		if !n.Spoken(note) {
			continue
		}
		words, part := note.Speech().Words, doAfter(note, said > 0)
		switch {
		case part >= 0 && words == 0:
			return cuePosition{i, part}
		case part >= 0 && within == nowhere():
			within = cuePosition{i, part}
		}
		said += words
	}
	return within
}

// doAfter finds the first [do] of a note that comes after words, whether said before the note or in it;
// -1 for none.
func doAfter(n deck.Note, said bool) int {
	for i, p := range n.Parts {
		if p.Cue.Kind == deck.CueDo && (said || deck.Note{Parts: n.Parts[:i]}.Speech().Words > 0) {
			return i
		}
	}
	return -1
}

// endStill appends the silence of a reflection whose notes, of which there are n, have no cue for it.
func (t timeline) endStill(n int, silence time.Duration) timeline {
	note := max(n-1, 0)
	if len(t) > 0 {
		note = t[len(t)-1].note
	}
	return append(t, beat{note, 1, 1, stillness, t.total(), t.total() + silence})
}

// still finds the silence of a reflection. It reports false where there is none.
func (t timeline) still() (beat, bool) {
	i := slices.IndexFunc(t, func(b beat) bool { return b.cue == stillness })
	if i < 0 {
		return beat{}, false
	}
	return t[i], true
}

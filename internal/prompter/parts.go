package prompter

import (
	"slices"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// Parts divides the notes of a slide at each [next]: it gives the part of every note, from 0. The first part
// belongs to the slide as it comes up, and each press leads to the part after it.
func Parts(notes []deck.Note) []int {
	out := make([]int, len(notes))
	part := 0
	for i, n := range notes {
		if out[i] = part; pressIn(n) >= 0 {
			part++
		}
	}
	return out
}

// pressIn finds the [next] of a note; -1 for none.
func pressIn(n deck.Note) int {
	return slices.IndexFunc(n.Parts, func(p deck.Part) bool { return p.Cue.Kind == deck.CueNext })
}

// Part is the part of the notes that belongs to a step of the slide: its notes from one index up to another.
// It reports false where the notes are not divided. A step beyond those that the notes know has the last part.
func (n Notes) Part(step int) (from, to int, ok bool) {
	parts := Parts(n.All)
	last := 0
	for i, note := range n.All {
		if n.Spoken(note) {
			last = parts[i]
		}
	}
	at := min(step, last)
	from, to = len(parts), 0
	for i, p := range parts {
		if p == at && n.Spoken(n.All[i]) {
			from, to = min(from, i), i+1
		}
	}
	return from, to, last > 0 && from < to
}

// AfterSilence is the note whose words are said when the silence of a reflection is over; -1 for none.
func (n Notes) AfterSilence() int {
	at := n.stillness()
	if at == nowhere() {
		return -1
	}
	for i := at.note; i < len(n.All); i++ {
		note := n.All[i]
		if i == at.note {
			note.Parts = note.Parts[at.part+1:]
		}
		if n.Spoken(n.All[i]) && note.Speech().Words > 0 {
			return i
		}
	}
	return -1
}

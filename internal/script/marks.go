package script

import (
	"slices"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// marks explains the cues of the script, the rarer ones where the deck has them.
func (w *writer) marks() Section {
	blocks := []Block{
		mark("SAY", "Read these words aloud."),
		mark("DO", "Something to do, not to read aloud."),
		mark("PAUSE", "Stop speaking for as long as it says."),
	}
	silence, wait := w.has()
	if wait {
		blocks = append(blocks, mark("WAIT", "Go on when it has happened."))
	}
	if silence {
		blocks = append(blocks, mark("SILENCE", "All are silent for as long as it says."))
	}
	blocks = append(blocks,
		mark(NextStep, "Press once, and the slide shows more."),
		mark(NextSlide, "Press once, and the next slide comes up."),
	)
	if w.d.Meta.Source != "" {
		blocks = append(blocks, Block{Runs: plain("Notes marked as the letter are its exact words. They are for you " +
			"to see, and take no time. All other notes are guidance.")})
	}
	return Section{Title: "How to read this script", Parts: []Part{{Blocks: blocks}}}
}

// mark is a cue, and what it means.
func mark(cue, means string) Block { return Block{Kind: Direction, Cue: cue, Runs: plain(means)} }

// has reports which of the rarer cues the deck has.
func (w *writer) has() (silence, wait bool) {
	for i := 0; i < w.d.Len() && !(silence && wait); i++ {
		s := w.d.Slide(i)
		silence = silence || s.Reflection(w.o.Phase) > 0
		wait = wait || slices.ContainsFunc(s.Notes.For(w.o.Phase), waits)
	}
	return silence, wait
}

func waits(n deck.Note) bool {
	return slices.ContainsFunc(n.Parts, func(p deck.Part) bool { return p.Cue.Kind == deck.CueWait })
}

package script

import (
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// The cues of pressing next.
const (
	NextStep  = "NEXT STEP"
	NextSlide = "NEXT SLIDE"
)

// Notes is what is said and done on each slide of a deck, as the script has it.
type Notes struct {
	w   *writer
	run []time.Duration // when each slide comes up
}

// NotesOf are the notes of a deck.
func NotesOf(d *deck.Deck, o Options) *Notes {
	n := &Notes{w: writerOf(d, o)}
	var run time.Duration
	for i := range d.Len() {
		n.run = append(n.run, run)
		run += n.w.plan.Time(i)
	}
	return n
}

// Slide is the section of slide i, counted from 0, without what is on the slide.
func (n *Notes) Slide(i int) Section { return n.w.slide(i, n.run[i], false) }

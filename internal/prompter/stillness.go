package prompter

import (
	"slices"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// stillness is the cue of the beat that is the silence of a reflection. A [do] takes no time, so
// that no other beat has it.
const stillness = deck.CueDo

// cuePosition is where a cue stands in the notes of a slide.
type cuePosition struct{ note, part int }

// nowhere is the position of a cue that there is not.
func nowhere() cuePosition { return cuePosition{-1, -1} }

// stillness finds the cue at which the silence of a reflection comes: the first [next] with words after it,
// or else the first [do] after spoken words that stands in a paragraph without any, or else the first [do]
// after spoken words.
func (n Notes) stillness() cuePosition {
	if at := n.press(); at != nowhere() {
		return at
	}
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

// SilenceCue finds the cue at which the silence of a reflection begins: the index of its note, and of the part in that;
// -1 and -1 where there is none.
func (n Notes) SilenceCue() (note, part int) {
	at := n.stillness()
	return at.note, at.part
}

// press finds the first [next] that has spoken words after it.
func (n Notes) press() cuePosition {
	at := nowhere()
	for i, note := range n.All {
		if !n.Spoken(note) {
			continue
		}
		if at != nowhere() && note.Speech().Words > 0 {
			return at
		}
		if part := pressIn(note); part >= 0 && at == nowhere() {
			at = cuePosition{i, part}
		}
	}
	return nowhere()
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

// Shape is the state of a reflection's shape in the hall.
type Shape struct {
	Step  int   // of the hall's slide; 0 while the shape is not there
	Shown int64 // Unix milliseconds at which it began to fill
}

// Follow goes by the shape in the hall: to the silence when it starts, however much has been said by
// then, and not beyond it when it is taken back.
func (p *Prompter) Follow(s Shape, now time.Time) {
	at, before := p.position(now), p.shape
	p.shape = s
	still, ok := p.line.still()
	switch {
	case !ok || s.Step == before.Step:
	case s.Step == 0:
		p.move(min(at, still.start), now)
	default:
		p.move(still.start, now)
	}
}

// Leave is for while it is off: it forgets notes that are no longer spoken, and a shape that has changed,
// so that its next start counts as one.
func (p *Prompter) Leave(k Key, s Shape) {
	if !p.key.sameNotes(k) {
		p.key.Slide = talk.Gone
	}
	if s.Step != p.shape.Step {
		p.shape = Shape{}
	}
}

// hold keeps a position that time alone would reach at the silence: until the shape starts, and then
// until it is full. That goes by the hall's clock and not by the talk's.
func (p *Prompter) hold(at time.Duration, now time.Time) time.Duration {
	still, ok := p.line.still()
	if !ok || p.read >= still.end || at < still.start {
		return at
	}
	full := time.UnixMilli(p.shape.Shown).Add(still.end - still.start)
	switch {
	case p.shape.Step == 0:
		return still.start
	case now.Before(full):
		return max(still.end-full.Sub(now), still.start)
	case p.from.IsZero():
		return still.end
	}
	// The words after it begin when the shape is full, or later, when those before it have been said.
	since := p.from.Add(max(still.start-p.read, 0))
	if since.Before(full) {
		since = full
	}
	return still.end + max(now.Sub(since), 0)
}

// awaits reports whether it waits for the shape to start.
func (p *Prompter) awaits(now time.Time) bool {
	still, ok := p.line.still()
	return ok && p.shape.Step == 0 && p.position(now) == still.start
}

// Forward goes one paragraph further, but no further than a shape that has not started.
func (p *Prompter) Forward(now time.Time) {
	to := p.line.forward(p.position(now))
	if still, ok := p.line.still(); ok && p.shape.Step == 0 {
		to = min(to, still.start)
	}
	p.move(to, now)
}

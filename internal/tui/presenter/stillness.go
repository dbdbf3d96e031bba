package presenter

import (
	"time"

	"assembly/internal/deck"
	"assembly/internal/talk"
)

// stillness is the cue of the beat that is the silence of a reflection. A [do] takes no time, so
// that no other beat has it.
const stillness = deck.CueDo

// cuePlace is where a cue stands in the notes of a slide.
type cuePlace struct {
	note, part int // indices; -1 for nowhere
}

// stillnessIn is the cue at which the silence of a reflection comes: the first [do] behind spoken
// words that stands in a paragraph without any, or else the first [do] behind spoken words.
func stillnessIn(notes []deck.Note, spoken func(deck.Note) bool) cuePlace {
	within, said := cuePlace{-1, -1}, 0
	for i, n := range notes {
		if !spoken(n) {
			continue
		}
		words, part := n.Speech().Words, doAfter(n, said > 0)
		switch {
		case part >= 0 && words == 0:
			return cuePlace{i, part}
		case part >= 0 && within.note < 0:
			within = cuePlace{i, part}
		}
		said += words
	}
	return within
}

// doAfter is the first [do] of a note that comes after words, those said before it or its own; -1
// for none.
func doAfter(n deck.Note, said bool) int {
	for i, p := range n.Parts {
		if p.Cue.Kind == deck.CueDo && (said || deck.Note{Parts: n.Parts[:i]}.Speech().Words > 0) {
			return i
		}
	}
	return -1
}

// endStill appends the silence of a reflection whose notes have no cue for it.
func (t timeline) endStill(notes []deck.Note, silence time.Duration) timeline {
	note := max(len(notes)-1, 0)
	if len(t) > 0 {
		note = t[len(t)-1].note
	}
	return append(t, beat{note, 1, 1, stillness, t.total(), t.total() + silence})
}

// still is the silence of a reflection. It reports false where there is none.
func (t timeline) still() (beat, bool) {
	for _, b := range t {
		if b.cue == stillness {
			return b, true
		}
	}
	return beat{}, false
}

// shape is how the shape of the reflection that is spoken of stands in the hall.
type shape struct {
	step  int   // of the hall's slide; 0 while the shape is not there
	shown int64 // Unix milliseconds at which it began to fill
}

// full is when a shape is full that takes a time to fill.
func (s shape) full(takes time.Duration) time.Time { return time.UnixMilli(s.shown).Add(takes) }

// shape is how the shape stands of the slide that the speaker is at. While a freeze holds the hall
// elsewhere it has not started, wherever the speaker is.
func (m *Model) shape() shape {
	s := m.stage.Talk
	if s.Pos.Step == 0 || s.Hall().Slide != s.Pos.Slide || !m.stage.Filling() {
		return shape{}
	}
	return shape{s.Hall().Step, s.Shown}
}

// follow goes by the shape in the hall: to the silence when it starts, however much is said by
// then, and not beyond it when it is taken back.
func (p *prompter) follow(s shape, now time.Time) {
	place, before := p.place(now), p.shape
	p.shape = s
	still, ok := p.line.still()
	switch {
	case !ok || s.step == before.step:
	case s.step == 0:
		p.move(min(place, still.start), now)
	default:
		p.move(still.start, now)
	}
}

// leave is for while it is off: it forgets notes that are no longer spoken, and a shape that is no
// longer as it was, so that its next start is one.
func (p *prompter) leave(k promptKey, s shape) {
	if p.key.slide != k.slide || p.key.phase != k.phase {
		p.key.slide = talk.Gone
	}
	if s.step != p.shape.step {
		p.shape = shape{}
	}
}

// hold is a place that is reached by time alone, held at the silence: until the shape starts, and
// then until it is full. That goes by the hall's clock and not by the talk's.
func (p *prompter) hold(place time.Duration, now time.Time) time.Duration {
	still, ok := p.line.still()
	if !ok || p.read >= still.end || place < still.start {
		return place
	}
	full := p.shape.full(still.end - still.start)
	switch {
	case p.shape.step == 0:
		return still.start
	case now.Before(full):
		return max(still.end-full.Sub(now), still.start)
	case p.from.IsZero():
		return still.end
	}
	// The words behind begin when the shape is full, or later, when those ahead of it are said.
	since := p.from.Add(max(still.start-p.read, 0))
	if since.Before(full) {
		since = full
	}
	return still.end + max(now.Sub(since), 0)
}

// stands reports whether it waits for the shape to start.
func (p *prompter) stands(now time.Time) bool {
	still, ok := p.line.still()
	return ok && p.shape.step == 0 && p.place(now) == still.start
}

// onward is the place a paragraph further, but no further than a shape that has not started.
func (p *prompter) onward(now time.Time) time.Duration {
	to := p.line.on(p.place(now))
	if still, ok := p.line.still(); ok && p.shape.step == 0 {
		return min(to, still.start)
	}
	return to
}

// startsShape says what starts the shape.
func startsShape(s talk.State) string {
	if s.Blank == talk.Frozen && s.Pos.Step > 0 {
		return "f STARTS THE SHAPE" // The speaker is there, the hall is not.
	}
	return "NEXT STARTS THE SHAPE"
}

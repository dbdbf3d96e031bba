package talk

import "time"

// Gone is the index of a slide that is no longer in the deck.
const Gone = -1

// Moves tells where the slides of one version of a deck are in the next. Whatever remembers a
// slide follows an edit by it.
type Moves struct{ where func(slide int) int }

// NewMoves makes Moves of a function. It gives the new index of a slide; for one that is gone it is
// ^j, where j is the index of the slide that has come in its place.
func NewMoves(where func(slide int) int) *Moves { return &Moves{where} }

// Slide is the new index of a slide, and for one that is gone that of the slide in its place.
func (m Moves) Slide(slide int) (to int, gone bool) {
	if to = m.where(slide); to < 0 {
		return ^to, true
	}
	return to, false
}

// Find is the new index of a slide, Gone for one that is gone.
func (m Moves) Find(slide int) int { return max(m.where(slide), Gone) }

// pos is the new position. In place of a slide that is gone the other comes up from its beginning.
func (m Moves) pos(p Pos) (to Pos, gone bool) {
	slide, gone := m.Slide(p.Slide)
	if gone {
		return Pos{Slide: slide}, true
	}
	return Pos{slide, p.Step}, false
}

// skipped is what is skipped in a deck of n slides, nil when nothing is.
func (m Moves) skipped(old []bool, n int) []bool {
	var out []bool
	for i, is := range old {
		if !is {
			continue // A deck of thousands is not searched for those.
		}
		if to, gone := m.Slide(i); !gone && to < n {
			if out == nil {
				out = make([]bool, n)
			}
			out[to] = true
		}
	}
	return out
}

// rebase is the talk in another version of its deck. A slide that has only moved has been there
// all along; the stay on one that is gone ends. What a version in between has cost comes back where the talk is taken
// from the version before that.
func (t Talk) rebase(shape Shape, c Command, now time.Time) Talk {
	m, arrived, shown := *c.Moves, now, now
	if last := t; c.Saved != nil {
		t = *c.Saved
		t.Seq = last.Seq
		// What is gone still has been gone since the version in between.
		arrived, shown = sooner(arrived, last.Arrived, t.Arrived), sooner(shown, last.Shown, t.Shown)
	}
	next := t
	var gone, heldGone bool
	next.Pos, gone = m.pos(t.Pos)
	if t.Blank == Frozen {
		next.Held, heldGone = m.pos(t.Held)
	}
	if gone {
		next.Log, next.Arrived = t.Closed(arrived), arrived.UnixMilli()
	}
	next.Log = next.Log.rebase(m)
	next.Skipped = m.skipped(t.Skipped, len(shape.Steps))
	moved := next.Hall()
	next = next.fit(shape)
	if gone && t.Blank != Frozen || heldGone || next.Hall() != moved {
		next.Shown = shown.UnixMilli() // The hall sees something else.
	}
	return next
}

// sooner is the moment of Unix milliseconds where that is another than before, and otherwise now.
func sooner(now time.Time, ms, before int64) time.Time {
	if ms == before {
		return now
	}
	return time.UnixMilli(ms)
}

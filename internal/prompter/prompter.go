// Package prompter is the teleprompter without its drawing: where in a slide's notes the speaker is at
// a time. The position follows from the time alone, whenever and however often it is asked for; the
// silence of a reflection goes by the shape in the hall.
package prompter

import (
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// Prompter goes through the notes of a slide at a pace. The zero Prompter has nothing to say.
type Prompter struct {
	line  timeline
	key   Key
	read  time.Duration // of the timeline, at from or while it stands
	from  time.Time     // when it began to run on; zero while it stands
	shape Shape         // that it goes by, on a reflection
}

// Key is everything that a timeline depends on.
type Key struct {
	Deck  string // its hash
	Slide int
	Phase string
	Pace  int // in words a minute
}

// sameNotes reports whether two keys are of the same notes, whatever their wording and their pace.
func (k Key) sameNotes(o Key) bool { return k.Slide == o.Slide && k.Phase == o.Phase }

// Prepare makes the timeline anew when what it depends on has changed. Other notes begin at their
// top; another pace, or an edit of the deck, leaves it at the same words.
func (p *Prompter) Prepare(k Key, now time.Time, notes func() Notes) {
	if p.key == k {
		return
	}
	old, same, at := p.line, p.key.sameNotes(k), p.position(now)
	p.line, p.key = notes().at(k.Pace), k
	switch {
	case !same:
		p.shape = Shape{}
		p.move(0, now)
	case len(old) > 0:
		p.move(p.line.when(old.at(at)), now)
	}
}

// Rebase lets it follow its slide into an edited deck. In place of a slide that is gone, the notes of
// the other one begin at their top.
func (p *Prompter) Rebase(moves *talk.Moves) {
	p.key.Slide = moves.Find(p.key.Slide)
}

// Run lets it run on or stand.
func (p *Prompter) Run(on bool, now time.Time) {
	switch {
	case on && p.from.IsZero():
		p.from = now.Round(0) // The wall's clock: the other one may stand while the machine sleeps.
	case !on && !p.from.IsZero():
		p.read, p.from = p.position(now), time.Time{}
	}
}

// Skew leaves out the time from then to now, in which nobody spoke: the machine slept, or its clock was
// set. The hall goes by the time at which its shape is said to have begun.
func (p *Prompter) Skew(then, now time.Time, shown int64) {
	p.move(p.position(then), now)
	p.shape.Shown = shown
}

// Back goes one paragraph back.
func (p *Prompter) Back(now time.Time) { p.move(p.line.back(p.position(now)), now) }

// position is how far into the timeline it is at a time.
func (p *Prompter) position(now time.Time) time.Duration {
	d := p.read
	if !p.from.IsZero() {
		d += max(now.Round(0).Sub(p.from), 0)
	}
	return min(p.hold(d, now.Round(0)), p.line.total())
}

// move goes to a position in the timeline.
func (p *Prompter) move(to time.Duration, now time.Time) {
	p.read = to
	if !p.from.IsZero() {
		p.from = now.Round(0)
	}
}

// Position gives the note to speak at a time, and how much of its text has been said, 0 to 1. It
// reports false when there is nothing to say.
func (p *Prompter) Position(now time.Time) (note int, share float64, ok bool) {
	if len(p.line) == 0 {
		return 0, 0, false
	}
	note, share = p.line.share(p.line.at(p.position(now)))
	return note, share, true
}

// Status says what the prompter is doing.
type Status uint8

// The statuses.
const (
	Speaking Status = iota
	Empty           // nothing to say
	Ended
	Awaiting // the start of the shape
	Silent   // while the shape fills
	Standing
	Pausing // at a [pause]
	Waiting // at a [wait]
)

// Status gives what it is doing at a time and, for Silent, Pausing and Waiting, for how much longer.
func (p *Prompter) Status(now time.Time) (Status, time.Duration) {
	at := p.position(now)
	cue, left := p.line.silence(at)
	switch {
	case len(p.line) == 0:
		return Empty, 0
	case at >= p.line.total():
		return Ended, 0
	case p.awaits(now):
		return Awaiting, 0
	case cue == stillness:
		return Silent, left
	case p.from.IsZero():
		return Standing, 0
	case cue == deck.CuePause:
		return Pausing, left
	case cue == deck.CueWait:
		return Waiting, left
	}
	return Speaking, 0
}

// Moving reports whether it is somewhere else a moment later.
func (p *Prompter) Moving(now time.Time) bool {
	return !p.from.IsZero() && p.position(now) < p.line.total() && !p.awaits(now)
}

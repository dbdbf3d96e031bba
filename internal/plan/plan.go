// Package plan says how long a talk should take, and what that means at a moment of it: whether
// the speaker is on time, when the talk will end, and what leaving a slide out would save.
//
// It is told the time and the log of the talk, and knows nothing of screens or files.
package plan

import (
	"cmp"
	"slices"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// Breath is what the pauses between sentences add to the time that the words take.
const Breath = 1.15

// Grain is what a planned time is rounded up to, where the author has named none.
const Grain = 15 * time.Second

// The paces, in words a minute. Evidence on speaking to a hall of children is weak, so that a pace
// is always the speaker's own to change between the slowest and the fastest.
const (
	SlowestPace = 80
	FastestPace = 180
	UsualPace   = 120 // where a deck names none: between 110 for primary and 130 for secondary pupils
)

// MaxSlides is the largest deck that is planned slide by slide. That parses all of it, and no
// talk has as many.
const MaxSlides = 300

// Item is what is planned for one slide.
type Item struct {
	Time     time.Duration // 0 when there is nothing to plan by
	Words    int           // to be said
	Pauses   time.Duration // named in the notes
	Silence  time.Duration // of a reflection
	Optional bool          // may be left out
	Speaker  string        // "" when not named
}

// Plan is what is planned for a talk in one phase.
type Plan struct {
	Items   []Item        // nil for a deck of more than MaxSlides
	Whole   time.Duration // as the author names it; 0 when not named
	Closing int           // index of the closing slide, or -1
	First   int           // index of the slide that the talk begins at
}

// Of plans a deck for a phase at a pace in words a minute; at 0 it is the deck's own. A slide
// takes the time that its author gives it, or what its notes and its silence take. Where no slide
// has a time but the talk has, the slides share the talk's as their notes do.
func Of(d *deck.Deck, phase string, pace int) Plan {
	p := Plan{Whole: d.Meta.Duration, Closing: d.Closing()}
	if d.Len() > MaxSlides {
		return p
	}
	if pace == 0 {
		pace = Pace(d.Meta, phase)
	}
	given := false
	for i := range d.Len() {
		item, named := itemOf(d, i, phase, pace)
		p.Items = append(p.Items, item)
		given = given || named
	}
	if !given && p.Whole > 0 {
		p.share()
	}
	return p
}

// Pace is the words a minute that a deck names for a phase, or UsualPace.
func Pace(m deck.Meta, phase string) int {
	return cmp.Or(max(m.Pace[phase], 0), max(m.Pace[""], 0), UsualPace)
}

// From is the plan of a talk that begins at a slide, counted from 0: nothing is planned for those
// before it.
func (p Plan) From(slide int) Plan {
	if slide <= 0 {
		return p
	}
	p.First, p.Items = slide, slices.Clone(p.Items)
	for i := range p.Items[:min(slide, len(p.Items))] {
		p.Items[i].Time = 0
	}
	return p
}

func itemOf(d *deck.Deck, i int, phase string, pace int) (item Item, named bool) {
	s, speech := d.Slide(i), d.Speech(i, phase)
	item = Item{Words: speech.Words, Pauses: speech.Pauses, Optional: s.Optional && !d.Heads[i].Closing, Speaker: s.Speaker, Silence: s.Reflection(phase)}
	if t := s.Time.For(phase); t > 0 {
		item.Time = t
		return item, true
	}
	item.Time = Estimate(item.Words, pace, item.Pauses+item.Silence)
	return item, false
}

// Estimate is how long words at a pace in words a minute take, with silences between them,
// rounded up to Grain.
func Estimate(words, pace int, silences time.Duration) time.Duration {
	t := Speaking(words, pace) + silences
	return (t + Grain - 1) / Grain * Grain
}

// Speaking is how long it takes to say words at a pace in words a minute.
func Speaking(words, pace int) time.Duration {
	return time.Duration(float64(words) / float64(pace) * Breath * float64(time.Minute))
}

// share divides the whole time among the slides as their own estimates stand to each other, or
// evenly where there are none.
func (p *Plan) share() {
	sum, items := p.sum(), p.Items[:p.end(0)]
	left := p.Whole
	for i := range items {
		part := p.Whole / time.Duration(len(items))
		if sum > 0 {
			part = time.Duration(float64(p.Whole) * float64(items[i].Time) / float64(sum))
		}
		items[i].Time = part.Truncate(time.Second)
		left -= items[i].Time
	}
	if n := len(items); n > 0 {
		items[n-1].Time += left // The seconds that rounding has lost.
	}
}

func (p Plan) sum() time.Duration {
	var sum time.Duration
	for _, it := range p.Items[:p.end(0)] {
		sum += it.Time
	}
	return sum
}

// Total is the length of the talk: the sum of its slides, or what the author names for the whole
// where they have none; 0 when neither is known. A part of the talk has no share in the latter.
func (p Plan) Total() time.Duration {
	if sum := p.sum(); sum > 0 || p.First > 0 {
		return sum
	}
	return p.Whole
}

// Time is what is planned for a slide, 0 where nothing is.
func (p Plan) Time(slide int) time.Duration { return at(p.Items, slide).Time }

// at is an element of a list, or nothing outside it.
func at[T any](list []T, i int) (one T) {
	if i >= 0 && i < len(list) {
		one = list[i]
	}
	return one
}

// end is the slide behind the last one of the talk. What stands behind the closing slide is
// reached only on purpose, and no part of the plan.
func (p Plan) end(from int) int {
	if p.Closing >= from && p.Closing < len(p.Items) {
		return p.Closing + 1
	}
	return len(p.Items)
}

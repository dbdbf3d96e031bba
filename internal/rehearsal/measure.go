package rehearsal

import (
	"slices"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/plan"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// Spoken is a talk and the deck that it is of.
type Spoken struct {
	talk.Talk
	Deck *deck.Deck
	Plan func(phase string) plan.Plan // of the whole deck
}

// Measure turns what the log of a talk says into a run, of which about holds what was known before.
// A run that was reset and has hardly begun again is the one before the reset.
func Measure(about Run, s Spoken, now time.Time) Run {
	run := s.measure(about, s.Pos.Slide, now)
	if visits := s.Log.Reset.Visits; len(visits) > 0 && !run.WorthSaving() {
		s.Log = s.Log.BeforeReset()
		if before := s.measure(about, visits[len(visits)-1].Pos.Slide, now); before.WorthSaving() {
			return before
		}
	}
	return run
}

// tooShort is the length below which a run of one slide is none: somebody has only looked in.
const tooShort = 10 * time.Second

// WorthSaving reports whether anything was rehearsed.
func (r Run) WorthSaving() bool {
	shown := 0
	for _, s := range r.Slides {
		shown += min(s.Visits, 1)
	}
	return shown > 1 || r.Total() >= tooShort
}

// measure returns the run of a talk that is on a slide.
func (s Spoken) measure(run Run, at int, now time.Time) Run {
	run.Phase, run.Mixed = s.phase()
	run.Ended, run.From = now, s.Log.From+1
	run.Slides = s.slides(s.Plan(run.Phase).From(s.Log.From))
	last := s.last()
	run.Finished = at == last || slices.ContainsFunc(s.Log.Visits, func(v talk.Visit) bool { return v.Pos.Slide == last })
	run.add(s.Log.Visits, at)
	return run
}

// phase returns the phase that was rehearsed, and whether a part of the talk was in another one for
// too long to be a slip. The talk's phase stands in for one that an edit has removed from the deck.
func (s Spoken) phase() (phase string, mixed bool) {
	times := map[string]time.Duration{}
	for _, v := range s.Log.Visits {
		name := s.Phase
		if slices.Contains(s.Deck.Meta.Phases, v.Phase) {
			name = v.Phase
		}
		times[name] += v.Time()
	}
	phase = s.Phase
	for name, t := range times {
		if t > times[phase] || t == times[phase] && name < phase {
			phase = name
		}
	}
	for name, t := range times {
		mixed = mixed || name != phase && t >= tooShort
	}
	return phase, mixed
}

// last returns the slide with which the talk ends.
func (s Spoken) last() int {
	if c := s.Deck.Closing(); c >= 0 {
		return c
	}
	for i := s.Deck.Len() - 1; i > 0; i-- {
		if !s.Skips(i) {
			return i
		}
	}
	return 0
}

// slides returns what is planned for each slide.
func (s Spoken) slides(planned plan.Plan) []Slide {
	closing := s.Deck.Closing()
	out := make([]Slide, s.Deck.Len())
	for i := range out {
		out[i] = Slide{Title: s.Deck.Title(i), After: closing >= 0 && i > closing, Out: s.Skips(i)}
		if i < len(planned.Items) {
			out[i].plan(planned.Items[i])
		}
	}
	return out
}

func (s *Slide) plan(it plan.Item) {
	s.Speaker, s.Words = it.Speaker, it.Words
	s.Planned, s.Pauses, s.SilencePlanned = it.Time.Milliseconds(), it.Pauses.Milliseconds(), it.Silence.Milliseconds()
}

// add adds the visits of a talk to the slides of its run, which is on the slide at now. The silence of
// a reflection is the time for which its shape was filling or full.
func (r *Run) add(visits []talk.Visit, at int) {
	previous := -1
	for _, v := range visits {
		if v.Pos.Slide < 0 || v.Pos.Slide >= len(r.Slides) {
			continue
		}
		s := &r.Slides[v.Pos.Slide]
		s.Spent += v.Time().Milliseconds()
		if s.SilencePlanned > 0 && v.Pos.Step > 0 {
			s.Silence += v.Time().Milliseconds()
		}
		if v.Pos.Slide != previous {
			s.Visits++
		}
		previous = v.Pos.Slide
	}
	if at >= 0 && at < len(r.Slides) {
		r.Slides[at].Open = !r.Finished
	}
}

package rehearsal

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/plan"
)

// What is worth saying to a speaker.
const (
	mostAdvice = 3                // nobody changes more at once
	worthTime  = 10 * time.Second // a slide's deviation from its plan, at least
	worthShare = 5                // and at least the plan's fifth
	worthPace  = 7                // a pace off the plan's by more than a seventh
	cutSilence = 5 * time.Second  // a silence this much shorter than planned was cut
	leastTold  = 3                // slides with a plan before a run is praised
)

// remark is something worth saying, and how much it weighs.
type remark struct {
	text   string
	weight time.Duration
}

// Advice lists the two or three things most worth changing, in words; an empty list when nothing
// stands out.
func Advice(run Run) []string {
	var all []remark
	for _, r := range Rows(run, nil) {
		all = append(all, slideRemarks(r)...)
	}
	all = append(all, paceRemarks(run)...)
	slices.SortStableFunc(all, func(a, b remark) int { return int((b.weight - a.weight) / time.Millisecond) })
	var out []string
	for _, r := range all[:min(len(all), mostAdvice)] {
		out = append(out, r.text)
	}
	return out
}

func slideRemarks(r Row) []remark {
	if !r.Run.OK || r.Open {
		return nil
	}
	var out []remark
	lost := ms(r.SilencePlanned - r.Silence)
	if r.SilencePlanned > 0 && lost >= cutSilence {
		// A silence that was cut short is what a speaker is least aware of: it comes first.
		out = append(out, remark{fmt.Sprintf("The silence on %s was %s of %s.", r.name(),
			plan.Words(ms(r.Silence)), plan.Words(ms(r.SilencePlanned))), lost + time.Hour})
	}
	// What a shorter silence took off the slide has been said.
	d := r.Difference()
	if d.OK && r.SilencePlanned > 0 && d.Time < 0 {
		d.Time += max(lost, 0)
	}
	if d.OK && d.Time.Abs() >= worthTime && d.Time.Abs()*worthShare >= ms(r.Planned) {
		format, off := "S%s ran %s over.", d.Time.Abs()
		if d.Time < 0 {
			format = "S%s took %s less than planned."
		}
		out = append(out, remark{fmt.Sprintf(format, strings.TrimPrefix(r.name(), "s"), plan.Words(off)), off})
	}
	return out
}

// name is how a slide is called in a sentence.
func (r Row) name() string {
	if r.Title == "" {
		return fmt.Sprintf("slide %d", r.Number)
	}
	return fmt.Sprintf("slide %d, %q,", r.Number, r.Title)
}

// paceRemarks weighs a pace by what it changed in the run's time.
func paceRemarks(run Run) []remark {
	got, pace := run.Pace(), run.plannedPace()
	if got == 0 || pace == 0 || (got-pace)*worthPace < pace && (pace-got)*worthPace < pace {
		return nil
	}
	word := "faster"
	if got < pace {
		word = "slower"
	}
	words := 0
	for _, s := range run.said() {
		words += s.Words
	}
	weight := (plan.Speaking(words, got) - plan.Speaking(words, pace)).Abs() / 2
	return []remark{{fmt.Sprintf("You went at %d words a minute, %s than the %d of the plan.", got, word, pace), weight}}
}

// Praise reports whether enough was measured to say that nothing needs to change.
func Praise(run Run) bool {
	n := 0
	for _, r := range Rows(run, nil) {
		if r.Difference().OK {
			n++
		}
	}
	return n >= leastTold
}

// clickedShare is the share of its plan below which a slide was not spoken: a quarter.
const clickedShare = 4

// Spoken reports whether a slide's words may have been spoken in the time that it took, so that the time
// can be a plan. A slide was clicked through, and not spoken, when it took less than five seconds, less than
// a quarter of its planned time, or less than its words take at 300 words a minute, which nobody speaks.
// Pauses and silence that the notes name do not count as speaking.
func (s Slide) Spoken() bool {
	speaking := s.Spent - s.Pauses - s.Silence
	if s.Spent < leastSpent || s.Spent*clickedShare < s.Planned {
		return false
	}
	return s.Words == 0 || ms(speaking) >= plan.Speaking(s.Words, mostSpoken)
}

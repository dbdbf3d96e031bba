package rehearsal

import (
	"slices"
	"strings"
	"time"
)

// Measured is a time that may not have been measured.
type Measured struct {
	Time time.Duration
	OK   bool
}

// measure is the time of a slide that was shown.
func measure(s Slide) Measured {
	if s.Visits == 0 {
		return Measured{}
	}
	return Measured{ms(s.Spent), true}
}

// Row is one slide of a run, against the runs before it.
type Row struct {
	Slide
	Number int      // from 1
	Run    Measured // this run's time
	Best   Measured // of the earlier runs, the time nearest to the plan; the shortest without a plan
	Last   Measured // of the run before in which the slide was shown
}

// Difference is the run's time against the plan; not OK where one of them is not known, and where
// the run ended on the slide.
func (r Row) Difference() Measured {
	return Change(r.Run, Measured{ms(r.Planned), r.Planned != 0 && !r.Open})
}

// Difference is how far a finished run was off its plan.
func (r Run) Difference() Measured {
	return Change(Measured{r.Total(), r.Finished}, Measured{r.Planned(), r.Planned() > 0})
}

// Change is the time from b to a, both as people see them, so that what they see adds up. It is not OK
// where one of them is not known.
func Change(a, b Measured) Measured {
	if !a.OK || !b.OK {
		return Measured{}
	}
	return Measured{a.Time.Round(time.Second) - b.Time.Round(time.Second), true}
}

// Rows compares a run slide by slide with those before it, the oldest of them first. Slides are
// found again by their titles, so that a deck may have been edited in between.
func Rows(run Run, past []Run) []Row {
	names := keys(run.Slides)
	earlier := make([]map[string]Slide, len(past))
	for i, p := range past {
		earlier[i] = byKey(p.Slides)
	}
	rows := make([]Row, len(run.Slides))
	for i, s := range run.Slides {
		rows[i] = Row{Slide: s, Number: run.number(i), Run: measure(s)}
		for _, slides := range earlier {
			rows[i].compare(slides[names[i]])
		}
	}
	return rows
}

// compare takes in an earlier time of the slide. One that the run ended on was not finished.
func (r *Row) compare(s Slide) {
	m := measure(s)
	if !m.OK || s.Open {
		return
	}
	r.Last = m
	if plan := ms(r.Planned); !r.Best.OK || (m.Time-plan).Abs() < (r.Best.Time-plan).Abs() {
		r.Best = m
	}
}

func byKey(slides []Slide) map[string]Slide {
	out := make(map[string]Slide, len(slides))
	for i, k := range keys(slides) {
		out[k] = slides[i]
	}
	return out
}

// Totals are the times of whole runs, for the last row of a comparison.
type Totals struct {
	Planned   time.Duration
	Run       time.Duration
	Best      Measured // the earlier whole run nearest to its own plan
	Last      Measured // the whole run before
	Silence   Kept
	LeftOut   []int         // slides left out, from 1
	Saved     time.Duration // planned for them
	Unreached []int         // slides from the run's first on that were not shown, from 1
}

// Kept is how much of the planned silence was kept.
type Kept struct{ Planned, Run time.Duration }

// Sum adds a run up, against the runs before it, the oldest of them first.
func Sum(run Run, past []Run) Totals {
	t := Totals{Planned: run.Planned(), Run: run.Total()}
	off := time.Duration(0)
	for _, p := range past {
		if !p.Whole() {
			continue
		}
		t.Last = Measured{p.Total(), true}
		if d := (p.Total() - p.Planned()).Abs(); !t.Best.OK || d < off {
			t.Best, off = t.Last, d
		}
	}
	for i, s := range run.Slides {
		t.add(i, s, run)
	}
	return t
}

func (t *Totals) add(i int, s Slide, run Run) {
	number := run.number(i)
	if s.Visits > 0 {
		t.Silence.Planned += ms(s.SilencePlanned)
		t.Silence.Run += ms(s.Silence)
		return
	}
	switch {
	case s.Out:
		t.LeftOut = append(t.LeftOut, number)
		t.Saved += ms(s.Planned)
	case i+1 >= run.From && !run.Untimed(i) && !s.After:
		t.Unreached = append(t.Unreached, number)
	}
}

// SpeakerTime is the share of one speaker in a run.
type SpeakerTime struct {
	Name         string
	Planned, Run time.Duration
}

// BySpeaker adds a run up for each of its speakers; the slides of a deck that name nobody go under
// "". It is nil for a run in which only one person, or nobody, is named.
func BySpeaker(run Run) []SpeakerTime {
	if len(run.Speakers()) < 2 {
		return nil
	}
	var out []SpeakerTime
	for _, s := range run.Slides {
		if s.Visits == 0 {
			continue
		}
		i := slices.IndexFunc(out, func(t SpeakerTime) bool { return t.Name == s.Speaker })
		if i < 0 {
			i = len(out)
			out = append(out, SpeakerTime{Name: s.Speaker})
		}
		out[i].Planned += ms(s.Planned)
		out[i].Run += ms(s.Spent)
	}
	return out
}

// Before are the runs of the same deck, phase and person that a run follows, the oldest first. A run
// whose phase was changed in the middle is compared with none.
func Before(runs []Run, run Run) []Run {
	var out []Run
	for _, r := range runs {
		if !r.Mixed && !run.Mixed && r.ID != run.ID && r.Deck == run.Deck && r.Phase == run.Phase && strings.EqualFold(r.As, run.As) && r.Began.Before(run.Began) {
			out = append(out, r)
		}
	}
	return out
}

// Paired is one slide of two runs.
type Paired struct {
	Slide
	Number int // in the run that has the slide, the first before the second
	A, B   Measured
}

// Pair sets the slides of two runs side by side: those of the first, and then those that only the
// second has.
func Pair(a, b Run) []Paired {
	own, other := byKey(a.Slides), byKey(b.Slides)
	var out []Paired
	for i, k := range keys(a.Slides) {
		out = append(out, Paired{Slide: a.Slides[i], Number: a.number(i), A: measure(a.Slides[i]), B: measure(other[k])})
	}
	for i, k := range keys(b.Slides) {
		if _, ok := own[k]; !ok {
			out = append(out, Paired{Slide: b.Slides[i], Number: b.number(i), B: measure(b.Slides[i])})
		}
	}
	return out
}

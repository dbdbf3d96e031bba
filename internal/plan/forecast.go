package plan

import (
	"fmt"
	"strings"
	"time"
)

// Moment is where a talk stands.
type Moment struct {
	Slide   int             // where the speaker is, from 0
	Spent   []time.Duration // time on each slide so far
	Elapsed time.Duration   // on the talk's clock
	Out     []bool          // slides that are left out
	Now     time.Time
	Bell    time.Time // when the talk has to end; zero for none
}

// Forecast is what the plan means at a moment.
type Forecast struct {
	Here     time.Duration // on this slide so far
	HerePlan time.Duration // planned for it, less where the bell leaves less; 0 when not known
	Rest     time.Duration // of the plan from here on
	Ends     time.Time     // when the talk will end if the rest goes as planned
	Behind   time.Duration // against the bell, or else against the plan; negative when ahead
	Saved    time.Duration // by the slides that are left out, behind and ahead
	Due      time.Duration // what the clock reads at the end of a talk that is on time
	Bell     time.Time     // the moment's
	Savings  []Saving      // what could be left out to catch up, the one to begin with first
}

// Saving is a slide that could be left out, and the time that would save.
type Saving struct {
	Slide int // from 0
	Time  time.Duration
}

// OnTime is the deviation from the plan within which a speaker is on time.
const OnTime = 15 * time.Second

// At is what the plan means at a moment.
func (p Plan) At(m Moment) Forecast {
	if len(p.Items) == 0 && p.Whole > 0 && p.First == 0 {
		return p.wholeAt(m)
	}
	f := Forecast{Here: spent(m, m.Slide), HerePlan: p.Time(m.Slide), Bell: m.Bell, Due: p.due(m)}
	for i := range p.end(m.Slide) {
		switch {
		case out(m, i) && i != m.Slide:
			f.Saved += max(p.Time(i)-spent(m, i), 0)
		case i >= m.Slide && (!out(m, i) || i == m.Slide):
			f.Rest += max(p.Time(i)-spent(m, i), 0)
		}
	}
	f.Ends = m.Now.Add(f.Rest)
	f.Behind = m.Elapsed + f.Rest - f.Due
	if !m.Bell.IsZero() {
		f.Behind = f.Ends.Sub(m.Bell)
		f.HerePlan = shrunk(f.HerePlan, m.Bell.Sub(m.Now)+f.Here, f.Rest+min(f.Here, f.HerePlan))
	}
	if f.Behind >= OnTime {
		f.Savings = p.savings(m, f.Behind)
	}
	return f
}

// wholeAt is what a plan that knows no slides means at a moment: the talk goes on for what is left of
// its length.
func (p Plan) wholeAt(m Moment) Forecast {
	f := Forecast{Here: spent(m, m.Slide), Rest: max(p.Whole-m.Elapsed, 0), Bell: m.Bell, Due: p.Whole}
	f.Ends = m.Now.Add(f.Rest)
	f.Behind = max(m.Elapsed-p.Whole, 0)
	if !m.Bell.IsZero() {
		f.Behind = f.Ends.Sub(m.Bell)
	}
	return f
}

// due is the length that the clock should have at the end. The clock starts by itself only as the
// first slide is left; then what was said on that is not in it.
func (p Plan) due(m Moment) time.Duration {
	var sum time.Duration
	for i := range p.end(m.Slide) {
		if i == p.First && m.Slide > i && spent(m, i) == 0 {
			continue
		}
		sum += p.Time(i)
	}
	return sum
}

// shrunk is a slide's share of the room before the bell, where the rest of the plan is longer.
func shrunk(planned, room, rest time.Duration) time.Duration {
	if room >= rest || rest <= 0 {
		return planned
	}
	return time.Duration(float64(planned) * float64(max(room, 0)) / float64(rest)).Truncate(time.Second)
}

// savings lists the optional slides still to come: the shortest that is enough first, or else the
// longest, and the others in the order of the deck.
func (p Plan) savings(m Moment, behind time.Duration) []Saving {
	var all []Saving
	best := -1
	for i := m.Slide + 1; i < p.end(m.Slide); i++ {
		left := p.Time(i) - spent(m, i)
		if !p.Items[i].Optional || left <= 0 || out(m, i) {
			continue
		}
		all = append(all, Saving{i, left})
		if best < 0 || better(left, all[best].Time, behind) {
			best = len(all) - 1
		}
	}
	if best > 0 {
		first := all[best]
		copy(all[1:best+1], all[:best])
		all[0] = first
	}
	return all
}

func better(a, b, behind time.Duration) bool {
	if b >= behind {
		return a >= behind && a < b
	}
	return a > b
}

func spent(m Moment, slide int) time.Duration {
	if slide < 0 || slide >= len(m.Spent) {
		return 0
	}
	return m.Spent[slide]
}

func out(m Moment, slide int) bool { return slide < len(m.Out) && m.Out[slide] }

// Pace says in words whether the talk is on time, and when it will end.
func (f Forecast) Pace() string {
	return f.deviation() + ", finishing about " + TimeOfDay(f.Ends)
}

// TimeOfDay writes a moment to the nearest minute: "09:16".
func TimeOfDay(t time.Time) string { return t.Round(time.Minute).Format("15:04") }

// Brief is Pace for a narrow screen.
func (f Forecast) Brief() string {
	sign, word := "+", "behind"
	switch {
	case f.Behind.Abs() < OnTime:
		return "on time, ends " + TimeOfDay(f.Ends)
	case f.Behind < 0:
		sign, word = "-", "ahead"
	}
	return fmt.Sprintf("%s%s %s, ends %s", sign, Clock(coarse(f.Behind.Abs())), word, TimeOfDay(f.Ends))
}

func (f Forecast) deviation() string {
	switch {
	case f.Behind.Abs() < OnTime:
		return "on time"
	case f.Behind < 0 && !f.Bell.IsZero():
		return Words(coarse(-f.Behind)) + " to spare before " + f.Bell.Format("15:04")
	case f.Behind < 0:
		return Words(coarse(-f.Behind)) + " ahead"
	case !f.Bell.IsZero():
		return Words(coarse(f.Behind)) + " late for " + f.Bell.Format("15:04")
	}
	return Words(coarse(f.Behind)) + " behind"
}

// Advice says what leaving a slide out would save, for the two slides to begin with; nothing where
// there is no need.
func (f Forecast) Advice() []string {
	var parts []string
	for _, s := range f.Savings[:min(len(f.Savings), 2)] {
		parts = append(parts, fmt.Sprintf("leaving out slide %d saves %s", s.Slide+1, Words(s.Time)))
	}
	return parts
}

// coarse rounds to what a speaker can act on, and keeps the words from changing each second.
func coarse(d time.Duration) time.Duration { return d.Round(5 * time.Second) }

// Words writes a length of time for people: "1 min 30 s", "45 s", "1 h 5 min".
func Words(d time.Duration) string {
	d = d.Round(time.Second)
	if d < time.Second {
		return "0 s"
	}
	var parts []string
	for _, u := range []struct {
		unit time.Duration
		name string
	}{{time.Hour, "h"}, {time.Minute, "min"}, {time.Second, "s"}} {
		if n := d / u.unit; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, u.name))
			d -= n * u.unit
		}
	}
	return strings.Join(parts, " ")
}

// Clock writes a length of time as minutes and seconds: "3:07", "75:00".
func Clock(d time.Duration) string {
	sec := int(d / time.Second)
	return fmt.Sprintf("%d:%02d", sec/60, sec%60)
}

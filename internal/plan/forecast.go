package plan

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
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
	f := Forecast{Here: at(m.Spent, m.Slide), HerePlan: p.Time(m.Slide), Bell: m.Bell, Due: p.due(m)}
	f.Rest, f.Saved = p.rest(m)
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

// rest is what is left of the plan, and what is saved by the slides that are left out. A plan that
// knows no slides goes on for what is left of its length.
func (p Plan) rest(m Moment) (rest, saved time.Duration) {
	if p.unknown() {
		return max(p.Whole-m.Elapsed, 0), 0
	}
	for i := range p.end(m.Slide) {
		left := max(p.left(m, i), 0)
		switch {
		case at(m.Out, i) && i != m.Slide:
			saved += left
		case i >= m.Slide:
			rest += left
		}
	}
	return rest, saved
}

// unknown reports whether only the length of the talk may be planned, and not that of its slides.
func (p Plan) unknown() bool { return len(p.Items) == 0 && p.First == 0 }

// left is what is left of a slide's time.
func (p Plan) left(m Moment, slide int) time.Duration { return p.Time(slide) - at(m.Spent, slide) }

// due is the length that the clock should have at the end.
func (p Plan) due(m Moment) time.Duration {
	if p.unknown() {
		return p.Whole
	}
	var sum time.Duration
	for i := range p.end(m.Slide) {
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
		left := p.left(m, i)
		if !p.Items[i].Optional || left <= 0 || at(m.Out, i) {
			continue
		}
		all = append(all, Saving{i, left})
		if best < 0 || better(left, all[best].Time, behind) {
			best = len(all) - 1
		}
	}
	if best > 0 {
		first := all[best]
		all = slices.Insert(slices.Delete(all, best, best+1), 0, first)
	}
	return all
}

func better(a, b, behind time.Duration) bool {
	if b >= behind {
		return a >= behind && a < b
	}
	return a > b
}

// Pace says in words whether the talk is on time, and when it will end.
func (f Forecast) Pace() string {
	return f.deviation() + ", finishing about " + TimeOfDay(f.Ends)
}

// TimeOfDay writes a moment to the nearest minute: "09:16".
func TimeOfDay(t time.Time) string { return t.Round(time.Minute).Format("15:04") }

// Brief is Pace for a narrow screen.
func (f Forecast) Brief() string {
	word := "behind"
	switch {
	case f.Behind.Abs() < OnTime:
		return "on time, ends " + TimeOfDay(f.Ends)
	case f.Behind < 0:
		word = "ahead"
	}
	return fmt.Sprintf("%s %s, ends %s", Clock(coarse(f.Behind.Abs())), word, TimeOfDay(f.Ends))
}

func (f Forecast) deviation() string {
	off := Words(coarse(f.Behind.Abs()))
	switch ahead := f.Behind < 0; {
	case f.Behind.Abs() < OnTime:
		return "on time"
	case f.Bell.IsZero() && ahead:
		return off + " ahead"
	case f.Bell.IsZero():
		return off + " behind"
	case ahead:
		return off + " to spare before " + f.Bell.Format("15:04")
	}
	return off + " late for " + f.Bell.Format("15:04")
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
	units := strings.NewReplacer("h", " h ", "m", " min ", "s", " s ")
	return strings.TrimSpace(units.Replace(deck.FormatDuration(max(d, 0))))
}

// Clock writes a length of time as minutes and seconds: "3:07", "75:00".
func Clock(d time.Duration) string {
	sec := int(d / time.Second)
	return fmt.Sprintf("%d:%02d", sec/60, sec%60)
}

package plan

import (
	"strings"
	"testing"
	"time"
)

const (
	sec    = time.Second
	minute = time.Minute
)

// five is a talk of five minutes: slide 3 and slide 4 may be left out, slide 5 closes it and
// slide 6 lies behind it.
func five() Plan {
	return Plan{Closing: 4, Items: []Item{
		{Time: 60 * sec}, {Time: 60 * sec}, {Time: 90 * sec, Optional: true}, {Time: 45 * sec, Optional: true},
		{Time: 45 * sec}, {Time: 10 * minute, Optional: true},
	}}
}

// ten is ten o'clock.
var ten = time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC)

func TestForecast(t *testing.T) {
	for _, c := range []struct {
		name          string
		slide         int
		spent         []time.Duration
		out           []bool
		bell          time.Duration
		want, advice  string
		rest, planned time.Duration
	}{
		{name: "at the beginning", want: "on time, finishing about 10:05", rest: 5 * minute, planned: minute},
		{name: "the clock began at what was planned for the first slide", slide: 1, spent: []time.Duration{60 * sec}, want: "on time, finishing about 10:04", rest: 4 * minute, planned: minute},
		{name: "on plan", slide: 1, spent: []time.Duration{60 * sec, 10 * sec}, want: "on time, finishing about 10:04", rest: 230 * sec, planned: minute},
		{name: "a little late", slide: 1, spent: []time.Duration{74 * sec}, want: "on time, finishing about 10:04", rest: 4 * minute, planned: minute},
		{
			name: "behind", slide: 1, spent: []time.Duration{60 * sec, 130 * sec},
			want:   "1 min 10 s behind, finishing about 10:03",
			advice: "leaving out slide 3 saves 1 min 30 s, leaving out slide 4 saves 45 s", rest: 3 * minute, planned: minute,
		},
		{
			name: "the shorter one is enough", slide: 1, spent: []time.Duration{60 * sec, 90 * sec},
			want: "30 s behind, finishing about 10:03", advice: "leaving out slide 4 saves 45 s, leaving out slide 3 saves 1 min 30 s",
			rest: 3 * minute, planned: minute,
		},
		{
			name: "left out", slide: 1, spent: []time.Duration{60 * sec, 130 * sec}, out: []bool{false, false, true},
			want: "20 s ahead, finishing about 10:02", rest: 90 * sec, planned: minute,
		},
		{name: "ahead", slide: 3, spent: []time.Duration{60 * sec, 50 * sec, 50 * sec}, want: "50 s ahead, finishing about 10:02", rest: 90 * sec, planned: 45 * sec},
		{name: "back again", slide: 1, spent: []time.Duration{60 * sec, 60 * sec, 30 * sec}, want: "on time, finishing about 10:03", rest: 150 * sec, planned: minute},
		{name: "jumped to the end", slide: 4, spent: []time.Duration{60 * sec}, want: "3 min 15 s ahead, finishing about 10:01", rest: 45 * sec, planned: 45 * sec},
		{name: "behind the end", slide: 5, spent: []time.Duration{60 * sec, 60 * sec, 90 * sec, 45 * sec, 45 * sec}, want: "on time, finishing about 10:10", rest: 10 * minute, planned: 10 * minute},
		{name: "a bell with time to spare", bell: 7 * minute, want: "2 min to spare before 10:07, finishing about 10:05", rest: 5 * minute, planned: minute},
		{
			name: "a late start", bell: 4 * minute, want: "1 min late for 10:04, finishing about 10:05",
			advice: "leaving out slide 3 saves 1 min 30 s, leaving out slide 4 saves 45 s", rest: 5 * minute, planned: 48 * sec,
		},
		{
			name: "past the bell", slide: 3, bell: -minute, want: "2 min 30 s late for 09:59, finishing about 10:02",
			rest: 90 * sec, planned: 0,
		},
	} {
		m := Moment{Slide: c.slide, Spent: c.spent, Out: c.out, Now: ten}
		for _, d := range c.spent {
			m.Elapsed += d
		}
		if c.bell != 0 {
			m.Bell = ten.Add(c.bell)
		}
		f := five().At(m)
		if f.Pace() != c.want || f.Rest != c.rest || f.HerePlan != c.planned {
			t.Errorf("%s: %s, %v to go, %v for this slide; want %s, %v, %v", c.name, f.Pace(), f.Rest, f.HerePlan, c.want, c.rest, c.planned)
		}
		if c.slide < 3 && strings.Join(f.Advice(), ", ") != c.advice {
			t.Errorf("%s: advice %q, want %q", c.name, f.Advice(), c.advice)
		}
	}
}

// A talk that begins in the middle is planned from there.
func TestFrom(t *testing.T) {
	p := five().From(2)
	if p.Total() != 3*minute || five().Total() != 5*minute || five().From(0).Total() != 5*minute || (Plan{}).From(3).Total() != 0 {
		t.Errorf("from slide 3 it takes %v", p.Total())
	}
	f := p.At(Moment{Slide: 2, Spent: []time.Duration{0, 0, 10 * sec}, Elapsed: 10 * sec, Now: ten})
	if f.Pace() != "on time, finishing about 10:03" || f.Due != 3*minute {
		t.Errorf("%s, of %v", f.Pace(), f.Due)
	}
	// The plan never shrinks, whatever has been spent on what.
	f = p.At(Moment{Slide: 3, Spent: []time.Duration{0, 0, 0, sec}, Elapsed: sec, Now: ten})
	if f.Behind != -90*sec || f.Due != 3*minute {
		t.Errorf("%v behind, of %v", f.Behind, f.Due)
	}
}

func TestTotal(t *testing.T) {
	if got := five().Total(); got != 5*minute {
		t.Errorf("the slides up to the closing one take %v", got)
	}
}

func TestSaved(t *testing.T) {
	f := five().At(Moment{Slide: 1, Now: ten, Out: []bool{false, true, true, true}, Spent: []time.Duration{minute}})
	if f.Saved != 135*sec {
		t.Errorf("%v saved", f.Saved)
	}
	// What has been passed over counts for as long as the talk lasts.
	f = five().At(Moment{Slide: 4, Now: ten, Out: []bool{false, true, true, true}, Spent: []time.Duration{minute, 5 * sec, 0, 0}})
	if f.Saved != 190*sec {
		t.Errorf("%v saved", f.Saved)
	}
}

// What has been spent on a slide is not saved by leaving it out.
func TestSavingsOfVisitedSlides(t *testing.T) {
	m := Moment{Slide: 1, Now: ten, Spent: []time.Duration{60 * sec, 100 * sec, 80 * sec}, Elapsed: 240 * sec}
	if got := five().At(m).Advice(); len(got) != 2 || got[0] != "leaving out slide 4 saves 45 s" || got[1] != "leaving out slide 3 saves 10 s" {
		t.Errorf("the advice is %q", got)
	}
	m.Out = []bool{false, false, true}
	if got := five().At(m).Saved; got != 10*sec {
		t.Errorf("%v saved", got)
	}
}

// A talk whose slides are not planned one by one goes on for what is left of its length.
func TestWholePlan(t *testing.T) {
	p := Plan{Whole: 10 * minute, Closing: -1}
	for elapsed, want := range map[time.Duration]string{
		0: "on time, finishing about 10:10", 4 * minute: "on time, finishing about 10:06", 12 * minute: "2 min behind, finishing about 10:00",
	} {
		if f := p.At(Moment{Slide: 7, Now: ten, Elapsed: elapsed}); f.Pace() != want || f.Due != p.Whole {
			t.Errorf("after %v: %s, of %v", elapsed, f.Pace(), f.Due)
		}
	}
}

func TestBrief(t *testing.T) {
	for behind, want := range map[time.Duration]string{
		3 * sec: "on time, ends 10:00", 72 * sec: "1:10 behind, ends 10:00", -30 * sec: "0:30 ahead, ends 10:00",
	} {
		if got := (Forecast{Behind: behind, Ends: ten}).Brief(); got != want {
			t.Errorf("%v: %q, want %q", behind, got, want)
		}
	}
}

func TestEmptyPlan(t *testing.T) {
	f := Plan{Closing: -1}.At(Moment{Slide: 3, Now: ten, Elapsed: minute})
	if f.Rest != 0 || f.HerePlan != 0 || (Plan{}).Total() != 0 {
		t.Errorf("%+v", f)
	}
}

func TestWords(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "0 s", 400 * time.Millisecond: "0 s", 45 * sec: "45 s", minute: "1 min", 59900 * time.Millisecond: "1 min", 90 * sec: "1 min 30 s", 65 * minute: "1 h 5 min",
	} {
		if got := Words(d); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
}

// The bell rings at its time on the wall, whatever the night has done to the clocks.
func TestBell(t *testing.T) {
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Skip("this machine has no time zones")
	}
	beforeChange := time.Date(2026, 10, 25, 0, 30, 0, 0, london) // The clocks go back at 02:00.
	bell, err := ParseBell("09:15", beforeChange)
	if err != nil || bell.Format("15:04") != "09:15" || bell.Sub(beforeChange) != 9*time.Hour+45*time.Minute {
		t.Errorf("%v, %v: %v away", bell, err, bell.Sub(beforeChange))
	}
	evening := time.Date(2026, 11, 24, 23, 50, 0, 0, time.UTC)
	for text, away := range map[string]time.Duration{"00:10": 20 * minute, "23:30": -20 * minute, "9:15": 9*time.Hour + 25*minute,
		"9.15": 9*time.Hour + 25*minute, "9:15am": 9*time.Hour + 25*minute, " 9.15 a.m.": 9*time.Hour + 25*minute,
		"2 PM": 14*time.Hour + 10*minute, "12.05 am": 15 * minute} {
		if bell, err := ParseBell(text, evening); err != nil || bell.Sub(evening) != away {
			t.Errorf("at 23:50, %s is %v away, want %v (%v)", text, bell.Sub(evening), away, err)
		}
	}
	for _, text := range []string{"", "9", "25:00", "09:60", "9.5", "13:15 am", "-1:00"} {
		if _, err := ParseBell(text, ten); err == nil {
			t.Errorf("%q is taken for a time of day", text)
		}
	}
	for text, near := range map[string]bool{"9:01": true, "12:59": true, "13:01": false, "08:59": false, "bell": false} {
		if got := !NearBell(text, ten).IsZero(); got != near {
			t.Errorf("%q is near: %v", text, got)
		}
	}
}

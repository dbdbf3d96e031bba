package rehearsal_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/internal/plan"
	"github.com/westandtogether-assembly/assembly/internal/rehearsal"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

func spoken(t *testing.T, source string) rehearsal.Spoken {
	t.Helper()
	d, err := markdown.Parse([]byte(source), markdown.Options{Name: "deck.md"})
	if err != nil {
		t.Fatal(err)
	}
	begin := time.Date(2026, 11, 23, 19, 0, 0, 0, time.UTC)
	return rehearsal.Spoken{
		Talk: talk.Start("", begin), Deck: d,
		Plan: func(phase string) plan.Plan { return plan.Of(d, phase, 0) },
	}
}

// steps carries out commands with seconds between them.
func steps(s rehearsal.Spoken, now time.Time, seconds int, ops ...talk.Op) (rehearsal.Spoken, time.Time) {
	shape := talk.Shape{Closing: s.Deck.Closing()}
	for i := range s.Deck.Len() {
		shape.Steps = append(shape.Steps, s.Deck.PublicSlide(i).Steps)
	}
	for _, op := range ops {
		s.Talk = talk.Do(shape, s.Talk, talk.Command{Op: op}, now)
		now = now.Add(time.Duration(seconds) * time.Second)
	}
	s.Log = s.Closed(now)
	return s, now
}

// A run has what was planned for each slide and what was measured, as often as it is measured.
func TestMeasureATalk(t *testing.T) {
	s := spoken(t, "# One\n\n<!-- time: 30s -->\n\n---\n\n# Two\n\n<!-- time: 20s -->\n\n---\n\n# Three\n")
	s, now := steps(s, time.Date(2026, 11, 23, 19, 0, 0, 0, time.UTC), 25, talk.ToggleClock, talk.Next)
	about := rehearsal.Run{ID: "a", As: "Anna"}
	run := rehearsal.Measure(about, s, now)
	want := []rehearsal.Slide{
		{Title: "One", Planned: 30_000, Spent: 25_000, Visits: 1},
		{Title: "Two", Planned: 20_000, Spent: 25_000, Visits: 1, Open: true},
		{Title: "Three"},
	}
	if !reflect.DeepEqual(run.Slides, want) || run.As != "Anna" || run.Finished || run.From != 1 || !run.Ended.Equal(now) {
		t.Errorf("the run is %+v", run)
	}
	if again := rehearsal.Measure(about, s, now); !reflect.DeepEqual(again, run) {
		t.Errorf("measured again it is %+v", again)
	}
	if s, now = steps(s, now, 5, talk.Next); !rehearsal.Measure(about, s, now).Finished {
		t.Error("on the last slide it has not finished")
	}
}

// A run that was reset and has hardly begun again is the one before the reset.
func TestMeasureSoonAfterAReset(t *testing.T) {
	s := spoken(t, "# One\n\n---\n\n# Two\n")
	s, now := steps(s, time.Date(2026, 11, 23, 19, 0, 0, 0, time.UTC), 30, talk.ToggleClock, talk.ResetClock)
	s, now = steps(s, now, 4, talk.ToggleClock)
	if run := rehearsal.Measure(rehearsal.Run{}, s, now); run.Total() != 30*time.Second {
		t.Errorf("after 4 seconds it is one of %v", run.Total())
	}
	s, now = steps(s, now, 20, talk.Nothing)
	if run := rehearsal.Measure(rehearsal.Run{}, s, now); run.Total() != 24*time.Second {
		t.Errorf("after 24 seconds it is one of %v", run.Total())
	}
}

func TestWorthSaving(t *testing.T) {
	for _, c := range []struct {
		slides []rehearsal.Slide
		want   bool
	}{
		{nil, false},
		{[]rehearsal.Slide{{Visits: 1, Spent: 9_999}, {}}, false},
		{[]rehearsal.Slide{{Visits: 1, Spent: 10_000}}, true},
		{[]rehearsal.Slide{{Visits: 3, Spent: 100}}, false},
		{[]rehearsal.Slide{{Visits: 1, Spent: 100}, {Visits: 1, Spent: 100}}, true},
	} {
		if got := (rehearsal.Run{Slides: c.slides}).WorthSaving(); got != c.want {
			t.Errorf("%+v: %v", c.slides, got)
		}
	}
}

// A slide was spoken when its words can have been, in a time that is not far off its plan.
func TestSpoken(t *testing.T) {
	for _, c := range []struct {
		s    rehearsal.Slide
		want bool
	}{
		{rehearsal.Slide{Spent: 4900}, false},
		{rehearsal.Slide{Spent: 5000}, true},
		{rehearsal.Slide{Spent: 22_000, Planned: 90_000}, false},
		{rehearsal.Slide{Spent: 23_000, Planned: 90_000}, true},
		{rehearsal.Slide{Spent: 15_000, Words: 100}, false},
		{rehearsal.Slide{Spent: 25_000, Words: 100}, true},
		{rehearsal.Slide{Spent: 25_000, Words: 100, Pauses: 10_000}, false},
		{rehearsal.Slide{Spent: 60_000, Silence: 55_000, SilencePlanned: 60_000, Planned: 70_000}, true},
	} {
		if got := c.s.Spoken(); got != c.want {
			t.Errorf("%+v: spoken is %v", c.s, got)
		}
	}
}

package rehearsal_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/westandtogether-assembly/assembly/internal/rehearsal"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

const second = int64(1000)

// example is a run of four slides, the third of them with a silence.
func example(id string) rehearsal.Run {
	return rehearsal.Run{
		ID: id, Deck: "built-in", Title: "Kind words", Phase: "primary", Began: time.Date(2026, 11, 23, 19, 0, 0, 0, time.UTC),
		From: 1,
		Slides: []rehearsal.Slide{
			{Title: "Welcome", Words: 100, Planned: 60 * second, Speaker: "Head"},
			{Title: "Kind words", Words: 110, Planned: 70 * second, Speaker: "Reader 1"},
			{Title: "Be still", Words: 22, Planned: 60 * second, SilencePlanned: 45 * second, Speaker: "Head"},
			{Title: "Tell someone", Words: 55, Planned: 40 * second, Speaker: "Head"},
		},
	}
}

// visits are stays of seconds at places, one behind the other.
func visits(stays ...[3]int) []talk.Visit {
	var out []talk.Visit
	at := time.Duration(0)
	for _, s := range stays {
		to := at + time.Duration(s[2])*time.Second
		out = append(out, talk.Visit{Pos: talk.Pos{Slide: s[0], Step: s[1]}, From: at, To: to})
		at = to
	}
	return out
}

func measured(id string, finished bool, stays ...[3]int) rehearsal.Run {
	r := example(id)
	r.Finished = finished
	at := -1
	if n := len(stays); n > 0 {
		at = stays[n-1][0]
	}
	rehearsal.Add(&r, visits(stays...), at)
	return r
}

// Going back adds to a slide's time, the steps of a slide are one visit, and what is measured
// under a shape is the silence.
func TestMeasure(t *testing.T) {
	r := measured("a", true, [3]int{0, 0, 50}, [3]int{1, 0, 30}, [3]int{1, 1, 20}, [3]int{0, 0, 5}, [3]int{1, 0, 10},
		[3]int{2, 0, 12}, [3]int{2, 1, 44}, [3]int{3, 0, 41}, [3]int{9, 0, 3})
	want := []struct{ visits, spent, silence int64 }{{2, 55, 0}, {2, 60, 0}, {1, 56, 44}, {1, 41, 0}}
	for i, w := range want {
		s := r.Slides[i]
		if int64(s.Visits) != w.visits || s.Spent != w.spent*second || s.Silence != w.silence*second {
			t.Errorf("slide %d: %d visits, %d ms, silence %d ms, want %+v", i+1, s.Visits, s.Spent, s.Silence, w)
		}
	}
	if r.Total() != 212*time.Second || r.Planned() != 230*time.Second || !r.Whole() {
		t.Errorf("the run took %v of %v, whole %v", r.Total(), r.Planned(), r.Whole())
	}
}

// The plan of a run is that of the slides it could show.
func TestPlanned(t *testing.T) {
	late := measured("a", true, [3]int{1, 0, 70}, [3]int{2, 1, 60}, [3]int{3, 0, 40})
	if late.Planned() != 170*time.Second {
		t.Errorf("with the first slide untimed the plan is %v", late.Planned())
	}
	middle := example("b")
	middle.From, middle.Finished = 3, true
	middle.Slides[3].After = true
	rehearsal.Add(&middle, visits([3]int{2, 1, 60}), 2)
	if middle.Planned() != time.Minute || middle.Whole() {
		t.Errorf("from slide 3 the plan is %v, whole %v", middle.Planned(), middle.Whole())
	}
}

func TestPace(t *testing.T) {
	// 110 words at 110 a minute take a minute and 15 % more.
	if got := (rehearsal.Slide{Words: 110, Spent: 69 * second}).Pace(); got != 110 {
		t.Errorf("the pace is %d", got)
	}
	if got := (rehearsal.Slide{Words: 110, Spent: 117 * second, Silence: 45 * second, Pauses: 3 * second}).Pace(); got != 110 {
		t.Errorf("silence and pauses count as speaking: %d", got)
	}
	for _, s := range []rehearsal.Slide{{}, {Words: 9, Spent: 60 * second}, {Words: 100, Spent: second}, {Words: 50, Spent: 5 * second, Silence: 9 * second}} {
		if s.Pace() != 0 {
			t.Errorf("%+v has a pace of %d", s, s.Pace())
		}
	}
	r := measured("a", false, [3]int{0, 0, 63}, [3]int{1, 0, 500})
	if r.Pace() != 110 {
		t.Errorf("the slide that the run ended on counts: %d", r.Pace())
	}
}

func TestRows(t *testing.T) {
	past := []rehearsal.Run{
		measured("a", true, [3]int{0, 0, 90}, [3]int{1, 0, 71}, [3]int{3, 0, 40}),
		measured("b", true, [3]int{0, 0, 58}, [3]int{1, 0, 30}),
		measured("c", false, [3]int{0, 0, 61}), // It ended there: that is no time of the slide.
	}
	// The deck has been edited since: the same slides in another order, and a new one.
	past[1].Slides[0], past[1].Slides[1] = past[1].Slides[1], past[1].Slides[0]
	rows := rehearsal.Rows(measured("d", true, [3]int{0, 0, 70}, [3]int{1, 0, 70}), past)
	want := []struct {
		best, last, diff time.Duration
		known            bool
	}{{58, 58, 10, true}, {71, 30, 0, true}, {0, 0, 0, false}}
	for i, w := range want {
		r := rows[i]
		if r.Best.Time != w.best*time.Second || r.Last.Time != w.last*time.Second || r.Difference().Time != w.diff*time.Second ||
			r.Difference().OK != w.known || r.Number != i+1 {
			t.Errorf("row %d is %+v, difference %+v", i+1, r, r.Difference())
		}
	}
	if rows[3].Best.Time != 40*time.Second || rows[3].Run.OK {
		t.Errorf("a slide that was not shown has %+v", rows[3])
	}
}

func TestBestWithoutAPlan(t *testing.T) {
	a, b := measured("a", true, [3]int{0, 0, 90}, [3]int{1, 0, 5}), measured("b", true, [3]int{0, 0, 40}, [3]int{1, 0, 5})
	now := measured("c", true, [3]int{0, 0, 50}, [3]int{1, 0, 5})
	now.Slides[0].Planned = 0
	if got := rehearsal.Rows(now, []rehearsal.Run{a, b})[0]; got.Best.Time != 40*time.Second || got.Difference().OK {
		t.Errorf("without a plan the row is %+v", got)
	}
}

func TestTotals(t *testing.T) {
	r := measured("d", false, [3]int{0, 0, 60}, [3]int{2, 0, 10}, [3]int{2, 1, 22})
	r.Slides[1].Out = true
	early := measured("a", true, [3]int{0, 0, 300}, [3]int{1, 0, 1}, [3]int{2, 0, 5}, [3]int{3, 0, 5})
	part := measured("b", false, [3]int{0, 0, 229})
	late := measured("c", true, [3]int{0, 0, 60}, [3]int{1, 0, 190}, [3]int{2, 0, 5}, [3]int{3, 0, 5})
	jumped := measured("j", true, [3]int{0, 0, 225}, [3]int{3, 0, 5}) // Nearest to the plan, and not whole.
	got := rehearsal.Sum(r, []rehearsal.Run{early, part, late, jumped})
	if got.Best.Time != 260*time.Second || got.Last.Time != 260*time.Second {
		t.Errorf("best %+v, last %+v", got.Best, got.Last)
	}
	if !slices.Equal(got.LeftOut, []int{2}) || got.Saved != 70*time.Second || !slices.Equal(got.Unreached, []int{4}) {
		t.Errorf("left out %v, which saved %v; unreached %v", got.LeftOut, got.Saved, got.Unreached)
	}
	if got.Silence.Planned != 45*time.Second || got.Silence.Run != 22*time.Second {
		t.Errorf("the silence is %+v", got.Silence)
	}
}

func TestAdvice(t *testing.T) {
	usual := [][3]int{{0, 0, 60}, {1, 0, 70}, {2, 0, 15}, {2, 1, 45}, {3, 0, 40}}
	with := func(i, sec int) rehearsal.Run {
		stays := slices.Clone(usual)
		stays[i][2] = sec
		return measured("a", true, stays...)
	}
	for _, c := range []struct {
		run  rehearsal.Run
		want []string
	}{
		{measured("a", true, usual...), nil},
		{with(1, 110), []string{`Slide 2, "Kind words", ran 40 s over.`}},
		{with(1, 79), nil},
		{with(0, 45), []string{`Slide 1, "Welcome", took 15 s less than planned.`}},
		{with(3, 22), []string{`The silence on slide 3, "Be still", was 22 s of 45 s.`}},
		{with(3, 41), nil},
		{measured("a", false, [3]int{0, 0, 60}, [3]int{1, 0, 400}), nil},
	} {
		got := rehearsal.Advice(c.run)
		got = slices.DeleteFunc(got, func(s string) bool { return strings.HasPrefix(s, "You went") })
		if !slices.Equal(got, c.want) {
			t.Errorf("after %v the advice is %q, want %q", c.run.Total(), got, c.want)
		}
	}
	slow := measured("a", true, [3]int{0, 0, 120}, [3]int{1, 0, 140}, [3]int{2, 0, 20}, [3]int{2, 1, 20}, [3]int{3, 0, 90})
	got := rehearsal.Advice(slow)
	if len(got) != 3 || !strings.HasPrefix(got[0], "The silence") {
		t.Errorf("a run in which all went wrong gets %q", got)
	}
	if got := rehearsal.Advice(measured("a", true, [3]int{0, 0, 42}, [3]int{1, 0, 48})); !slices.ContainsFunc(got, func(s string) bool {
		return s == "You went at 161 words a minute, faster than the 111 of the plan."
	}) {
		t.Errorf("a quick run gets %q", got)
	}
}

func TestPraise(t *testing.T) {
	if !rehearsal.Praise(measured("a", true, [3]int{0, 0, 60}, [3]int{1, 0, 70}, [3]int{3, 0, 40})) {
		t.Error("three measured slides are not enough for praise")
	}
	if rehearsal.Praise(measured("a", true, [3]int{0, 0, 60}, [3]int{1, 0, 70})) {
		t.Error("two slides are enough for praise")
	}
}

func TestSpeakers(t *testing.T) {
	r := measured("a", true, [3]int{0, 0, 50}, [3]int{1, 0, 60}, [3]int{3, 0, 45})
	got := rehearsal.BySpeaker(r)
	want := []rehearsal.SpeakerTime{
		{Name: "Head", Planned: 100 * time.Second, Run: 95 * time.Second},
		{Name: "Reader 1", Planned: 70 * time.Second, Run: 60 * time.Second},
	}
	if !slices.Equal(got, want) {
		t.Errorf("by speaker the run is %+v", got)
	}
	only := r.Only("Reader 1")
	if only.Total() != time.Minute || len(only.Slides) != 1 || len(r.Slides) != 4 {
		t.Errorf("the run of one speaker is %+v", only)
	}
	if rehearsal.BySpeaker(only) != nil {
		t.Error("one speaker alone is told apart")
	}
}

func TestPair(t *testing.T) {
	a, b := measured("a", true, [3]int{0, 0, 50}, [3]int{1, 0, 60}), measured("b", true, [3]int{0, 0, 40})
	b.Slides = append(b.Slides[:1:1], rehearsal.Slide{Title: "New", Visits: 1, Spent: 3 * second})
	got := rehearsal.Pair(a, b)
	if len(got) != 5 || rehearsal.Change(got[0].A, got[0].B) != (rehearsal.Measured{Time: 10 * time.Second, OK: true}) || rehearsal.Change(got[1].A, got[1].B).OK {
		t.Errorf("the pairs are %+v", got)
	}
	if last := got[4]; last.Title != "New" || last.Number != 2 || last.A.OK || !last.B.OK {
		t.Errorf("a slide of the second run alone is %+v", last)
	}
}

func TestBefore(t *testing.T) {
	var runs []rehearsal.Run
	for i, change := range []func(*rehearsal.Run){
		func(*rehearsal.Run) {},
		func(r *rehearsal.Run) { r.As = "Anna" },
		func(r *rehearsal.Run) { r.Phase = "secondary" },
		func(r *rehearsal.Run) { r.Deck = "other" },
		func(*rehearsal.Run) {},
	} {
		r := example(string(rune('a' + i)))
		r.Began = r.Began.Add(time.Duration(i) * time.Hour)
		change(&r)
		runs = append(runs, r)
	}
	got := rehearsal.Before(runs, runs[4])
	if len(got) != 1 || got[0].ID != "a" {
		t.Errorf("before the last run come %+v", got)
	}
	later := example("later")
	later.Began = runs[4].Began.Add(time.Hour)
	mixed := runs[0]
	mixed.ID, mixed.Mixed = "mixed", true
	if got = rehearsal.Before(append(runs, later, mixed), runs[4]); len(got) != 1 || got[0].ID != "a" {
		t.Errorf("with a later run and one of two phases there come %+v", got)
	}
	runs[4].As = "anna" // A name is the same in any case, as it is when its pace is kept.
	if got = rehearsal.Before(runs, runs[4]); len(got) != 1 || got[0].ID != "b" {
		t.Errorf("before anna's run come %+v", got)
	}
}

// The parts add up to the whole, whatever the visits were.
func TestPartsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var stays [][3]int
		for range rapid.IntRange(0, 30).Draw(t, "stays") {
			stays = append(stays, [3]int{
				rapid.IntRange(0, 3).Draw(t, "slide"), rapid.IntRange(0, 2).Draw(t, "step"), rapid.IntRange(0, 900).Draw(t, "seconds"),
			})
		}
		r := measured("a", rapid.Bool().Draw(t, "finished"), stays...)
		all := visits(stays...)
		whole := time.Duration(0)
		if n := len(all); n > 0 {
			whole = all[n-1].To
		}
		if r.Total() != whole {
			t.Fatalf("the slides add up to %v, the visits to %v", r.Total(), whole)
		}
		bySpeaker, planned := time.Duration(0), time.Duration(0)
		for _, s := range rehearsal.BySpeaker(r) {
			bySpeaker += s.Run
			planned += s.Planned
		}
		if bySpeaker != whole {
			t.Fatalf("the speakers add up to %v of %v", bySpeaker, whole)
		}
		diff := time.Duration(0)
		for _, row := range rehearsal.Rows(r, nil) {
			diff += row.Difference().Time
			if row.Silence > row.Spent {
				t.Fatalf("slide %d was silent for longer than it was shown", row.Number)
			}
		}
		// The differences of the slides that were shown to their end are the whole's.
		open := time.Duration(0)
		for _, s := range r.Slides {
			if s.Open {
				open = time.Duration(s.Spent-s.Planned) * time.Millisecond
			}
		}
		if diff+open != whole-planned {
			t.Fatalf("the differences add up to %v, the whole's is %v", diff+open, whole-planned)
		}
	})
}

func TestWriteCSV(t *testing.T) {
	r := measured("a", true, [3]int{0, 0, 50}, [3]int{1, 0, 60}, [3]int{2, 0, 12}, [3]int{2, 1, 44})
	r.Number, r.As = 3, "=HYPERLINK(1)"
	r.Slides[1].Title = `Say "hello", all`
	var out bytes.Buffer
	if err := rehearsal.WriteCSV(&out, []rehearsal.Run{r}); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&out).ReadAll()
	if err != nil || len(rows) != 5 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	if rows[0][0] != "\ufeffrun" {
		t.Errorf("a spreadsheet is not told the encoding: %q", rows[0])
	}
	want := []string{
		"3", "2026-11-23T19:00:00Z", "primary", "'=HYPERLINK(1)", "true", "2", `Say "hello", all`, "Reader 1", "1",
		"70", "60", "-10", "110", "126", "0", "0", "false",
	}
	if !slices.Equal(rows[2], want) {
		t.Errorf("a row is\n%q, want\n%q", rows[2], want)
	}
	if rows[3][14] != "45" || rows[3][15] != "44" || rows[4][11] != "" {
		t.Errorf("silences and differences are %q, %q", rows[3], rows[4])
	}
}

func TestWriteJSON(t *testing.T) {
	var out bytes.Buffer
	runs := []rehearsal.Run{measured("a", true, [3]int{0, 0, 50}, [3]int{1, 0, 60})}
	if err := rehearsal.WriteJSON(&out, runs); err != nil {
		t.Fatal(err)
	}
	var back []rehearsal.Run
	if err := json.Unmarshal(out.Bytes(), &back); err != nil || len(back) != 1 || back[0].Total() != runs[0].Total() {
		t.Errorf("%s gives %+v, %v", &out, back, err)
	}
	out.Reset()
	if err := rehearsal.WriteJSON(&out, nil); err != nil || strings.TrimSpace(out.String()) != "[]" {
		t.Errorf("no runs give %q, %v", &out, err)
	}
}

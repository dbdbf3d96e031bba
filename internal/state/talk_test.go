package state

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/talk"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// begun is a talk that has come to its third slide.
func begun(now time.Time) talk.Talk {
	return talk.Talk{State: talk.State{Seq: 3, Pos: talk.Pos{Slide: 2}, Clock: talk.Clock{Since: now.UnixMilli()}}}
}

// save saves a talk as a program does that is killed then.
func save(t *testing.T, f *Folder, deck string, is talk.Talk, now time.Time) {
	t.Helper()
	o := f.Begin(deck)
	must(t, o.Save(Resumable{Talk: is}, now))
	o.Close(false)
}

func TestInterrupted(t *testing.T) {
	f, now := At(t.TempDir()), time.Now()
	save(t, f, "deck.md", begun(now), now)
	abs, err := filepath.Abs("deck.md")
	must(t, err)
	got := f.Interrupted(abs, now.Add(time.Minute))
	if len(got) != 1 || got[0].State != begun(now).State || got[0].Saved.UnixMilli() != now.UnixMilli() {
		t.Errorf("%+v is offered", got)
	}
	o := f.Begin("deck.md")
	if len(o.Unfinished(now)) != 1 || len(f.Interrupted("deck.md", now)) != 0 {
		t.Error("whoever gives the talk is not offered it, or somebody else is")
	}
	other := f.Begin("deck.md")
	if err := other.Save(Resumable{Talk: begun(now)}, now); !errors.Is(err, errBusy) || len(other.Unfinished(now)) != 0 {
		t.Errorf("a second program that gives it gets %v", err)
	}
	other.Close(true)
	o.Close(true)
	if got := f.Interrupted("deck.md", now); len(got) != 1 {
		t.Errorf("of a talk that was looked for and not given, %+v is left", got)
	}
	o = f.Begin("deck.md")
	must(t, o.Save(Resumable{Talk: begun(now)}, now))
	o.Close(true)
	if len(f.Interrupted("deck.md", now)) != 0 {
		t.Error("a talk that was left on purpose is offered")
	}
	if left, err := os.ReadDir(f.Dir()); err != nil || len(left) != 0 {
		t.Errorf("%v, %v is left in the folder", left, err)
	}
}

func TestOnePresenter(t *testing.T) {
	f := At(t.TempDir())
	release, err := f.Lock()
	must(t, err)
	if _, err := f.Lock(); !errors.Is(err, errPresenting) {
		t.Errorf("a second presenter gets %v", err)
	}
	release()
}

// slidesOf are the slides of what is offered, from 1, the first offered first.
func slidesOf(talks []Resumable) (out []int) {
	for _, r := range talks {
		out = append(out, r.Pos.Slide+1)
	}
	return out
}

// To begin again costs nothing before the new talk has gone past its first slide, however often that is
// left or killed; and a talk of another deck costs nothing at all.
func TestSetAside(t *testing.T) {
	now := time.Now()
	at := func(slide int, clock time.Duration) talk.Talk {
		return talk.Talk{State: talk.State{Pos: talk.Pos{Slide: slide}, Clock: talk.Clock{Banked: clock.Milliseconds()}}}
	}
	resumed := func(slide int) talk.Talk {
		is := at(slide, time.Minute)
		is.Resumed = true
		return is
	}
	f := At(t.TempDir())
	give := func(finished bool, talks ...talk.Talk) {
		o := f.Begin("deck.md")
		for _, is := range talks {
			must(t, o.Save(Resumable{Talk: is}, now))
		}
		o.Close(finished)
	}
	for _, c := range []struct {
		name     string
		finished bool
		talks    []talk.Talk
		want     []int
	}{
		{"a crash on slide 4", false, []talk.Talk{at(0, 0), at(3, time.Minute)}, []int{4}},
		{"begun again, and left at once", true, []talk.Talk{at(0, 0)}, []int{4}},
		{"begun again, and killed at once", false, []talk.Talk{at(0, 0)}, []int{4}},
		{"begun again, and killed while the clock ran", false, []talk.Talk{at(0, 0), at(0, time.Second)}, []int{1, 4}},
		{"that one begun again", false, []talk.Talk{at(0, 0), at(0, time.Second)}, []int{1, 4}},
		{"that one taken up, and left on its first slide", true, []talk.Talk{resumed(0)}, []int{4}},
		{"begun again", false, []talk.Talk{at(0, time.Second)}, []int{1, 4}},
		{"the older one taken up, and killed", false, []talk.Talk{resumed(3), resumed(0)}, []int{1}},
		{"gone past the first slide", false, []talk.Talk{at(0, 0), at(1, time.Second), at(0, time.Minute)}, []int{1}},
		{"taken up and left", true, []talk.Talk{resumed(2)}, nil},
	} {
		save(t, f, "other.md", at(5, time.Minute), now)
		give(c.finished, c.talks...)
		if got := slidesOf(f.Interrupted("deck.md", now)); !slices.Equal(got, c.want) {
			t.Fatalf("%s: slides %v are offered, want %v", c.name, got, c.want)
		}
		if got := slidesOf(f.Interrupted("other.md", now)); !slices.Equal(got, []int{6}) {
			t.Fatalf("%s: of the other deck, slides %v are offered", c.name, got)
		}
	}
}

// Where there is no folder everything says why, and nothing is found.
func TestNothingCanBeSaved(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	must(t, os.WriteFile(file, nil, 0o600))
	t.Setenv("XDG_STATE_HOME", file)
	f := Open(os.Getenv)
	if f.Err() == nil || f.Dir() != "" {
		t.Fatalf("the folder is %q, %v", f.Dir(), f.Err())
	}
	adopt := f.Adopt()
	_, _, runs := f.Runs()
	_, endpoint := f.Endpoint()
	_, add := f.Record("x").Finish(example("x"))
	for name, err := range map[string]error{
		"adopt": adopt, "runs": runs, "endpoint": endpoint, "finish": add, "record": f.Record("x").Save(example("x")),
		"address": f.SaveAddress(Address{}),
		"talk":    f.Begin("").Save(Resumable{Talk: begun(time.Now())}, time.Now()), "pace": f.SavePace("Anna", "", 110),
	} {
		if err == nil {
			t.Errorf("%s: nothing went wrong", name)
		}
	}
	if f.Interrupted("", time.Now()) != nil || f.Paces("Anna") != nil {
		t.Error("something is found")
	}
	release, err := f.Lock()
	must(t, err)
	release()
	if entries, err := os.ReadDir("."); err != nil || len(entries) == 0 {
		t.Fatal(err)
	} else {
		for _, e := range entries {
			if filepath.Ext(e.Name()) != ".go" {
				t.Errorf("%s was written into the working folder", e.Name())
			}
		}
	}
}

// What was saved by another version, of another deck or long ago, or is damaged, is never offered.
func TestAStaleTalkIsNotOffered(t *testing.T) {
	now := time.Now()
	good := saved{
		Version: talkVersion, Deck: DeckID("deck.md"), Saved: now, Talk: begun(now),
	}
	with := func(change func(*saved)) []byte {
		s := good
		change(&s)
		text, err := wholeRecord(s).line()
		must(t, err)
		return text
	}
	whole := with(func(*saved) {})
	offered := func(text []byte) bool {
		dir := t.TempDir()
		must(t, os.WriteFile(filepath.Join(dir, journalFile("deck.md", 1)), text, 0o600))
		return len(At(dir).Interrupted("deck.md", now)) > 0
	}
	if !offered(whole) {
		t.Error("what is sound is not offered, so this test sees too little")
	}
	if !offered(with(func(s *saved) { s.Saved = now.Add(time.Hour) })) {
		t.Error("where the computer's clock was set back by an hour since, nothing is offered")
	}
	for name, text := range map[string][]byte{
		"of a version to come": with(func(s *saved) { s.Version++ }),
		"of no version":        with(func(s *saved) { s.Version = 0 }),
		"of another deck":      with(func(s *saved) { s.Deck += ".old" }),
		"of the built-in deck": with(func(s *saved) { s.Deck = DeckID("") }),
		"of this morning":      with(func(s *saved) { s.Saved = now.Add(-resumeWithin - time.Second) }),
		"of tomorrow":          with(func(s *saved) { s.Saved = now.Add(resumeWithin + time.Second) }),
		"at the beginning":     with(func(s *saved) { s.Talk = talk.Talk{State: talk.State{Seq: 3}} }),
		"before all slides":    with(func(s *saved) { s.Talk.Pos.Slide = -1 }),
		"held before them":     with(func(s *saved) { s.Talk.Held.Step = -1 }),
		"a visit before them":  with(func(s *saved) { s.Talk.Log.Visits = []talk.Visit{{Pos: talk.Pos{Slide: talk.Gone - 1}}} }),
		"a visit out of time":  with(func(s *saved) { s.Talk.Log.Visits = []talk.Visit{{From: time.Minute, To: time.Second}} }),
		"a visit of a month":   with(func(s *saved) { s.Talk.Log.Visits = []talk.Visit{{To: 30 * 24 * time.Hour}} }),
		"begun before them":    with(func(s *saved) { s.Talk.Log.From = -1 }),
		"under no known blank": with(func(s *saved) { s.Talk.Blank = 200 }),
		"out of all time":      with(func(s *saved) { s.Talk.Clock.Since = math.MinInt64 }),
		"too long":             with(func(s *saved) { s.Talk.Clock.Banked = math.MaxInt64 }),
		"of eight days":        with(func(s *saved) { s.Talk.Clock = talk.Clock{Banked: (8 * 24 * time.Hour).Milliseconds()} }),
		"begun last month":     with(func(s *saved) { s.Talk.Clock.Since = now.AddDate(0, -1, 0).UnixMilli() }),
		"begun tomorrow":       with(func(s *saved) { s.Talk.Clock.Since = now.AddDate(0, 0, 1).UnixMilli() }),
		"come to tomorrow":     with(func(s *saved) { s.Talk.Arrived = now.AddDate(0, 0, 1).UnixMilli() }),
		"cut off":              whole[:len(whole)/2],
		"empty":                nil,
		"of another shape":     []byte(`{"version":3,"talk":[7]}`),
		"garbage":              []byte("\x00\xff\x1b[2J not a talk"),
	} {
		if offered(text) {
			t.Errorf("what is %s is offered", name)
		}
	}
}

// Whether something can be saved is found out without leaving anything behind, and so is whether a presenter runs.
func TestProbe(t *testing.T) {
	f := At(t.TempDir())
	if err := f.Probe(); err != nil || f.Presenting() {
		t.Errorf("a new folder: %v, presenting: %v", err, f.Presenting())
	}
	if _, err := os.Stat(f.path(probeFile)); err == nil {
		t.Error("the probe stays")
	}
	release, err := f.Lock()
	must(t, err)
	if !f.Presenting() {
		t.Error("a presenter is not seen")
	}
	release()
	if f.Presenting() {
		t.Error("a presenter that has left is seen")
	}
	if err := At(f.path("none")).Probe(); err == nil {
		t.Error("a folder that does not exist can be written to")
	}
	if none := Open(func(string) string { return "" }); none.Err() != nil && none.Probe() == nil {
		t.Error("without a folder something can be saved")
	}
}

package state

import (
	"encoding/json"
	"errors"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"assembly/internal/talk"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// begun is a talk that has come to its third slide.
func begun(now time.Time) talk.Talk {
	return talk.Talk{State: talk.State{Seq: 3, Pos: talk.Pos{Slide: 2}, Clock: talk.Clock{Since: now.UnixMilli()}}}
}

func TestUnfinished(t *testing.T) {
	f, now := At(t.TempDir()), time.Now()
	must(t, f.SaveTalk("deck.md", Resumable{Talk: begun(now)}, now))
	abs, err := filepath.Abs("deck.md")
	must(t, err)
	got, ok, _ := f.Unfinished(abs, now.Add(time.Minute))
	if !ok || got.State != begun(now).State {
		t.Errorf("%+v, %v is offered", got, ok)
	}
	release, err := f.Lock()
	must(t, err)
	if _, ok := f.Interrupted("deck.md", now); ok {
		t.Error("a talk that is being given is offered")
	}
	if _, err := f.Lock(); !errors.Is(err, errPresenting) {
		t.Errorf("a second presenter gets %v", err)
	}
	release()
	if _, ok := f.Interrupted("deck.md", now); !ok {
		t.Error("an interrupted talk is not offered")
	}
	must(t, f.RemoveTalk())
	must(t, f.RemoveTalk())
	if _, ok, _ := f.Unfinished("deck.md", now); ok {
		t.Error("a talk that was left on purpose is offered")
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
		"talk": f.SaveTalk("", Resumable{Talk: begun(time.Now())}, time.Now()), "pace": f.SavePace("Anna", "", 110),
	} {
		if err == nil {
			t.Errorf("%s: nothing went wrong", name)
		}
	}
	if _, _, ok := f.Unfinished("", time.Now()); ok || f.Paces("Anna") != nil {
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
		Version: talkVersion, Deck: deckKey("deck.md"), Saved: now, Talk: begun(now),
	}
	with := func(change func(*saved)) []byte {
		s := good
		change(&s)
		text, err := json.Marshal(s)
		must(t, err)
		return text
	}
	whole := with(func(*saved) {})
	offered := func(text []byte) bool {
		dir := t.TempDir()
		must(t, os.WriteFile(filepath.Join(dir, talkFile), text, 0o600))
		_, ok, _ := At(dir).Unfinished("deck.md", now)
		return ok
	}
	if !offered(whole) {
		t.Error("what is sound is not offered, so this test sees too little")
	}
	for name, text := range map[string][]byte{
		"of a version to come": with(func(s *saved) { s.Version++ }),
		"of no version":        with(func(s *saved) { s.Version = 0 }),
		"of another deck":      with(func(s *saved) { s.Deck += ".old" }),
		"of the built-in deck": with(func(s *saved) { s.Deck = "" }),
		"of this morning":      with(func(s *saved) { s.Saved = now.Add(-resumeWithin - time.Second) }),
		"of tomorrow":          with(func(s *saved) { s.Saved = now.Add(time.Hour) }),
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

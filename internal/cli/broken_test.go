package cli

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"assembly/internal/talk"
)

// Killed after any key of a talk, the presenter comes back exactly as it was, and the hall, here on
// the smallest screen, shows the same before, meanwhile and after.
func TestKilledAtEachPoint(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	hall := s.open(20, 5, "hall")
	presenter := s.present()
	at := func(slide, step int, c talk.Blank) func(talk.State) bool {
		return func(s talk.State) bool { return s.Pos == talk.Pos{Slide: slide, Step: step} && s.Blank == c }
	}
	for _, c := range []struct {
		key  string
		done func(talk.State) bool
		hall string // "" for nothing
	}{
		{"n", at(0, 1, talk.Visible), "Word 1"},
		{"n", at(1, 0, talk.Visible), "Slide number 2"},
		{".", at(1, 0, talk.Black), ""},
		{"n", at(1, 0, talk.Visible), "Slide number 2"},
		{"f", at(1, 0, talk.Frozen), "Slide number 2"},
		{"3\r", at(2, 0, talk.Frozen), "Slide number 2"},
		{"f", at(2, 0, talk.Visible), "Slide number 3"},
		{"s", func(s talk.State) bool { return s.Clock.Started() && !s.Clock.Running() }, "Slide number 3"},
		{"s", func(s talk.State) bool { return s.Clock.Running() }, "Slide number 3"},
		{",", at(2, 0, talk.White), ""},
		{"e", at(5, 0, talk.Visible), "101"},
		{"p", at(4, 1, talk.Visible), "Word 5"},
	} {
		t.Logf("killed after %q", c.key)
		presenter.keys(c.key).until("state to be saved", func() bool { return c.done(s.saved().Talk.State) })
		before := s.saved().Talk.State
		shows := func() {
			hall.until("hall with "+c.hall, func() bool {
				shown := flat(hall.text())
				return strings.Contains(shown, c.hall) && (c.hall == "") == (shown == "")
			})
		}
		shows()
		presenter.kill()
		presenter = s.open(80, 24, "present", s.deck, "--resume").sees("OK terminal 20x5")
		presenter.until("state to be saved again", func() bool { return s.saved().Talk.Seq > before.Seq })
		after := s.saved().Talk.State
		if after.Seq = before.Seq; after != before {
			t.Fatalf("after %q and a kill the talk is at\n%+v, before it was at\n%+v", c.key, after, before)
		}
		shows()
	}
}

// What was saved by another version, of another deck or long ago, or is damaged, is never taken
// up, and stands in nobody's way.
func TestAStaleTalkIsNotTakenUp(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	now := time.Now()
	good := savedTalk{
		Version: savedVersion, Deck: deckKey(s.deck), Saved: now,
		Talk: talk.Talk{State: talk.State{Seq: 3, Pos: talk.Pos{Slide: 2}, Clock: talk.Clock{Since: now.UnixMilli()}}},
	}
	with := func(change func(*savedTalk)) []byte {
		saved := good
		change(&saved)
		text, err := json.Marshal(saved)
		must(t, err)
		return text
	}
	whole := with(func(*savedTalk) {})
	for name, text := range map[string][]byte{
		"of a version to come": with(func(s *savedTalk) { s.Version++ }),
		"of no version":        with(func(s *savedTalk) { s.Version = 0 }),
		"of another deck":      with(func(s *savedTalk) { s.Deck += ".old" }),
		"of the built-in deck": with(func(s *savedTalk) { s.Deck = "" }),
		"of this morning":      with(func(s *savedTalk) { s.Saved = now.Add(-resumeWithin - time.Second) }),
		"of tomorrow":          with(func(s *savedTalk) { s.Saved = now.Add(time.Hour) }),
		"at the beginning":     with(func(s *savedTalk) { s.Talk = talk.Talk{State: talk.State{Seq: 3}} }),
		"before all slides":    with(func(s *savedTalk) { s.Talk.Pos.Slide = -1 }),
		"held before them":     with(func(s *savedTalk) { s.Talk.Held.Step = -1 }),
		"a visit before them":  with(func(s *savedTalk) { s.Talk.Log.Visits = []talk.Visit{{Pos: talk.Pos{Slide: talk.Gone - 1}}} }),
		"a visit out of time":  with(func(s *savedTalk) { s.Talk.Log.Visits = []talk.Visit{{From: time.Minute, To: time.Second}} }),
		"a visit of a month":   with(func(s *savedTalk) { s.Talk.Log.Visits = []talk.Visit{{To: 30 * 24 * time.Hour}} }),
		"begun before them":    with(func(s *savedTalk) { s.Talk.Log.From = -1 }),
		"under no known blank": with(func(s *savedTalk) { s.Talk.Blank = 200 }),
		"out of all time":      with(func(s *savedTalk) { s.Talk.Clock.Since = math.MinInt64 }),
		"too long":             with(func(s *savedTalk) { s.Talk.Clock.Banked = math.MaxInt64 }),
		"cut off":              whole[:len(whole)/2],
		"empty":                nil,
		"of another shape":     []byte(`{"version":3,"talk":[7]}`),
		"garbage":              []byte("\x00\xff\x1b[2J not a talk"),
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			must(t, os.WriteFile(filepath.Join(dir, talkFile), text, 0o600))
			if got, ok := (&store{dir: dir}).unfinished(good.Deck, now); ok {
				t.Errorf("%+v is offered", got)
			}
		})
	}
	s.saves([]byte("\x00\xff\x1b[2J not a talk"))
	s.open(80, 24, "present", s.deck, "--resume").sees("no unfinished talk", "hint:").ends(exitFailed)
	presenter := s.present().sees("Slide 1 of 6").keys("2\r").sees("Slide 2 of 6")
	presenter.until("talk to be saved over it", func() bool { return s.saved().Talk.Pos.Slide == 1 })
	presenter.keys("qy").ends(exitDone)
	s.saves(whole)
	s.present().sees("slide 3, clock").keys("y").sees("Slide 3 of 6") // So what is amiss above is what counts.
}

// A place outside the deck, as when the deck has become shorter, is one inside it.
func TestATalkOutsideItsDeckIsTakenUpInside(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	text, err := json.Marshal(savedTalk{
		Version: savedVersion, Deck: deckKey(s.deck), Saved: time.Now(), Talk: talk.Talk{
			State:   talk.State{Seq: 3, Pos: talk.Pos{Slide: 99, Step: 1 << 40}, Blank: talk.Frozen, Held: talk.Pos{Slide: 70}},
			Skipped: make([]bool, 100),
			Log:     talk.Log{Stretch: talk.Stretch{From: 99, Visits: []talk.Visit{{Pos: talk.Pos{Slide: 99}, To: time.Minute}}}},
		},
	})
	must(t, err)
	s.saves(text)
	hall := s.hall()
	presenter := s.open(80, 24, "present", s.deck, "--resume").sees("Slide 6 of 6", "FROZEN")
	hall.sees("101")
	presenter.keys("1\rf").sees("Slide 1 of 6")
	hall.sees("Slide number 1")
}

// A hall goes on to the next presenter's deck.
func TestAnotherDeckReachesTheHall(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	hall := s.hall()
	presenter := s.present().keys("5\r").sees("Slide 5 of 6")
	hall.sees("Slide number 5")
	presenter.kill()
	_, deck := write(t, fiveSlides)
	s.open(80, 24, "present", deck).sees("NOW in the hall", "OK terminal 40x12")
	hall.sees("Alpha")
}

// saves puts what a presenter might have left into the state folder.
func (s *school) saves(text []byte) {
	s.t.Helper()
	folder := filepath.Join(s.state, "assembly")
	must(s.t, os.MkdirAll(folder, 0o700))
	must(s.t, os.WriteFile(filepath.Join(folder, talkFile), text, 0o600))
}

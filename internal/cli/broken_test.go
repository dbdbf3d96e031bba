package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/state"
	"github.com/westandtogether-assembly/assembly/internal/talk"
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
		presenter = s.open(80, 24, "present", s.deck, "--resume", "--distance", near).sees("OK terminal 20x5")
		presenter.until("state to be saved again", func() bool { return s.saved().Talk.Seq > before.Seq })
		after := s.saved().Talk.State
		if after.Seq = before.Seq; after != before {
			t.Fatalf("after %q and a kill the talk is at\n%+v, before it was at\n%+v", c.key, after, before)
		}
		shows()
	}
}

// A talk that cannot be taken up stands in nobody's way.
func TestAStaleTalkIsNotTakenUp(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	s.saves([]byte("\x00\xff\x1b[2J not a talk"))
	s.open(80, 24, "present", s.deck, "--resume").sees("no unfinished talk", "hint:").ends(exitFailed)
	presenter := s.present().sees("Slide 1 of 6").keys("2\r").sees("Slide 2 of 6")
	presenter.until("talk to be saved over it", func() bool { return s.saved().Talk.Pos.Slide == 1 })
	presenter.keys("qy").ends(exitDone)
	s.interrupted(talk.Talk{State: talk.State{Seq: 3, Pos: talk.Pos{Slide: 2}}})
	s.present().sees("slide 3, clock").keys("y").sees("Slide 3 of 6") // So what is wrong above is what counts.
}

// A place outside the deck, as when the deck has become shorter, is one inside it.
func TestATalkOutsideItsDeckIsTakenUpInside(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	s.interrupted(talk.Talk{
		State:   talk.State{Seq: 3, Pos: talk.Pos{Slide: 99, Step: 1 << 40}, Blank: talk.Frozen, Held: talk.Pos{Slide: 70}},
		Skipped: make([]bool, 100),
		Log:     talk.Log{Stretch: talk.Stretch{From: 99, Visits: []talk.Visit{{Pos: talk.Pos{Slide: 99}, To: time.Minute}}}},
	})
	hall := s.hall()
	presenter := s.open(80, 24, "present", s.deck, "--resume", "--distance", near).sees("Slide 6 of 6", "FROZEN")
	hall.sees("101")
	presenter.keys("1\rf").sees("Slide 1 of 6")
	hall.sees("Slide number 1")
}

// A slide put in at the top between the crash and the resume moves nothing on the wall: the numbers stay.
func TestAnEditBeforeResuming(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"--resume"}, nil} {
		s := newSchool(t)
		hall := s.hall()
		presenter := s.present().keys("e").sees("Slide 6 of 6", "OK terminal")
		presenter.until("the numbers to be saved", func() bool { return s.saved().Talk.Pos.Slide == 5 })
		presenter.kill()
		must(t, os.WriteFile(s.deck, []byte(strings.Replace(five(), "# Slide", "# New\n\n---\n\n# Slide", 1)), 0o600))
		if presenter = s.present(args...); args == nil {
			presenter.sees("slide 7, clock", "Tell someone").keys("y")
		}
		presenter.sees("Slide 7 of 7", "OK terminal")
		hall.sees("101", "999")
		if strings.Contains(hall.written(), "Slide number 5") {
			t.Error("the numbers left the wall for a moment")
		}
		presenter.keys("qy").ends(exitDone)
	}
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
	s.open(80, 24, "present", deck, "--distance", near).sees("NOW in the hall", "OK terminal 40x12")
	hall.sees("Alpha")
}

// saves puts what a presenter might have left into the state folder.
func (s *school) saves(text []byte) {
	s.t.Helper()
	folder := filepath.Join(s.state, "assembly")
	must(s.t, os.MkdirAll(folder, 0o700))
	must(s.t, os.WriteFile(filepath.Join(folder, talkFile(s.deck)), text, 0o600))
}

// interrupted leaves a talk unfinished.
func (s *school) interrupted(is talk.Talk) {
	s.t.Helper()
	o := s.folder().Begin(s.deck)
	must(s.t, o.Save(state.Resumable{Talk: is}, time.Now()))
	o.Close(false)
}

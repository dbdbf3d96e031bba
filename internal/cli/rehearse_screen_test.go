package cli

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

func (s *school) rehearse(args ...string) *terminal {
	s.t.Helper()
	return s.open(100, 30, append([]string{"rehearse", s.deck}, args...)...).sees("REHEARSAL", "Slide")
}

// A rehearsal from the first key to the history, in a real terminal.
func TestRehearsalOnAScreen(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	tm := s.rehearse("--as", "Anna")
	tm.sees("saved for Anna", "Press Enter as you begin to speak").keys("\r").sees("running", "Slide 1 of 6")
	tm.keys("6\r").sees("Slide 6 of 6").keys("q").sees("Leave the rehearsal?").keys("y")
	tm.sees("Rehearsal of Five, Anna", "Whole run", "measures time, not speech", "Saved as run 1").keys("q")
	tm.ends(0)
	list := s.open(100, 30, "history", s.deck)
	list.ends(0)
	if got := list.written(); !strings.Contains(got, "Rehearsals of Five") || !strings.Contains(got, "Anna") {
		t.Errorf("the history is %q", got)
	}
}

// A rehearsal serves nobody and takes nothing from a presenter.
func TestRehearsalBesideAPresenter(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	presenter := s.present()
	hall := s.hall().sees("Slide number 1")
	tm := s.rehearse().keys("3\r").sees("Slide 3 of 6")
	presenter.keys(" ").sees("step 2 of 2")
	hall.sees("Word 1")
	if strings.Contains(hall.text(), "Slide number 3") {
		t.Error("the hall follows the rehearsal")
	}
	tm.keys("qyq").ends(0)
}

func TestDeletingAsksOnTheTerminal(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	s.rehearse().keys("s").sees("running").keys("6\r").sees("Slide 6 of 6").keys("qy").sees("Saved as run 1").keys("q").ends(0)
	s.open(100, 30, "history", s.deck, "--delete").sees("Delete 1 run of Five?").keys("n\r").sees("Nothing was deleted").ends(0)
	s.open(100, 30, "history", s.deck, "--delete").sees("Delete 1 run of Five?").keys("y\r").sees("Deleted 1 run.").ends(0)
	if runs, _, err := s.folder().Runs(); err != nil || len(runs) != 0 {
		t.Errorf("what is left is %v, %v", runs, err)
	}
}

// Killed at any moment, all but the slide in progress is kept and marked as unfinished, whatever
// kills it.
func TestRehearsalKilledAtAnyMoment(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	r := rand.New(rand.NewPCG(3, 4))
	for i := range 6 {
		tm := s.rehearse("--as", fmt.Sprintf("Run%d", i)).keys("s").sees("running")
		time.Sleep(time.Millisecond) // A slide that was left within the clock's millisecond has not been visited.
		at := 0
		for range r.IntN(4) + 1 {
			at = (at + r.IntN(4) + 1) % 5
			tm.keys(fmt.Sprintf("%d\r", at+1)).sees(fmt.Sprintf("Slide %d of 6", at+1))
		}
		gone := []syscall.Signal{syscall.SIGKILL, syscall.SIGTERM, syscall.SIGHUP}[i%3]
		tm.until("the run to be saved", func() bool {
			files, err := filepath.Glob(filepath.Join(s.state, "assembly", "rehearsal-*.json"))
			if err != nil || len(files) != 1 {
				return false
			}
			text, err := os.ReadFile(files[0])
			return err == nil && strings.Contains(string(text), `"visits":1`)
		})
		tm.signal(gone)
		<-tm.stopped
		if err := s.folder().Adopt(); err != nil {
			t.Fatal(err)
		}
		runs, bad, err := s.folder().Runs()
		if err != nil || len(bad) > 0 || len(runs) != i+1 {
			t.Fatalf("after %v there are %d runs of %d, %v, %v", gone, len(runs), i+1, bad, err)
		}
		last := runs[i]
		if last.Finished || last.Slides[0].Visits == 0 || last.Total() <= 0 || last.As != fmt.Sprintf("Run%d", i) {
			t.Errorf("after %v the run is %+v", gone, last)
		}
	}
}

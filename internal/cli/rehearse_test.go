package cli

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/session"

	tea "charm.land/bubbletea/v2"
	"github.com/gofrs/flock"

	"github.com/westandtogether-assembly/assembly/internal/rehearsal"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/state"
	"github.com/westandtogether-assembly/assembly/internal/tui/reader"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

func TestRehearsal(t *testing.T) {
	n := rehearsed(t, &flags{as: "Anna", phase: "secondary", from: 1}, "")
	if got := n.Text(); !strings.Contains(got, "REHEARSAL  Slide 1 of 7") || !strings.Contains(got, "saved for Anna") || strings.Contains(got, "NOW in the hall") {
		t.Errorf("the view does not say that this is a rehearsal:\n%s", got)
	}
	n.hold()
	screentest.Golden(t, "summary-first", n.Text())
	runs := n.end()
	if len(runs) != 1 || !runs[0].Finished || runs[0].Total() != 604*time.Second || runs[0].As != "Anna" || runs[0].Deck != "built-in" {
		t.Fatalf("what is kept is %+v", runs)
	}
	if !strings.Contains(n.errs.String(), "saved as run 1, 10 min 4 s") {
		t.Errorf("it ends with %q", &n.errs)
	}
	// The next evening, against the first.
	n.clock.Pass(24 * time.Hour)
	n.begin(&flags{as: "Anna", phase: "secondary", from: 1}, "")
	n.hold()
	screentest.Golden(t, "summary-second", n.Text())
	if runs = n.end(); len(runs) != 2 || runs[1].Number != 2 {
		t.Errorf("what is kept is %+v", runs)
	}
}

// A pause, a sleep of the machine and clocks that are set do not count; going back adds to a
// slide's time.
func TestRehearsalClock(t *testing.T) {
	n := rehearsed(t, &flags{phase: "primary", from: 1}, "")
	n.keys("s")
	n.speak(30, ">")
	n.speak(20, "s") // Somebody comes in:
	n.speak(300, "s")
	n.speak(10, "h") // back to the first slide
	n.speak(5, ">")
	n.speak(1, ">")
	n.speak(2, ">")
	n.clock.Pass(8 * time.Hour) // The lid is closed for the night.
	n.Send(ui.Repaint{})
	n.speak(7, "")
	n.clock.Pass(-time.Hour) // Summer time ends on a machine that keeps local time, or its clock is set.
	n.Send(ui.Repaint{})
	n.speak(13, "qy")
	run := n.end()[0]
	want := []int64{35, 33, 20}
	for i, w := range want {
		if got := run.Slides[i].Spent / 1000; got != w {
			t.Errorf("slide %d took %d s, want %d", i+1, got, w)
		}
	}
	if run.Total() != 88*time.Second || run.Slides[0].Visits != 2 || run.Finished {
		t.Errorf("the run took %v, slide 1 was visited %d times, finished %v", run.Total(), run.Slides[0].Visits, run.Finished)
	}
}

// From a later slide, the clock begins there; what lies before is no part of the run.
func TestRehearsalFromAnySlide(t *testing.T) {
	n := rehearsed(t, &flags{phase: "primary", from: 5}, "")
	if !strings.Contains(n.Text(), "Slide 5 of 7") {
		t.Errorf("it begins elsewhere:\n%s", n.Text())
	}
	n.speak(9, "s")
	n.speak(40, ">")
	n.speak(1, ">")
	n.speak(20, ">")
	n.speak(45, ">")
	n.speak(30, "qy")
	got := n.Text()
	if strings.Contains(got, "Not shown") {
		t.Errorf("slides before the first are missed:\n%s", got)
	}
	run := n.end()[0]
	if run.From != 5 || !run.Finished || run.Whole() || run.Slides[5].Silence != 45_000 || run.Slides[4].Spent != 41_000 {
		t.Errorf("the run is %+v", run)
	}
}

// The first next begins the clock and stays on the slide, so that the welcome is measured, and the wait
// before it is not.
func TestRehearsalBeginsWithTheWelcome(t *testing.T) {
	n := rehearsed(t, &flags{phase: "primary", from: 1}, "")
	n.speak(90, ">")
	n.speak(60, "e")
	n.speak(10, "qy")
	if got := n.Text(); strings.Contains(got, "The first slide was not timed") {
		t.Errorf("the summary misses the first slide:\n%s", got)
	}
	if run := n.end()[0]; run.Total() != 70*time.Second || run.Slides[0].Spent != 60_000 {
		t.Errorf("the run is %+v", run)
	}
}

// Where nothing was measured nothing is kept, and there is no summary of nothing.
func TestRehearsalOfNothing(t *testing.T) {
	n := rehearsed(t, &flags{from: 1}, "")
	n.speak(20, "q")
	if cmd := n.keys("y"); cmd == nil || cmd() != (tea.QuitMsg{}) {
		t.Error("leaving does not leave")
	}
	if runs := n.end(); len(runs) != 0 || !strings.Contains(n.errs.String(), "nothing was rehearsed") {
		t.Errorf("it keeps %v and says %q", runs, &n.errs)
	}
	// Nor does a look of a few seconds count, with the clock running.
	n.begin(&flags{from: 1}, "")
	n.keys("s")
	n.speak(4, "q")
	if cmd := n.keys("y"); cmd == nil || cmd() != (tea.QuitMsg{}) {
		t.Error("leaving does not leave")
	}
	if runs := n.end(); len(runs) != 0 {
		t.Errorf("a look is kept as %v", runs)
	}
	left, err := filepath.Glob(filepath.Join(n.state, "assembly", "rehearsal-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("it leaves %q, %v", left, err)
	}
}

// What was measured until an interruption is kept, marked as unfinished.
func TestRehearsalInterrupted(t *testing.T) {
	n := rehearsed(t, &flags{from: 1}, "")
	n.keys("s")
	n.speak(30, ">")
	n.speak(11, "")
	if err := n.r.end(errInterrupted); !errors.Is(err, errInterrupted) {
		t.Errorf("closing gives %v", err)
	}
	if runs := n.runs(); len(runs) != 1 || runs[0].Finished || runs[0].Total() != 41*time.Second || !runs[0].Slides[1].Open {
		t.Errorf("what is kept is %+v", runs)
	}
}

// A rehearsal does not wait for another program that writes among the runs.
func TestRehearsalBesideABusyProgram(t *testing.T) {
	n := rehearsed(t, &flags{from: 1}, "")
	must(t, n.r.end(nil))
	folder := filepath.Join(n.state, "assembly")
	killed := state.At(folder).Record("KILLED")
	must(t, killed.Save(rehearsal.Run{Slides: []rehearsal.Slide{{Spent: 60_000, Visits: 1}}}))
	abandon(t, folder, "KILLED", killed)
	busy := flock.New(filepath.Join(folder, "rehearsals.lock"))
	must(t, busy.Lock())
	n.before = n.going()
	r := n.app.takeRehearsal(&flags{from: 1}, session.Source{}, n.set)
	if got := n.going(); len(got) != 1 {
		t.Error("the rehearsal has waited for the other program")
	}
	if text, ok := r.Saved(); !ok {
		t.Errorf("meanwhile it says %q", text)
	}
	must(t, busy.Unlock())
	n.r, n.Model = r, r.model
	n.settle()
	n.keys("s")
	n.speak(30, ">>")
	if runs := n.end(); len(runs) != 2 {
		t.Errorf("what is kept is %+v", runs)
	}
}

func TestRehearsalWhereNothingCanBeKept(t *testing.T) {
	n := rehearsed(t, &flags{from: 1}, "")
	must(t, n.r.end(nil))
	t.Setenv("XDG_STATE_HOME", filepath.Join(n.state, "file", "below"))
	must(t, os.WriteFile(filepath.Join(n.state, "file"), nil, 0o600))
	n.begin(&flags{from: 1}, "")
	if !strings.Contains(n.Text(), "NOTHING IS SAVED") {
		t.Errorf("the view does not say that nothing is kept:\n%s", n.Text())
	}
	n.keys("s")
	n.speak(30, ">>")
	n.speak(20, "qy")
	if got := n.Text(); !strings.Contains(got, "Rehearsal of #WeStandTogether") || !strings.Contains(got, "Not saved: ") {
		t.Errorf("the summary is\n%s", got)
	}
	n.errs.Reset()
	must(t, n.r.end(nil))
	if !strings.Contains(n.errs.String(), "the rehearsal was not saved: ") {
		t.Errorf("it ends with %q", &n.errs)
	}
}

// A run that cannot be put among the others at its end says so where its summary is, and is there
// the next time.
func TestRehearsalNotKeptAtItsEnd(t *testing.T) {
	n := rehearsed(t, &flags{from: 1}, "")
	told := make(chan tea.Msg, 4)
	n.r.Open(func(m any) { told <- m })
	n.keys("s")
	n.speak(30, ">>")
	runs := filepath.Join(n.state, "assembly", "rehearsals.jsonl")
	must(t, os.Mkdir(runs, 0o700))
	n.speak(20, "qy")
	if note, ok := (<-told).(reader.Note); !ok || !strings.HasPrefix(string(note), "Not saved: ") {
		t.Errorf("the summary is told %q", note)
	}
	must(t, n.r.end(nil))
	if !strings.Contains(n.errs.String(), "the rehearsal was not saved: ") {
		t.Errorf("it ends with %q", &n.errs)
	}
	must(t, os.Remove(runs))
	n.begin(&flags{from: 1}, "")
	if runs := n.runs(); len(runs) != 1 || runs[0].Total() != 50*time.Second {
		t.Errorf("the next time there is %+v", runs)
	}
	must(t, n.r.end(nil))
}

// Decks with optional slides: what is left out is told with what that saved.
func TestRehearsalLeavingOut(t *testing.T) {
	_, path := write(t, "# One\n\n<!--\ntime: 1m\n-->\n\n---\n\n# Two\n\nText\n\n<!--\ntime: 30s\noptional: true\n-->\n\n---\n\n# Three\n\n<!--\ntime: 1m\n-->\n")
	n := rehearsed(t, &flags{from: 1}, path)
	n.keys("s")
	n.speak(58, "x>")
	if !strings.Contains(n.Text(), "Slide 3 of 3") {
		t.Errorf("next does not pass over what was left out:\n%s", n.Text())
	}
	n.speak(61, "qy")
	if got := n.Text(); !strings.Contains(got, "Left out: slide 2, which saved 30 s.") || !strings.Contains(got, "left out") {
		t.Errorf("the summary is\n%s", got)
	}
	if run := n.end()[0]; !run.Finished || !run.Slides[1].Out {
		t.Errorf("the run is %+v", run)
	}
}

// The pace that the speaker settled on can be kept from the summary, and is that of the next time.
func TestRehearsalOffersThePace(t *testing.T) {
	n := rehearsed(t, &flags{as: "Anna", phase: "primary", from: 1}, "")
	n.keys("sT]]]")
	n.speak(40, ">")
	n.speak(30, "qy")
	if !strings.Contains(n.Text(), "k save the pace, 125") {
		t.Fatalf("the summary does not offer it:\n%s", n.Text())
	}
	n.Send(n.keys("k")())
	if got := n.Text(); !strings.Contains(got, "Saved for Anna: 125 words a minute.") || strings.Contains(got, "k save the") {
		t.Errorf("the summary is\n%s", got)
	}
	n.end()
	n.begin(&flags{as: "anna", phase: "primary", from: 1}, "")
	if n.keys("T"); !strings.Contains(n.Text(), "TELEPROMPTER 125 words a minute") {
		t.Errorf("the next time it is\n%s", n.Text())
	}
	n.speak(40, ">")
	n.speak(30, "]")
	n.keys("[")
	if n.keys("qy"); strings.Contains(n.Text(), "k save the") {
		t.Errorf("a pace that is kept already is offered:\n%s", n.Text())
	}
	n.end()
}

// A deck that becomes shorter than where the rehearsal began has a summary all the same.
func TestRehearsalOfADeckThatShrinks(t *testing.T) {
	_, path := write(t, five())
	n := rehearsed(t, &flags{from: 5}, path)
	n.keys("s")
	n.speak(20, ">")
	must(t, os.WriteFile(path, []byte("# Other\n\n---\n\n# Slide number 5\n"), 0o600))
	d, err := session.Source{Path: path}.Load()
	n.Send(ui.Reload{Deck: d, Err: err})
	n.speak(20, ">")
	n.speak(20, "qy")
	if got := n.Text(); !strings.Contains(got, "Whole run") {
		t.Errorf("the summary is\n%s", got)
	}
	if runs := n.end(); len(runs) != 1 || runs[0].From < 1 || runs[0].From > 2 {
		t.Errorf("what is kept is %+v", runs)
	}
}

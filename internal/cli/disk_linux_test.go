package cli

import (
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// A disk that fills up during the talk does not stop it. The speaker is told, in one place; what
// was saved before stays whole; and when there is room again, the talk is saved as before.
func TestAFullDisk(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	presenter := s.present()
	presenter.keys("2\r").sees("Slide 2 of 6")
	presenter.until("slide 2 to be saved", func() bool { return s.saved().Talk.Pos.Slide == 1 })
	presenter.until("the deck to be remembered", func() bool { return s.folder().RecentDecks("") != nil })
	presenter.full(64) // A part of what is written still goes in.
	presenter.keys("3\r").sees("Slide 3 of 6", "Talk not saved: file too large")
	presenter.keys("5\r").sees("Slide 5 of 6")
	hall := s.hall().sees("Slide number 5")
	presenter.keys("n")
	presenter.sees("step 2 of 2")
	hall.sees("Word 5")
	if n := strings.Count(flat(presenter.screen()), "not saved"); n != 1 {
		t.Errorf("the speaker is told %d times\n%s", n, presenter.screen())
	}
	if got := s.saved().Talk.Pos.Slide; got != 1 {
		t.Errorf("what was saved before is now of slide index %d", got)
	}
	presenter.full(math.MaxUint64)
	presenter.keys("4\r").sees("Slide 4 of 6").gone("not saved")
	if got := s.saved().Talk.Pos.Slide; got != 3 {
		t.Errorf("with room again, slide index %d is saved", got)
	}
	files, err := os.ReadDir(filepath.Join(s.state, "assembly"))
	must(t, err)
	if len(files) != 7 { // the talk, the place, the address, the decks, and the locks of all
		t.Errorf("the state folder holds %v", files)
	}
}

// A disk that is full when the program is killed leaves the talk as it was saved last.
func TestKilledOnAFullDisk(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	presenter := s.present()
	presenter.keys("2\r").sees("Slide 2 of 6")
	presenter.until("slide 2 to be saved", func() bool { return s.saved().Talk.Pos.Slide == 1 })
	presenter.full(0)
	presenter.keys("3\r").sees("Slide 3 of 6", "Talk not saved")
	presenter.kill()
	s.present().sees("slide 2, clock")
}

// full lets the program write no file beyond so many bytes from now on, as on a disk that is full.
func (tm *terminal) full(bytes uint64) {
	tm.t.Helper()
	var limit unix.Rlimit
	must(tm.t, unix.Prlimit(tm.process.Pid, unix.RLIMIT_FSIZE, nil, &limit))
	limit.Cur = min(bytes, limit.Max)
	must(tm.t, unix.Prlimit(tm.process.Pid, unix.RLIMIT_FSIZE, &limit, nil))
}

// In a folder that cannot be written to, the talk goes on as anywhere, and the speaker is told so
// in one place.
func TestAReadOnlyStateFolder(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"":         "Nothing is saved: permission denied", // The program's own folder cannot be made.
		"assembly": "Talk not saved: permission denied",
	} {
		s := newSchool(t)
		folder := filepath.Join(s.state, name)
		must(t, os.MkdirAll(folder, 0o700))
		must(t, os.Chmod(folder, 0o500)) //nolint:gosec // a folder has to be entered
		presenter := s.openOrdinary("present", s.deck).sees("NOW in the hall")
		presenter.keys("n").sees("step 2 of 2", want)
		s.openOrdinary("hall").sees("Word 1").keys("qy").ends(exitDone)
		presenter.keys("e").sees("Slide 6 of 6")
		if n := strings.Count(flat(presenter.screen()), want); n != 1 {
			t.Errorf("the speaker is told %d times\n%s", n, presenter.screen())
		}
		if files, err := os.ReadDir(folder); err != nil || len(files) > 0 {
			t.Errorf("the folder holds %v, %v", files, err)
		}
		presenter.keys("qy").ends(exitDone)
	}
}

// Pipes in place of the program's files hold nothing up: the talk and the rehearsal go on, and the speaker
// is told once what is not saved, and what to do.
func TestPipesInTheStateFolder(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	pipe := func(name string) {
		must(t, unix.Mkfifo(filepath.Join(s.state, "assembly", name), 0o600))
	}
	s.folder()
	for _, name := range []string{talkFile(s.deck), "live.json", "address.json", "decks.json", "paces.json", "present.lock", "rehearsals.jsonl", "rehearsals.lock", "rehearsal-x.json"} {
		pipe(name)
	}
	presenter := s.present("--as", "Anna").keys("2\r").sees("Slide 2 of 6", "A second presenter could start: cannot read", "it is not an ordinary file; remove it")
	presenter.until("the talk to be saved", func() bool { return s.saved().Talk.Pos.Slide == 1 })
	presenter.keys("qy").ends(exitDone)
	s.open(80, 24, "rehearse", s.deck).sees("NOTHING IS SAVED: cannot read", "it is not an ordinary file; remove it").keys("2\r").sees("Slide 2 of 6").
		keys("qy").ends(exitDone)
	s.open(80, 24, "history", s.deck).sees("not an ordinary file").ends(exitFailed)
}

// openOrdinary starts the program as someone whom permissions bind, even where tests run as root.
func (s *school) openOrdinary(args ...string) *terminal {
	s.t.Helper()
	set := setting{w: 80, h: 24, env: []string{"XDG_STATE_HOME=" + s.state, "XDG_RUNTIME_DIR=" + s.run}}
	if os.Geteuid() != 0 {
		return runWith(s.t, set, args...)
	}
	setpriv, err := exec.LookPath("setpriv")
	if err != nil {
		s.t.Skip("root may write everywhere, and there is no setpriv to run the program as less than root")
	}
	set.name, set.fresh = setpriv, true
	return runWith(s.t, set, append([]string{"--bounding-set=-dac_override", "assembly"}, args...)...)
}

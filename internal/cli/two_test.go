package cli

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/state"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// five is a deck of five slides of two steps each, and a closing slide.
func five() string {
	var b strings.Builder
	b.WriteString("---\ntitle: Five\n---\n")
	for i := range 5 {
		fmt.Fprintf(&b, "# Slide number %d\n\n<!-- pause -->\n\n**Word %d**\n\n<!-- notes: Secret note %d -->\n\n---\n", i+1, i+1, i+1)
	}
	b.WriteString("# Tell someone\n\n- Police: 101\n- Emergency: 999\n\n<!-- layout: closing -->\n")
	return b.String()
}

// school is a state folder and a deck that several windows share.
type school struct {
	t     *testing.T
	state string
	run   string // for what is left where the state folder takes no file
	deck  string
}

func newSchool(t *testing.T) *school {
	t.Helper()
	_, deck := write(t, five())
	return &school{t: t, state: t.TempDir(), run: t.TempDir(), deck: deck}
}

// open starts the program in a window of its own, with the real clock: two windows measure the
// same time.
func (s *school) open(w, h int, args ...string) *terminal {
	s.t.Helper()
	return runWith(s.t, setting{w: w, h: h, env: []string{"XDG_STATE_HOME=" + s.state}}, args...)
}

func (s *school) present(args ...string) *terminal {
	s.t.Helper()
	return s.open(80, 24, append([]string{"present", s.deck, "--distance", near}, args...)...).sees("NOW in the hall")
}

// near is where the back row of the tests' small hall screens sits, so that it can read all that fits.
const near = "1"

func (s *school) hall() *terminal { s.t.Helper(); return s.open(40, 12, "hall") }

// folder is the state folder of the school's programs.
func (s *school) folder() *state.Folder {
	s.t.Helper()
	dir := filepath.Join(s.state, "assembly")
	must(s.t, os.MkdirAll(dir, 0o700))
	return state.At(dir)
}

// talkFile is the name of the first file of a deck's talk.
func talkFile(deck string) string { return talkFileNumber(deck, 1) }

func talkFileNumber(deck string, n int) string {
	return fmt.Sprintf("talk-%s-%d.jsonl", state.DeckID(deck), n)
}

// saved is what is saved of the talk.
func (s *school) saved() struct{ Talk talk.Talk } { s.t.Helper(); return s.savedOf(s.deck) }

// mostFiles is more than a talk has of files in any test: each program that takes it up begins another.
const mostFiles = 99

// savedOf reads the newest file of a deck's talk, which may be replaced meanwhile.
func (s *school) savedOf(deck string) (saved struct{ Talk talk.Talk }) {
	s.t.Helper()
	for n := mostFiles; n > 0; n-- {
		text, err := os.ReadFile(filepath.Join(s.state, "assembly", talkFileNumber(deck, n)))
		if err != nil || len(text) == 0 {
			continue
		}
		is, err := state.DecodeTalk(text)
		must(s.t, err)
		saved.Talk = is.Talk
		break
	}
	return saved
}

// kill ends a program as a flat battery does.
func (tm *terminal) kill() {
	tm.t.Helper()
	tm.signal(syscall.SIGKILL)
	<-tm.stopped
}

func TestHallFollowsThePresenter(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	hall := s.hall().sees("waits for the talk")
	presenter := s.present().sees("HALL")
	hall.sees("Slide number 1")
	presenter.sees("OK terminal 40x12")
	presenter.keys(" ")
	hall.sees("Word 1")
	late := s.hall().sees("Word 1")
	hall.keys("\x1b[6~")
	presenter.sees("Slide 2 of 6")
	late.sees("Slide number 2")
	presenter.keys(".").sees("THE HALL IS BLACK")
	hall.gone("Slide number 2")
	presenter.keys(".")
	hall.sees("Slide number 2")
	presenter.keys("f").sees("FROZEN").keys("e").sees("Slide 6 of 6")
	hall.sees("Slide number 2")
	presenter.keys("f")
	hall.sees("101", "999")
	for _, h := range []*terminal{hall, late} {
		if strings.Contains(h.written(), "Secret note") {
			t.Error("a note was written to a hall's terminal")
		}
	}
}

// A hall that is closed says so; one that is killed, or that has no room for the slide, is told of as well.
func TestHallsThatClose(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	presenter := s.present()
	s.hall().sees("Slide number 1").keys("q").sees("Close this screen?").keys("y").ends(exitDone)
	presenter.sees("closed terminal 40x12 none is open: H opens one")
	s.hall().sees("Slide number 1").signal(syscall.SIGTERM).ends(exitInterrupted)
	presenter.sees("closed terminal 40x12 closed terminal 40x12")
	lost := s.hall().sees("Slide number 1")
	presenter.sees("OK terminal 40x12") // A hall is known when it has said what it shows, and lost when it stops.
	lost.kill()
	presenter.sees("LOST terminal 40x12")
	presenter.keys("e").sees("Slide 6 of 6")
	s.open(20, 2, "hall").sees("101")
	presenter.sees("NOT ALL FITS terminal 20x2:", "NOT ALL OF THE SLIDE FITS IN THE HALL").keys("1G").sees("Slide 1 of 6").gone("NOT ALL")
}

func TestCoveringTheClosingScreenFromTheHallAsksTheSpeaker(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	presenter, hall := s.present(), s.hall().sees("Slide number 1")
	presenter.keys("e")
	hall.sees("101").keys("b")
	presenter.sees("Cover the numbers?").keys("n").gone("Cover the numbers?")
	hall.sees("101")
}

// A modifier key, which a console of Windows sends as a NUL, is no key between others, and none under
// the question about an interrupted talk.
func TestAModifierKeyIsNoKey(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	presenter, hall := s.present(), s.hall().sees("Slide number 1")
	presenter.keys("\x003\x00G").sees("Slide 3 of 6")
	hall.sees("Slide number 3").keys("\x002\x00\r")
	presenter.sees("Slide 2 of 6").until("slide 2 to be saved", func() bool { return s.saved().Talk.Pos.Slide == 1 })
	presenter.kill()
	s.present().sees("slide 2, clock").keys("a\x00y").sees("Slide 1 of 6")
}

func TestHallSurvivesThePresenter(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	presenter, hall := s.present(), s.hall()
	presenter.keys(" ")
	hall.sees("Word 1")
	presenter.until("step 2 to be saved", func() bool { return s.saved().Talk.Pos.Step == 1 })
	presenter.kill()
	again := s.present().sees("slide 1, clock")
	hall.sees("Word 1")
	again.keys("y").sees("step 2 of 2")
	again.keys(" ")
	hall.sees("Slide number 2")
	again.keys("q").sees("Leave the talk?").keys("y").ends(exitDone)
	hall.sees("Slide number 2")
	if got := s.present().sees("Slide 1 of 6").screen(); strings.Contains(got, "Resume") {
		t.Errorf("a talk that was left on purpose is offered again:\n%s", got)
	}
}

// The start screen offers what was broken off before anything else, and takes it up without another
// question than who can see the screen.
func TestResumeFromTheStartScreen(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	begin := func() *terminal { return s.open(80, 24).sees("7 slides") }
	const question = "Who can see this screen?"
	presenter := s.open(80, 24, "present").sees("NOW in the hall").keys("t3\r").sees("Slide 3 of 7", "secondary")
	presenter.until("slide 3 to be saved", func() bool { return s.savedOf("").Talk.Pos.Slide == 2 && s.savedOf("").Talk.Phase == "secondary" })
	if got := begin().screen(); strings.Contains(got, "Resume") {
		t.Errorf("a talk that is being given is offered:\n%s", got)
	}
	presenter.kill()

	again := begin().sees("> Resume at slide 3, 1:3", "secondary").keys(enter).sees(question).keys("m").sees("Slide 3 of 7", "secondary")
	again.keys("n").sees("step 2 of 2") // Had it asked again, this would have been the answer.
	again.until("the step to be saved", func() bool { return s.savedOf("").Talk.Pos.Step == 1 })
	again.kill()

	show := begin().sees("> Resume at slide 3").keys(enter).sees(question).keys("h").resize(40, 12).sees("We do not blame. We belong.")
	show.until("the one screen's talk to be saved", func() bool { return s.savedOf("").Talk.Resumed })
	show.kill()
	again = begin().sees("> Resume at slide 3").keys("3").sees(question).keys("m").sees("slide 3, clock")
	again.keys("ay").gone("INTERRUPTED").sees("Slide 1 of 7").keys("2\r").sees("Slide 2 of 7").keys("qy").ends(exitDone)
	if got := begin().screen(); strings.Contains(got, "Resume") {
		t.Errorf("a talk that was left on purpose is offered again:\n%s", got)
	}
}

func TestOnlyOnePresenter(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	s.present()
	s.open(80, 24, "present", s.deck).sees("a presenter is already running", "hint:").ends(exitFailed)
}

func TestAStalePlaceFileIsNoPresenter(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	folder := filepath.Join(s.state, "assembly")
	must(t, os.MkdirAll(folder, 0o700))
	place, err := json.Marshal(live.Endpoint{URL: "http://127.0.0.1:1", Token: "old", PID: 1})
	must(t, err)
	must(t, os.WriteFile(filepath.Join(folder, "live.json"), place, 0o600))
	hall := s.hall().sees("waits for the talk")
	s.present()
	hall.sees("Slide number 1")
	info, err := os.Stat(filepath.Join(folder, "live.json"))
	must(t, err)
	if info.Mode().Perm() != 0o600 {
		t.Errorf("the file with the token has mode %v", info.Mode())
	}
}

func TestResumeWithoutAnUnfinishedTalk(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	s.open(80, 24, "present", s.deck, "--resume").sees("no unfinished talk", "hint:").ends(exitFailed)
}

// Where nothing can be kept the talk goes on, and the speaker is told.
func TestPresentWhereNothingCanBeKept(t *testing.T) {
	t.Parallel()
	_, deck := write(t, five())
	file := filepath.Join(t.TempDir(), "file")
	must(t, os.WriteFile(file, nil, 0o600))
	tm := runWith(t, setting{w: 120, h: 30, env: []string{"XDG_STATE_HOME=" + file}}, "present", deck)
	tm.sees("Nothing is saved").keys(" ").sees("step 2 of 2")
}

// A slide that is deleted, or put in, ahead of the one that the hall sees moves nothing on the wall.
func TestAnEditDoesNotMoveTheHall(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	presenter := s.present()
	hall := s.hall().sees("Slide number 1")
	presenter.keys("3\r").sees("Slide 3 of 6")
	hall.sees("Slide number 3")
	first := five()[strings.Index(five(), "# Slide number 1"):strings.Index(five(), "# Slide number 2")]
	must(t, os.WriteFile(s.deck, []byte(strings.Replace(five(), first, "", 1)), 0o600))
	presenter.sees("Slide 2 of 5", "OK terminal")
	hall.sees("Slide number 3")
	must(t, os.WriteFile(s.deck, []byte(strings.Replace(five(), first, "# New\n\n---\n\n"+first, 1)), 0o600))
	presenter.sees("Slide 4 of 7", "OK terminal")
	hall.sees("Slide number 3")
	for _, wrong := range []string{"Slide number 2", "Slide number 4"} {
		if strings.Contains(hall.written(), wrong) {
			t.Errorf("the hall showed %s for a moment", wrong)
		}
	}
	presenter.keys(" ").sees("step 2 of 2")
	hall.sees("Word 3")
}

// What was measured, what a reset ended and what was left out come back with the talk.
func TestResumeBringsBackTheLog(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	must(t, os.WriteFile(s.deck, []byte(strings.Replace(five(), "notes: Secret note 3", "notes: Secret note 3 -->\n\n<!--\noptional: true\n", 1)), 0o600))
	presenter := s.present().keys("s").sees("running").keys("2\r").sees("Slide 2 of 6").keys("x").sees("slide 3 out")
	presenter.until("the log to be saved", func() bool {
		t := s.saved()
		return len(t.Talk.Log.Visits) == 1 && len(t.Talk.Skipped) == 6 && t.Talk.Skipped[2]
	})
	presenter.keys("R").sees("not started")
	presenter.until("the reset to be saved", func() bool { return len(s.saved().Talk.Log.Reset.Visits) == 2 })
	presenter.kill()
	presenter = s.present("--resume").sees("Slide 2 of 6", "slide 3 out")
	presenter.keys("u").sees("running")
	presenter.until("the log to be back", func() bool {
		t := s.saved()
		return len(t.Talk.Log.Visits) == 2 && t.Talk.Log.Visits[0].Pos.Slide == 0 && t.Talk.Skipped[2]
	})
}

package cli

import (
	"regexp"
	"strings"
	"testing"
)

// pause waits for a second to pass on the view's own clock: a second press of next comes after it, and an Esc
// is no part of another key.
func (tm *terminal) pause() *terminal {
	tm.t.Helper()
	times, clock := map[string]bool{}, regexp.MustCompile(`\d\d:\d\d:\d\d`)
	tm.until("second to pass", func() bool {
		if at := clock.FindString(tm.text()); at != "" {
			times[at] = true
		}
		return len(times) > 2 // The first may be over at once.
	})
	return tm
}

// A clicker's start button begins the clock on the first slide, and does nothing else however often it is
// pressed; the view asks for it before.
func TestAClickersStartButton(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	presenter := s.present().sees("Press Enter as you begin to speak", "Slide 1 of 6").keys(f5).sees("running", "Slide 1 of 6")
	for _, key := range []string{esc, f5, esc} {
		presenter.keys(key).pause().sees("running", "Slide 1 of 6")
	}
	if got := presenter.screen(); strings.Contains(got, "step 2 of 2") || strings.Contains(got, "BLACK") {
		t.Errorf("it has done more:\n%s", got)
	}
	presenter.keys("\r").sees("step 2 of 2") // The clock runs: Enter is next.
	presenter.until("the clock to be saved", func() bool { return s.saved().Talk.Pos.Step == 1 })
	presenter.kill()
	again := s.present().sees("THE TALK WAS INTERRUPTED", "slide 1, clock").keys(esc)
	again.pause().sees("INTERRUPTED").keys(f5).gone("INTERRUPTED").sees("running", "step 2 of 2")
}

// Enter in the hall's window begins the clock, too: a clicker types into whichever window has focus.
func TestBeginningFromTheHallsWindow(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	presenter, hall := s.present(), s.hall().sees("Slide number 1").keys("\r")
	presenter.sees("running", "Slide 1 of 6", "step 1 of 2").pause()
	hall.keys("\r").sees("Word 1")
}

// After a crash on slide 4 the hall keeps that slide through all that follows, and one press of a clicker
// takes the talk up with its clock.
func TestACrashOnSlideFour(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	presenter, hall := s.present().keys("\r").sees("running"), s.hall().sees("Slide number 1")
	presenter.keys("4\r").sees("Slide 4 of 6", "OK terminal")
	presenter.until("slide 4 to be saved", func() bool { return s.saved().Talk.Pos.Slide == 3 })
	presenter.kill()
	began, before := s.saved().Talk.Clock, len(hall.written())
	again := s.present().sees("THE TALK WAS INTERRUPTED", "slide 4, clock")
	again.keys("x"+esc).keys("q").keys(pageDown).gone("INTERRUPTED").sees("Slide 4 of 6", "step 1 of 2", "OK terminal")
	again.until("the clock to go on", func() bool { return s.saved().Talk.Resumed && s.saved().Talk.Clock == began })
	again.pause().keys(pageDown).sees("step 2 of 2")
	if hall.sees("Word 4"); strings.Contains(hall.written()[before:], "number 1") {
		t.Error("the hall saw the first slide for a moment")
	}
}

// What was begun again by mistake is offered once more, until the new talk has gone past its first slide.
func TestBegunAgainByMistake(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	presenter := s.present().keys("4\r").sees("Slide 4 of 6")
	presenter.until("slide 4 to be saved", func() bool { return s.saved().Talk.Pos.Slide == 3 })
	presenter.kill()
	again := s.present().sees("slide 4, clock").keys("ay").sees("Slide 1 of 6", "Press Enter as you begin to speak")
	again.keys("\r").sees("running").keys("qy").ends(exitDone)
	s.present("--resume").sees("Slide 4 of 6").kill()
	again = s.present().sees("slide 4, clock").keys("ay").sees("Slide 1 of 6").keys(pageDown).sees("step 2 of 2").pause().keys(pageDown).sees("Slide 2 of 6")
	again.keys("qy").ends(exitDone)
	if got := s.present().sees("Slide 1 of 6").screen(); strings.Contains(got, "INTERRUPTED") {
		t.Errorf("what the new talk has replaced is offered:\n%s", got)
	}
}

// One screen is a talk, too: it is saved, and taken up on either kind of screen. While it is shown nobody
// is offered it, and a presenter beside it says that its own is not saved.
func TestShowIsResumed(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	show := s.open(40, 12, "show", s.deck).sees("Slide number 1").keys("4\r").sees("Slide number 4")
	show.until("slide 4 to be saved", func() bool { return s.saved().Talk.Pos.Slide == 3 })
	presenter := s.present().sees("Slide 1 of 6", "Talk not saved: this deck is shown in another window too")
	presenter.keys("3\r").sees("Slide 3 of 6").keys("qy").ends(exitDone)
	show.kill()
	show = s.open(40, 12, "show", s.deck).sees("THE TALK WAS INTERRUPTED", "slide 4, clock").keys(f5).gone("INTERRUPTED").sees("Slide number 4")
	show.keys(pageDown).sees("Word 4")
	show.until("step 2 to be saved", func() bool { return s.saved().Talk.Pos.Step == 1 })
	show.kill()
	s.present().sees("slide 4, clock").keys(f5).sees("Slide 4 of 6", "step 2 of 2").keys("qy").ends(exitDone)
	show = s.open(40, 12, "show", s.deck).sees("Slide number 1")
	show.keys("qy").ends(exitDone)
}

package ui_test

import (
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// Whoever has been asked already whether the numbers may go is not asked again; whoever has not is asked here, once,
// and only as long as the numbers show. A key here has its usual meaning meanwhile.
func TestRemoteAndTheNumbers(t *testing.T) {
	black := talk.Command{Op: talk.BlackOut}
	s, clock := stage(t, assembly)
	at(s, 4, 0)
	s.Update(ui.Remote{Command: black, Sure: true})
	if s.Talk.Blank != talk.Black || asks(s) != "" {
		t.Errorf("a sure one leaves %v, and asks %q", s.Talk.Blank, asks(s))
	}
	s.Update(ui.Remote{Command: black})
	for range 11 {
		s.Update(ui.Remote{Command: black})
	}
	if s.Talk.Blank != talk.Visible || asks(s) != "Cover" {
		t.Errorf("unsure ones leave %v, and ask %q", s.Talk.Blank, asks(s))
	}
	press(t, s, clock, "n")
	if asks(s) != "" {
		t.Errorf("after one answer it asks %q", asks(s))
	}
	s.Update(ui.Remote{Command: black})
	press(t, s, clock, "\x1b[5~")
	if asks(s) != "" || s.Talk.Pos.Slide == 4 {
		t.Errorf("back leaves the talk at %+v, and asks %q", s.Talk.Pos, asks(s))
	}
	at(s, 4, 0)
	s.Update(ui.Remote{Command: black})
	s.Update(ui.Remote{Command: talk.Command{Op: talk.Back}})
	if asks(s) != "" {
		t.Errorf("it asks %q about numbers that do not show", asks(s))
	}
}

// While it is asked whether an interrupted talk is to go on, nothing that a hall or a phone sends moves it; what begins or
// goes on anywhere takes it up, and does no more.
func TestRemoteUnderTheQuestion(t *testing.T) {
	for op := talk.Nothing; op <= talk.Rebase; op++ {
		for _, sure := range []bool{false, true} {
			s, _ := stage(t, assembly)
			at(s, 2, 0)
			s.Do(talk.Command{Op: talk.ToggleClock})
			saved := s.Talk
			s, _ = stage(t, assembly)
			s.AskResume(saved, "")
			s.Update(ui.Remote{Command: talk.Command{Op: op, N: 1}, Sure: sure})
			takesUp := op == talk.Next || op == talk.Begin || op == talk.BeginOrNext
			if s.Talk.Pos != saved.Pos || s.Talk.Blank != saved.Blank || s.Talk.Clock != saved.Clock || s.Resuming() == takesUp {
				t.Errorf("operation %d, sure %v: the talk is at %+v, asked still: %v", op, sure, s.Talk.State, s.Resuming())
			}
		}
	}
}

// What has waited for a terminal that took nothing moves nothing.
func TestRemoteTooLate(t *testing.T) {
	s, _ := stage(t, assembly)
	next := talk.Command{Op: talk.Next}
	s.Update(ui.Remote{Command: next, At: time.Now().Add(-2 * time.Second)})
	if s.Talk.Pos != (talk.Pos{}) {
		t.Errorf("a late press leads to %+v", s.Talk.Pos)
	}
	s.Update(ui.Remote{Command: next, At: time.Now()})
	if s.Talk.Pos == (talk.Pos{}) {
		t.Error("a press of now moves nothing")
	}
}

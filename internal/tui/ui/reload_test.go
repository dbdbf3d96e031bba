package ui_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// numbered is a deck of slides that are told apart by their titles.
func numbered(titles ...string) string {
	var b strings.Builder
	for i, t := range titles {
		if i > 0 {
			b.WriteString("\n---\n\n")
		}
		b.WriteString("# " + t + "\n\nOf " + t + "\n")
	}
	return b.String()
}

// A version that was cut off at a slide break costs nothing once the whole one is there: not the place, nor what a frozen
// hall holds, nor what is left out, nor what was measured. What the speaker does meanwhile counts.
func TestAVersionThatIsCutOff(t *testing.T) {
	whole, cut := []string{"One", "Two", "Three", "Four", "Five"}, []string{"One", "Two"}
	for name, c := range map[string]struct {
		meanwhile []talk.Command
		pos, hall int
		blank     talk.Blank
		skips     bool
	}{
		"nothing":           {nil, 3, 3, talk.Visible, true},
		"black":             {[]talk.Command{{Op: talk.BlackOut}}, 3, 3, talk.Black, true},
		"frozen":            {[]talk.Command{{Op: talk.Freeze}}, 3, 3, talk.Frozen, true},
		"the clock":         {[]talk.Command{{Op: talk.ToggleClock}}, 3, 3, talk.Visible, true},
		"a move":            {[]talk.Command{{Op: talk.First}}, 0, 0, talk.Visible, false},
		"a key with no end": {[]talk.Command{{Op: talk.Last}}, 3, 3, talk.Visible, true},
	} {
		s, clock := stage(t, numbered(whole...))
		s.Do(talk.Command{Op: talk.Begin})
		clock.Pass(time.Minute)
		s.Do(talk.Command{Op: talk.Skip, N: 4})
		s.Do(talk.Command{Op: talk.GoTo, N: 3})
		visits := s.Talk.Log.Visits
		s.Reload(ui.Reload{Deck: parse(t, numbered(cut...))})
		if s.Talk.Pos.Slide != 1 {
			t.Fatalf("of the version that is cut off, slide index %d is shown", s.Talk.Pos.Slide)
		}
		for _, do := range c.meanwhile {
			clock.Pass(time.Second)
			s.Do(do)
		}
		s.Reload(ui.Reload{Deck: parse(t, numbered(append([]string{"New"}, whole...)...))})
		pos, hall, blank, skips := s.Talk.Pos.Slide-1, s.Talk.Hall().Slide-1, s.Talk.Blank, s.Talk.Skips(5)
		if pos != c.pos || hall != c.hall || blank != c.blank || skips != c.skips {
			t.Errorf("%s: it comes back at %d, the hall at %d, %v, left out: %v", name, pos, hall, blank, skips)
		}
		if got := s.Talk.Log.Visits; got[0].Time() != visits[0].Time() || got[0].Pos.Slide != 1 {
			t.Errorf("%s: the log comes back as %+v", name, got)
		}
	}
}

// A held hall comes back, too, and so does the speaker's own place.
func TestAFrozenHallComesBack(t *testing.T) {
	s, _ := stage(t, numbered("One", "Two", "Three", "Four", "Five"))
	s.Do(talk.Command{Op: talk.GoTo, N: 2})
	s.Do(talk.Command{Op: talk.Freeze})
	s.Do(talk.Command{Op: talk.GoTo, N: 4})
	for _, titles := range []string{"One", "One Two", "Two", "One Two Three Four Five"} {
		s.Reload(ui.Reload{Deck: parse(t, numbered(strings.Fields(titles)...))})
	}
	if s.Talk.Pos.Slide != 4 || s.Talk.Held.Slide != 2 {
		t.Errorf("it comes back at %+v, the hall at %+v", s.Talk.Pos, s.Talk.Held)
	}
}

// A version without the slide in the hall waits for the next. Where none comes it is shown.
func TestAVersionWithoutTheSlideWaits(t *testing.T) { synctest.Test(t, versionWithoutTheSlideWaits) }

func versionWithoutTheSlideWaits(t *testing.T) {
	whole, cut := numbered("One", "Two", "Three"), numbered("One", "Two")
	s, _ := stage(t, whole)
	s.Do(talk.Command{Op: talk.GoTo, N: 2})
	msg := ui.Reload{Deck: parse(t, cut)}
	again, held := s.Hold(msg)
	if !held || again == nil || s.Talk.Pos.Slide != 2 {
		t.Fatalf("it waits: %v, and the talk is at %+v", held, s.Talk.Pos)
	}
	late, ok := again().(ui.Reload)
	if _, held := s.Hold(late); !ok || held {
		t.Errorf("where none comes it still waits: %v", held)
	}
	again, _ = s.Hold(msg)
	if _, held := s.Hold(ui.Reload{Deck: parse(t, whole)}); held {
		t.Error("the whole version waits")
	}
	late, _ = again().(ui.Reload)
	if cmd, held := s.Hold(late); !held || cmd != nil {
		t.Error("a version that another has followed is shown")
	}
}

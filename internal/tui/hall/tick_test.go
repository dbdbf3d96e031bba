package hall_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/tui/hall"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// silence is a deck whose first slide is a reflection of five seconds.
const silence = "# Be still\n\n<!--\nlayout: reflection\nsilence: 5s\n-->\n\n---\n\n# After\n"

// inTheHall runs a test on a clock that jumps to the next tick, with a hall's screen.
func inTheHall(t *testing.T, test func(t *testing.T, m *hall.Show)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		m := newShow(t, silence, time.Now)
		m.Update(tea.WindowSizeMsg{Width: 40, Height: 12})
		time.Sleep(time.Second) // On the test's own clock: nobody waits.
		test(t, m)
	})
}

// follow carries repaints out until they end, or until a time has passed, and lists the screens.
func follow(t *testing.T, m *hall.Show, cmd tea.Cmd, most time.Duration) (frames []string, next tea.Cmd) {
	t.Helper()
	start := time.Now()
	for cmd != nil && time.Since(start) < most {
		msg, ok := cmd().(ui.Repaint)
		if !ok {
			t.Fatalf("a tick brings %T", msg)
		}
		_, cmd = m.Update(msg)
		frames = append(frames, m.View().Content)
	}
	return frames, cmd
}

// The shape fills by itself, never empties, is full when the silence is over, and then rests.
func TestTheShapeFillsAndRests(t *testing.T) {
	inTheHall(t, func(t *testing.T, m *hall.Show) {
		t.Helper()
		hollow, start := m.View().Content, time.Now()
		frames, _ := follow(t, m, press(m, "pgdown"), time.Minute)
		if took := time.Since(start); took < 5*time.Second || took > 5200*time.Millisecond {
			t.Errorf("the repaints of a silence of 5 s took %v", took)
		}
		kinds := 1
		for i := 1; i < len(frames); i++ {
			if frames[i] != frames[i-1] {
				kinds++
			}
		}
		if kinds < 10 || frames[0] == frames[len(frames)-1] {
			t.Errorf("the shape went through %d pictures", kinds)
		}
		full := frames[len(frames)-1]
		for _, k := range []string{"x", "esc", "5"} {
			if cmd := press(m, k); cmd != nil || m.View().Content != full || full == hollow {
				t.Errorf("%s wakes a shape that is full", k)
			}
		}
	})
}

// Leaving the slide ends the repaints; coming back starts them again, once.
func TestRepaintsEndWithTheSlide(t *testing.T) {
	inTheHall(t, func(t *testing.T, m *hall.Show) {
		t.Helper()
		_, tick := follow(t, m, press(m, "pgdown"), time.Second)
		if cmd := press(m, "pgdown"); cmd != nil {
			t.Error("a slide that stands starts a tick")
		}
		if frames, next := follow(t, m, tick, time.Minute); next != nil || len(frames) != 1 {
			t.Errorf("after the slide was left came %d repaints", len(frames))
		}
		cmd := press(m, "pgup")
		if cmd == nil || press(m, "x") != nil {
			t.Error("coming back starts no tick, or another key a second one")
		}
		if frames, _ := follow(t, m, cmd, time.Minute); len(frames) < 40 {
			t.Errorf("after coming back there were %d repaints", len(frames))
		}
	})
}

// Esc, which clickers send at a whim, and Ctrl+C must not hold the shape up.
func TestTheShapeFillsOnUnderOtherKeys(t *testing.T) {
	for _, k := range []string{"esc", "ctrl+c", "f5", "x"} {
		inTheHall(t, func(t *testing.T, m *hall.Show) {
			t.Helper()
			_, tick := follow(t, m, press(m, "pgdown"), time.Second)
			if cmd := press(m, k); cmd != nil {
				t.Errorf("%s starts a second tick", k)
			}
			if frames, _ := follow(t, m, tick, 500*time.Millisecond); len(frames) < 5 {
				t.Errorf("after %s there were %d repaints in half a second", k, len(frames))
			}
		})
	}
}

// The answer to a first Ctrl+C goes away by itself, and so do its ticks.
func TestTheHintOfCtrlCGoesAway(t *testing.T) {
	inTheHall(t, func(t *testing.T, m *hall.Show) {
		t.Helper()
		before := m.View().Content
		cmd := press(m, "ctrl+c")
		if !strings.Contains(plain(m), "Ctrl+C again leaves") {
			t.Fatalf("a first Ctrl+C shows\n%s", plain(m))
		}
		start := time.Now()
		if _, next := follow(t, m, cmd, time.Minute); next != nil || m.View().Content != before {
			t.Errorf("the hint stays:\n%s", plain(m))
		}
		if took := time.Since(start); took < 3*time.Second || took > 4*time.Second {
			t.Errorf("the hint stood for %v", took)
		}
	})
}

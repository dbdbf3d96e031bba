package presenter

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// A first slide that was left before the clock was begun counts as planned, and the view says so until the
// next one is left; the whole plan stays.
func TestAFirstSlideThatIsLeftBeforeTheClock(t *testing.T) {
	m, clock := newModel(t, optional, 120, 30)
	press(m, clock, "pgdown")
	pass(m, clock, 9*time.Second)
	for _, want := range []string{"Slide 1 counts as planned, 1:00: on time, finishing about 08:53", "Clock 1:09 of 4:00 running   this slide 0:09 of 0:30"} {
		if !strings.Contains(text(m), want) {
			t.Errorf("no %q in\n%s", want, text(m))
		}
	}
	m.Update(tea.WindowSizeMsg{Width: 40, Height: 12})
	if !strings.Contains(text(m), "Slide 1 counts as planned, 1:00") {
		t.Errorf("a small screen does not say so:\n%s", text(m))
	}
	pass(m, clock, 50*time.Second)
	if got := text(m); !strings.Contains(got, "0:30 behind") || strings.Contains(got, "counts as planned") {
		t.Errorf("behind, a small screen does not say so:\n%s", got)
	}
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 30})
	if press(m, clock, "pgdown"); strings.Contains(text(m), "counts as planned") {
		t.Errorf("on slide 3 it is still told:\n%s", text(m))
	}
	press(m, clock, "1 enter R enter pgdown")
	if got := text(m); strings.Contains(got, "counts as planned") || !strings.Contains(got, "Clock 0:01 of 4:00") {
		t.Errorf("of a slide that was measured it is told\n%s", got)
	}
}

// The first Enter, F5 or s begins the clock and moves nothing; then Enter is next.
func TestBeginning(t *testing.T) {
	for _, begin := range []string{"enter", "f5", "s", "f5 esc", "esc f5"} {
		m, clock := newModel(t, optional, 80, 24)
		press(m, clock, begin)
		if is := m.Talk(); is.Pos.Slide != 0 || !is.Clock.Running() || strings.Contains(text(m), "as you begin to speak") {
			t.Errorf("%s leads to %+v:\n%s", begin, is.State, text(m))
		}
		if press(m, clock, "enter"); m.Talk().Pos.Slide != 1 {
			t.Errorf("%s, then Enter leads to slide %d", begin, m.Talk().Pos.Slide+1)
		}
	}
}

// A rehearsal waits for its beginning wherever it begins.
func TestRehearsalWaits(t *testing.T) {
	m, clock, _ := rehearsal(t, 2)
	for _, c := range []struct {
		keys  string
		slide int
		waits bool
	}{{"", 2, true}, {"pgup", 1, true}, {"3 enter", 2, true}, {"pgdown", 2, false}, {"pgdown", 3, false}, {"R", 3, true}} {
		press(m, clock, c.keys)
		if got := strings.Contains(text(m), "Press Enter as you begin to speak"); got != c.waits || m.Talk().Pos.Slide != c.slide {
			t.Errorf("after %q it waits: %v, on slide %d", c.keys, got, m.Talk().Pos.Slide+1)
		}
	}
}

// View shows the forecast that was made when something changed last, and makes none.
func TestViewForecastsNothing(t *testing.T) {
	m, clock := newModel(t, optional, 80, 24)
	press(m, clock, "s")
	clock.Pass(100 * time.Second)
	if got := row(m, "finishing"); got != "on time, finishing about 08:54" {
		t.Errorf("before anything has changed it says %q", got)
	}
	if m.Update(ui.Repaint{}); row(m, "40 s behind") == "" {
		t.Errorf("after a second it says\n%s", text(m))
	}
}

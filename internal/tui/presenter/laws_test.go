package presenter

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// Nothing of the drawing fails at any size, at any place of the talk, with any size of notes. The
// places and the sizes of notes take turns, so that each meets windows of every kind.
func TestAnyWindowAtAnyPlace(t *testing.T) {
	m, clock := builtin(t, 0, 0)
	m.stage.Deck.Public()
	m.setup.SavePace = (&keeper{}).keep
	places, turn := []string{"1 enter", "2 enter", "2 enter pgdown", "3 enter", "3 enter pgdown", "4 enter", "5 enter pgdown", "6 enter", "6 enter pgdown", "e", "e.y", "2 enter f pgdown pgdown", "?", "o", "/f", "q", "?", "2 enter T", "5 enter TJJ", "T]T", "6 enter TJJJ", "6 enter T pgdown"}, 0
	for h := range 41 {
		for w := h % 11; w <= 130; w += 11 {
			turn++
			press(m, clock, places[turn%len(places)])
			m.notes.size = turn / 7 % len(noteSizes())
			m.Update(tea.WindowSizeMsg{Width: w, Height: h})
			if v := m.View(); !v.AltScreen {
				t.Fatalf("%dx%d: no view", w, h)
			}
			m.Update(tea.KeyPressMsg{Code: tea.KeyEscape})
		}
	}
}

// View only looks: it leaves everything as it was, and shows the same twice.
func TestViewChangesNothing(t *testing.T) {
	for _, keys := range []string{"", "pgdown", "pgdown JJJ", "++JJJ", "6 enter pgdown", "e.", "?J", "o", "/fa", "q", "12", "pgdown f pgdown pgdown", "pgdown T", "5 enter +TJ", "T]T", "6 enter TJJJ", "6 enter T pgdown"} {
		for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 30}} {
			m, clock := builtin(t, size[0], size[1])
			press(m, clock, keys)
			before, stage, grid := fmt.Sprintf("%+v", *m), written(m.stage), m.notes.grid.Encode()
			first := m.View()
			if fmt.Sprintf("%+v", *m) != before || written(m.stage) != stage || m.notes.grid.Encode() != grid {
				t.Errorf("after %q at %v View changed the model", keys, size)
			}
			if m.View().Content != first.Content {
				t.Errorf("after %q at %v a second View differs", keys, size)
			}
		}
	}
}

// written is all that a stage holds itself, and not what its deck and its renderer have kept.
func written(s *ui.Stage) string { return fmt.Sprintf("%+v", *s) }

// Messages that are none of the presenter's change no cell.
func TestMessagesThatChangeNothing(t *testing.T) {
	m, clock := builtin(t, 80, 24)
	press(m, clock, "pgdown J")
	want, state := text(m), m.Talk().State
	for _, msg := range []tea.Msg{
		nil, "text", tea.FocusMsg{}, tea.MouseClickMsg{Button: tea.MouseLeft}, tea.MouseWheelMsg{Button: tea.MouseWheelDown},
		tea.WindowSizeMsg{Width: 80, Height: 24}, ui.Repaint{}, key("z"), tea.KeyPressMsg{Code: tea.KeyEscape}, tea.PasteMsg{Content: "q"},
	} {
		if m.Update(msg); text(m) != want || m.Talk().State != state {
			t.Errorf("%T %v changed the screen to\n%s", msg, msg, text(m))
		}
	}
}

// The clock ticks on the full second, quicker while a shape fills, and a key leaves one chain of
// ticks only.
func TestTicks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, _ := newModel(t, "# Be still\n\n<!--\nlayout: reflection\nsilence: 10s\n-->\n\n---\n\n# After\n", 80, 24)
		m.stage.Now = time.Now
		time.Sleep(300 * time.Millisecond) // On the test's own clock: nobody waits.
		cmd := m.Init()
		for range 3 {
			cmd = tick(t, m, cmd)
			if off := time.Now().Nanosecond(); off != 0 {
				t.Errorf("a tick comes %v after the second", time.Duration(off))
			}
		}
		_, quick := m.Update(key("pgdown"))
		start := time.Now()
		if tick(t, m, cmd) != nil {
			t.Error("the ticks from before the key go on")
		}
		for range 4 {
			quick = tick(t, m, quick)
		}
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("five ticks of a filling shape took %v", took)
		}
	})
}

// tick waits for a tick and returns the command for the one after it.
func tick(t *testing.T, m *Model, cmd tea.Cmd) tea.Cmd {
	t.Helper()
	msg, ok := cmd().(ui.Repaint)
	if !ok {
		t.Fatal("a tick brings no repaint")
	}
	_, next := m.Update(msg)
	return next
}

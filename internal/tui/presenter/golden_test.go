package presenter

import (
	"fmt"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// Moments of the assembly, each on four screens, with what the hall sees now and next: before it
// begins, in the middle, at the words to remember, under the teleprompter, with that in the silence,
// with the hall frozen, and with it black at the end.
func TestScreens(t *testing.T) {
	for _, c := range []struct {
		name, keys string
		later      time.Duration
	}{
		{"start", "", 3 * time.Second},
		{"message", "pgdown", 75 * time.Second},
		{"remember", "pgdown pgdown", 75 * time.Second},
		{"prompter", "pgdown pgdown T", 21 * time.Second},
		{"silence", "6 enter T pgdown", 13 * time.Second},
		{"frozen", "pgdown f pgdown pgdown pgdown", 20 * time.Second},
		{"black", "e.y", 42 * time.Second},
		{"overview", "pgdown pgdown o", time.Second},
	} {
		book := screentest.Read(t, c.name)
		for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 30}, {192, 54}} {
			m, clock := builtin(t, size[0], size[1])
			press(m, clock, c.keys)
			drawOverview(m)
			clock.Pass(c.later)
			m.Update(ui.Repaint{})
			grid := screentest.Grid(m.View().Content)
			book.Check(fmt.Sprintf("%dx%d", size[0], size[1]), screentest.Text(grid, m.stage.Look.Palette))
		}
	}
}

// drawOverview lets the pictures of an overview be drawn.
func drawOverview(m *Model) {
	for _, cmd := m.Update(ui.Painted{}); cmd != nil; {
		_, cmd = m.Update(cmd())
	}
}

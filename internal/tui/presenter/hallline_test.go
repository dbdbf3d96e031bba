package presenter

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
)

// busy is a view with much to say about its halls, of a size.
func busy(t *testing.T, h *halls, w, rows int) (*Model, *screentest.Clock) {
	t.Helper()
	m, clock := withHalls(t, h, nil)
	hall := func(kind string, matches, lost bool) live.Hall {
		return live.Hall{
			Report:  live.Report{Kind: kind, W: 1280, H: 720, Slide: 2},
			Matches: matches, Gone: lost, Seen: clock.Now().Add(-4 * time.Second),
		}
	}
	h.trouble = "Talk not saved: no space left on device"
	h.reach = live.Reach{Follow: true, Addresses: []live.Address{{Host: "192.168.178.123:54321"}}}
	h.list = []live.Hall{hall(live.Terminal, true, false), hall(live.Browser, false, false), hall(live.Browser, false, true)}
	m.Update(tea.WindowSizeMsg{Width: w, Height: rows})
	return m, clock
}

// flat is the screen without its line ends.
func flat(m *Model) string { return strings.Join(strings.Fields(text(m)), " ") }

// Nothing of what does not work, of halls that are lost and of where classrooms follow is cut; in a small
// window what is wrong is whole.
func TestStatusIsWhole(t *testing.T) {
	bad := []string{"Talk not saved: no space left on device", "LOST browser 1280x720 0:0"}
	all := slices.Concat(bad, []string{"SHARED http://192.168.178.123:54321", "NOT YET browser 1280x720 shows slide 3"})
	for size, want := range map[[2]int][]string{
		{40, 12}: bad, {59, 17}: bad, {60, 18}: all, {80, 24}: all, {120, 30}: all,
	} {
		for _, keys := range []string{"", ".", "pgdown f", "T"} {
			m, clock := busy(t, &halls{}, size[0], size[1])
			press(m, clock, keys)
			for _, w := range want {
				if !strings.Contains(flat(m), w) {
					t.Errorf("%v after %q: no %q in\n%s", size, keys, w, text(m))
				}
			}
		}
	}
}

// However many halls there are, and whatever does not work, the notes keep half of their rows, and what
// is not there says so.
func TestStatusLeavesNotes(t *testing.T) {
	h := &halls{}
	m, _ := busy(t, h, 80, 24)
	h.trouble = strings.Repeat("Nothing is saved: a reason of many words. ", 20)
	for range 6 {
		h.list = append(h.list, h.list...)
	}
	for _, w := range []int{0, 1, 7, 39, 40, 59, 60, 61, 80, 129} {
		for rows := range 40 {
			m.stage.W, m.stage.H = w, rows
			l, free := m.layout(), layOut(w, rows, 0).Notes.H
			if l.Notes.H < free/2 || overlap(l.Hall, l.Notes) || overlap(l.Hall, l.Now) || l.Hall.H+l.Hall.Y > rows {
				t.Fatalf("%dx%d: the halls are at %+v and the notes at %+v", w, rows, l.Hall, l.Notes)
			}
		}
	}
	m.stage.W, m.stage.H = 80, 24
	if !strings.Contains(text(m), " …\n -- guidance") {
		t.Errorf("what is cut does not say so:\n%s", text(m))
	}
	if h.trouble = ""; !strings.Contains(flat(m), "more LOST") || !strings.Contains(flat(m), "64 more OK") {
		t.Errorf("the halls are not counted:\n%s", text(m))
	}
}

// Each key makes the halls late for a moment, and the notes do not jump.
func TestNotesStandStill(t *testing.T) {
	for w := fullCols; w < 140; w += 3 {
		for n := 1; n <= 3; n++ {
			h := &halls{}
			m, _ := busy(t, h, w, 24)
			h.list = h.list[:n]
			h.list[0].Matches = false
			late := m.layout()
			h.list[0].Matches = true
			if m.layout() != late {
				t.Errorf("%d columns, %d halls: the notes jump", w, n)
			}
		}
	}
}

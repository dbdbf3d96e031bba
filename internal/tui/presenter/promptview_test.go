package presenter

import (
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// spoken is where in its notes a view is.
func spoken(m *Model) position {
	note, share, _ := m.prompter.Position(m.stage.Now())
	return position{note, share}
}

type position struct {
	note  int
	share float64
}

// Another size of window or type in the middle keeps the place, and the line in view about a
// third from the top.
func TestResizingKeepsThePlace(t *testing.T) {
	m, clock := builtin(t, 120, 30)
	press(m, clock, "5 enter T")
	clock.Pass(40 * time.Second)
	place := spoken(m)
	for _, size := range [][2]int{{120, 30}, {80, 24}, {40, 12}, {192, 54}, {60, 20}} {
		for range len(noteSizes()) {
			m.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			v := m.promptView(layOut(size[0], size[1], 0).Notes.H)
			high := v.now <= v.first+v.rows/3 || v.then == v.first+v.rows || v.first == max(m.notes.grid.H-v.rows, 0)
			if got := spoken(m); got != place || v.from >= v.to || v.now < v.first || v.then > v.first+v.rows || !high {
				t.Errorf("%v: at %v, was %v; the view is %+v", size, got, place, v)
			}
			m.Update(key("+"))
		}
		m.notes.size = 0
	}
}

// Drawn type goes up row by row: a whole line at once would be lost to the eye.
func TestDrawnTypeScrollsByRows(t *testing.T) {
	m, clock := builtin(t, 192, 54)
	press(m, clock, "5 enter T+++")
	first, last, within := -1, 0, 0
	for range 200 {
		v := m.promptView(10)
		if first >= 0 && v.now == last && (v.first < first || v.first > first+1) {
			t.Fatalf("within a line the first row goes from %d to %d", first, v.first)
		}
		if first >= 0 && v.now == last {
			within += v.first - first
		}
		first, last = v.first, v.now
		clock.Pass(quarter)
	}
	if first < 10 || within < first/4 {
		t.Errorf("after 50 s the first row is %d, and %d of that is within lines", first, within)
	}
}

// Off, the notes stand as they stood.
func TestSwitchingOffLeavesTheRows(t *testing.T) {
	m, clock := newModel(t, prompted, 60, 20)
	press(m, clock, "TJJJ")
	before := screentest.Lines(m)
	r := layOut(60, 20, 0).Notes
	m.Update(key("T"))
	for y, row := range screentest.Lines(m)[r.Y : r.Y+r.H-1] {
		if y == 0 {
			continue // The label has come in.
		}
		if strings.Trim(row, " |>") != strings.Trim(before[r.Y+y], " |>") {
			t.Errorf("row %d is %q, was %q", y, row, before[r.Y+y])
		}
	}
	if m.notes.scroll == 0 {
		t.Error("nothing was scrolled")
	}
}

// An edited deck keeps the place, as far as it is still there.
func TestPrompterAfterAnEdit(t *testing.T) {
	m, clock := newModel(t, prompted, 80, 40)
	press(m, clock, "TJ")
	clock.Pass(9 * time.Second)
	edit := func(old, now string) {
		d, err := markdown.Parse([]byte(strings.ReplaceAll(prompted, old, now)), markdown.Options{Name: "talk.md"})
		if err != nil {
			t.Fatal(err)
		}
		m.Update(ui.Reload{Deck: d})
	}
	edit("Alpha two three", "Alpha two three four five and another ten words or so")
	speaks(t, m, "after an edit of what is past", "Bravo")
	edit("\n    Bravo two", "\n    Bravissimo two")
	speaks(t, m, "after an edit of these words", "Bravissimo")
	edit("primary", "infants")
	speaks(t, m, "after the phase is gone", "Alpha")
	edit("# One", "# One\n\n<!-- time: 1m -->\n\n---\n\n# Then")
	if got := status(m); !strings.HasPrefix(got, "NOTHING TO SAY") {
		t.Errorf("after the notes are gone it says %q", got)
	}
}

// Only the notes' panel, its margin and the hints change: nothing of the notes gets anywhere else.
func TestThePrompterStaysInItsPanel(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 30}} {
		with, clock := builtin(t, size[0], size[1])
		without, other := builtin(t, size[0], size[1])
		press(with, clock, "pgdown T")
		press(without, other, "pgdown z")
		clock.Pass(20 * time.Second)
		other.Pass(20 * time.Second)
		r := layOut(size[0], size[1], 0).Notes
		a, b := screentest.Lines(with), screentest.Lines(without)
		for y := range a {
			if in := y >= r.Y && y < r.Y+r.H; !in && a[y] != b[y] {
				t.Errorf("%v: row %d is %q, without the teleprompter %q", size, y, a[y], b[y])
			}
		}
		if !reflect.DeepEqual(hallGrid(with, 60, 20), hallGrid(without, 60, 20)) {
			t.Errorf("%v: the hall sees something else", size)
		}
	}
}

func hallGrid(m *Model, w, h int) *cell.Grid { return m.stage.Picture().Grid(w, h, m.stage.Look) }

// While the teleprompter moves there are four repaints a second, at rest one.
func TestPrompterTicks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, _ := newModel(t, prompted, 80, 24)
		m.stage.Now = time.Now
		m.looked = time.Now()
		_, cmd := m.Update(key("T"))
		for _, c := range []struct {
			keys string
			want time.Duration
		}{{"", quarter}, {"s", quarter}, {"s", time.Second}, {"s", quarter}, {"T", time.Second}} {
			for _, k := range screentest.Keys(c.keys) {
				_, cmd = m.Update(k)
			}
			cmd = tick(t, m, cmd)
			start := time.Now()
			if cmd = tick(t, m, cmd); time.Since(start) != c.want {
				t.Errorf("after %q the ticks are %v apart, want %v", c.keys, time.Since(start), c.want)
			}
		}
	})
}

// The words of the letter are passed over where a deck names its source, and are said elsewhere.
func TestWhatIsSaid(t *testing.T) {
	m, clock := builtin(t, 80, 40)
	press(m, clock, "pgdown TJ")
	if got, _ := marked(m); strings.HasPrefix(got, "That all forms") || got == "" {
		t.Errorf("%q is marked", got)
	}
	m, clock = newModel(t, "# One\n\n<!--\nnotes: |\n  First.\n\n  > Quoted\n-->\n", 80, 40)
	press(m, clock, "TJ")
	speaks(t, m, "in a deck without a source", "Quoted")
	if m.stage.Deck.Slide(0).Notes.For("")[1].Voice != deck.Letter {
		t.Error("the test's deck has no quotation")
	}
}

// The teleprompter goes on past a press that is due, and says so until it is made.
func TestThePrompterAsksForThePress(t *testing.T) {
	m, clock := newModel(t, "# One\n\n<!-- pause -->\n\nMore\n\n<!--\nnotes: |\n  Alpha two three four five. [next] Bravo two three four five.\n-->\n", 60, 30)
	press(m, clock, "T")
	clock.Pass(sec)
	if got := status(m); !strings.HasPrefix(got, "TELEPROMPTER") {
		t.Errorf("before the press it says %q", got)
	}
	clock.Pass(2 * sec)
	if got := status(m); !strings.HasPrefix(got, "PRESS NEXT   TELEPROMPTER") {
		t.Errorf("when the press is due it says %q", got)
	}
	speaks(t, m, "when the press is due", "Bravo")
	m.Update(key("pgdown"))
	if got := status(m); !strings.HasPrefix(got, "TELEPROMPTER") {
		t.Errorf("after the press it says %q", got)
	}
}

package presenter

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// still is a deck whose first slide is a reflection. The silence comes at 6 s of its notes, in the
// older phase in the middle of the only paragraph, at 1150 ms.
const still = `---
phases: [primary, secondary]
pace: {primary: 115, secondary: 120}
---

# Be still

<!--
layout: reflection
silence: {primary: 10s, secondary: 20s}
notes:
  primary: |
    [do: keep light on faces]

    Alpha two three four five.

    Bravo two three four five.

    [do: start the shape]
    [do: stay still]

    Charlie two three four five six seven eight nine ten.

    Delta two three four five six seven eight nine ten.
  secondary: |
    Echo two [do: start it] three four five six seven eight nine ten.
-->

---

# After
`

// at is what happens next, and what the view says then.
type at struct {
	keys   string // pressed at once
	later  time.Duration
	marked string // how the marked paragraph begins
	status string // how the status begins
}

const sec = time.Second

// play lets things happen, and looks after each.
func play(t *testing.T, m *Model, clock *screentest.Clock, happens []at) {
	t.Helper()
	for i, c := range happens {
		for _, k := range screentest.Keys(c.keys) {
			m.Update(k)
		}
		clock.Pass(c.later)
		if got, _ := marked(m); !strings.HasPrefix(got, c.marked) || !strings.HasPrefix(status(m), c.status) {
			t.Errorf("%d, after %q and %v: %q is marked, and it says %q; want %+v", i, c.keys, c.later, got, status(m), c)
		}
	}
}

const (
	cueRow   = "[do: start the shape]"
	start    = "NEXT STARTS THE SHAPE   TELEPROMPTER"
	speaking = "TELEPROMPTER"
)

// The teleprompter waits for the shape, however long, holds until the shape is full, and goes on.
func TestTheSilenceHolds(t *testing.T) {
	for name, happens := range map[string][]at{
		"on time": {
			{"T", 5900 * time.Millisecond, "Bravo", speaking}, {"", sec / 10, cueRow, start}, {"pgdown", 0, cueRow, "SILENCE 10 s   TELE"},
			{"", 9100 * time.Millisecond, cueRow, "SILENCE 1 s"}, {"", 900 * time.Millisecond, "Charlie", speaking},
			{"", 5900 * time.Millisecond, "Charlie", speaking}, {"", sec / 5, "Delta", speaking}, {"", 6 * sec, "Delta", "END"},
		},
		"late": {
			{"T", 6 * sec, cueRow, start}, {"", time.Hour, cueRow, start}, {"pgdown", 3 * sec, cueRow, "SILENCE 7 s"}, {"", 7 * sec, "Charlie", speaking},
		},
		"early": {
			{"T", 2 * sec, "Alpha", speaking}, {"pgdown", 0, cueRow, "SILENCE 10 s"}, {"", 9900 * time.Millisecond, cueRow, "SILENCE 1 s"}, {"", sec / 5, "Charlie", speaking},
		},
		"taken back": {
			{"T", 6 * sec, cueRow, start}, {"pgdown", 4 * sec, cueRow, "SILENCE 6 s"}, {"pgup", 0, cueRow, start}, {"", 20 * sec, cueRow, start},
			{"pgdown", 0, cueRow, "SILENCE 10 s"}, {"", 11 * sec, "Charlie", speaking}, {"pgup", 0, cueRow, start}, {"pgdown", 11 * sec, "Charlie", speaking},
			{"1 enter", sec, cueRow, start}, {"KK", sec, "Alpha", speaking}, {"pgdown", 0, cueRow, "SILENCE 10 s"}, {"K pgup", 0, "Bravo", speaking},
		},
		"shifted": {
			{"T", 0, "Alpha", speaking}, {"J", 0, "Bravo", speaking}, {"J", 0, cueRow, start}, {"JJJ", sec, cueRow, start}, {"K", 0, "Bravo", speaking},
			{"J pgdown", 2 * sec, cueRow, "SILENCE 8 s"}, {"K", sec, "Bravo", speaking}, {"", 2100 * time.Millisecond, cueRow, "SILENCE 5 s"},
			{"J", 0, "Charlie", speaking}, {"K", 0, "Bravo", speaking}, {"J", 0, cueRow, "SILENCE 5 s"}, {"", 5 * sec, "Charlie", speaking},
			{"K", 2900 * time.Millisecond, "Bravo", speaking}, {"", sec / 5, "Charlie", speaking}, {"KJ", sec, "Charlie", speaking}, {"J", 0, "Delta", speaking},
		},
		"words ahead said while it fills": {
			{"T pgdown KK", 2900 * time.Millisecond, "Alpha", speaking}, {"", 3200 * time.Millisecond, cueRow, "SILENCE 4 s"}, {"", 4 * sec, "Charlie", speaking},
		},
		"from another slide": {
			{"2 enter T", 0, "", "NOTHING TO SAY"}, {"pgup", 0, cueRow, "SILENCE 10 s"}, {"", 12 * sec, "Charlie", speaking}, {"pgdown pgup", sec, cueRow, "SILENCE 9 s"},
		},
		"switched on late": {
			{"T", sec, "Alpha", speaking}, {"T pgdown", 12 * sec, "", ""}, {"T", sec, "Charlie", speaking},
			{"T", sec, "", ""}, {"pgup pgdown", 2 * sec, "", ""}, {"T", 0, cueRow, "SILENCE 8 s"}, {"T", 4 * sec, "", ""}, {"T", 0, cueRow, "SILENCE 4 s"},
		},
		"the clock paused": {
			{"sT", sec, "Alpha", speaking}, {"s pgdown", sec, cueRow, "SILENCE 9 s"}, {"", 8 * sec, cueRow, "SILENCE 1 s"}, {"", sec, "Charlie", "PAUSED"},
			{"", 20 * sec, "Charlie", "PAUSED"}, {"s", 5900 * time.Millisecond, "Charlie", speaking}, {"", sec / 5, "Delta", speaking},
			{"s pgup", sec, cueRow, start}, {"K", sec, "Bravo", "PAUSED"}, {"s pgdown", sec, cueRow, "SILENCE 9 s"}, {"s", 2 * sec, cueRow, "SILENCE 7 s"}, {"s", 8 * sec, "Charlie", speaking},
		},
		"the pace changed": {
			{"T", 7 * sec, cueRow, start}, {"]]]]]", sec, cueRow, start}, {"[[[[[[[[", sec, cueRow, start}, {"pgdown", 2 * sec, cueRow, "SILENCE 8 s"},
			{"]]]]]]]]", 0, cueRow, "SILENCE 8 s"}, {"[[[", sec, cueRow, "SILENCE 7 s"}, {"", 7 * sec, "Charlie", speaking}, {"]]]", 0, "Charlie", speaking},
		},
		"another phase": {
			{"T", 7 * sec, cueRow, start}, {"t", sec, "Echo", speaking}, {"", sec, "Echo", start}, {"pgdown", 2 * sec, "Echo", "SILENCE 18 s"},
			{"t", sec, cueRow, "SILENCE 7 s"}, {"t", sec, "Echo", "SILENCE 16 s"}, {"", 16 * sec, "Echo", speaking}, {"", 5 * sec, "Echo", "END"}, {"t", 0, "Charlie", speaking},
		},
		"the hall frozen": {
			{"Tf pgdown", 2 * sec, "Alpha", speaking}, {"", 5 * sec, cueRow, "f STARTS THE SHAPE"}, {"f", sec, cueRow, "SILENCE 9 s"},
			{"f pgup", sec, cueRow, start}, {"pgdown", 2 * sec, cueRow, "SILENCE 6 s"}, {".", sec, cueRow, "SILENCE 5 s"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			m, clock := newModel(t, still, 80, 40)
			play(t, m, clock, happens)
		})
	}
}

// A next from a hall starts the shape as one of the speaker's does.
func TestAHallStartsTheSilence(t *testing.T) {
	m, clock := newModel(t, still, 80, 40)
	play(t, m, clock, []at{{"T", sec, "Alpha", speaking}})
	m.Update(ui.Remote{Command: talk.Command{Op: talk.Next}})
	play(t, m, clock, []at{{"", 2 * sec, cueRow, "SILENCE 8 s"}})
}

// The shape of another slide, on which the hall is frozen, is not the one to go by.
func TestAnotherShapeIsNone(t *testing.T) {
	_, slide, _ := strings.Cut(still, "---\n\n")
	m, clock := newModel(t, still+"\n---\n\n"+slide, 80, 40)
	play(t, m, clock, []at{
		{"T pgdown", 2 * sec, cueRow, "SILENCE 8 s"}, {"f3 enter", 7 * sec, cueRow, start}, {"pgdown", 2 * sec, cueRow, "f STARTS THE SHAPE"}, {"f", sec, cueRow, "SILENCE 9 s"},
	})
}

// The words come when the hall's shape is full, neither before nor after.
func TestTheSilenceEndsWithTheShape(t *testing.T) {
	m, clock := builtin(t, 80, 40)
	press(m, clock, "6 enter T pgdown")
	for range 60 * 4 {
		clock.Pass(quarter)
		full := m.stage.Fill() == render.FillMax
		if got := strings.HasPrefix(status(m), "SILENCE"); got == full {
			t.Fatalf("the shape is %d full, and the status %q", m.stage.Fill(), status(m))
		}
	}
}

// Any window shows what to do, and keeps the place.
func TestResizingInTheSilence(t *testing.T) {
	m, clock := newModel(t, still, 80, 24)
	for _, c := range []at{{"T", 7 * sec, "", "NEXT STARTS THE SHAPE"}, {"pgdown", 2 * sec, "", "SILENCE 8 s"}} {
		play(t, m, clock, []at{c})
		for _, size := range [][2]int{{40, 12}, {192, 54}, {60, 20}, {80, 24}} {
			m.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			v := m.promptView(layOut(size[0], size[1], 0).Notes.H)
			if v.from >= v.to || v.now < v.first || v.then > v.first+v.rows {
				t.Errorf("%v: the view is %+v", size, v)
			}
			if !strings.HasPrefix(status(m), c.status) {
				t.Errorf("%v: it says %q, want %q", size, status(m), c.status)
			}
		}
	}
}

// A machine that slept through the silence has not said the words behind it; in a rehearsal it has
// not even been silent.
func TestAsleepInTheSilence(t *testing.T) {
	for _, rehearsed := range []bool{false, true} {
		for _, gap := range []time.Duration{time.Hour, -time.Hour} {
			m, clock := newModel(t, still, 80, 40)
			if rehearsed {
				m.setup.Rehearsal = &recorder{}
			}
			play(t, m, clock, []at{{"T pgdown", 4 * sec, cueRow, "SILENCE 6 s"}})
			m.Update(ui.Repaint{})
			clock.Pass(gap)
			m.Update(ui.Repaint{})
			want := at{"", 0, cueRow, "SILENCE 6 s"}
			if gap > 0 && !rehearsed {
				want = at{"", 5900 * time.Millisecond, "Charlie", speaking}
			}
			play(t, m, clock, []at{want})
		}
	}
}

// An edit in the silence leaves it there, and a length that has changed counts.
func TestAnEditInTheSilence(t *testing.T) {
	m, clock := newModel(t, still, 80, 40)
	play(t, m, clock, []at{{"T pgdown", 4 * sec, cueRow, "SILENCE 6 s"}})
	d, err := markdown.Parse([]byte(strings.ReplaceAll(still, "primary: 10s", "primary: 30s")), markdown.Options{Name: "talk.md"})
	if err != nil {
		t.Fatal(err)
	}
	m.Update(ui.Reload{Deck: d})
	play(t, m, clock, []at{{"", 0, cueRow, "SILENCE 26 s"}, {"", 26 * sec, "Charlie", speaking}})
}

// While it waits for the shape there is one repaint a second, in the silence there are four.
func TestTicksInTheSilence(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, _ := newModel(t, still, 80, 24)
		m.stage.Now = time.Now
		m.looked = time.Now()
		_, cmd := m.Update(key("T"))
		for _, c := range []struct {
			keys string
			want time.Duration
		}{{"", quarter}, {"JJ", time.Second}, {"pgdown", quarter}} {
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

package presenter

import (
	"strings"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/plan"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// prompted is a deck whose words take 600 ms each, 575 in the older phase.
const prompted = `---
phases: [primary, secondary]
pace: {primary: 115, secondary: 120}
---

# One

<!-- pause -->

More

<!--
notes:
  primary: |
    Alpha two three four five. [pause 3s] Six seven eight nine ten.

    Bravo two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty.

    Charlie two [wait] three four five.

    Delta two three four five.
  secondary: |
    Echo two three four five.

    Foxtrot two three four five.
-->

---

# Two

<!--
notes: |
  Golf two three four five.

  Hotel two three four five.
-->

---

# Three
`

// marked is the words of the rows that are marked as those to speak, and of the line among them.
func marked(m *Model) (paragraph, line string) {
	r := layOut(m.stage.W, m.stage.H, m.notes.size).Notes
	for _, row := range screentest.Lines(m)[r.Y : r.Y+r.H] {
		mark, words := cut(row, ui.Rect{W: 1}), strings.Trim(row, " |>")
		if mark == lineMark {
			line += words + " "
		}
		if mark == lineMark || mark == paragraphMark {
			paragraph += words + " "
		}
	}
	return strings.TrimSpace(paragraph), strings.TrimSpace(line)
}

// status is the last row of the notes.
func status(m *Model) string {
	r := layOut(m.stage.W, m.stage.H, m.notes.size).Notes
	return strings.TrimSpace(screentest.Lines(m)[r.Y+r.H-1])
}

// speaks checks which paragraph is marked, by its first word.
func speaks(t *testing.T, m *Model, what, want string) {
	t.Helper()
	got, _ := marked(m)
	if first, _, _ := strings.Cut(got, " "); first != want {
		t.Errorf("%s: %q is marked, want %s, in\n%s", what, got, want, text(m))
	}
}

// later lets a time pass at once.
// The mark goes through the notes as time goes on, and through the lines of a paragraph; a pause
// holds it, and at the end it stays.
func TestPrompterMoves(t *testing.T) {
	m, clock := newModel(t, prompted, 60, 30)
	if press(m, clock, "J"); strings.Contains(text(m), "TELEPROMPTER") {
		t.Fatal("the teleprompter is on before it is asked for")
	}
	press(m, clock, "KT")
	for _, c := range []struct {
		after           time.Duration
		paragraph, line string // how they begin
		status          string // how it begins
	}{
		{0, "Alpha", "Alpha", "TELEPROMPTER 115 words a minute"},
		{2900 * time.Millisecond, "Alpha", "Alpha", "TELEPROMPTER 115 words a minute"},
		{3100 * time.Millisecond, "Alpha", "Alpha", "PAUSE 3 s   TELEPROMPTER"},
		{5100 * time.Millisecond, "Alpha", "Alpha", "PAUSE 1 s   TELEPROMPTER"},
		{6100 * time.Millisecond, "Alpha", "Alpha", "TELEPROMPTER"},
		{8900 * time.Millisecond, "Alpha", "ten.", "TELEPROMPTER"},
		{9100 * time.Millisecond, "Bravo", "Bravo", "TELEPROMPTER"},
		{16 * time.Second, "Bravo", "twelve", "TELEPROMPTER"},
		{22400 * time.Millisecond, "Charlie", "Charlie", "WAIT 5 s   TELEPROMPTER"},
		{27100 * time.Millisecond, "Charlie", "Charlie", "WAIT 1 s   TELEPROMPTER"},
		{29300 * time.Millisecond, "Delta", "Delta", "TELEPROMPTER"},
		{32300 * time.Millisecond, "Delta", "Delta", "END   TELEPROMPTER"},
		{time.Hour, "Delta", "Delta", "END   TELEPROMPTER"},
	} {
		clock.Pass(c.after)
		paragraph, line := marked(m)
		if !strings.HasPrefix(paragraph, c.paragraph) || !strings.HasPrefix(line, c.line) || !strings.HasPrefix(status(m), c.status) {
			t.Errorf("after %v %q is marked, of it %q, and it says %q; want %+v", c.after, paragraph, line, status(m), c)
		}
		clock.Pass(-c.after)
	}
}

// What is to be spoken is in the panel's ink and bold, everything else of the notes is not.
func TestWhatIsSpokenStandsOut(t *testing.T) {
	m, clock := newModel(t, prompted, 60, 30)
	press(m, clock, "T")
	ink, r := m.stage.Look.Palette.PanelText, layOut(60, 30, 0).Notes
	g := cell.New(60, 30, ui.NewStyles(m.stage.Look.Palette).Text)
	m.draw(panel{g, ui.NewStyles(m.stage.Look.Palette)}, layOut(60, 30, 0), m.forecast)
	for y := r.Y; y < r.Y+r.H-1; y++ {
		mark := g.At(0, y).Text == lineMark || g.At(0, y).Text == paragraphMark
		for x := r.X; x < r.X+r.W; x++ {
			if c := g.At(x, y); c.Text != " " && ((c.Style.FG == ink || c.Style.BG == ink) != mark || (c.Style.Attr&cell.Bold != 0) != mark) {
				t.Fatalf("row %d, marked %v: %q is %+v", y, mark, c.Text, c.Style)
			}
		}
	}
}

// J and K shift by a paragraph, and the reading goes on from there.
func TestPrompterIsShifted(t *testing.T) {
	m, clock := newModel(t, prompted, 80, 40)
	for _, c := range []struct {
		keys  string
		later time.Duration
		want  string
	}{
		{"T", 0, "Alpha"}, {"J", 0, "Bravo"}, {"", 11900 * time.Millisecond, "Bravo"}, {"", 300 * time.Millisecond, "Charlie"},
		{"K", 0, "Bravo"}, {"K", 0, "Alpha"}, {"K", 0, "Alpha"}, {"", 8800 * time.Millisecond, "Alpha"}, {"", 400 * time.Millisecond, "Bravo"},
		{"JJJ", 0, "Delta"}, {"JJ", time.Hour, "Delta"}, {"K", 0, "Delta"}, {"K", 0, "Charlie"},
		{"", 1300 * time.Millisecond, "Charlie"}, {"J", 1700 * time.Millisecond, "Charlie"}, {"", 200 * time.Millisecond, "Delta"}, // J ends a wait.
	} {
		press(m, clock, c.keys)
		clock.Pass(c.later)
		speaks(t, m, "after "+c.keys, c.want)
	}
}

// Every key of a clicker moves the talk as without the teleprompter, which then begins at the top
// of the other slide's notes; a step of the slide leaves it where it is.
func TestTheTalkMovesOn(t *testing.T) {
	m, clock := newModel(t, prompted, 80, 40)
	press(m, clock, "TJ pgdown")
	if speaks(t, m, "at the second step", "Bravo"); m.Talk().Pos.Step != 1 {
		t.Fatalf("the talk is at %+v", m.Talk().Pos)
	}
	press(m, clock, "pgdown")
	if speaks(t, m, "on the second slide", "Golf"); m.Talk().Pos.Slide != 1 {
		t.Fatalf("the talk is at %+v", m.Talk().Pos)
	}
	press(m, clock, "J pgup")
	if speaks(t, m, "back on the first slide", "Alpha"); m.Talk().Pos.Slide != 0 {
		t.Fatalf("the talk is at %+v", m.Talk().Pos)
	}
	press(m, clock, "t")
	speaks(t, m, "in the other phase", "Echo")
	if got := status(m); !strings.HasPrefix(got, "TELEPROMPTER 120 words") {
		t.Errorf("in the other phase it says %q", got)
	}
	press(m, clock, "3 enter")
	if got := status(m); !strings.HasPrefix(got, "NOTHING TO SAY") {
		t.Errorf("on a slide without notes it says %q", got)
	}
}

// With the teleprompter on or off, every key that is not its own does the same to the talk.
func TestThePrompterLeavesTheTalkAlone(t *testing.T) {
	for _, keys := range []string{"pgdown pgdown pgdown", "pgdown pgup", ". pgdown", ",,", "f pgdown pgdown", "e", "e.y", "2 enter", "o pgdown enter", "s pgdown s", "sR", "pgdown Ru", "? pgdown", "qn", "x pgdown"} {
		with, clock := builtin(t, 80, 24)
		without, other := builtin(t, 80, 24)
		press(with, clock, "T"+keys)
		press(without, other, "z"+keys)
		if with.Talk().State != without.Talk().State {
			t.Errorf("after %q the talk is %+v, without the teleprompter %+v", keys, with.Talk().State, without.Talk().State)
		}
	}
}

// It stands while the talk's clock is paused, and while it is off; on again it is where it was.
func TestPrompterStandsWithTheClock(t *testing.T) {
	m, clock := newModel(t, prompted, 80, 40)
	press(m, clock, "sTs") // Paused a second into it.
	clock.Pass(time.Minute)
	speaks(t, m, "while the clock is paused", "Alpha")
	if got := status(m); !strings.HasPrefix(got, "PAUSED   TELEPROMPTER") {
		t.Errorf("while the clock is paused it says %q", got)
	}
	press(m, clock, "s")
	clock.Pass(7900 * time.Millisecond)
	speaks(t, m, "just before the second paragraph", "Alpha")
	clock.Pass(200 * time.Millisecond)
	speaks(t, m, "when the clock has run on", "Bravo")
	press(m, clock, "T")
	clock.Pass(time.Minute)
	if got, _ := marked(m); got != "" {
		t.Errorf("while it is off %q is marked", got)
	}
	press(m, clock, "T")
	speaks(t, m, "on again", "Bravo")
}

// A machine that slept has not read on, and a clock that was set leaves the place.
func TestPrompterDoesNotReadAsleep(t *testing.T) {
	for _, gap := range []time.Duration{time.Hour, -time.Hour} {
		m, clock := newModel(t, prompted, 80, 40)
		press(m, clock, "TJ")
		clock.Pass(gap)
		m.Update(ui.Repaint{})
		speaks(t, m, "after "+gap.String(), "Bravo")
		wait(m, clock, 13*time.Second)
		speaks(t, m, "13 s after "+gap.String(), "Charlie")
	}
}

// The pace changes by five, within what can be said, and keeps the place.
func TestPaceKeepsThePlace(t *testing.T) {
	m, clock := newModel(t, prompted, 60, 40)
	press(m, clock, "]T")
	if m.prompter.own != 0 {
		t.Error("the pace changes while the teleprompter is off")
	}
	clock.Pass(15 * time.Second)
	for keys, want := range map[string]int{"]": 120, "]]]]]]]]]]]]]]]]": plan.FastestPace, "[[": 170, "[[[[[[[[[[[[[[[[[[[[[[[": plan.SlowestPace} {
		m.prompter.own = map[string]int{"[[": plan.FastestPace}[keys]
		m.prepare()
		_, before := marked(m)
		for _, k := range screentest.Keys(keys) {
			m.Update(k)
		}
		if _, after := marked(m); m.pace() != want || after != before || m.unsavedPace() != want {
			t.Errorf("after %q the pace is %d, want %d, and the line %q, was %q", keys, m.pace(), want, after, before)
		}
	}
	m.prompter.own = 135
	if press(m, clock, "t"); m.pace() != 135 {
		t.Errorf("another phase takes the speaker's pace, and makes it %d", m.pace())
	}
}

// The pace that the view is made with is that of the teleprompter and of the plan.
func TestThePaceOfThePerson(t *testing.T) {
	from, clock := builtin(t, 80, 24)
	for pace, want := range map[int]int{0: 110, 90: 90, 5: plan.SlowestPace, -1: plan.SlowestPace, 500: plan.FastestPace} {
		m := New(Setup{Setup: ui.Setup{Deck: from.stage.Deck, Phase: "primary", Now: clock.Now}, Pace: func(string) int { return pace }})
		m.prepare()
		total := plan.Of(from.stage.Deck, "primary", want).Total()
		if m.pace() != want || m.unsavedPace() != 0 || m.planned.Total() != total {
			t.Errorf("a pace of %d gives %d, a plan of %v, and %d to save", pace, m.pace(), m.planned.Total(), m.unsavedPace())
		}
	}
}

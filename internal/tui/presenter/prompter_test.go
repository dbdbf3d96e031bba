package presenter

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"assembly/internal/cell"
	"assembly/internal/deck"
	"assembly/internal/markdown"
	"assembly/internal/plan"
	"assembly/internal/tui/kit"
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
	r := layOut(m.stage.W, m.stage.H).Notes
	for _, row := range screen(m)[r.Y : r.Y+r.H] {
		mark, words := cut(row, kit.Rect{W: 1}), strings.Trim(row, " |>")
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
	r := layOut(m.stage.W, m.stage.H).Notes
	return strings.TrimSpace(screen(m)[r.Y+r.H-1])
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
func (w *wall) later(d time.Duration) { w.now = w.now.Add(d) }

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
		start := clock.now
		clock.later(c.after)
		paragraph, line := marked(m)
		if !strings.HasPrefix(paragraph, c.paragraph) || !strings.HasPrefix(line, c.line) || !strings.HasPrefix(status(m), c.status) {
			t.Errorf("after %v %q is marked, of it %q, and it says %q; want %+v", c.after, paragraph, line, status(m), c)
		}
		clock.now = start
	}
}

// What is to be spoken is in the panel's ink and bold, everything else of the notes is not.
func TestWhatIsSpokenStandsOut(t *testing.T) {
	m, clock := newModel(t, prompted, 60, 30)
	press(m, clock, "T")
	ink, r := m.stage.Look.Palette.PanelInk, layOut(60, 30).Notes
	g := cell.New(60, 30, kit.NewStyles(m.stage.Look.Palette).Text)
	m.draw(g, layOut(60, 30))
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
		clock.later(c.later)
		speaks(t, m, "after "+c.keys, c.want)
	}
}

// Every key of a clicker moves the talk as without the teleprompter, which then begins at the top
// of the other slide's notes; a step of the slide leaves it where it is.
func TestTheTalkMovesOn(t *testing.T) {
	m, clock := newModel(t, prompted, 80, 40)
	press(m, clock, "TJ>")
	if speaks(t, m, "at the second step", "Bravo"); m.State().Pos.Step != 1 {
		t.Fatalf("the talk is at %+v", m.State().Pos)
	}
	press(m, clock, ">")
	if speaks(t, m, "on the second slide", "Golf"); m.State().Pos.Slide != 1 {
		t.Fatalf("the talk is at %+v", m.State().Pos)
	}
	press(m, clock, "J<")
	if speaks(t, m, "back on the first slide", "Alpha"); m.State().Pos.Slide != 0 {
		t.Fatalf("the talk is at %+v", m.State().Pos)
	}
	press(m, clock, "t")
	speaks(t, m, "in the other phase", "Echo")
	if got := status(m); !strings.HasPrefix(got, "TELEPROMPTER 120 words") {
		t.Errorf("in the other phase it says %q", got)
	}
	press(m, clock, "3~")
	if got := status(m); !strings.HasPrefix(got, "NOTHING TO SAY") {
		t.Errorf("on a slide without notes it says %q", got)
	}
}

// With the teleprompter on or off, every key that is not its own does the same to the talk.
func TestThePrompterLeavesTheTalkAlone(t *testing.T) {
	for _, keys := range []string{">>>", "><", ".>", ",,", "f>>", "e", "e.y", "2~", "o>~", "s>s", "sR", ">Ru", "?>", "qn", "x>"} {
		with, clock := builtin(t, 80, 24)
		without, other := builtin(t, 80, 24)
		press(with, clock, "T"+keys)
		press(without, other, "z"+keys)
		if with.State() != without.State() {
			t.Errorf("after %q the talk is %+v, without the teleprompter %+v", keys, with.State(), without.State())
		}
	}
}

// It stands while the talk's clock is paused, and while it is off; on again it is where it was.
func TestPrompterStandsWithTheClock(t *testing.T) {
	m, clock := newModel(t, prompted, 80, 40)
	press(m, clock, "sTs") // Paused a second into it.
	clock.later(time.Minute)
	speaks(t, m, "while the clock is paused", "Alpha")
	if got := status(m); !strings.HasPrefix(got, "PAUSED   TELEPROMPTER") {
		t.Errorf("while the clock is paused it says %q", got)
	}
	press(m, clock, "s")
	clock.later(7900 * time.Millisecond)
	speaks(t, m, "just before the second paragraph", "Alpha")
	clock.later(200 * time.Millisecond)
	speaks(t, m, "when the clock has run on", "Bravo")
	press(m, clock, "T")
	clock.later(time.Minute)
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
		clock.later(gap)
		m.Update(kit.Repaint{})
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
	clock.later(15 * time.Second)
	for keys, want := range map[string]int{"]": 120, "]]]]]]]]]]]]]]]]": plan.FastestPace, "[[": 170, "[[[[[[[[[[[[[[[[[[[[[[[": plan.SlowestPace} {
		m.prompter.own = map[string]int{"[[": plan.FastestPace}[keys]
		m.prepare()
		_, before := marked(m)
		for _, r := range keys {
			m.Update(keyOf(r))
		}
		if _, after := marked(m); m.pace() != want || after != before || m.progress().Pace != want {
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
		m, err := New(Setup{Setup: kit.Setup{Deck: from.stage.Deck, Phase: "primary", Now: clock.Now}, Pace: func(string) int { return pace }})
		if err != nil {
			t.Fatal(err)
		}
		p := m.progress()
		if m.pace() != want || p.Pace != 0 || p.Plan.Total() != plan.Of(from.stage.Deck, "primary", want).Total() {
			t.Errorf("a pace of %d gives %d, a plan of %v, and progress of %d", pace, m.pace(), p.Plan.Total(), p.Pace)
		}
	}
}

// Another size of window or type in the middle keeps the place, and the line in view about a
// third from the top.
func TestResizingKeepsThePlace(t *testing.T) {
	m, clock := builtin(t, 120, 30)
	press(m, clock, "5~T")
	clock.later(40 * time.Second)
	place := m.prompter.place(clock.now)
	for _, size := range [][2]int{{120, 30}, {80, 24}, {40, 12}, {192, 54}, {60, 20}} {
		for range len(sizes()) {
			m.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			v := m.promptView(layOut(size[0], size[1]).Notes.H)
			high := v.now <= v.first+v.rows/3 || v.then == v.first+v.rows || v.first == max(m.notes.grid.H-v.rows, 0)
			if got := m.prompter.place(clock.now); got != place || v.from >= v.to || v.now < v.first || v.then > v.first+v.rows || !high {
				t.Errorf("%v: at %v, was %v; the view is %+v", size, got, place, v)
			}
			m.Update(keyOf('+'))
		}
		m.notes.size = 0
	}
}

// Drawn type goes up row by row: a whole line at once would be lost to the eye.
func TestDrawnTypeScrollsByRows(t *testing.T) {
	m, clock := builtin(t, 192, 54)
	press(m, clock, "5~T+++")
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
		clock.later(quarter)
	}
	if first < 10 || within < first/4 {
		t.Errorf("after 50 s the first row is %d, and %d of that is within lines", first, within)
	}
}

// Off, the notes stand as they stood.
func TestSwitchingOffLeavesTheRows(t *testing.T) {
	m, clock := newModel(t, prompted, 60, 20)
	press(m, clock, "TJJJ")
	before := screen(m)
	r := layOut(60, 20).Notes
	m.Update(keyOf('T'))
	for y, row := range screen(m)[r.Y : r.Y+r.H-1] {
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
	clock.later(9 * time.Second)
	edit := func(old, now string) {
		d, err := markdown.Parse([]byte(strings.ReplaceAll(prompted, old, now)), markdown.Options{Name: "talk.md"})
		if err != nil {
			t.Fatal(err)
		}
		m.Update(kit.Reload{Deck: d})
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
		press(with, clock, ">T")
		press(without, other, ">z")
		clock.later(20 * time.Second)
		other.later(20 * time.Second)
		r := layOut(size[0], size[1]).Notes
		a, b := screen(with), screen(without)
		for y := range a {
			if in := y >= r.Y && y < r.Y+r.H; !in && a[y] != b[y] {
				t.Errorf("%v: row %d is %q, without the teleprompter %q", size, y, a[y], b[y])
			}
		}
		if !with.stage.HallGrid(60, 20).Equal(without.stage.HallGrid(60, 20)) {
			t.Errorf("%v: the hall sees something else", size)
		}
	}
}

// While the teleprompter moves there are four repaints a second, at rest one.
func TestPrompterTicks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, _ := newModel(t, prompted, 80, 24)
		m.stage.Now = time.Now
		m.looked = time.Now()
		_, cmd := m.Update(keyOf('T'))
		for _, c := range []struct {
			key  rune
			want time.Duration
		}{{0, quarter}, {'s', quarter}, {'s', time.Second}, {'s', quarter}, {'T', time.Second}} {
			if c.key != 0 {
				_, cmd = m.Update(keyOf(c.key))
			}
			cmd = tick(t, m, cmd)
			start := time.Now()
			if cmd = tick(t, m, cmd); time.Since(start) != c.want {
				t.Errorf("after %q the ticks are %v apart, want %v", c.key, time.Since(start), c.want)
			}
		}
	})
}

// The words of the letter are passed over where a deck names its source, and are said elsewhere.
func TestWhatIsSaid(t *testing.T) {
	m, clock := builtin(t, 80, 40)
	press(m, clock, ">TJ")
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

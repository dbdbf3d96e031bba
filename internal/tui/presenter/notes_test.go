package presenter

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
	"github.com/westandtogether-assembly/assembly/slides"
)

// eachSlide shows every slide of the built-in assembly in each phase, with the clock running.
func eachSlide(t *testing.T, w, h int, see func(m *Model, clock *screentest.Clock, notes []deck.Note)) {
	t.Helper()
	m, clock := builtin(t, w, h)
	press(m, clock, "s")
	for _, phase := range m.stage.Deck.Meta.Phases {
		m.stage.Talk.Phase = phase
		for i := range m.stage.Deck.Len() {
			press(m, clock, fmt.Sprint(i+1, " enter"))
			see(m, clock, m.stage.Deck.Slide(i).Notes.For(phase))
		}
	}
}

// Each block of notes stands under exactly one label, its own, and none is left out or moved.
func TestEveryNoteHasItsLabel(t *testing.T) {
	labels := map[string]bool{}
	eachSlide(t, 80, 24, func(m *Model, _ *screentest.Clock, want []deck.Note) {
		var got []deck.Note
		last := ""
		for _, sec := range m.noteSections() {
			labels[sec.label] = true
			if sec.label == last || len(sec.notes) == 0 {
				t.Errorf("%s: the label %q stands twice or over nothing", m.position(80), sec.label)
			}
			last = sec.label
			for _, n := range sec.notes {
				if n.Voice.String() != sec.label || sec.letter != (n.Voice == deck.Letter) {
					t.Errorf("%s: %q stands under %q", m.position(80), n, sec.label)
				}
				got = append(got, n)
			}
		}
		if len(got) != len(want) {
			t.Errorf("%s: %d notes of %d are shown", m.position(80), len(got), len(want))
		}
	})
	if !labels["the letter"] || !labels["guidance, not police words"] {
		t.Errorf("the labels are %v", labels)
	}
}

// On the panel, too: scrolled from the top to the end, every word of every note comes up under
// its label, and the letter's words look different from all others.
func TestThePanelShowsEveryWord(t *testing.T) {
	eachSlide(t, 60, 20, func(m *Model, _ *screentest.Clock, want []deck.Note) {
		shown := strings.Join(strings.Fields(screentest.Plain(m.notes.grid)), " ")
		at := 0
		for _, n := range want {
			for _, word := range strings.Fields(strings.ReplaceAll(n.String(), "\u00a0", " ")) {
				i := strings.Index(shown[at:], word)
				if i < 0 {
					t.Fatalf("%s: %q is not shown in its place in\n%s", m.position(80), word, screentest.Plain(m.notes.grid))
				}
				at += i
			}
		}
	})
}

// The letter's words are bold and in its colour; no other line of the notes is.
func TestTheLetterLooksLikeItself(t *testing.T) {
	m, clock := builtin(t, 80, 24)
	press(m, clock, "pgdown")
	g, letter := m.notes.grid, m.stage.Look.Palette.Letter
	rows := strings.Split(screentest.Plain(g), "\n")
	found := 0
	for y, row := range rows {
		quoted := strings.Contains(row, "That all forms") || row == "-- the letter --"
		if x := len(row) - len(strings.TrimLeft(row, " ")); row != "" && (g.At(x, y).Style.FG == letter) != quoted {
			t.Errorf("the line %q is in the letter's colour: %v", row, !quoted)
		}
		if quoted {
			found++
		}
	}
	if found != 2 {
		t.Errorf("the letter has %d lines in\n%s", found, screentest.Plain(g))
	}
}

// The first words to say are on the screen as each slide comes up; the statement of where the words come from
// ends the notes of every slide.
func TestWordsFirstAndTheStatementLast(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {60, 20}, {80, 24}, {120, 30}, {192, 54}} {
		eachSlide(t, size[0], size[1], func(m *Model, clock *screentest.Clock, notes []deck.Note) {
			for _, n := range notes {
				if words := strings.Fields(n.String()); n.Speech().Words > 0 {
					if got := strings.Join(strings.Fields(text(m)), " "); !strings.Contains(got, strings.Join(words[:4], " ")) {
						t.Errorf("%v: the first words %q are not on the screen:\n%s", size, words[:4], text(m))
					}
					break
				}
			}
			press(m, clock, strings.Repeat("J", 60))
			rows := strings.Join(strings.Fields(screentest.Plain(m.notes.grid)), " ")
			if last := slides.Statement[len(slides.Statement)-30:]; !strings.HasSuffix(rows, slides.Statement) ||
				!strings.Contains(strings.Join(strings.Fields(text(m)), " "), last) {
				t.Errorf("%v: the notes do not end with the statement:\n%s", size, text(m))
			}
		})
	}
}

func TestADeckOfOnesOwnHasNoStatement(t *testing.T) {
	m, _ := newModel(t, "# One\n", 80, 24)
	m.setup.Statement = ""
	m.Update(tea.WindowSizeMsg{Width: 81, Height: 24})
	if got := text(m); strings.Contains(got, "Source") || !strings.Contains(got, "-- no notes for this slide --") {
		t.Errorf("a slide without notes shows\n%s", got)
	}
}

// J and K scroll by a line and stop at both ends. A new slide or phase begins at its top, and a step at what is
// to be said then; the label that words stand under is in view wherever they are.
func TestScrolling(t *testing.T) {
	m, clock := builtin(t, 80, 24)
	press(m, clock, "pgdown")
	top := text(m)
	if !strings.Contains(top, "... more below: J scrolls down, K up") {
		t.Fatalf("notes that go on do not say so:\n%s", top)
	}
	at := map[string]string{
		"The police wrote": "The police wrote a letter", "you. Here is": "you. Here is the first one.", "The letter says": "The letter says that all",
		"You can disagree": "You can disagree with someone", "that,": "that,\" and still be friends.", "Here is": "Here is the second message.", "The second": "The second message is this.",
	}
	for _, c := range []struct{ keys, want string }{
		{"J", "The police wrote"}, {"J", "you. Here is"}, {"J", "The letter says"}, {"K", "you. Here is"}, {"KKKKK", "The police wrote"}, {"JJJ", "The letter says"},
		{"pgdown", "You can disagree"}, {"J", "that,"}, {"pgup", "The police wrote"}, {"pgdown pgdown", "Here is"}, {"JJt", "The second"},
	} {
		press(m, clock, c.keys)
		rows := screentest.Lines(m)[m.notesRoom(m.layout()).Y:]
		if rows[0] != " -- guidance, not police words --" || !strings.HasPrefix(strings.TrimLeft(rows[1], " |"), at[c.want]) {
			t.Errorf("after %q the first rows are %q, want %q", c.keys, rows[:2], at[c.want])
		}
	}
	press(m, clock, strings.Repeat("J", 200))
	end := text(m)
	if !strings.Contains(end, "(end of the notes: K scrolls up)") {
		t.Errorf("the end does not say so:\n%s", end)
	}
	if press(m, clock, "K"); m.notes.scroll == 0 || text(m) == end {
		t.Error("one press at the end does not scroll up")
	}
}

// Each size of the notes that a window offers is larger than the one before and shows enough to speak from; the
// pictures give way. The speaker stays near the same words.
func TestSizesOfNotes(t *testing.T) {
	for size, want := range map[[2]int]int{{40, 12}: 1, {60, 20}: 1, {80, 24}: 2, {120, 30}: 3, {192, 54}: 5} {
		m, clock := builtin(t, size[0], size[1])
		press(m, clock, "pgdown")
		height, strip := m.notes.grid.H, m.layout().Time.H
		for i := range want {
			press(m, clock, "+")
			l := m.layout()
			if m.notes.size != i+1 || m.notes.grid.H <= height || l.Time.H > strip || l.Notes.H/noteSizes()[i+1].pitch < leastLines {
				t.Errorf("%v: size %d takes %d rows, the one before %d, in a panel of %d, below %d rows", size, m.notes.size, m.notes.grid.H, height, l.Notes.H, l.Time.H)
			}
			height, strip = m.notes.grid.H, l.Time.H
		}
		if press(m, clock, "+"); m.notes.size != want || !strings.Contains(text(m), "Larger notes would show too few words") {
			t.Errorf("%v: size %d, and it says\n%s", size, m.notes.size, text(m))
		}
		press(m, clock, strings.Repeat("-", want))
		if press(m, clock, "-"); m.notes.size != 0 || !strings.Contains(strings.Join(strings.Fields(text(m)), " "), "The notes are as small as they get") {
			t.Errorf("%v: size %d, and it says\n%s", size, m.notes.size, text(m))
		}
	}
}

func TestASizeKeepsTheWords(t *testing.T) {
	m, clock := builtin(t, 192, 54)
	press(m, clock, "pgdown +++++")
	press(m, clock, strings.Repeat("J", 12))
	note, _ := m.notes.at(m.notes.scroll)
	for range 5 {
		press(m, clock, "-")
	}
	if now, _ := m.notes.at(m.notes.scroll); note == 0 || now > note {
		t.Errorf("at note %d, the smallest size leads to note %d", note, now)
	}
	m.Update(tea.WindowSizeMsg{Width: 60, Height: 20})
	press(m, clock, "pgdown ++++")
	m.Update(tea.WindowSizeMsg{Width: 192, Height: 54})
	if got := strings.TrimLeft(screentest.Lines(m)[m.notesRoom(m.layout()).Y], " |"); !strings.HasPrefix(got, "-- guidance") {
		t.Errorf("the first row is %q", got)
	}
}

// No line of enlarged notes is cut through its letters, wherever the notes are scrolled: each of its rows shows,
// or none.
func TestEnlargedNotesAreNeverCut(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 30}, {120, 33}, {192, 54}} {
		m, clock := builtin(t, size[0], size[1])
		press(m, clock, "pgdown +++++")
		for range 30 {
			r := m.notesRoom(m.layout())
			w := m.notes.window(m.notes.scroll, r.H)
			top := r.Y
			if w.label >= 0 {
				top++
			}
			g := screentest.Grid(m.View().Content)
			for _, l := range m.notes.lines {
				whole := l.y >= w.from && l.y+l.h <= w.from+w.rows
				for y := max(l.y, w.from); y < min(l.y+l.h, w.from+w.rows); y++ {
					for x := range m.notes.grid.W {
						if shown := g.At(r.X+x, top+y-w.from).Text == m.notes.grid.At(x, y).Text; !whole && g.At(r.X+x, top+y-w.from).Text != " " || whole && !shown {
							t.Fatalf("%v: row %d of the line at %d to %d is shown, or not:\n%s", size, y, l.y, l.y+l.h, text(m))
						}
					}
				}
			}
			press(m, clock, "J")
		}
	}
}

// The notes of the step that is shown have a mark beside them and keep their ink; all others are faint. Notes
// without a press are all of one step.
func TestTheNotesOfTheStepAreMarked(t *testing.T) {
	m, clock := builtin(t, 80, 60)
	for i, want := range []string{"The police wrote", "You can disagree"} {
		press(m, clock, "pgdown")
		got, _ := marked(m)
		if !strings.HasPrefix(got, want) || !strings.HasSuffix(got, "[next]") || strings.Count(got, "[next]") != 1 {
			t.Errorf("step %d: %q is marked", i+1, got)
		}
		g, r := m.Grid(), m.layout().Notes
		for y := r.Y + 1; y < r.Y+12; y++ {
			mark := g.At(0, y).Text == paragraphMark
			if c := g.At(r.X, y); c.Text != " " && (c.Style.FG == m.stage.Look.Palette.PanelText) != mark {
				t.Errorf("step %d, row %d, marked %v: it is %+v", i+1, y, mark, c)
			}
		}
	}
	for _, keys := range []string{"1 enter", "e"} {
		press(m, clock, keys)
		if got, _ := marked(m); got != "" {
			t.Errorf("after %q %q is marked", keys, got)
		}
	}
}

// Larger type is drawn in blocks, and with ASCII only stays the terminal's own.
func TestDrawnNotes(t *testing.T) {
	m, clock := builtin(t, 192, 54)
	press(m, clock, "pgdown ++")
	if got := screentest.Plain(m.notes.grid); !strings.Contains(got, "▄") || !strings.Contains(got, "-- the letter --") {
		t.Errorf("drawn notes are\n%s", got)
	}
	m.stage.Look.ASCII = true
	if m.Update(nil); strings.Contains(screentest.Plain(m.notes.grid), "▄") {
		t.Error("with ASCII only, notes are drawn in blocks")
	}
}

// Cues stand out, and a short one is never broken over two lines.
func TestCues(t *testing.T) {
	m, _ := newModel(t, "# One\n\n<!--\nnotes: |\n  "+strings.Repeat("word ", 13)+"[pause 3s] then [do: dim the lights] and [wait]\n-->\n", 80, 24)
	got := m.notes.grid
	for _, cue := range []string{"[pause\u00a03s]", "[do:\u00a0dim\u00a0the\u00a0lights]", "[wait]"} {
		x, y := find(screentest.Plain(got), cue)
		if x < 0 {
			t.Errorf("%q is not in a line of\n%s", cue, screentest.Plain(got))
		} else if got.At(x, y).Style == got.At(0, 1).Style {
			t.Errorf("%q does not stand out", cue)
		}
	}
}

// A number to be read out stands on one line, wherever the notes break.
func TestNumbersInNotesStayWhole(t *testing.T) {
	number := regexp.MustCompile(`0800 (789 321|1111)`)
	for w := 40; w <= 120; w++ {
		m, _ := builtin(t, w, 60)
		m.stage.Talk.Phase = "secondary" // Its notes name two.
		m.stage.Do(talk.Command{Op: talk.ToClosing})
		m.Update(tea.WindowSizeMsg{Width: w, Height: 60})
		r := layOut(w, 60, 0).Notes
		rows := screentest.Lines(m)[r.Y : r.Y+r.H]
		if n := len(number.FindAllString(strings.Join(rows, "\n"), -1)); n != 2 {
			t.Errorf("at %d columns %d numbers are whole in\n%s", w, n, strings.Join(rows, "\n"))
		}
	}
}

// A cue that is longer than a line stands out to its end, and what follows it does not.
func TestALongCueStandsOutToItsEnd(t *testing.T) {
	m, _ := newModel(t, "# One\n\n<!--\nnotes: |\n  Now [do: stop early if any child is distressed] go on\n-->\n", 30, 12)
	g, chosen := m.notes.grid, ui.NewStyles(m.stage.Look.Palette).Chosen
	for words, want := range map[string]bool{"Now": false, "[do: stop": true, "early": true, "distressed]": true, "go on": false} {
		x, y := find(screentest.Plain(g), words)
		if x < 0 || (g.At(x, y).Style == chosen) != want {
			t.Errorf("%q stands out: %v, in\n%s", words, !want, screentest.Plain(g))
		}
	}
}

// find is the place of words in text, -1 when they are on no line.
func find(text, words string) (x, y int) {
	for y, line := range strings.Split(text, "\n") {
		if i := strings.Index(line, words); i >= 0 {
			return len([]rune(line[:i])), y
		}
	}
	return -1, -1
}

// Items have their bullets and numbers, lists within them are further to the right, and lines stay lines.
func TestListsAndLinesInNotes(t *testing.T) {
	deck := "# One\n\n<!--\nLook at the back row\nBreathe\n- first\n  - within\n\n  more\n\n9. ninth,\n   on two\n10. tenth\n\n> quoted\n> twice\n-->\n"
	m, clock := newModel(t, deck, 80, 60)
	want := []string{
		"-- notes --", "Look at the back row", "Breathe", "", "* first", "  * within", "", "  more",
		"9. ninth,", "   on two", "10. tenth", "", "-- quotation --", "  quoted", "  twice",
	}
	if got := strings.Split(screentest.Plain(m.notes.grid), "\n"); !slices.Equal(got[:len(want)], want) {
		t.Errorf("lists are shown as\n%s", strings.Join(got, "\n"))
	}
	m.Update(tea.WindowSizeMsg{Width: 192, Height: 54})
	press(m, clock, "++")
	var lines []int
	for _, p := range m.notes.passages {
		lines = append(lines, len(p.Lines()))
	}
	if !slices.Equal(lines, []int{2, 1, 1, 1, 2, 1, 2}) || m.notes.size != 2 {
		t.Errorf("in size %d, the notes have %d lines", m.notes.size, lines)
	}
}

// At 40 by 12 there are no previews, the notes have nine rows, and the clock its own.
func TestSmallScreensKeepNotesAndClock(t *testing.T) {
	m, clock := builtin(t, 40, 12)
	press(m, clock, "pgdown")
	rows := screentest.Lines(m)
	if strings.Contains(text(m), "NOW") || rows[2] != " -- guidance, not police words --" || rows[11] != " 1:30 of 10:30   slide 0:00 of 1:30" {
		t.Errorf("the screen is\n%s", text(m))
	}
}

// Only a deck that quotes the letter has words that are not the police's.
func TestNotesOfAnotherDeck(t *testing.T) {
	m, _ := newModel(t, "# One\n\n<!--\nnotes: |\n  Hello.\n\n  > Well said.\n-->\n", 80, 24)
	m.setup.Statement = "" // It belongs to the letter.
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 40})
	if got := text(m); !strings.Contains(got, "-- notes --") || !strings.Contains(got, "-- quotation --") || strings.Contains(got, "police") {
		t.Errorf("the notes are labelled\n%s", got)
	}
}

// A search finds the words of the notes, of the phase that is on, and says so.
func TestSearchFindsNotes(t *testing.T) {
	for _, c := range []struct {
		keys string
		want []string
		lack string
	}{
		{"/ w i n d o w", []string{"3 No faith or religion", "notes:", "breaks a window"}, "No slide has"},
		{"t / w i n d o w", []string{"No slide has these words"}, "notes:"},
		{"/ C h i l d l i n e", []string{"7 Tell someone", "notes:"}, "words:"},
		{"/ h o t l i n e", []string{"7 Tell someone", "words: Anti-Terrorist Hotline"}, "notes:"},
	} {
		m, clock := builtin(t, 80, 24)
		for _, k := range screentest.Keys(c.keys) {
			clock.Pass(sec)
			if _, cmd := m.Update(k); cmd != nil && m.stage.Modal() != nil {
				if found, ok := cmd().(ui.Found); ok {
					m.Update(found)
				}
			}
		}
		got := strings.Join(strings.Fields(text(m)), " ")
		for _, want := range c.want {
			if !strings.Contains(got, want) || strings.Contains(got, c.lack) {
				t.Errorf("%q lacks %q, or has %q:\n%s", c.keys, want, c.lack, text(m))
			}
		}
	}
}

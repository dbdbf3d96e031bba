package presenter

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"assembly/internal/deck"
	"assembly/internal/screentest"
	"assembly/internal/talk"
	"assembly/internal/tui/ui"
	"assembly/slides"
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
			if last = sec.label; last == "source" {
				continue
			}
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
	if !labels["the letter"] || !labels["guidance, not police words"] || !labels["source"] {
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

// The statement of where the words come from leads before the talk begins, and ends the notes of
// every slide from then on.
func TestTheStatementIsShown(t *testing.T) {
	last := slides.Statement[len(slides.Statement)-30:]
	m, clock := builtin(t, 80, 24)
	if got := strings.Join(strings.Fields(text(m)), " "); !strings.Contains(got, slides.Statement) {
		t.Errorf("before the talk the statement is not on the screen:\n%s", text(m))
	}
	press(m, clock, "s")
	if got := m.noteSections(); got[0].label == "source" || got[len(got)-1].label != "source" {
		t.Errorf("once the clock runs the first label is %q", got[0].label)
	}
	eachSlide(t, 80, 24, func(m *Model, clock *screentest.Clock, _ []deck.Note) {
		press(m, clock, strings.Repeat("J", 40))
		if got := strings.Join(strings.Fields(text(m)), " "); !strings.Contains(got, last) {
			t.Errorf("the end of the notes lacks the statement:\n%s", text(m))
		}
	})
}

func TestADeckOfOnesOwnHasNoStatement(t *testing.T) {
	m, _ := newModel(t, "# One\n", 80, 24)
	m.setup.Statement = ""
	m.Update(tea.WindowSizeMsg{Width: 81, Height: 24})
	if got := text(m); strings.Contains(got, "source") || !strings.Contains(got, "-- no notes for this slide --") {
		t.Errorf("a slide without notes shows\n%s", got)
	}
}

// J and K scroll by a row, stop at both ends, and a new slide or phase begins at its top.
func TestScrolling(t *testing.T) {
	m, clock := builtin(t, 80, 24)
	press(m, clock, "pgdown")
	top := text(m)
	if !strings.Contains(top, "... more below: J scrolls down, K up") {
		t.Fatalf("notes that go on do not say so:\n%s", top)
	}
	for _, c := range []struct {
		keys string
		want int
	}{{"J", 1}, {"JJ", 3}, {"K", 2}, {"KKKKK", 0}, {"J", 1}, {"pgdown", 1}, {"pgdown", 0}, {"J pgup", 0}, {"Jt", 0}} {
		if press(m, clock, c.keys); m.notes.scroll != c.want {
			t.Errorf("after %q the first row is %d, want %d", c.keys, m.notes.scroll, c.want)
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

// A smaller window or another size of type keeps the speaker near the same words.
func TestSizesOfNotes(t *testing.T) {
	m, clock := builtin(t, 192, 54)
	press(m, clock, "pgdown")
	heights := []int{m.notes.grid.H}
	for range 6 {
		press(m, clock, "+")
		heights = append(heights, m.notes.grid.H)
	}
	for i := 1; i < len(sizes()); i++ {
		if m.notes.size != len(sizes())-1 || heights[i] <= heights[i-1] {
			t.Errorf("the sizes of the notes take %v rows", heights)
		}
	}
	press(m, clock, strings.Repeat("J", 60))
	share := float64(m.notes.scroll) / float64(m.notes.grid.H)
	press(m, clock, "-")
	if now := float64(m.notes.scroll) / float64(m.notes.grid.H); now < share-0.1 || now > share+0.1 || now == 0 {
		t.Errorf("at %.2f of the notes, a smaller size leads to %.2f", share, now)
	}
	press(m, clock, "------")
	if m.notes.size != 0 || m.notes.grid.H != heights[0] {
		t.Errorf("the smallest size takes %d rows, want %d", m.notes.grid.H, heights[0])
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
		r := layOut(w, 60).Notes
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

func TestListsInNotes(t *testing.T) {
	m, _ := newModel(t, "# One\n\n<!--\nnotes: |\n  - first\n  - second\n\n  > quoted\n-->\n", 80, 24)
	if got := screentest.Plain(m.notes.grid); !strings.Contains(got, "* first") || !strings.Contains(got, "* second") || !strings.Contains(got, "  quoted") {
		t.Errorf("a list is shown as\n%s", got)
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

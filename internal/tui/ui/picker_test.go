package ui_test

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// TestPicker types at a presenter's stage, and asks for the slide that the talk is on then.
func TestPicker(t *testing.T) {
	const down, up, right, left, enter = "\x1b[B", "\x1b[A", "\x1b[C", "\x1b[D", "\r"
	for _, c := range []struct {
		raw   string
		slide int
		open  bool
	}{
		{"o", 0, true},
		{"o" + right + enter, 1, false},
		{"o" + right + right + left + enter, 1, false},
		{"o" + left + enter, 0, false},
		{"o" + down + enter, 3, false}, // Three pictures stand side by side.
		{"o" + right + right + down + enter, 4, false},
		{"o" + down + down + enter, 3, false},
		{"o" + down + up + up + enter, 0, false},
		{"ollllllllll" + enter, 4, false},
		{"ojk" + enter, 0, false},
		{"oG" + enter, 4, false},
		{"oGg" + enter, 0, false},
		{"o\x1b[F\x1b[D" + enter, 3, false},
		{"o4" + enter, 3, false},
		{"o12" + enter, 4, false}, // There is none: the last.
		{"o4l2" + enter, 1, false},
		{"o0" + enter, 0, false},
		{"o\x1b[6~\x1b[6~\x1b[5~" + enter, 1, false},
		{"o n" + enter, 2, false},
		{"olp" + enter, 0, false},
		{"oq", 0, false},
		{"oo", 0, false},
		{"o\x03", 0, false},
		{"njo" + enter, 1, false}, // It opens on the slide of the talk.
		{"\t\t" + enter, 1, false},
		{"/list" + enter, 3, false},
		{"/LIST" + enter, 3, false},
		{"/ police " + enter, 4, false},
		{"/o" + down + enter, 1, false},
		{"/nothing like it" + enter, 0, true},
		{"/nothing\x7f\x7f\x7f\x7f\x7f\x7f\x7fkind" + enter, 1, false},
		{"/\x7f\x7f" + down + enter, 1, false},
		{"o/still" + enter, 2, false},
		{"/gjkq/oG", 0, true}, // While typing, these are letters.
	} {
		s, clock := stage(t, assembly)
		press(t, s, clock, c.raw)
		if s.Talk.Pos.Slide != c.slide || picks(s) != c.open {
			t.Errorf("%q: on slide %d, open %v; want %d, %v", c.raw, s.Talk.Pos.Slide, picks(s), c.slide, c.open)
		}
	}
	for _, mode := range []string{"o", "/still", "?"} {
		s, clock := stage(t, assembly)
		at(s, 1, 1)
		before := s.Talk
		if press(t, s, clock, mode+esc); s.Talk.Seq != before.Seq || picks(s) || helps(s) {
			t.Errorf("%q, then Esc: %+v, open %v", mode, s.Talk, picks(s) || helps(s))
		}
	}
}

// What an old query found must not replace what a newer one did, and nothing when the picker is another one.
func TestPickerIgnoresTheResultsOfAnOldQuery(t *testing.T) {
	s, _ := stage(t, assembly)
	s.Update(keyOf('/'))
	_, slow := s.Update(keyOf('t')) // in most slides
	s.Update(keyOf('e'))
	before, old := over(s, 80, 24), slow()
	_, quick := s.Update(old)
	if got := over(s, 80, 24); got != before {
		t.Errorf("the results of an old query change the list to\n%s", got)
	}
	found := quick()
	s.Update(found)
	if got := over(s, 80, 24); !strings.Contains(got, "Tell someone") || strings.Contains(got, "Be still") {
		t.Errorf("the list is\n%s", got)
	}
	s.Update(tea.KeyPressMsg{Code: tea.KeyEscape})
	if s.Update(found); picks(s) {
		t.Error("results opened a picker that was closed")
	}
	s.Update(keyOf('o'))
	before = over(s, 80, 24)
	if s.Update(found); over(s, 80, 24) != before {
		t.Error("results of a search changed the overview")
	}
}

// A key that is held asks for many searches, of which only the first and the newest are carried out.
func TestPickerSearchesOnceAtATime(t *testing.T) {
	s, _ := stage(t, assembly)
	s.Update(keyOf('/'))
	_, first := s.Update(keyOf('s'))
	for _, r := range "tilll" {
		if _, more := s.Update(keyOf(r)); more != nil {
			t.Fatalf("%q begins a search while another runs", r)
		}
	}
	if _, more := s.Update(tea.KeyPressMsg{Code: tea.KeyBackspace}); more != nil {
		t.Fatal("Backspace begins a search while another runs")
	}
	_, second := s.Update(first())
	if second == nil {
		t.Fatal("the newest query is not searched for")
	}
	if _, third := s.Update(second()); third != nil {
		t.Error("a query between is searched for")
	}
	if got := over(s, 80, 24); !strings.Contains(got, "Search: still_") || !strings.Contains(got, "Be still") || strings.Contains(got, "Welcome") {
		t.Errorf("the list is\n%s", got)
	}
}

// What was found in a deck that has been edited since is not looked for in the next one.
func TestPickerForgetsASearchOfAnEarlierDeck(t *testing.T) {
	s, _ := stage(t, assembly)
	s.Update(keyOf('/'))
	_, search := s.Update(keyOf('e'))
	cut, _ := stage(t, "# Welcome")
	s.Reload(ui.Reload{Deck: cut.Deck})
	s.Update(keyOf('/'))
	s.Update(keyOf('e'))
	_, again := s.Update(search())
	if got := over(s, 80, 24); strings.Contains(got, "title: ") {
		t.Errorf("before the deck is searched the list is\n%s", got)
	}
	s.Update(again())
	if got := over(s, 80, 24); !strings.Contains(got, "title: Welcome") {
		t.Errorf("the list is\n%s", got)
	}
}

// Enter before the answer is there means the first slide of the answer, not what is marked now.
func TestPickerEnteredBeforeTheAnswer(t *testing.T) {
	s, _ := stage(t, assembly)
	s.Update(keyOf('/'))
	_, search := s.Update(keyOf('e'))
	before := s.Talk.Pos
	if s.Update(tea.KeyPressMsg{Code: tea.KeyEnter}); !picks(s) || s.Talk.Pos != before {
		t.Fatalf("Enter went to %+v before the search was done", s.Talk.Pos)
	}
	found := s.Deck.Find("e")
	if s.Update(search()); picks(s) || s.Talk.Pos.Slide != found[0].Slide {
		t.Errorf("the search led to slide %d, want the first with an e, %d", s.Talk.Pos.Slide, found[0].Slide)
	}
}

func TestPickerSaysThatNothingWasFound(t *testing.T) {
	s, clock := stage(t, assembly)
	press(t, s, clock, "/zebra")
	if got := over(s, 80, 24); !strings.Contains(got, "No slide has these words") || !strings.Contains(got, "Search: zebra_") {
		t.Errorf("a search in vain shows\n%s", got)
	}
}

// The box is as tall as the deck needs, and stays so while a search finds less.
func TestThePickersBoxDoesNotJump(t *testing.T) {
	s, clock := stage(t, assembly)
	for _, raw := range []string{"/", "still", "zebra"} {
		press(t, s, clock, raw)
		if got := strings.Count(over(s, 80, 24), "|\n"); got != 12 {
			t.Errorf("after %q the box has %d rows inside, want 5 slides of two rows, a headline and the keys", raw, got)
		}
	}
}

// Escape sequences that come with typed or pasted text stay out of the query.
func TestPickerQueryIsCleanAndBounded(t *testing.T) {
	s, _ := stage(t, assembly)
	s.Update(keyOf('/'))
	_, search := s.Update(tea.KeyPressMsg{Text: "a li\x1b[2Jst\u202e"})
	s.Update(search())
	if got := over(s, 80, 24); !strings.Contains(got, "Search: a list_") || !strings.Contains(got, "A list of words") {
		t.Errorf("the search is shown as\n%s", got)
	}
	for range 2000 {
		s.Update(tea.KeyPressMsg{Code: 'é', Text: "é"})
	}
	if got := strings.Count(over(s, 4000, 24), "é"); got > 200 {
		t.Errorf("the query has grown to %d letters", got)
	}
}

// In a deck of thousands the chosen slide is always in sight.
func TestPickerInALargeDeck(t *testing.T) {
	s, clock := stage(t, manySlides(10_000))
	for _, c := range []struct {
		raw  string
		want int
	}{{"o", 1}, {"G", 10_000}, {"h", 9_999}, {"g", 1}, {"llllllllllllllllllllllllllllll", 31}, {"4321", 4321}} {
		press(t, s, clock, c.raw)
		got := over(s, 80, 24)
		if want := fmt.Sprintf(">%d %sSlide number", c.want, map[int]string{1: "(now) "}[c.want]); !strings.Contains(got, want) {
			t.Errorf("after %q there is no %q in\n%s", c.raw, want, got)
		}
		if shown := strings.Count(got, "Slide number"); shown < 7 || shown > 9 {
			t.Errorf("after %q %d slides show", c.raw, shown)
		}
	}
	s.Update(tea.KeyPressMsg{Code: tea.KeyEscape})
	press(t, s, clock, "/number 77\r")
	if s.Talk.Pos.Slide != 76 {
		t.Errorf("a search led to slide %d", s.Talk.Pos.Slide+1)
	}
}

func manySlides(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "# Slide number %d\n\n---\n\n", i+1)
	}
	return b.String()
}

// The picker is drawn on any screen, and never outside it.
func TestPickerIsDrawableOnAnyScreen(t *testing.T) {
	s, clock := stage(t, assembly)
	for _, raw := range []string{"o", "G", esc + "/still", "\x7f\x7f\x7f\x7f\x7fzebra"} {
		press(t, s, clock, raw)
		for w := range 90 {
			for h := range 30 {
				g := cell.New(w, h, cell.Style{})
				s.Modal().Draw(g, s.Look)
				if h == 0 || w < 4 {
					continue
				}
				if text := screentest.Plain(g); !strings.Contains(text, ">") && raw != "\x7f\x7f\x7f\x7f\x7fzebra" {
					t.Fatalf("%q at %dx%d shows no chosen slide:\n%s", raw, w, h, text)
				}
			}
		}
	}
}

// Going to a slide by the overview uncovers the hall, as every jump does.
func TestChoosingASlideUncovers(t *testing.T) {
	s, clock := stage(t, assembly)
	press(t, s, clock, ".ol\r")
	if s.Talk.Blank != talk.Visible || s.Talk.Pos.Slide != 1 {
		t.Errorf("the talk is at %+v, %v", s.Talk.Pos, s.Talk.Blank)
	}
}

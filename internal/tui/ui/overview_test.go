package ui_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// drawAll lets the pictures of the overview be drawn, and counts them.
func drawAll(s *ui.Stage) int {
	n := 0
	_, cmd := s.Update(ui.Painted{})
	for ; cmd != nil; n++ {
		_, cmd = s.Update(cmd())
	}
	return n
}

// The overview shows each slide as a picture with its number and its title, the marked one unlike the others, and
// where the talk is. A picture is drawn once.
func TestOverviewHasPictures(t *testing.T) {
	s, clock := stage(t, assembly)
	press(t, s, clock, "n")
	s.Update(keyOf('o'))
	before := over(s, 80, 24)
	if strings.ContainsAny(before, "▄▀▖▗") {
		t.Errorf("View draws pictures:\n%s", before)
	}
	if n := drawAll(s); n != 5 {
		t.Errorf("%d pictures were drawn of five slides", n)
	}
	got := over(s, 80, 24)
	for _, want := range []string{" 1 Welcome", ">2 (now) All hatred is w", " 3 Be still", " 4 A list of words", " 5 Tell someone", "1 to 5 of 5", "█", "Arrows move   Enter goes there   Esc back"} {
		if !strings.Contains(got, want) {
			t.Errorf("the overview lacks %q:\n%s", want, got)
		}
	}
	if !strings.ContainsAny(got, "▄▀▖▗") {
		t.Errorf("the overview has no pictures:\n%s", got)
	}
	press(t, s, clock, "ll")
	if n := drawAll(s); n != 0 {
		t.Errorf("%d pictures were drawn again", n)
	}
	if strings.Count(over(s, 80, 24), "█") < 10 {
		t.Errorf("the marked slide does not stand out:\n%s", over(s, 80, 24))
	}
}

// Of a deck of thousands only what is in view is drawn.
func TestOverviewDrawsOnlyWhatIsInView(t *testing.T) {
	s, clock := stage(t, manySlides(10_000))
	for _, raw := range []string{"o", "5000", "G"} {
		press(t, s, clock, raw)
		if n := drawAll(s); n > 9 {
			t.Errorf("after %q %d pictures were drawn", raw, n)
		}
	}
}

// A window that is too small for pictures, or has no blocks to draw them with, has the list.
func TestOverviewAsAList(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {79, 7}, {30, 50}} {
		s, clock := stage(t, assembly)
		s.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		press(t, s, clock, "oj")
		if got := over(s, size[0], size[1]); !strings.Contains(got, ">    2  All hatred") || drawAll(s) != 0 {
			t.Errorf("at %v the overview is\n%s", size, got)
		}
	}
	s, clock := stage(t, assembly)
	s.Look.ASCII = true
	press(t, s, clock, "oj")
	if got := over(s, 80, 24); !strings.Contains(got, ">    2  All hatred") || drawAll(s) != 0 {
		t.Errorf("in ASCII the overview is\n%s", got)
	}
}

// Pictures stand inside the window and over nothing, at any size and length of deck.
func TestOverviewFitsAnyWindow(t *testing.T) {
	for _, n := range []int{1, 2, 5, 40} {
		s, clock := stage(t, manySlides(n))
		press(t, s, clock, "oG")
		for w := 1; w < 200; w += 7 {
			for h := 1; h < 60; h += 3 {
				g := cell.New(w, h, cell.Style{})
				s.Modal().Draw(g, s.Look)
				text := screentest.Plain(g)
				if bars := strings.Count(text, "█"); bars > 0 && (bars%2 != 0 || !strings.Contains(text, ">") || bars < 10) {
					t.Fatalf("%d slides at %dx%d:\n%s", n, w, h, text)
				}
			}
		}
	}
}

// A search says where the words are and shows those around them. Only the speaker's finds notes.
func TestSearchShowsTheWordsAround(t *testing.T) {
	deck := "# One red house\n\n---\n\n# Two\n\nThe apple is red and it hangs on a tree\n\n---\n\n# Three\n\n" +
		"<!-- notes: We come now to what the red book of the school says about all of this, and that is a lot -->\n"
	s, clock := stage(t, deck)
	press(t, s, clock, "/red")
	if got := over(s, 60, 24); !strings.Contains(got, "title: One red house") || !strings.Contains(got, "words: The apple is red and it hangs") || strings.Contains(got, "notes:") {
		t.Errorf("a search without notes shows\n%s", got)
	}
	s, clock = stage(t, deck)
	s.Aside = speaker{}
	press(t, s, clock, "/red")
	got := over(s, 60, 24)
	if !strings.Contains(got, "3  Three") || !strings.Contains(got, "notes: …now to what the red book of the school …") {
		t.Errorf("the speaker's search shows\n%s", got)
	}
	press(t, s, clock, "\x7f\x7f\x7fred book\r")
	if s.Talk.Pos.Slide != 2 {
		t.Errorf("the search leads to slide %d", s.Talk.Pos.Slide+1)
	}
}

// speaker is the aside of a screen that only the speaker sees.
type speaker struct{}

func (speaker) Note(int) string     { return "" }
func (speaker) Toggle(int)          {}
func (speaker) SearchesNotes() bool { return true }

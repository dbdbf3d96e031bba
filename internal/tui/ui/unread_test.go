package ui_test

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// said is what a stage says over an empty screen: its rows, without those that are empty.
func said(s *ui.Stage, w, h int) []string {
	g := cell.New(w, h, cell.Style{})
	s.DrawOver(g)
	var out []string
	for y := range h {
		row := ""
		for _, c := range g.Row(y) {
			row += c.Text
		}
		if row = strings.TrimSpace(row); row != "" {
			out = append(out, row)
		}
	}
	return out
}

// What piles up while nobody presses a key takes no more room than a few notices, and lies over the screen once.
func TestUnreadNoticesStayFew(t *testing.T) {
	s, clock := stage(t, assembly)
	s.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	s.Tell(ui.Anything, "The link is lost")
	for i := range 1000 {
		s.Tell(ui.OfFonts, fmt.Sprint("No font for ", i))
		s.Tell(ui.OfDeck, fmt.Sprint("A warning of the deck: ", i))
		s.Tell(ui.BrokenEdit, fmt.Sprint("The edit is not shown: ", i))
	}
	got := said(s, 80, 24)
	want := []string{"The link is lost", "A warning of the deck: 999", "The edit is not shown: 999"}
	if len(got) > 6 || !contains(got, want...) || !strings.HasPrefix(got[len(got)-1], "(and 999 more about the deck") {
		t.Errorf("the stage says\n%s", strings.Join(got, "\n"))
	}
	press(t, s, clock, "n")
	if s.Modal() != nil {
		t.Errorf("a key leaves\n%s", strings.Join(said(s, 80, 24), "\n"))
	}
}

func contains(rows []string, want ...string) bool {
	all := "\n" + strings.Join(rows, "\n") + "\n"
	for _, w := range want {
		if !strings.Contains(all, "\n"+w+"\n") {
			return false
		}
	}
	return true
}

// The same is not said twice, and what is no longer so is not said.
func TestANoticeIsSaidOnce(t *testing.T) {
	s, _ := stage(t, assembly)
	for range 3 {
		s.Tell(ui.Anything, "There is no such slide")
		s.Tell(ui.BrokenEdit, "The edit is not shown")
	}
	if got := said(s, 80, 24); len(got) != 2 {
		t.Errorf("the stage says %q", got)
	}
	s.Untell(ui.BrokenEdit)
	if got := said(s, 80, 24); len(got) != 1 || got[0] != "There is no such slide" {
		t.Errorf("the stage says %q", got)
	}
	other, _ := stage(t, assembly)
	other.Tell(ui.BrokenEdit, "The edit is not shown")
	if other.Untell(ui.BrokenEdit); other.Modal() != nil {
		t.Error("a notice of nothing stays")
	}
}

// What has to be read and had no room is shown after the next key. Every key keeps its meaning.
func TestNoNoticeIsLostForWantOfRoom(t *testing.T) {
	s, clock := stage(t, assembly)
	s.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	seen := map[string]bool{}
	for i := range 9 {
		s.Tell(ui.Anything, fmt.Sprintf("Important %d", i))
		s.Tell(ui.OfDeck, fmt.Sprintf("A warning %d", i))
	}
	for presses := 0; s.Modal() != nil; presses++ {
		if presses > 9 {
			t.Fatalf("after %d keys the stage says\n%s", presses, strings.Join(said(s, 80, 24), "\n"))
		}
		for _, row := range said(s, 80, 24) {
			seen[row] = true
		}
		place := s.Talk.Pos
		if press(t, s, clock, []string{"n", "p"}[presses%2]); s.Talk.Pos == place {
			t.Fatal("a key only takes a notice away")
		}
	}
	for i := range 9 {
		if !seen[fmt.Sprintf("Important %d", i)] {
			t.Errorf("of %v, number %d is missing", seen, i)
		}
	}
}

// A notice comes above what lies over the slide, but leaves a question its row.
func TestANoticeLeavesAQuestionItsRow(t *testing.T) {
	s, clock := stage(t, assembly)
	press(t, s, clock, "q")
	s.Tell(ui.Anything, "The link is lost")
	if got := said(s, 80, 24); !contains(got, "The link is lost", "Leave the talk? y yes, other keys no") {
		t.Errorf("the stage says %q", got)
	}
	if left := press(t, s, clock, "y"); len(left) != 1 || left[0] != ui.Stop || s.Modal() != nil {
		t.Errorf("y gives %v", left)
	}
}

// However long a notice and however small the window, it is drawn inside it.
func TestANoticeInAnyWindow(t *testing.T) {
	s, _ := stage(t, assembly)
	s.Tell(ui.Anything, strings.Repeat("many words ", 5000))
	s.Tell(ui.OfDeck, "A warning")
	for _, size := range [][2]int{{0, 0}, {1, 1}, {8, 3}, {40, 12}, {80, 24}} {
		s.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		said(s, size[0], size[1])
	}
	for _, k := range screentest.Bytes(t, "n") {
		s.Update(k)
	}
	if s.Modal() != nil {
		t.Error("a long notice stays")
	}
}

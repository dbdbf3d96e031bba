package ui

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/plan"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// Resuming asks whether the talk, which was interrupted and lies below as it was, is to go on. A clicker,
// which has no other keys, takes it up; it takes two keys to begin again, or to leave, and any other key changes
// nothing.
type Resuming struct {
	stage *Stage
	again bool // a was pressed: y begins again
}

// Key implements Modal.
func (r *Resuming) Key(msg tea.KeyPressMsg) Answer {
	again := r.again
	r.again = false
	switch key := msg.String(); {
	case isStop(msg), !again && r.stage.Input.Keys.Find(msg) == Quit:
		return Answer{Stays: true, Passed: true}
	case again && (key == "y" || key == "Y"):
		return Answer{Command: talk.Command{Op: talk.Restart}}
	case again:
	case key == "a" || key == "A":
		r.again = true
	case key == "y" || key == "Y" || resumes(Command(r.stage.Input.Keys.Find(msg), 0).Op):
		return Answer{}
	}
	return Answer{Stays: true}
}

// resumes reports whether an operation takes the talk up, whichever window it comes from.
func resumes(op talk.Op) bool { return op == talk.Next || op == talk.Begin || op == talk.BeginOrNext }

// Draw implements Modal.
func (r *Resuming) Draw(g *cell.Grid, look Look) {
	lines := r.lines(max(g.W-8, 0))
	for n := 3; n > 1 && g.H < len(lines); n-- {
		lines = slices.Delete(lines, n, n+1) // The empty one goes first, and then the title.
	}
	style, margin := NewStyles(look.Palette).Alarm, min(2, max(g.H-len(lines), 0)/2)
	box := middle(g, cell.Widest(lines...)+8, len(lines)+2*margin, style)
	for i, l := range lines[:min(len(lines), max(box.H-margin, 0))] {
		Center(g, box, margin+i, l, style)
	}
}

// lines are what the box says, the title of the slide in at most w columns.
func (r *Resuming) lines(w int) []string {
	s, title := r.stage, ""
	slide := s.Talk.Pos.Slide
	if slide < s.Deck.Len() {
		title = cell.Truncate(s.Deck.Title(slide), w)
	}
	at := fmt.Sprintf("slide %d, clock %s", slide+1, plan.Clock(s.Talk.Clock.Elapsed(s.Now())))
	if r.again {
		return []string{"BEGIN AGAIN AT SLIDE 1?", "instead of " + at, title, "", "y: begin again", "any other key: back"}
	}
	return []string{"THE TALK WAS INTERRUPTED", at, title, "", "Next, Enter or F5: resume it", "a, then y: begin again"}
}

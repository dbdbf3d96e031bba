package ui

import (
	"fmt"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"assembly/internal/cell"
	"assembly/internal/plan"
	"assembly/internal/talk"
)

// Resuming asks whether an interrupted talk is to go on. A clicker, which has no other keys, takes it
// up; it takes two keys to begin again, and any other key changes nothing.
type Resuming struct {
	saved talk.Talk
	phase string // to resume it in; "" is its own
	keys  KeyMap
	now   func() time.Time
	title func(slide int) string
	again bool // a was pressed: y begins again
}

// Key implements Modal.
func (r *Resuming) Key(msg tea.KeyPressMsg) Answer {
	again := r.again
	r.again = false
	switch key := msg.String(); {
	case isStop(msg):
		return Answer{Stays: true, Passed: true}
	case again && (key == "y" || key == "Y"):
		return Answer{Action: BeginAgain}
	case again:
	case key == "a" || key == "A":
		r.again = true
	case key == "y" || key == "Y" || resumes(r.keys.Find(msg)):
		return r.take()
	}
	return Answer{Stays: true}
}

// resumes reports whether an action takes the talk up.
func resumes(a Action) bool { return a == Next || a == Begin }

func (r *Resuming) take() Answer {
	return Answer{Command: talk.Command{Op: talk.Resume, Saved: &r.saved, Phase: r.phase}}
}

// rebase lets the talk follow an edit of its deck.
func (r *Resuming) rebase(shape talk.Shape, c talk.Command) {
	r.saved = talk.Do(shape, r.saved, c, r.now())
}

// Draw implements Modal.
func (r *Resuming) Draw(g *cell.Grid, look Look) {
	at := fmt.Sprintf("slide %d, clock %s", r.saved.Pos.Slide+1, plan.Clock(r.saved.Clock.Elapsed(r.now())))
	title := cell.Truncate(r.title(r.saved.Pos.Slide), max(g.W-8, 0))
	lines := []string{
		"THE TALK WAS INTERRUPTED", at, title, "",
		"Next, Enter or F5: resume it", "a, then y: begin again",
	}
	if r.again {
		lines = []string{"BEGIN AGAIN AT SLIDE 1?", "instead of " + at, title, "", "y: begin again", "any other key: back"}
	}
	for n := 3; n > 1 && g.H < len(lines); n-- {
		lines = slices.Delete(lines, n, n+1) // The empty one goes first, and then the title.
	}
	style, margin := NewStyles(look.Palette).Alarm, min(2, max(g.H-len(lines), 0)/2)
	box := middle(g, cell.Widest(lines...)+8, len(lines)+2*margin, style)
	for i, l := range lines[:min(len(lines), max(box.H-margin, 0))] {
		Center(g, box, margin+i, l, style)
	}
}

package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// Repaint asks for a new frame because time has passed.
type Repaint struct{ generation int }

// Ticker asks for repaints. Ticks cannot be stopped, so each has a generation, and one that is of an
// older generation than the ticker's is ignored.
type Ticker struct{ generation int }

// Tick starts a new generation of repaints, the first of them after a time.
func (t *Ticker) Tick(after time.Duration) tea.Cmd {
	t.generation++
	return t.Again(Repaint{t.generation}, after)
}

// Again continues the generation of a repaint, or lets it end when it is an old one.
func (t *Ticker) Again(r Repaint, after time.Duration) tea.Cmd {
	if r.generation != t.generation {
		return nil
	}
	return tea.Tick(after, func(time.Time) tea.Msg { return r })
}

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
	return t.tick(after)
}

func (t *Ticker) tick(after time.Duration) tea.Cmd {
	generation := t.generation
	return tea.Tick(after, func(time.Time) tea.Msg { return Repaint{generation} })
}

// Again continues the generation of a repaint, or lets it end when it is an old one.
func (t *Ticker) Again(r Repaint, after time.Duration) tea.Cmd {
	if r.generation != t.generation {
		return nil
	}
	return t.tick(after)
}

package ui_test

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// press types bytes at a stage, a long time apart, and returns the actions that it leaves to the
// program. Searches are carried out at once.
func press(t *testing.T, s *ui.Stage, clock *screentest.Clock, raw string) []ui.Action {
	t.Helper()
	var out []ui.Action
	for _, k := range screentest.Bytes(t, raw) {
		clock.Pass(time.Second)
		action, cmd := s.Update(k)
		if action != ui.Nothing {
			out = append(out, action)
		}
		if cmd != nil {
			s.Update(cmd())
		}
	}
	return out
}

// esc is Escape in the form that is none with the key after it.
const esc = "\x1b[27u"

// assembly is a small deck with a slide of each kind that the talk treats in its own way.
const assembly = `---
title: A talk
phases: [primary, secondary]
---

# Welcome

To everyone

---

# All hatred is wrong

<!-- pause -->

**Be kind**

---

# Be still

<!--
layout: reflection
silence: {primary: 40s, secondary: 60s}
-->

---

# A list of words

- one

<!-- pause -->

- two

---

# Tell someone

- Police: 101
- Hotline: 0800 789 321

<!-- layout: closing -->
`

func parse(t *testing.T, text string) *deck.Deck {
	t.Helper()
	d, err := markdown.Parse([]byte(text), markdown.Options{Name: "talk.md"})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func look(t *testing.T) ui.Look {
	t.Helper()
	p, err := theme.Lookup("")
	if err != nil {
		t.Fatal(err)
	}
	return ui.Look{Palette: p}
}

// stage is a presenter's stage of 80 by 24 on a deck, at its beginning.
func stage(t *testing.T, text string) (*ui.Stage, *screentest.Clock) {
	t.Helper()
	clock := &screentest.Clock{}
	s := ui.NewStage(ui.Setup{Deck: parse(t, text), Look: look(t), Phase: "primary", Now: clock.Now}, ui.PresenterKeys())
	s.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	return s, clock
}

// at puts a stage on a place.
func at(s *ui.Stage, slide, step int) {
	s.Do(talk.Command{Op: talk.GoTo, N: slide})
	for s.Talk.Pos.Step < step {
		s.Do(talk.Command{Op: talk.Next})
	}
}

// over is what lies over an empty screen of a size, as text.
func over(s *ui.Stage, w, h int) string {
	g := cell.New(w, h, cell.Style{})
	s.DrawOver(g)
	return screentest.Plain(g)
}

package start

import (
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/slides"
)

// chosen is what keys lead to: nothing yet, the question who can see this screen, or a program.
type chosen struct {
	keys   string
	asks   bool
	opens  bool
	choice Choice
	phase  string
}

func TestChoosing(t *testing.T) {
	testChoosing(t, newStart, []chosen{
		{"", false, false, 0, ""},
		{"enter", false, true, OneScreen, "primary"}, // One press from here to the talk.
		{"space", false, true, OneScreen, "primary"},
		{"f5", false, true, OneScreen, "primary"},
		{"t enter", false, true, OneScreen, "secondary"},
		{"t t enter", false, true, OneScreen, "primary"},
		{"1", false, true, OneScreen, "primary"},
		{"2", true, false, 0, ""},
		{"3", true, false, 0, ""},
		{"3 m", false, true, Rehearse, "primary"},
		{"t 3 m", false, true, Rehearse, "secondary"},
		{"3 h", false, false, 0, ""}, // A rehearsal shows notes.
		{"4", false, true, Check, "primary"},
		{"t 4", false, true, Check, "secondary"},
		{"5", false, true, Letter, "primary"},
		{"6", false, false, 0, ""},
		{"down enter", true, false, 0, ""},
		{"pgdown enter", true, false, 0, ""},
		{"down down enter m", false, true, Rehearse, "primary"},
		{"down down down enter", false, true, Check, "primary"},
		{"down down down down enter", false, true, Letter, "primary"},
		{"down down down down down enter", false, true, Letter, "primary"},
		{"j tab k enter", true, false, 0, ""},
		{"right left up enter", false, true, OneScreen, "primary"},
		{"down shift+tab enter", false, true, OneScreen, "primary"},
		{"2 m", false, true, Presenter, "primary"},
		{"2 o", false, true, Presenter, "primary"},
		{"2 1", false, true, Presenter, "primary"},
		{"t 2 m", false, true, Presenter, "secondary"},
		{"2 h", false, true, OneScreen, "primary"},
		{"2 w", false, true, OneScreen, "primary"},
		{"2 2", false, true, OneScreen, "primary"},
		{"2 enter", false, true, OneScreen, "primary"}, // Notes never come by habit.
		{"2 space", false, true, OneScreen, "primary"},
		{"2 f5", false, true, OneScreen, "primary"},
		{"2 pgdown f5", false, true, OneScreen, "primary"},
		{"2 up enter", false, true, Presenter, "primary"},
		{"2 pgup f5", false, true, Presenter, "primary"},
		{"2 up up down enter", false, true, OneScreen, "primary"},
		{"2 up q 2 enter", false, true, OneScreen, "primary"}, // Each time anew.
		{"3 enter", false, false, 0, ""},
		{"3 up enter", false, true, Rehearse, "primary"},
		{"2 esc x t 7", true, false, 0, ""}, // A clicker sends F5 and Esc in turn.
		{"f5 esc", false, true, OneScreen, "primary"},
		{"2 esc f5", false, true, OneScreen, "primary"},
		{"2 q", false, false, 0, ""},
		{"2 q enter", true, false, 0, ""},
	})
}

// An interrupted talk comes first, and asks as the presenter's view does.
func TestChoosingToResume(t *testing.T) {
	testChoosing(t, interrupted, []chosen{
		{"enter", true, false, 0, ""},
		{"enter m", false, true, Resume, "primary"},
		{"f5 m", false, true, Resume, "primary"},
		{"t 1 m", false, true, Resume, "secondary"},
		{"enter h", false, true, ResumeOneScreen, "primary"},
		{"enter enter", false, true, ResumeOneScreen, "primary"},
		{"f5 pgup f5", false, true, Resume, "primary"},
		{"pgdown pgup f5", true, false, 0, ""}, // What a press too many has left comes back.
		{"enter q", false, false, 0, ""},
		{"down enter", false, true, OneScreen, "primary"},
		{"down down enter m", false, true, Presenter, "primary"},
		{"3 h", false, true, OneScreen, "primary"},
		{"4 m", false, true, Rehearse, "primary"},
		{"5", false, true, Check, "primary"},
		{"6", false, true, Letter, "primary"},
		{"7", false, false, 0, ""},
	})
}

// A talk that was set aside for a newer one can be resumed too.
func TestChoosingAmongUnfinishedTalks(t *testing.T) {
	for keys, want := range map[string]Entry{
		"enter m": {Choice: Resume}, "down enter m": {Choice: Resume, Talk: 1}, "2 h": {Choice: ResumeOneScreen, Talk: 1}, "3": {Choice: OneScreen},
	} {
		m := newStartOf(t, 80, 24, "slide 1, 0:40", "slide 5, 3:12")
		m.Sees(t, "> Resume at slide 1, 0:40 the interrupted talk Resume at slide 5, 3:12 the talk before it", slides.Statement)
		m.Press(keys)
		if o, ok := m.Model.(*opened); !ok || o.Choice != want.Choice || o.Talk != want.Talk {
			t.Errorf("%q leads to %+v", keys, m.Model)
		}
	}
}

func testChoosing(t *testing.T, screen func(*testing.T, int, int) first, all []chosen) {
	t.Helper()
	for _, c := range all {
		m := screen(t, 80, 24)
		m.Press(c.keys)
		if m.m.menu.asking != c.asks || !c.opens && strings.Contains(m.Words(), "Who can see this screen?") != c.asks {
			t.Errorf("%q: it asks: %v", c.keys, m.m.menu.asking)
		}
		o, ok := m.Model.(*opened)
		if ok != c.opens || ok && (o.Choice != c.choice || o.Phase != c.phase) {
			t.Errorf("%q leads to %+v", c.keys, m.Model)
		}
	}
}

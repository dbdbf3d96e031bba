package hall_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// canary stands in everything of this deck that is the speaker's, in each form that the format
// has for it. A slide's own words hold it once, spelled backwards, to show that the test can see.
const canary = "zqxv"

const canaryDeck = `---
title: Birds
phases: [primary, secondary]
---

# vxqz

<!--
speaker: zqxv the reader
notes:
  primary: |
    zqxv for primary [do: zqxv]

    - zqxv in a list
  secondary: zqxv for secondary
-->

---

# Be still

<!-- layout: reflection -->
<!-- speaker_note: zqxv in a note -->

---

# A list

- one

<!-- pause -->

- two

<!-- zqxv in any other comment -->

???

zqxv below the line

---

# Tell someone

- Police: 101

<!-- layout: closing -->
<!-- notes: zqxv at the end -->
`

// No key, in no order, at no size, brings a note onto the hall's screen. At 40 by 12 the type is
// the terminal's own, so that words can be read back.
func TestNoKeyShowsNotes(t *testing.T) {
	names := strings.Fields("pgdown pgup esc enter f5 tab home end backspace up down left right space ctrl+c " +
		"n l j p h k g G 1 2 3 4 e o / . b , w ? q y s R u f t + = - J K H a x")
	sizes := [][2]int{{40, 12}, {40, 12}, {80, 24}, {55, 30}, {5, 3}}
	saw := false
	for seed := range uint64(4) {
		r := rand.New(rand.NewPCG(seed, 2))
		m := newShow(t, canaryDeck, still())
		for range 1000 {
			if r.IntN(50) == 0 {
				size := sizes[r.IntN(len(sizes))]
				m.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			}
			obey(m, key(names[r.IntN(len(names))]))
			v := m.View()
			if text := v.Content + v.WindowTitle; strings.Contains(text, canary) {
				t.Fatalf("seed %d: a note is in the hall:\n%s", seed, plain(m))
			}
			saw = saw || strings.Contains(v.Content, "vxqz")
		}
	}
	if !saw {
		t.Error("the test never saw a word of a slide, so it would not see a note either")
	}
}

// obey presses a key and carries out the search that it starts. Leaving and ticks are let go.
func obey(m tea.Model, k tea.KeyPressMsg) {
	if _, cmd := m.Update(k); cmd != nil && k.Text != "" && k.Text != "y" {
		if found, ok := cmd().(ui.Found); ok {
			m.Update(found)
		}
	}
}

// A search in the hall must not tell what stands in the notes either.
func TestSearchDoesNotReadNotes(t *testing.T) {
	m := newShow(t, canaryDeck, still())
	m.Update(tea.WindowSizeMsg{Width: 40, Height: 12})
	for _, r := range "/" + canary {
		obey(m, key(string(r)))
	}
	if got := plain(m); !strings.Contains(got, "No slide has these words") {
		t.Errorf("searching for a word of the notes shows\n%s", got)
	}
}

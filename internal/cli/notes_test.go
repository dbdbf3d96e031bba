package cli

import (
	"strings"
	"testing"
)

// canary is a letter that is in notes and nowhere else. However a screen is written, in whole or
// only where it has changed, a note that reaches it brings one along.
const canary = "Ω"

const withCanaries = `---
title: Canaries
phases: [primary, secondary]
---

# Alpha

<!-- speaker_note: ΩΩ first ΩΩ -->

---

# Bravo

<!-- pause -->

**more of it**

<!--
speaker: ΩΩ
notes:
  primary: |
    ΩΩ primary [do: ΩΩ] [pause 3s]

    > ΩΩ quoted
  secondary: |
    ΩΩ secondary
-->

???
ΩΩ after the question marks

---

# Be still

<!--
layout: reflection
silence: 1m
notes: ΩΩ
-->

---

# Tell someone

- Police: 101

<!-- layout: closing -->
<!-- ΩΩ -->
`

// No key, none of the speaker's either, brings a note into the hall: not one byte of one.
func TestShowNeverShowsANote(t *testing.T) {
	t.Parallel()
	_, path := write(t, withCanaries)
	for _, size := range [][2]int{{40, 12}, {120, 30}} {
		tm := runAt(t, size[0], size[1], "show", path, "--phase", "secondary")
		for range 6 {
			tm.keys("t+-sfJKHuRNx" + "\x1b[1;2A\x1b[1;2B").keys("?").sees("Keys").keys(esc).gone("Keys")
			tm.keys("o").sees("Slides").keys(esc).gone("Slides")
			tm.keys(pageDown)
		}
		tm.keys("/").sees("Search").keys("secondary").sees("secondary_").keys(canary).sees("Search: secondary" + canary)
		tm.keys(strings.Repeat(backspace, 10)).sees("Search: _").keys(esc).gone("Search")
		typed := strings.Count(tm.written(), canary)
		tm.keys("qy").ends(exitDone)
		if all := strings.Count(tm.written(), canary); all != typed || typed != 1 {
			t.Errorf("at %v the hall's screen was sent %d letters of notes besides the one typed", size, all-1)
		}
	}
}

// The same notes do reach the speaker, so the test above can fail.
func TestPresenterShowsNotesUnderTheirLabels(t *testing.T) {
	t.Parallel()
	_, path := write(t, withCanaries)
	tm := runAt(t, 100, 40, "present", path).sees("ΩΩ first")
	tm.keys("2G").sees("ΩΩ primary", "ΩΩ quoted").keys("t").sees("ΩΩ secondary")
	tm.keys("qy").ends(exitDone)

	tm = runAt(t, 100, 40, "present").sees("guidance, not police words", "dated 25 May 2017")
	tm.keys("2G").sees("-- the letter --", "That all forms of extremism and hatred is wrong", "guidance, not police words")
	tm.keys("t").sees("Notice the words")
}

func TestStartScreen(t *testing.T) {
	t.Parallel()
	start := func() *terminal { return runAt(t, 80, 24).sees("7 slides", "dated 25 May 2017") }
	const question = "Who can see this screen?"

	// One Enter from start to talk, with slides only.
	tm := start().keys(enter).resize(40, 12).sees("#WeStandTogether We look after each other")
	tm.keys("n").sees("All forms").keys("qy").ends(exitDone)

	// Notes are drawn for whoever says that nobody else sees them.
	tm = start().keys(down).keys(enter).sees(question).keys("m").sees("guidance, not police words")
	tm.keys("qy").ends(exitDone)

	// A rehearsal draws them too, and asks.
	tm = start().keys("3").sees(question).keys("m").sees("REHEARSAL", "guidance, not police words")
	tm.keys("qy").ends(exitDone)

	// When the hall sees the screen, the slides come without notes.
	tm = start().keys(down).keys(enter).sees(question).keys("h").resize(40, 12).sees("We look after each other")
	tm.keys("qy").ends(exitDone)
	if strings.Contains(tm.written(), "guidance") {
		t.Error("the hall was shown notes")
	}

	// An answer by habit shows no notes, and q takes the question back.
	tm = start().keys(down).keys(enter).sees(question).keys(enter).gone(question).resize(40, 12).sees("We look after each other")
	tm.keys("qy").ends(exitDone)
	if strings.Contains(tm.written(), "guidance") {
		t.Error("Enter twice shows notes")
	}
	tm = start().keys(down).keys(enter).sees(question).keys("q").gone(question).sees("7 slides")

	// The phase chosen here is the talk's.
	tm.keys("t").sees("secondary").keys(enter).sees(question).keys("m").sees("Slide 1 of 7 secondary")

	// The letter opens, and comes back here.
	start().keys("5").sees("This deck: nothing to fix", "Date and threat level checked").keys("q").sees("7 slides", "> Check beforehand").keys("q").ends(exitDone)
	tm = start().keys("6").sees("Dear Head Teacher").keys("q").sees("7 slides")
	tm.keys(enter).sees("Dear Head Teacher").keys(esc).sees("7 slides").keys("q").ends(exitDone)
}

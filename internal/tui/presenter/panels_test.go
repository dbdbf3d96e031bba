package presenter

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// The banner says what lies over the hall and for how long; on the narrowest screen it is whole.
func TestBanner(t *testing.T) {
	for _, c := range []struct {
		keys  string
		later time.Duration
		want  string
	}{
		{"", time.Minute, ""},
		{"pgdown .", 0, "THE HALL IS BLACK  0:00  next uncovers"},
		{"pgdown b", 754 * time.Second, "THE HALL IS BLACK  12:34  next uncovers"},
		{"pgdown ,", 61 * time.Second, "THE HALL IS WHITE  1:01  next uncovers"},
		{"pgdown f", 9 * time.Second, "THE HALL IS FROZEN  0:09  f unfreezes it"},
		{"pgdown f pgdown", 9 * time.Second, "THE HALL IS FROZEN  0:10  f unfreezes it"},
		{"pgdown ..", time.Minute, ""},
		{"pgdown . pgdown", time.Minute, ""},
		{"f.", 5 * time.Second, "THE HALL IS BLACK  0:05  next uncovers"},
	} {
		for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 30}} {
			m, clock := builtin(t, size[0], size[1])
			press(m, clock, c.keys)
			clock.Pass(c.later)
			got := strings.TrimSpace(screentest.Lines(m)[1])
			got, _, _ = strings.Cut(got, "    ")
			if c.want == "" && strings.Contains(got, "HALL IS") || c.want != "" && got != c.want {
				t.Errorf("%q, %v later at %v: %q, want %q", c.keys, c.later, size, got, c.want)
			}
		}
	}
}

// Under a blank the banner's whole row has the alarm's background, from edge to edge.
func TestBannerFillsItsRow(t *testing.T) {
	m, clock := builtin(t, 80, 24)
	press(m, clock, ".")
	row := strings.Split(m.View().Content, "\n")[1]
	if strings.Count(row, "48;2;") != 1 || !strings.HasPrefix(row, "\x1b[0;38;2;0;0;0;48;2;255;210;31m") {
		t.Errorf("the banner's row is %q", row)
	}
}

func TestABrokenReloadIsToldAndGoesAway(t *testing.T) {
	m, clock := builtin(t, 80, 24)
	press(m, clock, "pgdown")
	before := text(m)
	m.Update(ui.Reload{Err: errors.New("talk.md:3:1: no such key\ntalk.md:4: nor this")})
	if got := screentest.Lines(m)[1]; strings.TrimSpace(got) != "The edited deck is not shown: talk.md:3:1: no such key; talk.md:4: nor this" {
		t.Errorf("a broken edit shows %q", got)
	}
	press(m, clock, ".")
	if got := screentest.Lines(m)[1]; !strings.Contains(got, "THE HALL IS BLACK") {
		t.Errorf("a black hall matters more than %q", got)
	}
	press(m, clock, ".")
	clock.Pass(-2 * time.Second)
	if m.Update(ui.Reload{Deck: m.stage.Deck}); text(m) != before {
		t.Errorf("after the deck was mended:\n%s\nwant\n%s", text(m), before)
	}
}

// An error is there to be read to its end: the notes give up rows for it, and nothing else does.
func TestABrokenReloadIsToldWhole(t *testing.T) {
	const fault = "deck/of/a/school/assembly.md:31:7: \"notes\" cannot be read: found a list, expected text, or text for each phase: write notes: |"
	for _, size := range [][2]int{{40, 12}, {60, 18}, {80, 24}, {120, 30}} {
		m, clock := builtin(t, size[0], size[1])
		press(m, clock, "e")
		m.Update(ui.Reload{Err: errors.New(fault)})
		got := strings.Join(strings.Fields(strings.ReplaceAll(text(m), "\n", " ")), " ")
		for _, want := range []string{"The edited deck is not shown: " + fault, "-- guidance, not police words --", "1:30 of 10:30"} {
			if !strings.Contains(got, want) {
				t.Errorf("%v lacks %q:\n%s", size, want, text(m))
			}
		}
		l := m.layout()
		if full := layOut(size[0], size[1], 0); l.Now.H != full.Now.H || l.Notes.Y+l.Notes.H != full.Notes.Y+full.Notes.H || l.Notes.Y-full.Notes.Y != l.Banner.H-1 {
			t.Errorf("%v is divided as %+v", size, l)
		}
	}
	m, _ := builtin(t, 80, 24)
	m.Update(ui.Reload{Err: errors.New(strings.Repeat("fault ", 400))})
	if l := m.layout(); l.Notes.H != 1 || !strings.Contains(screentest.Lines(m)[l.Banner.Y+l.Banner.H-1], "…") {
		t.Errorf("an error without end leaves notes of %d rows:\n%s", l.Notes.H, text(m))
	}
}

func TestClockLine(t *testing.T) {
	for _, c := range []struct {
		keys        string
		later       time.Duration
		wide, small string
	}{
		{"", 5 * time.Second, "Press Enter as you begin to speak   planned 10:30   this slide 1:30", "Press Enter as you begin to speak"},
		{"enter", 5 * time.Second, "Clock 0:05 of 10:30 running   this slide 0:05 of 1:30", "0:05 of 10:30   slide 0:05 of 1:30"},
		{"pgdown R", 0, "Clock not started: s starts it   planned 10:30   this slide 0:01 of 1:30", "Clock not started: s starts it"},
		{"s", 5 * time.Second, "Clock 0:05 of 10:30 running   this slide 0:05 of 1:30", "0:05 of 10:30   slide 0:05 of 1:30"},
		{"pgdown", 83 * time.Second, "Clock 2:53 of 10:30 running   this slide 1:23 of 1:30", "2:53 of 10:30   slide 1:23 of 1:30"},
		{"pgdown pgdown", 83 * time.Second, "Clock 2:54 of 10:30 running   this slide 1:24 of 1:30", "2:54 of 10:30   slide 1:24 of 1:30"},
		{"ss", 83 * time.Second, "Clock 0:01 of 10:30 PAUSED   this slide 0:01 of 1:30", "0:01 of 10:30 PAUSED"},
		{"sssss", 0, "Clock 0:02 of 10:30 running   this slide 0:02 of 1:30", "0:02 of 10:30   slide 0:02 of 1:30"},
		{"pgdown t", 0, "Clock 1:31 of 10:15 running   this slide 0:01 of 1:15", "1:31 of 10:15   slide 0:01 of 1:15"},
		{"sR", 0, "Press Enter as you begin to speak   planned 10:30   this slide 1:30", "Press Enter as you begin to speak"},
		{"sRu", 0, "Clock 0:02 of 10:30 running   this slide 0:02 of 1:30", "0:02 of 10:30   slide 0:02 of 1:30"},
	} {
		for w, want := range map[int]string{80: c.wide, 40: c.small} {
			m, clock := builtin(t, w, 12)
			press(m, clock, c.keys)
			clock.Pass(c.later)
			m.Update(ui.Repaint{})
			if got := strings.TrimSpace(screentest.Lines(m)[11]); got != want {
				t.Errorf("%q, %v later, %d columns: %q, want %q", c.keys, c.later, w, got, want)
			}
		}
	}
}

func TestClockLineWithoutAPlan(t *testing.T) {
	m, clock := newModel(t, "# One\n\n---\n\n# Two\n", 80, 24)
	press(m, clock, "pgdown")
	if got := strings.TrimSpace(screentest.Lines(m)[22]); got != "Clock 0:00 running   this slide 0:00" {
		t.Errorf("without a plan the clock says %q", got)
	}
	m, clock = newModel(t, "---\nduration: 5m\n---\n\n# One\n\n---\n\n# Two\n", 80, 24)
	press(m, clock, "pgdown")
	if got := strings.TrimSpace(screentest.Lines(m)[22]); got != "Clock 2:30 of 5:00 running   this slide 0:00 of 2:30" {
		t.Errorf("with a plan for the whole the clock says %q", got)
	}
}

// An edit of the plan is in the clock's line at once.
func TestReloadReadsThePlanAnew(t *testing.T) {
	m, clock := newModel(t, "---\nduration: 5m\n---\n\n# One\n\n---\n\n# Two\n", 80, 24)
	press(m, clock, "pgdown")
	edited, _ := newModel(t, "---\nduration: 8m\n---\n\n# One\n\n---\n\n# Two\n", 80, 24)
	m.Update(ui.Reload{Deck: edited.stage.Deck})
	if got := strings.TrimSpace(screentest.Lines(m)[22]); got != "Clock 2:30 of 8:00 running   this slide 0:00 of 4:00" {
		t.Errorf("after an edit of the plan the clock says %q", got)
	}
}

func TestHead(t *testing.T) {
	for _, c := range []struct {
		w    int
		keys string
		want string
	}{
		{80, "", "Slide 1 of 7   primary   #WeStandTogether 08:50:00"},
		{80, "pgdown pgdown t", "Slide 2 of 7   step 2 of 2   secondary   All forms of extremism and … 08:50:03"},
		{80, "3", "Slide 1 of 7   go to 3: Enter   primary   #WeStandTogether 08:50:01"},
		{40, "pgdown", "2/7   step 1/2   primary 08:50:01"},
		{40, "pgdown t", "2/7   step 1/2   secondary 08:50:02"},
		{20, "pgdown", "2/7 08:50:01"},
	} {
		m, clock := builtin(t, c.w, 24)
		press(m, clock, c.keys)
		row := screentest.Lines(m)[0]
		cutAt := max(len(row)-8, 0)
		got := strings.TrimSpace(row[:cutAt]) + " " + row[cutAt:]
		if got != c.want {
			t.Errorf("after %q at %d columns the head is %q, want %q", c.keys, c.w, got, c.want)
		}
	}
}

func TestHeadNamesTheSpeaker(t *testing.T) {
	m, _ := newModel(t, "# One\n\n<!-- speaker: Reader 1 -->\n", 80, 24)
	if got := screentest.Lines(m)[0]; !strings.Contains(got, "Slide 1 of 1   Reader 1 speaks   One") {
		t.Errorf("the head is %q", got)
	}
}

// Hints are whole or left out, and the ones that matter most stay.
func TestKeysAreNotCut(t *testing.T) {
	for w := 60; w < 140; w++ {
		m, _ := builtin(t, w, 24)
		got := screentest.Lines(m)[23]
		if strings.Contains(got, "…") || !strings.HasPrefix(got, " Space next   Backspace back   . black") {
			t.Errorf("at %d columns the keys are %q", w, got)
		}
		if w >= 80 && !strings.Contains(got, "? all keys   q leave") {
			t.Errorf("at %d columns the keys lack help and leaving: %q", w, got)
		}
	}
}

// What stands beside the hall's slide says when the hall will see it.
func TestNextLabel(t *testing.T) {
	for keys, want := range map[string]string{
		"": "   NEXT  All forms of extremism and ha…", "pgdown": "   NEXT  Hatred is always wrong", "pgdown pgdown": "   NEXT  No faith or religion believes…",
		"pgdown .": "next uncovers    NEXT uncovers this", "pgdown ,": "next uncovers    NEXT uncovers this",
		"pgdown f pgdown": "f unfreezes it    YOU ARE HERE, f shows it", "6 enter": "   NEXT  Be still: the silence",
	} {
		for _, w := range []int{80, 120} {
			m, clock := builtin(t, w, 30)
			press(m, clock, keys)
			row := screentest.Lines(m)[1]
			if words := strings.Fields(want)[:2]; w == 120 && !strings.HasSuffix(row, want) || !strings.Contains(row, strings.Join(words, " ")) && words[0] != "NEXT" {
				t.Errorf("after %q at %d columns the label is %q, want %q", keys, w, row, want)
			}
		}
	}
	m, clock := builtin(t, 80, 24)
	if press(m, clock, "e"); !strings.Contains(text(m), "the last screen: it stays") {
		t.Errorf("on the closing screen next shows\n%s", text(m))
	}
}

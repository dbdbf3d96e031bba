package plan

import (
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/slides"
)

func parse(t *testing.T, text string) *deck.Deck {
	t.Helper()
	d, err := markdown.Parse([]byte(text), markdown.Options{Name: "talk.md", Files: slides.Files()})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The built-in deck's times are what its words, pauses and silences come to.
func TestBuiltinTimesAreItsEstimates(t *testing.T) {
	type totals = map[string]time.Duration
	for text, want := range map[string]totals{
		string(slides.Builtin()): {"primary": 10*time.Minute + 30*time.Second, "secondary": 10*time.Minute + 15*time.Second},
		string(slides.Short()):   {"primary": 4 * time.Minute, "secondary": 4*time.Minute + 15*time.Second},
	} {
		d := parse(t, text)
		for phase, total := range want {
			p := Of(d, phase, 0)
			if p.Total() != total {
				t.Errorf("%s, %s: the plan is %v, want %v", d.Heading(), phase, p.Total(), total)
			}
			for i, it := range p.Items {
				if e := Estimate(it.Words, Pace(d.Meta, phase), it.Pauses+it.Silence); e != it.Time {
					t.Errorf("%s, %s, slide %d: planned %v, but its notes take %v", d.Heading(), phase, i+1, it.Time, e)
				}
			}
		}
	}
}

func TestEstimate(t *testing.T) {
	for _, c := range []struct {
		words, pace int
		silences    time.Duration
		want        string
	}{
		{0, 110, 0, "0s"},
		{1, 110, 0, "15s"},
		{110, 110, 0, "1m15s"}, // 69 s
		{110, 110, 6 * time.Second, "1m15s"},
		{110, 110, 7 * time.Second, "1m30s"},
		{0, 110, 45 * time.Second, "45s"},
	} {
		if got := Estimate(c.words, c.pace, c.silences); got.String() != c.want {
			t.Errorf("%d words at %d with %v: %v, want %s", c.words, c.pace, c.silences, got, c.want)
		}
	}
}

const talk = `---
phases: [primary, secondary]
pace: {primary: 100}
---
# One

<!--
time: {primary: 2m}
notes: One two three.
-->

---
# Two

<!--
optional: true
speaker: Reader 1
notes: |
  Four words to say. [pause 20s]
-->

---
# Be still

<!-- layout: reflection -->

---
# Tell someone

- Emergency: 999

<!--
layout: closing
optional: true
-->
`

func TestOf(t *testing.T) {
	p := Of(parse(t, talk), "primary", 0)
	want := []Item{
		{Time: 2 * time.Minute, Words: 3},
		{Time: 30 * time.Second, Words: 4, Pauses: 20 * time.Second, Optional: true, Speaker: "Reader 1"},
		{Time: 45 * time.Second, Silence: 45 * time.Second},
		{}, // The closing slide is never optional.
	}
	for i, it := range p.Items {
		if it != want[i] {
			t.Errorf("slide %d: %+v, want %+v", i+1, it, want[i])
		}
	}
	if p.Total() != 3*time.Minute+15*time.Second || p.Closing != 3 {
		t.Errorf("%v in all, closing %d", p.Total(), p.Closing)
	}
	if got := Of(parse(t, talk), "secondary", 0).Time(0); got != 15*time.Second {
		t.Errorf("a slide that has a time for another phase only takes %v", got)
	}
}

func TestPace(t *testing.T) {
	m := deck.Meta{Pace: map[string]int{"primary": 100, "": 140}}
	if a, b, c := Pace(m, "primary"), Pace(m, "secondary"), Pace(deck.Meta{}, "x"); a != 100 || b != 140 || c != UsualPace {
		t.Errorf("%d, %d, %d", a, b, c)
	}
}

// A talk that has a time, of slides that have none, shares it among them.
func TestShare(t *testing.T) {
	for text, want := range map[string][]string{
		"# A\n\n<!-- notes: one two three four five six seven eight nine ten -->\n\n---\n# B\n": {"1m40s", "0s"},
		"# A\n\n---\n# B\n\n---\n# C\n": {"33s", "33s", "34s"},
		"# A\n\n<!-- notes: one [pause 50s] -->\n\n---\n# B\n\n<!-- notes: one two [pause 20s] -->\n": {"1m6s", "34s"},
	} {
		p := Of(parse(t, "---\nduration: 100s\n---\n"+text), "", 0)
		for i, it := range p.Items {
			if it.Time.String() != want[i] {
				t.Errorf("%q, slide %d: %v, want %s", text, i+1, it.Time, want[i])
			}
		}
		if p.Total() != 100*time.Second {
			t.Errorf("%q: %v in all", text, p.Total())
		}
	}
}

func TestClock(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "0:00", 999 * time.Millisecond: "0:00", 7 * time.Second: "0:07", 187 * time.Second: "3:07",
		75 * time.Minute: "75:00", 26 * time.Hour: "1560:00",
	} {
		if got := Clock(d); got != want {
			t.Errorf("%v is written %q, want %q", d, got, want)
		}
	}
}

// What an author names for the whole talk is not that of a part of it.
func TestTotalOfAPart(t *testing.T) {
	p := Plan{Whole: 20 * time.Minute, Closing: -1, Items: []Item{{Time: 5 * time.Minute}, {Time: 4 * time.Minute}, {}}}
	if whole, part := p.Total(), p.From(2).Total(); whole != 9*time.Minute || part != 0 {
		t.Errorf("the whole is %v, its last slide %v", whole, part)
	}
	large := Plan{Whole: 20 * time.Minute, Closing: -1}
	if whole, part := large.Total(), large.From(304).Total(); whole != 20*time.Minute || part != 0 {
		t.Errorf("a large deck's whole is %v, its end %v", whole, part)
	}
}

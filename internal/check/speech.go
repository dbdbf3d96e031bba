package check

import (
	"fmt"
	"strings"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/plan"
	"github.com/westandtogether-assembly/assembly/slides/rules"
)

// sentence finds the longest spoken sentence of a slide, where it is too long.
func (c *checker) sentence(i int) {
	var all []figure
	var worst longest
	for _, phase := range c.Phases {
		one, most := longestSentence(c.spoken(i, phase)), rules.LimitsFor(phase).Sentence
		if one.words <= most {
			continue
		}
		all = append(all, figure{phase, plural(one.words, "word", "words"), fmt.Sprintf("at most %d", most)})
		if one.words > worst.words {
			worst = one
		}
	}
	if len(all) > 0 {
		c.add(Finding{Pos: worst.pos, Slide: i + 1, Severity: Warning,
			What: fmt.Sprintf("slide %d: a spoken sentence has %s: “%s”", i+1, byPhase(all), beginning(worst.text)),
			Hint: "make two sentences of it"})
	}
}

// longest is the longest sentence of some notes.
type longest struct {
	words int
	text  string
	pos   deck.Pos
}

func longestSentence(notes []spokenNote) (out longest) {
	for _, n := range notes {
		for _, l := range n.lines {
			for _, s := range rules.Sentences(l) {
				if words := rules.CountWords(s); words > out.words {
					out = longest{words, s, n.pos}
				}
			}
		}
	}
	return out
}

// readingAge finds phases whose notes, all together, are too hard.
type readingAge struct{ text []strings.Builder } // of each phase

func (r *readingAge) slide(c *checker, i int) {
	if !c.english() {
		return
	}
	if r.text == nil {
		r.text = make([]strings.Builder, len(c.Phases))
	}
	for n, phase := range c.Phases {
		r.text[n].WriteString(c.script(i, phase))
	}
}

func (r *readingAge) check(c *checker) {
	var all []figure
	for n := range r.text {
		phase := c.Phases[n]
		age, ok := rules.ReadingAge(r.text[n].String())
		if most := rules.LimitsFor(phase).ReadingAge; ok && age > float64(most) {
			all = append(all, figure{phase, fmt.Sprintf("%.1f", age), fmt.Sprintf("at most %d", most)})
		}
	}
	if len(all) > 0 {
		c.add(Finding{Severity: Warning, What: "the notes have a reading age of " + byPhase(all), Hint: "use shorter sentences and shorter words"})
	}
}

// script is what is said on slide i in a phase, each line that ends a sentence on a line of its own.
func (c *checker) script(i int, phase string) string {
	var b strings.Builder
	for _, n := range c.spoken(i, phase) {
		for _, l := range n.lines {
			b.WriteString(l)
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// Notes take longer than planned where they take more than overrun of the time and slack more. A speaker who is
// that little late makes it up.
const (
	overrun = 1.25
	slack   = 15 * time.Second
)

// readingTime finds slides whose notes cannot be said in the time that the author planned. A slide with time to
// spare is none of its business: a hall sings, or pupils talk to each other.
func (c *checker) readingTime(i int) {
	var all []figure
	for _, phase := range c.Phases {
		planned, needed := c.Slide(i).Time.For(phase), c.needed(i, phase)
		if planned > 0 && needed-planned > slack && float64(needed) > float64(planned)*overrun {
			all = append(all, figure{phase, about(needed), plan.Words(planned) + " is planned"})
		}
	}
	if len(all) > 0 {
		c.add(Finding{Slide: i + 1, Severity: Warning, What: fmt.Sprintf("slide %d: to say the notes takes %s", i+1, byPhase(all)),
			Hint: "plan more time, or say less"})
	}
}

// needed is how long the notes of a slide take to say, with their pauses and the slide's silence.
func (c *checker) needed(i int, phase string) time.Duration {
	speech := c.Speech(i, phase)
	return plan.Speaking(speech.Words, c.pace(phase)) + speech.Pauses + c.PublicSlide(i).Reflection(phase)
}

// pace is the words a minute of a phase.
func (c *checker) pace(phase string) int {
	if c.Pace > 0 {
		return c.Pace
	}
	return plan.Pace(c.Meta, phase)
}

// about is a length of time that is no more exact than a pace is.
func about(d time.Duration) string { return "about " + plan.Words(d.Round(5*time.Second)) }

// A talk is too long for its duration where it takes more than longer of it and slack more, and far too short where
// it fills less than shorter of it, and the rest is more than idle.
const (
	longer  = 1.1
	shorter = 0.6
	idle    = 2 * time.Minute
)

// plan compares what the slides take, by their times or else by their notes, with the deck's duration.
func (c *checker) plan() {
	whole := c.Meta.Duration
	if whole == 0 {
		return
	}
	var long, short []figure
	silent := 0
	for _, phase := range c.Phases {
		t := c.total(phase)
		f := figure{phase: phase, found: t.String()}
		switch {
		case t.least-whole > slack && float64(t.least) > float64(whole)*longer:
			long = append(long, f)
		case t.sum > 0 && whole-t.sum > idle && float64(t.sum) < float64(whole)*shorter:
			short = append(short, f)
			silent = max(silent, t.silent)
		}
	}
	if len(long) > 0 {
		c.add(Finding{Severity: Warning, What: fmt.Sprintf("the slides take %s, and the duration is %s", byPhase(long), plan.Words(whole)),
			Hint: "leave something out, or change the duration in the front matter"})
	}
	if len(short) > 0 {
		c.add(tooShort(fmt.Sprintf("the slides take only %s, and the duration is %s", byPhase(short), plan.Words(whole)), silent))
	}
}

// tooShort is a finding of slides that fill too little of the duration, some of which say nothing of how long they take.
func tooShort(what string, silent int) Finding {
	f := Finding{Severity: Warning, What: what, Hint: "plan more time for slides, or change the duration in the front matter"}
	if silent > 0 {
		f.Detail = plural(silent, "slide has", "slides have") + " neither a time nor notes"
		f.Hint = "give each slide a time or notes, or change the duration in the front matter"
	}
	return f
}

// total is what the slides of a talk take in a phase.
type total struct {
	sum    time.Duration
	least  time.Duration // without those that may be left out
	silent int           // slides with neither a time nor notes, but for a title at the beginning
}

// String is the figures for a message.
func (t total) String() string {
	if t.least < t.sum {
		return fmt.Sprintf("%s (%s without the optional ones)", plan.Words(t.sum), plan.Words(t.least))
	}
	return plan.Words(t.sum)
}

// total is the plan's, as the start screen has it. A duration that the slides share because none of them has a time is
// left out: it is what they are compared with.
func (c *checker) total(phase string) total {
	p := plan.Of(c.Deck, phase, c.Pace)
	end := len(p.Items)
	if p.Closing >= 0 && p.Closing < end {
		end = p.Closing + 1
	}
	timed := c.timed(phase)
	var t total
	for i, it := range p.Items[:end] {
		if !timed {
			it.Time = plan.Estimate(it.Words, c.pace(phase), it.Pauses+it.Silence)
		}
		t.sum += it.Time
		if !it.Optional {
			t.least += it.Time
		}
		if it.Time == 0 && (i > 0 || c.PublicSlide(i).Layout != deck.LayoutTitle) {
			t.silent++
		}
	}
	return t
}

// timed reports whether any slide has a time for a phase.
func (c *checker) timed(phase string) bool {
	for i := range c.Len() {
		if c.Slide(i).Time.For(phase) > 0 {
			return true
		}
	}
	return false
}

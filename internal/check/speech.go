package check

import (
	"fmt"
	"strings"
	"time"

	"assembly/internal/deck"
	"assembly/internal/plan"
	"assembly/slides/rules"
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
func (c *checker) readingAge() {
	if !c.english() {
		return
	}
	var all []figure
	for _, phase := range c.Phases {
		var text strings.Builder
		for i := range c.Len() {
			text.WriteString(c.script(i, phase))
		}
		age, ok := rules.ReadingAge(text.String())
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
	for _, phase := range c.Phases {
		t := c.total(phase)
		f := figure{phase: phase, found: t.String()}
		switch {
		case t.least-whole > slack && float64(t.least) > float64(whole)*longer:
			long = append(long, f)
		case t.known && whole-t.sum > idle && float64(t.sum) < float64(whole)*shorter:
			short = append(short, f)
		}
	}
	if len(long) > 0 {
		c.add(Finding{Severity: Warning, What: fmt.Sprintf("the slides take %s, and the duration is %s", byPhase(long), plan.Words(whole)),
			Hint: "leave something out, or change the duration in the front matter"})
	}
	if len(short) > 0 {
		c.add(Finding{Severity: Warning, What: fmt.Sprintf("the slides take only %s, and the duration is %s", byPhase(short), plan.Words(whole)),
			Hint: "plan more time for slides, or change the duration in the front matter"})
	}
}

// total is what the slides of a talk take in a phase.
type total struct {
	sum   time.Duration
	least time.Duration // without those that may be left out
	known bool          // of all slides but the first, which often has no more than a title
}

// String is the figures for a message.
func (t total) String() string {
	if t.least < t.sum {
		return fmt.Sprintf("%s (%s without the optional ones)", plan.Words(t.sum), plan.Words(t.least))
	}
	return plan.Words(t.sum)
}

// total adds up the slides to the closing one: the times that the author planned, or what the notes take.
func (c *checker) total(phase string) total {
	end := c.Len()
	if closing := c.Closing(); closing >= 0 {
		end = closing + 1
	}
	t := total{known: end > 1}
	for i := range end {
		s := c.Slide(i)
		one := s.Time.For(phase)
		if one == 0 {
			one = c.needed(i, phase).Round(time.Second)
		}
		t.sum += one
		if !s.Optional {
			t.least += one
		}
		t.known = t.known && (i == 0 || one > 0)
	}
	return t
}

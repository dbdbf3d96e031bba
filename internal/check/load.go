package check

import (
	"fmt"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/slides/rules"
)

// line is a line of a slide as its author wrote it. Code, tables and pictures have none: they are read in another
// way.
type line struct {
	text  string
	step  int
	title bool
	item  bool // of a list
}

// slideLines are the lines of a slide.
func slideLines(s deck.PublicSlide) []line {
	var out []line
	title := true
	for _, b := range s.Blocks {
		all := blockLines(b, false)
		if b.Kind == deck.Heading && title {
			title = false
			for i := range all {
				all[i].title = true
			}
		}
		out = append(out, all...)
	}
	return out
}

func blockLines(b deck.Block, item bool) []line {
	var out []line
	switch b.Kind {
	case deck.Heading, deck.Paragraph:
		out = spanLines(b.Spans, b.Step, item)
	case deck.List:
		for _, it := range b.Items {
			out = append(out, spanLines(it.Spans, it.Step, true)...)
			for _, inner := range it.Blocks {
				out = append(out, blockLines(inner, true)...)
			}
		}
	case deck.Quote:
		for _, inner := range b.Blocks {
			out = append(out, blockLines(inner, item)...)
		}
	case deck.Code, deck.Table, deck.Picture:
	}
	return out
}

// codeWord stands for code within a line, which is one word however long it is.
const codeWord = "`0`"

func spanLines(spans []deck.Span, step int, item bool) []line {
	var b strings.Builder
	for i, s := range spans {
		switch {
		case !s.Code:
			b.WriteString(s.Text)
		case i == 0 || !spans[i-1].Code:
			b.WriteString(codeWord)
		}
	}
	var out []line
	for text := range strings.SplitSeq(b.String(), "\n") {
		if strings.TrimSpace(text) != "" {
			out = append(out, line{text: text, step: step, item: item})
		}
	}
	return out
}

// shown is what a step of a slide shows at once.
type shown struct {
	words, lines int
	longest      int // words of a line of a list
}

func (s *shown) add(l line) {
	n := rules.CountWords(l.text)
	s.words += n
	if !l.title {
		s.lines++
	}
	if l.item {
		s.longest = max(s.longest, n)
	}
}

// fullest is the step of a slide, counted from 0, that shows most. On a message slide each step stands alone; on
// others the steps add up.
func (c *checker) fullest(s deck.PublicSlide) (step int, most shown) {
	steps := map[int]*shown{}
	for _, l := range slideLines(s) {
		if s.Layout == deck.LayoutClosing && !l.title {
			continue // The numbers need their labels.
		}
		at := s.Steps - 1
		if s.Layout == deck.LayoutMessage {
			at = l.step
		}
		if steps[at] == nil {
			steps[at] = &shown{}
		}
		if !c.ofSource(l.text) {
			steps[at].add(l)
		}
	}
	for at, one := range steps {
		if one.words > most.words || one.words == most.words && at < step {
			step, most = at, *one
		}
	}
	return step, most
}

// The letter's own words stay as they are, however many they are. A longer letter than maxSource is not searched.
const (
	leastExact = 4 // words: fewer are in any letter
	maxSource  = 64 << 10
)

// ofSource reports whether a line is in the deck's source word for word.
func (c *checker) ofSource(text string) bool {
	if len(c.source) == 0 || rules.CountWords(text) < leastExact {
		return false
	}
	return strings.Contains(c.source, strings.TrimSuffix(rules.Flat(text), "."))
}

// sourceText is the text of the deck's source on one line.
func sourceText(m deck.Meta) string {
	if len(m.SourceText) > maxSource {
		return ""
	}
	return rules.Flat(strings.ReplaceAll(m.SourceText, "**", ""))
}

// load finds slides that show more at once than pupils take in. A slide of several screens is told of already.
func (c *checker) load(i int) {
	s := c.PublicSlide(i)
	if s.Screens > 1 {
		return
	}
	step, most := c.fullest(s)
	if c.ofTrade() && most.words <= rules.LimitsFor("").SlideWords {
		return
	}
	var parts []string
	if over := c.over(most.words, func(l rules.Limits) int { return l.SlideWords }); len(over) > 0 {
		parts = append(parts, fmt.Sprintf("%s at once (%s)", plural(most.words, "word", "words"), atMost(over)))
	}
	if over := c.over(most.lines, func(l rules.Limits) int { return l.Lines }); len(over) > 0 {
		parts = append(parts, fmt.Sprintf("%s below its title (%s)", plural(most.lines, "line", "lines"), atMost(over)))
	}
	if over := c.over(most.longest, func(l rules.Limits) int { return l.LineWords }); len(over) > 0 {
		parts = append(parts, fmt.Sprintf("a list with a line of %s (%s)", plural(most.longest, "word", "words"), atMost(over)))
	}
	if len(parts) > 0 {
		c.add(Finding{Slide: i + 1, Severity: Warning, What: c.stepText(i, step) + " shows " + andList(parts),
			Hint: "use fewer words, make two slides of it, or move some of it to the notes"})
	}
}

// stepText names a slide, and a step of it that is not its last or stands alone.
func (c *checker) stepText(i, step int) string {
	if s := c.PublicSlide(i); s.Layout == deck.LayoutMessage && step > 0 {
		return fmt.Sprintf("slide %d, step %d,", i+1, step+1)
	}
	return fmt.Sprintf("slide %d", i+1)
}

// emptySlides finds slides with nothing on them. A reflection has its shape, and of a slide with notes alone the reader of
// the deck has told.
type emptySlides struct{ told map[deck.Pos]bool }

func (e *emptySlides) slide(c *checker, i int) {
	if e.told == nil {
		e.told = map[deck.Pos]bool{}
		for _, d := range c.Diagnostics() {
			e.told[d.Pos] = true
		}
	}
	s := c.Slide(i)
	if s.Layout != deck.LayoutReflection && len(s.Rows) == 0 && !anything(s.Blocks) && !e.told[s.Pos] {
		c.add(Finding{Slide: i + 1, Severity: Warning, What: fmt.Sprintf("slide %d is empty", i+1), Hint: "give it a title, words or a picture, or delete it"})
	}
}

// anything reports whether blocks show something.
func anything(blocks []deck.Block) bool {
	for _, b := range blocks {
		if b.Kind == deck.Picture || b.Kind == deck.Table || strings.TrimSpace(b.Text+deck.PlainText(b.Spans)) != "" || anything(b.Blocks) {
			return true
		}
		for _, it := range b.Items {
			if strings.TrimSpace(deck.PlainText(it.Spans)) != "" || anything(it.Blocks) {
				return true
			}
		}
	}
	return false
}

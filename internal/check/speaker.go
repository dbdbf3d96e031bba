package check

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"assembly/internal/deck"
)

// speakers are the rules of what the speaker needs.
func speakers() []rule {
	return []rule{
		{name: "no-notes", about: "slides without notes, where others have them", check: (*checker).noNotes},
		{name: "one-phase", about: "slides with notes for some of the phases only", check: (*checker).onePhase},
		{name: "placeholder", about: "a blank that nothing fills in", check: (*checker).placeholders},
	}
}

// noNotes finds slides without notes, where most slides have them, and decks without any that are made for notes. A
// title at the beginning needs none.
func (c *checker) noNotes() {
	var without []int
	for i := range c.Len() {
		if len(c.Slide(i).Notes) == 0 && !(i == 0 && c.PublicSlide(i).Layout == deck.LayoutTitle) {
			without = append(without, i+1)
		}
	}
	switch n, some := len(without), c.anyNotes(); {
	case n == 0 || n > c.Len()/2 && some:
	case !some && (len(c.Meta.Phases) > 0 || c.Meta.Source != ""):
		c.add(Finding{Severity: Warning, What: "no slide has notes", Hint: "write what to say in a comment below each slide: <!-- notes: ... -->"})
	case some:
		c.add(Finding{Slide: without[0], Severity: Warning, What: slidesText(without) + " no notes, and the others have them",
			Hint: "write what to say in a comment below the slide: <!-- notes: ... -->"})
	}
}

func (c *checker) anyNotes() bool {
	for i := range c.Len() {
		if len(c.Slide(i).Notes) > 0 {
			return true
		}
	}
	return false
}

// slidesText is some slides as the subject of a sentence.
func slidesText(all []int) string {
	if len(all) == 1 {
		return fmt.Sprintf("slide %d has", all[0])
	}
	var out []string
	for _, n := range all {
		out = append(out, strconv.Itoa(n))
	}
	return "slides " + listed(out) + " have"
}

// onePhase finds slides whose notes are not for all of the phases.
func (c *checker) onePhase() {
	for _, phase := range c.Phases {
		var without []int
		for i := range c.Len() {
			if notes := c.Slide(i).Notes; len(notes) > 0 && len(notes.For(phase)) == 0 {
				without = append(without, i+1)
			}
		}
		if len(without) > 0 {
			c.add(Finding{Slide: without[0], Severity: Warning, What: slidesText(without) + " no notes for " + phase + ", and notes for another phase",
				Hint: "write notes for " + phase + " too, or notes without a phase for all"})
		}
	}
}

var blanks = regexp.MustCompile(`\{\{ *\pL[\pL\pN _'’.-]{0,40}(\|[^{}\n]*)?\}\}`)

// placeholders finds blanks that are shown as they are written, and of which the reader of the deck says nothing.
func (c *checker) placeholders() {
	if !c.ownFormat() {
		return
	}
	meant := c.meantBlanks()
	for i := range c.Len() {
		var left []string
		for _, p := range slices.Concat(c.shown(i), c.allSaid(i)) {
			if !strings.Contains(p.text, "{{") {
				continue
			}
			for _, blank := range blanks.FindAllString(p.text, -1) {
				if !p.code && !meant[blank] && !slices.Contains(left, blank) {
					left = append(left, blank)
				}
			}
		}
		if len(left) > 0 {
			c.add(Finding{Slide: i + 1, Severity: Warning, What: fmt.Sprintf("slide %d shows %s as it is written: nothing fills it in", i+1, listed(left)),
				Hint: "give it a name of letters, digits, - and _, and a value under fill: in the front matter"})
		}
	}
}

// meantBlanks are those that the reader of the deck has told of, and those that are written as text or code.
func (c *checker) meantBlanks() map[string]bool {
	out := map[string]bool{}
	for _, d := range c.Diagnostics() {
		for _, blank := range blanks.FindAllString(d.Message, -1) {
			out[blank] = true
		}
	}
	for _, at := range blanks.FindAllIndex(c.Source, -1) {
		if at[0] > 0 && (c.Source[at[0]-1] == '\\' || c.Source[at[0]-1] == '`') {
			out[string(c.Source[at[0]:at[1]])] = true
		}
	}
	return out
}

// ownFormat reports whether the deck is in the deck format, and not in that of another tool.
func (c *checker) ownFormat() bool { return c.Meta.Format == "" || c.Meta.Format == "assembly" }

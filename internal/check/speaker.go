package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
	"github.com/westandtogether-assembly/assembly/slides/rules"
)

// speakers are the rules of what the speaker needs.
func speakers(file *theFile) []rule {
	notes, phases, blank := &noNotes{}, &onePhase{}, &placeholders{file: file}
	return []rule{
		{name: "no-notes", about: "slides without notes, where others have them", slide: notes.slide, check: notes.check},
		{name: "one-phase", about: "slides with notes for some of the phases only", slide: phases.slide, check: phases.check},
		{name: "placeholder", about: "a blank that nothing fills in, such as {{name}}, [name] and TBC", slide: blank.slide},
	}
}

// noNotes finds slides without notes where most slides have them, or where the deck is made for notes: it names phases
// or its source. A title at the beginning needs none.
type noNotes struct {
	without []int // slides, from 1
	some    bool  // has any slide
}

func (r *noNotes) slide(c *checker, i int) {
	switch s := c.Slide(i); {
	case len(s.Notes) > 0:
		r.some = true
	case i > 0 || s.Layout != deck.LayoutTitle:
		r.without = append(r.without, i+1)
	}
}

func (r *noNotes) check(c *checker) {
	made := len(c.Meta.Phases) > 0 || c.Meta.Source != ""
	switch n := len(r.without); {
	case n == 0 || n > c.Len()/2 && !made:
	case !r.some && made:
		c.add(Finding{Severity: Warning, What: "no slide has notes", Hint: "write what to say in a comment below each slide: <!-- notes: ... -->"})
	case r.some:
		what := slidesText(r.without) + " no notes, and the others have them"
		if n > c.Len()/2 {
			what = fmt.Sprintf("%d of %d slides have no notes", n, c.Len())
		}
		c.add(Finding{Slide: r.without[0], Severity: Warning, What: what,
			Hint: "write what to say in a comment below the slide: <!-- notes: ... -->"})
	}
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
type onePhase struct{ without map[string][]int } // slides, from 1, by phase

func (r *onePhase) slide(c *checker, i int) {
	if r.without == nil {
		r.without = map[string][]int{}
	}
	for _, phase := range c.Phases {
		if notes := c.Slide(i).Notes; len(notes) > 0 && len(notes.For(phase)) == 0 {
			r.without[phase] = append(r.without[phase], i+1)
		}
	}
}

func (r *onePhase) check(c *checker) {
	for _, phase := range c.Phases {
		if without := r.without[phase]; len(without) > 0 {
			c.add(Finding{Slide: without[0], Severity: Warning, What: slidesText(without) + " no notes for " + phase + ", and notes for another phase",
				Hint: "write notes for " + phase + " too, or notes without a phase for all"})
		}
	}
}

var blanks = lazyregexp.New(`\{\{ *\pL[\pL\pN _'’.-]{0,40}(\|[^{}\n]*)?\}\}`)

// placeholders finds blanks that are shown as they are written, and of which the reader of the deck says nothing, and
// what was to be filled in later.
type placeholders struct {
	file  *theFile
	meant map[string]bool
}

func (r *placeholders) slide(c *checker, i int) {
	if !c.ownFormat() {
		return
	}
	if r.meant == nil {
		r.meant = c.meantBlanks()
	}
	var blank, later leftover
	for _, p := range slices.Concat(c.shown(i), c.allSaid(i)) {
		if !p.code {
			blank.add(p, blanksOf(p.text, r.meant))
			later.add(p, r.file.gaps(c, i, p))
		}
	}
	r.file.left(c, i, blank, "slide %d shows %s as it is written: nothing fills it in", "give it a name of letters, digits, - and _, and a value under fill: in the front matter")
	r.file.left(c, i, later, "slide %d has something left to fill in: %s", "write what belongs there")
}

// gaps are what was to be filled in later in a text of slide i. One in code, or with a backslash, is meant.
func (t *theFile) gaps(c *checker, i int, p piece) []string {
	return slices.DeleteFunc(rules.Gaps(p.text), func(gap string) bool {
		_, exact := t.find(c, i, p, gap)
		return !exact && !strings.Contains(gap, " ") // With a space it may be on two lines.
	})
}

// left makes a finding of what is left to fill in on slide i.
func (t *theFile) left(c *checker, i int, l leftover, what, hint string) {
	if l.words != nil {
		c.add(Finding{Slide: i + 1, Pos: t.at(c, i, l.first, l.words[0]), Severity: Warning, What: fmt.Sprintf(what, i+1, listed(l.words)), Hint: hint})
	}
}

// leftover is what is left to fill in on a slide.
type leftover struct {
	words []string
	first piece // that has any
}

func (l *leftover) add(p piece, words []string) {
	if l.words == nil {
		l.first = p
	}
	for _, w := range words {
		l.words = appendNew(l.words, w)
	}
}

// blanksOf are the blanks of a text but those that are meant.
func blanksOf(text string, meant map[string]bool) []string {
	if !strings.Contains(text, "{{") {
		return nil
	}
	return slices.DeleteFunc(blanks.FindAllString(text, -1), func(blank string) bool { return meant[blank] })
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

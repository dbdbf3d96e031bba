package check

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/slides/rules"
)

// words are the rules of how much is shown and said, and of how long that takes.
func words() []rule {
	long, titles, empty, hard := &longWords{}, &smallTitles{}, &emptySlides{}, &readingAge{}
	return []rule{
		{name: "load", about: "more words or lines on a slide than pupils of the phase take in", slide: (*checker).load},
		{name: "long-words", about: "long words on a slide that nothing explains", slide: long.slide, check: long.check},
		{name: "title-capital", about: "a title that begins with a small letter", slide: titles.slide, check: titles.check},
		{name: "empty", about: "a slide with nothing on it", slide: empty.slide},
		{name: "sentence", about: "a spoken sentence that is too long for the phase", slide: (*checker).sentence},
		{name: "reading-age", about: "notes that are too hard for the phase", slide: hard.slide, check: hard.check},
		{name: "reading-time", about: "notes that take longer to say than the slide's time", slide: (*checker).readingTime},
		{name: "plan", about: "slides that take longer, or far shorter, than the deck's duration", check: (*checker).plan},
	}
}

// limit is what pupils of a phase take in at most.
type limit struct {
	phase string
	most  int
}

// over gives the limits of the phases that a figure is over.
func (c *checker) over(n int, of func(rules.Limits) int) []limit {
	var out []limit
	for _, phase := range c.Phases {
		if most := of(rules.LimitsFor(phase)); n > most {
			out = append(out, limit{phase, most})
		}
	}
	return out
}

// atMost says limits: "at most 15 in primary and 25 in secondary".
func atMost(all []limit) string {
	var parts []string
	for i, l := range all {
		switch {
		case l.phase == "":
			parts = append(parts, fmt.Sprint(l.most))
		case i > 0 && all[i-1].most == l.most:
			parts[len(parts)-1] += " and " + l.phase
		default:
			parts = append(parts, fmt.Sprintf("%d in %s", l.most, l.phase))
		}
	}
	return "at most " + andList(parts)
}

// figure is what was found in a phase, with what it is held to in brackets.
type figure struct{ phase, found, limit string }

// byPhase says figures: "31 words in primary and secondary (at most 25)".
func byPhase(all []figure) string {
	var parts []string
	for i := 0; i < len(all); {
		var phases []string
		f := all[i]
		for ; i < len(all) && all[i].found == f.found && all[i].limit == f.limit; i++ {
			phases = append(phases, all[i].phase)
		}
		text := f.found + inPhases(phases)
		if f.limit != "" {
			text += " (" + f.limit + ")"
		}
		parts = append(parts, text)
	}
	return andList(parts)
}

// inPhases says where something is true: " in primary and secondary"; nothing for a deck without phases.
func inPhases(phases []string) string {
	if strings.Join(phases, "") == "" {
		return ""
	}
	return " in " + andList(phases)
}

// beginning is the first words of a text, for messages.
func beginning(text string) string {
	const most = 5
	all := strings.Fields(text)
	if len(all) <= most {
		return strings.Join(all, " ")
	}
	return strings.Join(all[:most], " ") + " …"
}

// spoken is the notes that are said on slide i in a phase, each with its lines.
func (c *checker) spoken(i int, phase string) []spokenNote {
	var out []spokenNote
	for _, n := range c.Slide(i).Notes.For(phase) {
		if c.Spoken(n) {
			out = append(out, spokenNote{n.Pos, spokenLines(n)})
		}
	}
	return out
}

// spokenNote is a paragraph of the notes as it is said.
type spokenNote struct {
	pos   deck.Pos
	lines []string
}

// spokenLines is a note without its cues, which part words. A line break that the author asked for parts sentences
// where a capital follows, as in a prayer or a poem, and otherwise only words.
func spokenLines(n deck.Note) []string {
	var b strings.Builder
	for _, p := range n.Parts {
		if p.Cue.Kind != deck.NoCue {
			b.WriteByte(' ')
		}
		b.WriteString(p.Text)
	}
	var out []string
	for line := range strings.SplitSeq(b.String(), "\n") {
		first, _ := utf8.DecodeRuneInString(strings.TrimLeft(line, ` "“‘'`))
		if len(out) > 0 && unicode.IsLower(first) {
			out[len(out)-1] += " " + line
		} else {
			out = append(out, line)
		}
	}
	return out
}

package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/slides/rules"
)

// longWords finds slides with more long words than pupils of a phase read. A talk for a trade is told once: its people
// know its words.
type longWords struct{ slides []string } // of such a talk

func (l *longWords) slide(c *checker, i int) {
	if !c.english() {
		return
	}
	all, long := c.tooLong(i)
	switch {
	case len(all) == 0:
	case c.ofTrade():
		l.slides = append(l.slides, fmt.Sprint(i+1))
	default:
		c.add(Finding{Slide: i + 1, Severity: Warning,
			What: fmt.Sprintf("slide %d has %s of %d syllables or more that nothing explains (%s): %s",
				i+1, plural(len(long), "word", "words"), rules.LongWord, atMost(all), listed(long)),
			Hint: "use shorter words, or say in the notes what each means"})
	}
}

func (l *longWords) check(c *checker) {
	if len(l.slides) > 0 {
		c.add(Finding{Severity: Warning,
			What: fmt.Sprintf("slides with more than %d long words each: %s", rules.LimitsFor("").LongWords, listed(l.slides)),
			Hint: "short words are read faster"})
	}
}

// ofTrade reports whether a deck is not meant for pupils, as far as can be told: it is for another tool and names no
// phase.
func (c *checker) ofTrade() bool {
	return c.Meta.Format != "" && c.Meta.Format != "assembly" && len(c.Meta.Phases) == 0
}

// tooLong is the phases in which a slide has too many long words, and those words.
func (c *checker) tooLong(i int) (all []limit, long []string) {
	words := c.slideLongWords(c.PublicSlide(i))
	for _, phase := range c.Phases {
		most := rules.LimitsFor(phase).LongWords
		if len(words) <= most {
			continue
		}
		left := c.unexplained(words, i, phase)
		if len(left) > most {
			all = append(all, limit{phase, most})
		}
		if len(left) > len(long) {
			long = left
		}
	}
	if len(all) == 0 {
		return nil, nil
	}
	return all, long
}

// More long words than mostLong are too many whatever explains them, and notes longer than mostNotes are no longer
// searched.
const (
	mostLong  = 100
	mostNotes = 64 << 10
)

// unexplained is the words that the notes of a slide do not explain.
func (c *checker) unexplained(words []string, i int, phase string) []string {
	if len(words) > mostLong {
		return words
	}
	text := c.script(i, phase)
	explanations := rules.Explanations(text[:min(len(text), mostNotes)])
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return rules.Explained(w, explanations) })
}

// slideLongWords is the long words of a slide, each once. Names are none, and neither are words of code, addresses
// and the labels of the closing slide.
func (c *checker) slideLongWords(s deck.PublicSlide) []string {
	if s.Layout == deck.LayoutClosing {
		return nil
	}
	var out []string
	seen := map[string]bool{}
	for _, l := range slideLines(s) {
		all := rules.Words(l.text)
		names := hasNames(all)
		for n, w := range all {
			w = strings.Trim(w, `.,:;!?()[]"“”‘’'…*`)
			if name := names && n > 0 && startsUpper(w); name || !c.isLong(w) || isIdentifier(w) || rules.Known(w) {
				continue
			}
			if w = strings.ToLower(w); !seen[w] {
				seen[w], out = true, append(out, w)
			}
		}
	}
	return out
}

// isLong reports whether a word, or a part of one that is made of several, is long. What it finds is remembered:
// most words of a deck come again.
func (c *checker) isLong(w string) bool {
	if len(w) <= rules.LongWord {
		return false
	}
	long, known := c.long[w]
	if !known {
		parts := strings.FieldsFunc(w, func(r rune) bool { return r == '/' || unicode.Is(unicode.Pd, r) })
		long = slices.ContainsFunc(parts, func(p string) bool { return rules.Syllables(p) >= rules.LongWord })
		c.long[w] = long
	}
	return long
}

// isIdentifier reports whether a word is a name of a program, an address or letters that are read out.
func isIdentifier(w string) bool {
	inner := strings.TrimLeft(w, "#")
	if _, size := utf8.DecodeRuneInString(inner); strings.ContainsFunc(inner[size:], unicode.IsUpper) {
		return true // camelCase, #WeStandTogether, NPCC
	}
	return strings.ContainsAny(w, "@_.:\\=<>(){}`0123456789")
}

// hasNames reports whether capitals tell names apart in a line: not where every longer word has one.
func hasNames(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return len(w) > rules.LongWord && !startsUpper(w) })
}

func startsUpper(w string) bool {
	first, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(first)
}

// Words are taken for English by how many of them are the most frequent ones: about a quarter of any English text
// is, and of a text in another language none but by chance.
const (
	leastEnglish = 20  // one in this many
	enoughWords  = 40  // fewer say nothing
	sampleSlides = 100 // that tell the language of a deck
)

// english reports whether the deck is in English: by its language, or else by its words. What those say is remembered:
// rules ask for each mark of a slide.
func (c *checker) english() bool {
	if lang := strings.ToLower(c.Meta.Lang); lang != "" {
		return lang == "en" || strings.HasPrefix(lang, "en-") || strings.HasPrefix(lang, "en_")
	}
	if c.inEnglish == nil {
		yes := c.wordsAreEnglish()
		c.inEnglish = &yes
	}
	return *c.inEnglish
}

// wordsAreEnglish reports whether the words of the first slides are English, as far as can be told.
func (c *checker) wordsAreEnglish() bool {
	frequent := strings.Fields("the and of to a in is you it that for we are")
	all, found := 0, 0
	for i := range min(c.Len(), sampleSlides) {
		for _, w := range rules.Words(strings.ToLower(c.PublicSlide(i).Text() + "\n" + c.script(i, c.Phases[0]))) {
			all++
			if slices.Contains(frequent, w) {
				found++
			}
		}
	}
	return all < enoughWords || found*leastEnglish >= all
}

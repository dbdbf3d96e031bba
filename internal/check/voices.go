package check

import (
	"fmt"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/slides/rules"
)

// quotations finds what is quoted and is not in the letter word for word.
func (c *checker) quotations(letter *theLetter, i int) {
	c.wrongQuotes(letter, i, "", c.shown(i))
	c.wrongQuotes(letter, i, " in its notes", c.allSaid(i))
}

// wrongQuotes makes a finding of the quotations that are wrong.
func (c *checker) wrongQuotes(letter *theLetter, i int, where string, all []piece) {
	var wrong []string
	var at deck.Pos // of the first
	for _, p := range all {
		for _, quote := range quotesOf(p) {
			if letter.letter.Has(quote) {
				continue
			}
			if wrong == nil {
				words, _, _ := strings.Cut(quote, "\n")
				at = letter.file.at(c, i, p, words)
			}
			wrong = append(wrong, clipped(quote))
		}
	}
	if wrong == nil {
		return
	}
	verb := "is"
	if len(wrong) > 1 {
		verb = "are"
	}
	c.add(Finding{Slide: i + 1, Pos: at, Severity: Error, Hint: "copy the words from the letter, or write them without the marks of a quotation",
		What: fmt.Sprintf("slide %d%s: %s %s not in %s word for word", i+1, where, listed(wrong), verb, c.Meta.Source)})
}

// quotesOf are the quotations of a text: all of a block quote, or what it says is from the letter.
func quotesOf(p piece) []string {
	if p.quote {
		return []string{p.text}
	}
	return rules.Quotations(p.text)
}

// clipped is the beginning of a text in quotation marks.
func clipped(text string) string {
	const most = 60
	words := []rune(strings.Join(strings.Fields(text), " "))
	if len(words) > most {
		words = append(words[:most:most], '…')
	}
	return fmt.Sprintf("%q", string(words))
}

// labels finds phases whose notes have one voice only, and words of the letter that are given as the speaker's own.
type labels struct{ heard map[spokenBy]bool }

// spokenBy is a voice in a phase.
type spokenBy struct {
	phase string
	voice deck.Voice
}

func (l *labels) slide(c *checker, letter *theLetter, i int) {
	for _, phase := range c.Phases {
		for _, n := range c.Slide(i).Notes.For(phase) {
			l.heard[spokenBy{phase, n.Voice}] = true
		}
	}
	c.unlabelled(letter, i)
}

func (l *labels) check(c *checker) {
	for _, voice := range []deck.Voice{deck.Letter, deck.Guidance} {
		var without []string
		for _, phase := range c.Phases {
			other := l.heard[spokenBy{phase, deck.Letter}] || l.heard[spokenBy{phase, deck.Guidance}]
			if other && !l.heard[spokenBy{phase, voice}] {
				without = append(without, phase)
			}
		}
		if len(without) > 0 {
			c.add(Finding{Severity: Warning, What: noVoice(voice) + c.forPhases(without), Hint: "quote the letter in block quotes, and keep your own words outside them"})
		}
	}
}

func noVoice(v deck.Voice) string {
	if v == deck.Letter {
		return "the notes quote no words of the letter"
	}
	return "the notes are all quotations"
}

// forPhases names phases where they are not all.
func (c *checker) forPhases(phases []string) string {
	if len(phases) == len(c.Phases) {
		return ""
	}
	return " for " + andList(phases)
}

// leastQuoted is the shortest note, in bytes, that cannot be the letter's words by chance.
const leastQuoted = 30

// unlabelled finds notes that are the letter's words, and are labelled as guidance.
func (c *checker) unlabelled(letter *theLetter, i int) {
	for _, p := range c.allSaid(i) {
		if !p.quote && len(p.text) > leastQuoted && strings.TrimSpace(letter.without(p.text)) == "" {
			c.add(Finding{Slide: i + 1, Pos: p.pos, Severity: Warning, Hint: "write > in front of them",
				What: fmt.Sprintf("slide %d has words of the letter in its notes that are labelled as %s: %s", i+1, deck.Guidance, clipped(p.text))})
			return
		}
	}
}

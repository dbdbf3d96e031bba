package rules

import (
	"index/suffixarray"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// Letter is a text that a deck quotes.
type Letter struct {
	text  string
	index *suffixarray.Index // made when it is first needed
	said  map[string]bool    // its sentences and its paragraphs
}

// NewLetter reads a text in Markdown.
func NewLetter(text string) *Letter {
	l := &Letter{text: typed(plain(text)), said: map[string]bool{}}
	for _, paragraph := range paragraphs(text) {
		l.said[sentence(paragraph)] = true
		for _, s := range Sentences(paragraph) {
			l.said[sentence(s)] = true
		}
	}
	delete(l.said, "")
	return l
}

// paragraphs splits Markdown into its paragraphs and items.
func paragraphs(text string) []string {
	var out []string
	begun := false
	for line := range strings.SplitSeq(text, "\n") {
		words := strings.TrimSpace(line)
		item := strings.TrimLeft(words, "-*+#> ")
		switch {
		case words == "":
			begun = false
		case begun && item == words:
			out[len(out)-1] += " " + words
		default:
			out, begun = append(out, item), true
		}
	}
	return out
}

// sentence is a sentence as it is compared with others.
func sentence(text string) string {
	return strings.TrimRight(strings.TrimLeft(typed(plain(text)), "-*+#> "), ".;:")
}

// typed writes quotation marks and apostrophes as a typewriter does.
func typed(text string) string {
	return strings.NewReplacer("‘", "'", "’", "'", "“", `"`, "”", `"`).Replace(text)
}

// Has reports whether a quotation is in the letter word for word. Bold marks and the last mark do not matter, nor
// does how quotation marks are written; an ellipsis stands for what is left out.
func (l *Letter) Has(quote string) bool {
	if l.index == nil {
		l.index = suffixarray.New([]byte(l.text))
	}
	found := false
	for _, part := range leftOut.Split(typed(plain(quote)), -1) {
		part = strings.TrimRight(strings.TrimSpace(part), ".,;:")
		if part == "" {
			continue
		}
		if len(l.index.Lookup([]byte(part), 1)) == 0 {
			return false
		}
		found = true
	}
	return found
}

var leftOut = lazyregexp.New(`\s*[\[(]?(\.\.\.|…)[\])]?\s*`)

// Without puts a text on one line, and removes the paragraphs and the sentences of the letter from it.
func (l *Letter) Without(text string) string {
	var rest []string
	for line := range strings.SplitSeq(text, "\n") {
		if l.said[sentence(line)] {
			continue
		}
		for _, s := range Sentences(line) {
			if !l.said[sentence(s)] {
				rest = append(rest, s)
			}
		}
	}
	return strings.Join(rest, " ")
}

// attribution matches words that say that what follows is quoted from the letter.
var (
	attribution = lazyregexp.New(`(?i)\b(the|his|her|their|this|that|police) letter\b|\b(the|this|first|second|third|fourth|fifth|last|next) message\b|\bcommander\b`)
	attributed  = lazyregexp.New(`(?i)^\W{0,4}(from |in |says )?(the|his|her|this) letter\b`)
)

// Quotations finds the words in double quotation marks that a text says are the letter's: the letter is named
// right ahead of them, or right behind.
func Quotations(text string) []string {
	if !strings.ContainsAny(text, `"“`) {
		return nil
	}
	var out []string
	flat := Flat(text)
	end := 0
	for _, m := range quoted.FindAllStringSubmatchIndex(flat, -1) {
		const near = 90
		before := flat[max(end, m[0]-near):m[0]]
		if attribution.MatchString(before) || attributed.MatchString(flat[m[1]:min(len(flat), m[1]+near)]) {
			out = append(out, strings.Trim(flat[m[0]:m[1]], `"“”`))
		}
		end = m[1]
	}
	return out
}

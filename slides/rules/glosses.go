package rules

import (
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// Glosses are long words of the letter and what they mean in words for pupils.
func Glosses() map[string]string {
	return map[string]string{
		"extremism":    "thinking it is all right to hurt people, or take away rights, because of what you believe",
		"hatred":       "hating people for who they are",
		"suspicious":   "not looking or feeling right",
		"campaign":     "people working together for something",
		"confidential": "kept private",
	}
}

// names are long words that need no gloss: those of the campaign and of the hotline.
var names = strings.Fields("westandtogether anti-terrorist anti-terrorism") //nolint:gochecknoglobals // A list that never changes.

// Known reports whether a word needs no explanation: it has a gloss, or it is a name that pupils are told.
func Known(word string) bool {
	word = strings.ToLower(strings.Trim(word, "#.,:;!?()"))
	return Glosses()[word] != "" || slices.Contains(names, word)
}

var explains = lazyregexp.New(`(?i)\b(means?|meaning|is when|are when|that is|is thinking|is (a|an|the) (person|people|word|name|way|kind|place|thing)|` +
	`is (some|any)(one|body|thing)|(is|are) people who|in other words|called|stands for)\b`)

// Explanations are the sentences of a text that explain a word, each with the one before it: "Those are big words.
// Extremism is when ..." and "He spoke of accountability. It means ...". They are in lower case.
func Explanations(text string) []string {
	var out []string
	before := ""
	for _, s := range Sentences(text) {
		s = strings.ToLower(s)
		if explains.MatchString(s) {
			out = append(out, before+" "+s)
		}
		before = s
	}
	return out
}

// Explained reports whether one of some explanations is of a word, in whatever form: of "extremists" by "extremist".
func Explained(word string, explanations []string) bool {
	const ending = 3 // "democracy" and "democratic", "communities" and "community"
	word = strings.ToLower(word)
	stem := word[:max(len(word)-ending, min(len(word), 2*ending))]
	return slices.ContainsFunc(explanations, func(e string) bool { return strings.Contains(e, stem) })
}

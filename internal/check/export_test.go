package check

import "github.com/westandtogether-assembly/assembly/internal/deck"

// WordsAndMarks checks the words and the marks of a deck alone, whatever the hall.
func WordsAndMarks(d *deck.Deck, o Options) []Finding {
	c := &checker{Deck: d, Options: o.withDefaults(d)}
	for _, r := range append(truth(), marks()...) {
		c.run(r)
	}
	return sorted(append(c.found, Diagnostics(d.Diagnostics())...))
}

// EnglishOf is what a check asks for whether a deck is in English.
func EnglishOf(d *deck.Deck) func() bool { return newChecker(d, Options{}).english }

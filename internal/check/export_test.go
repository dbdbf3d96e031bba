package check

import "github.com/westandtogether-assembly/assembly/internal/deck"

// WordsAndMarks checks the words and the marks of a deck alone, whatever the hall.
func WordsAndMarks(d *deck.Deck, o Options) []Finding {
	c := &checker{Deck: d, Options: o.withDefaults(d)}
	for i := range d.Len() {
		d.Slide(i) // Their reader tells all that it has to say.
	}
	c.run(append(truth(), marks()...)...)
	return sorted(append(c.found, Diagnostics(d.Diagnostics())...))
}

// EnglishOf is what a check asks for whether a deck is in English.
func EnglishOf(d *deck.Deck) func() bool { return newChecker(d, Options{}).english }

package rules

import (
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

const (
	// What stands between brackets: whose it is, and what it is.
	gapOwner = `(insert|add|enter|your|our|the|my|this|which|(pupil|child|teacher|head ?teacher|school)['’]?s|full|first|class|phone|telephone) +`
	gapThing = `(name|names|school|class|date|day|time|place|room|hall|number|phone|telephone|head ?teacher|teacher|year|year group|town|subject|topic|text|details|link|address)`
)

var gap = lazyregexp.New(`(?i:\[ *(` + gapOwner + `)*` + gapThing + `( +(name|number|here))? *\])` +
	`|\b(TBC|TBA|TBD|TODO|FIXME|XXX+)\b|(?i:\blorem ipsum\b)|(?i:\binsert (your |the |an? )?\pL+ here\b)`)

// Gaps finds what a writer left to be filled in later: TBC, [school name], Lorem ipsum.
func Gaps(text string) []string {
	has := func(word string) bool { return strings.Contains(text, word) }
	if !slices.ContainsFunc([]string{"[", "TB", "TODO", "FIXME", "XXX", "orem", "OREM", "nsert", "NSERT"}, has) {
		return nil
	}
	return gap.FindAllString(text, -1)
}

package cell

import "slices"

// Grapheme and Graphemes are for tests.
type Grapheme = grapheme

func Graphemes(text string) []Grapheme { return slices.Collect(graphemes(text)) }

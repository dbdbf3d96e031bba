package cell

// Grapheme and Graphemes are for tests.
type Grapheme = grapheme

var Graphemes = graphemes

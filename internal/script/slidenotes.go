package script

import "assembly/internal/deck"

// The cues of pressing next.
const (
	NextStep  = "NEXT STEP"
	NextSlide = "NEXT SLIDE"
)

// Notes is what is said and done on slide i of a deck, counted from 0, as the script has it: in parts of one voice each.
func Notes(d *deck.Deck, o Options, i int) []Part { return (&writer{d: d, o: o}).notes(i) }

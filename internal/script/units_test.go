package script

import (
	"strings"
	"testing"
)

// A section of thousands of short sentences is divided into units of a line or more: to find where its cards end, each is
// tried with all that follow it on a card. No word is lost.
func TestUnitsOfManySentences(t *testing.T) {
	for _, sentences := range []int{3, mostUnits, mostUnits + 1, 10_000} {
		words := strings.TrimSpace(strings.Repeat("Aa. ", sentences))
		section := Section{Parts: []Part{{Title: "SAY", Blocks: []Block{{Kind: Say, Cue: "SAY", Runs: []Run{{Text: words}}}, {Kind: Direction, Cue: "DO"}}}}}
		all := units(section)
		most := min(sentences+1, max(mostUnits, len(words)/longestLine+2))
		if len(all) > most || sentences == 3 && len(all) != 4 {
			t.Errorf("%d sentences are %d units, want %d at most", sentences, len(all), most)
		}
		var got strings.Builder
		for i, u := range all {
			got.WriteString(u.block.Text())
			if (u.block.Cue == "SAY") != (i == 0) || (u.part == "SAY") != (i == 0) {
				t.Errorf("unit %d of %d has the cue %q and the title %q", i, len(all), u.block.Cue, u.part)
			}
		}
		if got.String() != words {
			t.Errorf("%d sentences are not the same words in units", sentences)
		}
	}
}

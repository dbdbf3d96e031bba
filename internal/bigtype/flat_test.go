package bigtype

import (
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// On a terminal of few colours nothing is between ink and paper, with any blocks.
func TestFlatTiersMixNothing(t *testing.T) {
	paper, ink := cell.RGB(0xFFFFFF), cell.RGB(0x000000)
	for _, tier := range []Tier{Blocks, Letters, Halves.Flat(), ASCII.Flat()} {
		s, g := NewSheet(20, 6, paper), cell.New(20, 6, cell.Style{FG: ink, BG: paper})
		s.Disc(5, 3, 2.7, 0, 6, ink)
		s.Draw(g, 0, 0, tier)
		inked := 0
		for i := range 20 * 6 {
			st := g.At(i%20, i/20).Style
			for _, c := range []cell.Color{st.FG, st.BG} {
				if c != paper && c != ink {
					t.Fatalf("tier %d: cell %d has %v", tier, i, c)
				}
			}
			if st.BG == ink || st.Attr&cell.Reverse != 0 {
				inked++
			}
		}
		if inked < 10 {
			t.Errorf("tier %d: %d cells are full of ink", tier, inked)
		}
	}
}

package bigtype

import (
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// A zero is open, and what is round in it stays: it is told from an 8 by its middle.
func TestZeroHasNoSlash(t *testing.T) {
	for name, f := range map[string]*Font{"proportional": GoBold(), "mono": GoMonoBold()} {
		l, _ := f.Set(text("0"), 40, 20)
		s := NewSheet(int(2*l.W)+4, int(l.H)+4, black)
		s.Paint(f, l, 1, 2, l.W, Left, func(uint8) cell.Color { return white })
		middle := func(x float64) uint8 {
			px, py := int((1+x*l.W)*2*parts), int((2+l.H/2)*parts)
			return s.cover[(py/parts*s.W+px/parts)*area+py%parts*parts+px%parts]
		}
		for _, x := range []float64{0.4, 0.5, 0.6} {
			if middle(x) != 0 {
				t.Errorf("%s: the zero is inked at %v of its width", name, x)
			}
		}
		if middle(0.2) != 255 || middle(0.8) != 255 {
			t.Errorf("%s: the zero has lost its sides", name)
		}
	}
}

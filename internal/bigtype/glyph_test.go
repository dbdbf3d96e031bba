package bigtype

import "testing"

// differ is the number of sub-pixels in which two glyphs differ, standing on the same baseline
// and left side.
func differ(a, b *glyph) int {
	n := 0
	for y := max(a.top, b.top); y > min(a.top-a.h, b.top-b.h); y-- {
		for x := range max(a.w, b.w) {
			if a.ink(x, a.top-y) != b.ink(x, b.top-y) {
				n++
			}
		}
	}
	return n
}

func (g *glyph) ink(x, y int) bool {
	return x >= 0 && y >= 0 && x < g.w && y < g.h && g.on[y*g.w+x]
}

func TestDigitsAreToldApart(t *testing.T) {
	f := GoBold()
	const digits = "0123456789"
	for n := 4; n <= 24; n++ {
		c := f.face(Half(), n)
		for i, a := range digits {
			for _, b := range digits[i+1:] {
				if got, want := differ(c.glyph(a), c.glyph(b)), max(3, n*n/10); got < want {
					t.Errorf("x-height %d: %q and %q differ in %d sub-pixels only, want %d", n, a, b, got, want)
				}
			}
		}
	}
}

func TestZeroIsOpen(t *testing.T) {
	f := GoBold()
	for n := 4; n <= 40; n++ {
		g := f.face(Half(), n).glyph('0')
		if g.ink(g.w/2, g.h/2) || g.ink((g.w-1)/2, g.h/2) {
			t.Errorf("x-height %d: the zero has ink in its middle", n)
		}
	}
}

// runs are the lengths of the stretches of ink in a row.
func runs(g *glyph, y int) []int {
	var out []int
	for x := range g.w {
		switch {
		case !g.ink(x, y):
		case g.ink(x-1, y):
			out[len(out)-1]++
		default:
			out = append(out, 1)
		}
	}
	return out
}

func TestStemsHaveOneWidth(t *testing.T) {
	f := GoBold()
	for n := 4; n <= 40; n++ {
		c := f.face(Half(), n)
		want := runs(c.glyph('l'), 1)[0]
		for r, stems := range map[rune]int{'n': 2, 'm': 3, 'h': 2, 'i': 1, 'l': 1, 'u': 2, 'o': 2, 'd': 2, 'p': 2} {
			g := c.glyph(r)
			row := g.top - (n+1)/2 // half the x-height
			got := runs(g, row)
			if len(got) != stems {
				t.Errorf("x-height %d: %q has %d stems, want %d", n, r, len(got), stems)
				continue
			}
			for _, w := range got {
				if w != want {
					t.Errorf("x-height %d: stems of %q are %v wide, want %d", n, r, got, want)
				}
			}
		}
	}
}

func TestDiagonalsAreEven(t *testing.T) {
	f := GoBold()
	for n := 5; n <= 16; n++ { // above, rows differ by too little to be seen
		c := f.face(Half(), n)
		stem := runs(c.glyph('l'), 1)[0]
		g := c.glyph('v')
		for y := 1; y < n/3; y++ { // the corners of the first row are cut off
			for _, w := range runs(g, y) {
				if w != stem {
					t.Errorf("x-height %d: row %d of v has strokes of %v, want %d", n, y, runs(g, y), stem)
					break
				}
			}
		}
	}
}

func TestGlyphsAreInOnePiece(t *testing.T) {
	f := GoBold()
	for n := 4; n <= 24; n++ {
		c := f.face(Half(), n)
		for _, r := range "abcdefghklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789#&£" {
			if got := pieces(c.glyph(r)); got != 1 {
				t.Errorf("x-height %d: %q is in %d pieces", n, r, got)
			}
		}
		for _, r := range "ij!?:é" {
			if got := pieces(c.glyph(r)); got != 2 {
				t.Errorf("x-height %d: %q is in %d pieces, want 2", n, r, got)
			}
		}
	}
}

func pieces(g *glyph) int {
	seen := make([]bool, len(g.on))
	n := 0
	for i, on := range g.on {
		if on && !seen[i] {
			n++
			g.spread(i, seen)
		}
	}
	return n
}

func (g *glyph) spread(i int, seen []bool) {
	seen[i] = true
	for _, d := range neighbours() {
		if x, y := i%g.w+d.x, i/g.w+d.y; g.ink(x, y) && !seen[y*g.w+x] {
			g.spread(y*g.w+x, seen)
		}
	}
}

// TestGapsAreEven measures the white between letters as the eye does: the mean over the x-height,
// where a bay counts only so deep.
func TestGapsAreEven(t *testing.T) {
	f := GoBold()
	for _, word := range []string{"suspicious", "illumination", "minimum"} {
		for n := 4; n <= 30; n++ {
			c := f.face(Half(), n)
			letters := []rune(word)
			lo, hi := 1e9, -1e9
			for i := 1; i < len(letters); i++ {
				a, b := letters[i-1], letters[i]
				white := float64(c.apart(a, b)) + c.bays(c.glyph(a), c.glyph(b))
				lo, hi = min(lo, white), max(hi, white)
			}
			if hi-lo > 1+0.1*float64(n) {
				t.Errorf("x-height %d: the white between the letters of %q is from %.1f to %.1f", n, word, lo, hi)
			}
		}
	}
}

func TestLettersNeverTouch(t *testing.T) {
	f := GoBold()
	const letters = "abcefgklmortvwxyzATVWLY0174.,-'"
	for _, n := range []int{4, 5, 6, 7, 9, 12, 20} {
		c := f.face(Half(), n)
		for _, a := range letters {
			for _, b := range letters {
				ga, gb, d := c.glyph(a), c.glyph(b), c.apart(a, b)
				if touching(ga, gb, d) {
					t.Errorf("x-height %d: %q and %q touch", n, a, b)
				}
			}
		}
	}
}

func touching(a, b *glyph, d int) bool {
	for i, on := range b.on {
		if !on {
			continue
		}
		x, y := i%b.w+d, i/b.w-b.top+a.top
		if a.ink(x, y) {
			return true
		}
		for _, s := range neighbours() {
			if a.ink(x+s.x, y+s.y) {
				return true
			}
		}
	}
	return false
}

// TestNoGlyphVanishes: a glyph too small to show is not drawn as nothing.
func TestNoGlyphVanishes(t *testing.T) {
	f := GoBold()
	for n := 1; n <= 12; n++ {
		for _, p := range []Pixels{Full(), Half()} {
			c := f.face(p, n)
			for r := rune(0x21); r < 0x2100; r++ {
				if f.has(r) && c.glyph(r).w == 0 {
					t.Errorf("%v, x-height %d: %q has no ink", p, n, r)
				}
			}
		}
	}
}

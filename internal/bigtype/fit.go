package bigtype

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// Tier is how much a terminal can show.
type Tier uint8

// The tiers, from the most to the least.
const (
	Shades   Tier = iota // all block elements in any colours between ink and paper
	Blocks               // all block elements in the colours of ink and paper
	Halves               // half blocks in any colours, for the old console of Windows
	ASCII                // whole cells
	Letters              // no drawn type: words are in the terminal's own letters, and shapes as with Blocks
	Outlines             // no terminal: a page whose type is drawn as it is, at any size
)

// flat is added to a tier that shows drawn type only in the colours of ink and paper.
const flat Tier = 1 << 7

// Flat is the tier without shades between ink and paper, for terminals that cannot show them.
func (t Tier) Flat() Tier { return t | flat }

// Base is the tier with its shades.
func (t Tier) Base() Tier { return t &^ flat }

// Tiers are the names of the tiers of terminals, in their order.
func Tiers() []string { return []string{"shades", "blocks", "halves", "ascii", "letters"} }

// ParseTier is the tier of a name. The error lists what there is.
func ParseTier(name string) (Tier, error) {
	i := slices.Index(Tiers(), strings.ToLower(name))
	if i < 0 {
		return Shades, fmt.Errorf("type %q is not known: expected one of %s", name, strings.Join(Tiers(), ", "))
	}
	return Tier(i), nil //nolint:gosec // one of five
}

// shades is how many shades there are from paper to ink. More are not read farther away, and cost
// more bytes.
const shades = 16

// Draw fits the sheet to cells and puts them on a grid, its top left cell at (x, y). Cells without ink
// are left as they are in the grid. Without colours of paper and ink there are no shades.
func (s *Sheet) Draw(g *cell.Grid, x, y int, t Tier) {
	f := fitter{tier: t.Base(), flat: t != t.Base() || t == Blocks || t == Letters, blocks: blocks(), paper: s.Paper, dots: s.small}
	switch {
	case f.tier == Halves:
		f.blocks = halves()
	case s.small:
		f.blocks = broad()
	}
	for i := range s.W * s.H {
		c := s.cover[i*area : (i+1)*area]
		at := func(r rune, st cell.Style) { g.SetRune(x+i%s.W, y+i/s.W, r, st) }
		switch r := s.rich[i]; {
		case r != nil:
			at(f.rich(r))
		case uniform(c, 0):
		case f.tier == ASCII:
			at(f.whole(c, s.inks[i]))
		default:
			at(f.cell(c, s.inks[i], s.manners[i]))
		}
	}
	for _, l := range s.letters {
		g.Put(x+l.x, y+l.y, l.text, cell.Style{FG: l.ink, BG: s.Paper})
	}
}

// uniform reports whether all parts of a cell are the same.
func uniform(c []uint8, v uint8) bool {
	all := uint64(v) * 0x0101010101010101
	for i := 0; i < area; i += 8 {
		if binary.LittleEndian.Uint64(c[i:]) != all {
			return false
		}
	}
	return true
}

// fitter finds what shows a cell best.
type fitter struct {
	tier   Tier
	flat   bool // only in the colours of ink and paper
	blocks []block
	paper  cell.Color
	dots   bool // without shades, what no block shows leaves dots
}

// cell fits the cover of a cell in one ink. Large type is read as far away in two colours as in shades,
// but for cells in which they would lose a stroke.
func (f *fitter) cell(c []uint8, ink cell.Color, m manner) (rune, cell.Style) {
	if uniform(c, 255) {
		return f.solid(ink)
	}
	s := sum(c)
	shaded := !f.flat && f.paper.Set && ink.Set
	large := m != inShades
	b, fg, bg, missed := f.best(&s, 2, large)
	switch {
	case shaded && (!large || m == mostlyTwo && missed > tolerable):
		b, fg, bg, _ = f.best(&s, shades, large)
		if other, ok := complement(b); ok && bg > fg {
			b, fg, bg = other, bg, fg
		}
		return b, cell.Style{FG: f.shade(ink, fg, shades), BG: f.shade(ink, bg, shades)}
	case b == ' ' && f.dots && s.dotted(missed) != 0:
		return s.dotted(missed), cell.Style{FG: ink, BG: f.paper}
	case b == ' ' && fg == 1:
		return f.solid(ink)
	case bg == 1:
		if other, ok := complement(b); ok {
			return other, cell.Style{FG: ink, BG: f.paper}
		}
		return b, cell.Style{FG: ink, BG: f.paper, Attr: cell.Reverse}
	}
	return b, cell.Style{FG: ink, BG: f.paper}
}

// tolerable is the error, as a share of a cell all wrong, up to which two colours show large type.
const tolerable = 0.15

// solid is a cell full of ink: a blank, so that no seam opens between rows and no glyph is needed.
func (f *fitter) solid(ink cell.Color) (rune, cell.Style) {
	return ' ', cell.Style{FG: ink, BG: f.paper, Attr: cell.Reverse}
}

// shade is a colour between paper and ink.
func (f *fitter) shade(ink cell.Color, level, levels int) cell.Color {
	return mix(f.paper, ink, float64(calm(level, levels-1))/float64(levels-1))
}

// specks is how many parts of a cell may be wrong for it to stay all paper or all ink, which is calmer than an
// edge with a speck on it.
const specks = 4

// calm is a level without the faintest differences, which are not read, and look like dirt.
func calm(level, steps int) int {
	switch {
	case steps == 1:
	case level == 1:
		return 0
	case level == steps-1:
		return steps
	}
	return level
}

// best finds the block and the two levels, from paper's 0 to ink's levels-1, that leave the least
// squared error, and gives that error. In large type one of the two is to be paper or ink itself.
func (f *fitter) best(s *sums, levels int, large bool) (r rune, fg, bg int, missed float64) {
	steps := levels - 1
	level := func(sum, n int) int { return (2*sum*steps + 255*n) / (2 * 255 * n) }
	// With v the level's cover, it is v(2 sum - vn), the fall of the sum of squares when v is taken from each.
	gain := func(sum, n, l int) int { return l * (2*sum*steps - l*255*n) }
	fg = level(s.all, area)
	if !f.dots {
		fg = calm(fg, steps)
	}
	r, bg = ' ', fg
	gained := gain(s.all, area, fg)
	most := gained
	if fg%steps == 0 && (large || !f.dots) {
		most += specks * 255 * steps * steps
	}
	for _, b := range f.blocks {
		in, n := s.under(b)
		lf, lb := level(in, n), level(s.all-in, area-n)
		v := gain(in, n, lf) + gain(s.all-in, area-n, lb)
		if v > most && (!large || lf%steps == 0 || lb%steps == 0) {
			gained, most, r, fg, bg = v, v, b.r, lf, lb
		}
	}
	return r, fg, bg, (float64(s.squares) - float64(gained)*255/float64(steps*steps)) / (255 * 255 * area)
}

// whole shows a cell as one: by its ground, or by '#' where there are no colours.
func (f *fitter) whole(c []uint8, ink cell.Color) (rune, cell.Style) {
	s := sum(c)
	share := float64(s.all) / (255 * area)
	if f.flat {
		share = math.Round(share)
	}
	switch {
	case f.paper.Set && ink.Set:
		return ' ', cell.Style{FG: ink, BG: mix(f.paper, ink, math.Round(share*(shades-1))/(shades-1))}
	case share >= 0.5:
		return '#', cell.Style{}
	}
	return ' ', cell.Style{}
}

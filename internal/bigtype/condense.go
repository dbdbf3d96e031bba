package bigtype

import (
	"math"
	"slices"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// Condensed is the layout with its letters at a share of their own width, each a multiple of a step in rows
// wide, so that like letters look alike.
func (l Layout) Condensed(share, step float64) Layout {
	l = l.placed()
	l.narrow, l.lines, l.W = share, slices.Clone(l.lines), 0
	for i := range l.lines {
		ln := &l.lines[i]
		ln.glyphs, ln.w = slices.Clone(ln.glyphs), 0
		for k, g := range ln.glyphs {
			ln.glyphs[k].x = ln.w
			ln.w += math.Ceil(g.advance*l.Size*share/step-1e-6) * step
		}
		l.W = max(l.W, ln.w)
	}
	return l
}

// InTwoColours is the layout drawn without shades, which blur small letters of few cells. Each letter is
// moved a little to where blocks come nearest to it. Its baselines are to stand on the edges of rows.
func (l Layout) InTwoColours(f *Font) Layout {
	l = l.placed()
	l.two, l.lines = true, slices.Clone(l.lines)
	moved := map[glyphKey]float64{}
	for i := range l.lines {
		ln := &l.lines[i]
		ln.glyphs = slices.Clone(ln.glyphs)
		for k, g := range ln.glyphs {
			by, ok := moved[g.glyphKey]
			if !ok {
				by = f.nearest(l, g)
				moved[g.glyphKey] = by
			}
			ln.glyphs[k].x += by
		}
	}
	return l
}

// nearest is the move in rows, of half a column at most, at which blocks come nearest to a glyph.
func (f *Font) nearest(l Layout, g placed) (move float64) {
	const tries = parts / 2
	g.x = 0.5
	l.ready, l.lines = true, []line{{base: math.Ceil(l.Base), glyphs: []placed{g}}}
	least := math.Inf(1)
	for i := -tries; i <= tries; i++ {
		s := NewSheet(int(2*(l.Size+1)), int(math.Ceil(l.Base))+1, cell.Color{Set: true})
		s.Paint(f, l, float64(i)/(2*parts), 0, 0, Left, func(uint8) cell.Color { return cell.Color{R: 255, Set: true} })
		if missed := s.blurred() + tinyMove*math.Abs(float64(i)); missed < least {
			least, move = missed, float64(i)/(2*parts)
		}
	}
	return move
}

// tinyMove is what a move by a part costs, in cells all wrong: a letter that is no better elsewhere stays.
const tinyMove = 0.01

// blurred is how wrong blocks in two colours show the sheet to an eye that does not see single parts.
func (s *Sheet) blurred() (wrong float64) {
	g := cell.New(s.W, s.H, cell.Style{BG: s.Paper})
	s.Draw(g, 0, 0, Blocks)
	drawn := NewSheet(s.W, s.H, s.Paper)
	drawn.Print(g)
	off := func(x, y int) int {
		if x < 0 || y < 0 || x >= s.W*parts || y >= s.H*parts {
			return 0
		}
		i := (y/parts*s.W+x/parts)*area + y%parts*parts + x%parts
		return int(s.cover[i]) - int(drawn.cover[i])
	}
	for y := range s.H * parts {
		for x := range s.W * parts {
			sum := 0
			for i := range 9 {
				sum += off(x+i%3-1, y+i/3-1)
			}
			wrong += float64(sum * sum)
		}
	}
	return wrong / (9 * 9 * 255 * 255 * area)
}

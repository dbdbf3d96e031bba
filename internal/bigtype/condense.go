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
	off, row := s.missed(drawn)
	for y := range s.H * parts {
		above, here, below := off[y*row:][:row], off[(y+1)*row:][:row], off[(y+2)*row:][:row]
		left, middle := 0, above[0]+here[0]+below[0]
		for x := 1; x < row; x++ {
			right := above[x] + here[x] + below[x]
			if x > 1 {
				sum := left + middle + right
				wrong += float64(sum * sum)
			}
			left, middle = middle, right
		}
	}
	return wrong / (9 * 9 * 255 * 255 * area)
}

// missed is how far each part of a sheet is from that of another, in rows of some length, with a part of nothing around.
func (s *Sheet) missed(by *Sheet) (off []int, row int) {
	row = s.W*parts + 2
	off = make([]int, row*(s.H*parts+2))
	for i, cover := range s.cover {
		at := i / area
		x, y := at%s.W*parts+i%parts, at/s.W*parts+i%area/parts
		off[(y+1)*row+x+1] = int(cover) - int(by.cover[i])
	}
	return off, row
}

package bigtype

import "assembly/internal/cell"

// Mode says which glyphs show a canvas.
type Mode uint8

// The modes.
const (
	// Grounds shows a full cell as a blank on a ground of ink, so that no seam opens between rows
	// and no glyph is needed that a font may lack; what is left are lower half blocks. It needs
	// the colours of both paper and ink, and is Blocks where one is not set.
	Grounds Mode = iota
	// Blocks shows full blocks and halves, which need no colours.
	Blocks
	// Hash shows whole cells only: a blank on a ground of ink, or '#' where the ink has no colour.
	Hash
)

// Canvas collects sub-pixels and turns them into cells.
type Canvas struct {
	W, H int // sub-pixels

	p     Pixels
	marks []uint8
}

// maxCells bounds a canvas each way; no terminal is larger.
const maxCells = 4096

// NewCanvas makes an empty canvas for a number of cells, each way from 0 to 4096; sizes beyond
// count as the nearest of these. Unknown pixels count as Half.
func NewCanvas(cols, rows int, p Pixels) *Canvas {
	if !p.valid() {
		p = Half()
	}
	c := &Canvas{W: min(max(cols, 0), maxCells) * p.X, H: min(max(rows, 0), maxCells) * p.Y, p: p}
	c.marks = make([]uint8, c.W*c.H)
	return c
}

// Set inks a sub-pixel with a mark; 0 takes the ink away. Outside the canvas it does nothing.
func (c *Canvas) Set(x, y int, mark uint8) {
	if x >= 0 && y >= 0 && x < c.W && y < c.H {
		c.marks[y*c.W+x] = mark
	}
}

// Draw puts the canvas on a grid, its top left cell at (x, y). Ink maps marks to colours. Cells
// without ink are left as they are in the grid.
func (c *Canvas) Draw(g *cell.Grid, x, y int, m Mode, paper cell.Color, ink func(mark uint8) cell.Color) {
	pen := pen{mode: m, paper: paper, ink: ink}
	for row := range c.H / c.p.Y {
		upper := c.marks[row*c.p.Y*c.W:]
		lower := upper[(c.p.Y-1)*c.W:]
		for col := range c.W {
			if upper[col]|lower[col] == 0 {
				continue
			}
			r, s := pen.cell(c.p, upper[col], lower[col])
			g.SetRune(x+col, y+row, r, s)
		}
	}
}

// pen chooses the glyph and the style that show a cell's sub-pixels.
type pen struct {
	mode  Mode
	paper cell.Color
	ink   func(mark uint8) cell.Color
}

func (p pen) cell(px Pixels, top, bottom uint8) (rune, cell.Style) {
	if px == Full() || p.mode == Hash {
		return p.full(max(top, bottom))
	}
	return p.halves(top, bottom)
}

func (p pen) full(mark uint8) (rune, cell.Style) {
	ink := p.ink(mark)
	switch {
	case p.mode == Blocks:
		return '█', cell.Style{FG: ink, BG: p.paper}
	case !ink.Set:
		return '#', cell.Style{BG: p.paper}
	}
	return ' ', cell.Style{FG: p.paper, BG: ink}
}

func (p pen) halves(top, bottom uint8) (rune, cell.Style) {
	a, b := p.colour(top), p.colour(bottom)
	switch {
	case top != 0 && bottom != 0 && a != b:
		return '▄', cell.Style{FG: b, BG: a}
	case p.grounds(top|bottom) && top != 0 && bottom != 0:
		return ' ', cell.Style{FG: p.paper, BG: a}
	case top == 0 || p.grounds(top):
		return '▄', cell.Style{FG: b, BG: a}
	case bottom == 0:
		return '▀', cell.Style{FG: a, BG: b}
	}
	return '█', cell.Style{FG: a, BG: p.paper}
}

// colour is the colour of a mark, the paper's for none.
func (p pen) colour(mark uint8) cell.Color {
	if mark == 0 {
		return p.paper
	}
	return p.ink(mark)
}

// grounds reports whether a mark can be shown as a ground.
func (p pen) grounds(mark uint8) bool {
	return p.mode == Grounds && p.paper.Set && p.ink(mark).Set
}

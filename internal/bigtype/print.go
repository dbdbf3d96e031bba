package bigtype

import (
	"strings"
	"unicode/utf8"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// How the terminal's own letters are drawn: in a face as wide as a cell, standing where terminals stand
// theirs. Lengths are in rows.
const (
	ownSize  = 0.5 / 0.6      // its letters are 0.6 em wide
	ownBase  = 0.78           // from the top of the row to the baseline
	ownSmall = 0.53 * ownSize // the height of a small letter
	ownAir   = 0.06           // on each side of a letter, where only its room is drawn
)

// Print inks what is in the terminal's own letters: those of a grid, and those that the sheet leaves to the
// terminal. They become type of the size that they have there, so that a miniature has them too.
func (s *Sheet) Print(g *cell.Grid) {
	p := printer{s, goMonoBold(), blocks(), map[string]*Sheet{}}
	for y := range min(g.H, s.H) {
		for x := range min(g.W, s.W) {
			p.cell(x, y, g.At(x, y))
		}
	}
	for _, l := range s.letters {
		p.room(l.x, l.y, cell.Width(l.text), l.ink)
	}
	s.letters = nil
}

// printer keeps what each letter covers of a cell.
type printer struct {
	*Sheet
	font   *Font
	blocks []block
	drawn  map[string]*Sheet
}

func (p *printer) cell(x, y int, c cell.Cell) {
	fg, bg := c.Style.FG, c.Style.BG
	if c.Style.Attr&cell.Reverse != 0 {
		fg, bg = bg, fg
	}
	if bg != p.Paper {
		p.Rect(float64(x)/2, float64(y), 0.5, 1, bg)
	}
	switch own := p.letter(c.Text); {
	case strings.TrimSpace(c.Text) == "":
	case own == nil:
		p.room(x, y, cell.Width(c.Text), fg)
	case p.W > 0:
		p.add(y*p.W+x, 0, own.cover, fg, inShades)
	}
}

// letter is what a letter covers of a cell, nil when there is no drawing of it.
func (p *printer) letter(text string) *Sheet {
	if s, ok := p.drawn[text]; ok {
		return s
	}
	var s *Sheet
	if r, size := utf8.DecodeRuneInString(text); size == len(text) && cell.Width(text) == 1 {
		s = p.draw(r)
	}
	p.drawn[text] = s
	return s
}

// draw draws a character on a sheet of one cell, nil when the face lacks it.
func (p *printer) draw(r rune) *Sheet {
	s := NewSheet(1, 1, cell.Color{})
	if p.element(s, r) {
		return s
	}
	id, ok := p.font.face.NominalGlyph(r)
	if !ok {
		return nil
	}
	var b brush
	k := glyphKey{p.font.face, id}
	size := ownSize / float64(k.face.Upem())
	if b.glyph(p.font.drawn(placed{glyph: glyph{glyphKey: k}}), 0, ownBase, size, size) {
		s.stamp(&b, cell.Color{}, inShades)
	}
	return s
}

// element draws a block element; false when the character is none.
func (p *printer) element(s *Sheet, r rune) bool {
	if i := strings.IndexRune(dots+"█", r); i >= 0 {
		for part := range s.cover {
			s.cover[part] = []uint8{64, 128, 191, 255}[i/len("░")]
		}
		return true
	}
	for _, b := range p.blocks {
		for part := range s.cover {
			if b.r == r && b.inks(part%parts, part/parts) {
				s.cover[part] = 255
			}
		}
		if b.r == r {
			return true
		}
	}
	return false
}

// room inks the room that small letters take in a row of cells: of letters that no face has, it is all
// that a miniature can show.
func (p *printer) room(x, y, cells int, ink cell.Color) {
	p.Rect(float64(x)/2+ownAir, float64(y)+ownBase-ownSmall, float64(cells)/2-2*ownAir, ownSmall, ink)
}

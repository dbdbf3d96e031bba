// Package cell is a grid of terminal cells: draw text on it, clip, and encode it for a terminal.
//
// Nothing that could steer a terminal gets into a grid: Put drops control characters and escape
// sequences, so what Encode writes holds no escape sequence but its own colours.
package cell

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Color is a 24-bit colour. The zero Color is the terminal's own.
type Color struct {
	R, G, B uint8
	Set     bool
}

// RGB is the colour 0xRRGGBB.
func RGB(hex uint32) Color {
	return Color{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), Set: true} //nolint:gosec // each byte is cut out on purpose
}

// Attr is a set of text attributes.
type Attr uint8

// The attributes.
const (
	Bold Attr = 1 << iota
	Underline
	Reverse
	Strike
)

// Style is how a cell looks.
type Style struct {
	FG, BG Color
	Attr   Attr
}

// On is the style on another background.
func (s Style) On(bg Color) Style { s.BG = bg; return s }

// With is the style with more attributes.
func (s Style) With(a Attr) Style { s.Attr |= a; return s }

// Cell is one cell of a grid. A wide character stands in its first cell; the cells it covers hold
// an empty Text.
type Cell struct {
	Text  string
	Style Style
}

// Grid is W by H cells.
type Grid struct {
	W, H  int
	cells []Cell
}

// New makes a grid of blanks. Sizes below zero count as zero.
func New(w, h int, s Style) *Grid {
	w, h = max(w, 0), max(h, 0)
	g := &Grid{W: w, H: h, cells: make([]Cell, w*h)}
	g.Clear(s)
	return g
}

// Clear makes blanks of every cell.
func (g *Grid) Clear(s Style) {
	for i := range g.cells {
		g.cells[i] = Cell{Text: " ", Style: s}
	}
}

// At is the cell at a place; outside the grid it is a blank.
func (g *Grid) At(x, y int) Cell {
	if !g.in(x, y) {
		return Cell{Text: " "}
	}
	return g.cells[y*g.W+x]
}

// Row is the cells of a row of the grid. They are the grid's own and must not be changed.
func (g *Grid) Row(y int) []Cell { return g.cells[y*g.W : (y+1)*g.W] }

func (g *Grid) in(x, y int) bool { return x >= 0 && y >= 0 && x < g.W && y < g.H }

// Fill makes blanks of a rectangle, clipped to the grid.
func (g *Grid) Fill(x, y, w, h int, s Style) {
	for yy := max(y, 0); yy < min(y+h, g.H); yy++ {
		for xx := max(x, 0); xx < min(x+w, g.W); xx++ {
			g.set(xx, yy, Cell{Text: " ", Style: s})
		}
	}
}

// Restyle changes the style of every cell.
func (g *Grid) Restyle(f func(Style) Style) {
	for i := range g.cells {
		g.cells[i].Style = f(g.cells[i].Style)
	}
}

// Mapped is a copy of the grid with the text of every cell changed into another of the same width.
func (g *Grid) Mapped(f func(text string) string) *Grid {
	out := &Grid{W: g.W, H: g.H, cells: slices.Clone(g.cells)}
	for i := range out.cells {
		out.cells[i].Text = f(out.cells[i].Text)
	}
	return out
}

// SetRune puts one printable character of one column in a cell; outside the grid it does nothing.
func (g *Grid) SetRune(x, y int, r rune, s Style) {
	if g.in(x, y) {
		g.set(x, y, Cell{Text: runeText(r), Style: s})
	}
}

// runeText avoids an allocation for the glyphs that drawn type is made of.
func runeText(r rune) string {
	switch r {
	case ' ':
		return " "
	case '▄':
		return "▄"
	case '▀':
		return "▀"
	case '█':
		return "█"
	}
	if unprintable(r) {
		return " "
	}
	return string(r)
}

// set keeps wide characters whole: one that loses a cell becomes blanks.
func (g *Grid) set(x, y int, c Cell) {
	i := y*g.W + x
	if g.cells[i].Text == "" {
		g.blankWide(i, y*g.W)
	}
	if x+1 < g.W && g.cells[i+1].Text == "" && c.Text != "" {
		for j := i + 1; j < (y+1)*g.W && g.cells[j].Text == ""; j++ {
			g.cells[j].Text = " "
		}
	}
	g.cells[i] = c
}

func (g *Grid) blankWide(i, start int) {
	for i > start && g.cells[i].Text == "" {
		g.cells[i].Text = " "
		i--
	}
	g.cells[i].Text = " "
}

// Put writes text from a place to the right and returns the number of columns it took. It stops
// at the edge of the grid; a wide character that does not fit whole is left out. Control
// characters and escape sequences are dropped.
func (g *Grid) Put(x, y int, text string, s Style) int {
	start := x
	for c := range graphemes(text) {
		if x+c.Width > g.W || y < 0 || y >= g.H {
			break
		}
		if x >= 0 {
			g.putGrapheme(x, y, c, s)
		}
		x += c.Width
	}
	return x - start
}

func (g *Grid) putGrapheme(x, y int, c grapheme, s Style) {
	if c.Width == 1 {
		g.set(x, y, Cell{Text: c.Text, Style: s})
		return
	}
	for i := range c.Width {
		g.set(x+i, y, Cell{Text: " ", Style: s})
	}
	g.cells[y*g.W+x].Text = c.Text
	for i := 1; i < c.Width; i++ {
		g.cells[y*g.W+x+i].Text = ""
	}
}

// Blit copies another grid onto this one with its top left corner at a place, clipped. Of a wide
// character that is cut at an edge a blank is left.
func (g *Grid) Blit(x, y int, from *Grid) {
	for yy := range from.H {
		for xx := range from.W {
			if g.in(x+xx, y+yy) {
				g.blitCell(x+xx, y+yy, from, xx, yy)
			}
		}
	}
}

func (g *Grid) blitCell(x, y int, from *Grid, fx, fy int) {
	i := fy*from.W + fx
	c := from.cells[i]
	wide := fx+1 < from.W && from.cells[i+1].Text == ""
	switch {
	case c.Text == "" && x > 0:
		return // Its first cell has brought it.
	case c.Text == "", wide && x+1 >= g.W:
		c.Text = " "
	case wide:
		g.putGrapheme(x, y, grapheme{c.Text, 2}, c.Style)
		return
	}
	g.set(x, y, c)
}

// grapheme is what a reader takes for one character, and the columns that it fills.
type grapheme struct {
	Text  string
	Width int
}

// graphemes are the characters of a text that a reader sees, without anything that does not
// print. A tab becomes one blank.
func graphemes(text string) iter.Seq[grapheme] {
	return func(yield func(grapheme) bool) {
		for text := Clean(text); len(text) > 0; {
			c, w := first(text)
			if c == "" || w > 0 && !yield(grapheme{c, min(w, 2)}) {
				return
			}
			text = text[len(c):]
		}
	}
}

// first is the first character of a text, and the columns that it fills.
func first(text string) (c string, width int) {
	if text[0] < utf8.RuneSelf && (len(text) == 1 || text[1] < utf8.RuneSelf) {
		return text[:1], 1
	}
	return ansi.FirstGraphemeCluster(text, ansi.GraphemeWidth)
}

// Width is the number of columns that text fills.
func Width(text string) int {
	if ascii(text) {
		return len(text)
	}
	w := 0
	for c := range graphemes(text) {
		w += c.Width
	}
	return w
}

// Widest is the number of columns that the longest of some lines fills.
func Widest(lines ...string) int {
	wide := 0
	for _, l := range lines {
		wide = max(wide, Width(l))
	}
	return wide
}

// Clean removes escape sequences, control characters, marks that change the direction of text,
// and bytes that are no UTF-8. A tab and a line break become one blank.
func Clean(text string) string {
	if printable(text) {
		return text
	}
	text = ansi.Strip(strings.ToValidUTF8(text, ""))
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n':
			return ' '
		case unprintable(r):
			return -1
		}
		return r
	}, text)
}

// ascii reports whether a text is nothing but printable ASCII, of which each byte fills one column.
func ascii(text string) bool {
	for i := range len(text) {
		if text[i] < ' ' || '~' < text[i] {
			return false
		}
	}
	return true
}

func printable(text string) bool {
	return ascii(text) || !strings.ContainsFunc(text, func(r rune) bool { return r == utf8.RuneError || unprintable(r) })
}

func unprintable(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Bidi_Control, unicode.Zl, unicode.Zp) || r == '\ufeff'
}

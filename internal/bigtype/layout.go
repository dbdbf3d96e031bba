package bigtype

import (
	"slices"
	"sort"
	"strings"
)

// Align says where lines stand in a width.
type Align uint8

// The alignments.
const (
	Left Align = iota
	Centre
	Right
)

// Layout is text set in lines.
type Layout struct {
	XHeight int      // rows of sub-pixels of the x-height
	W, H    int      // sub-pixels: the widest line; from the ascender line of the first line to the descender line of the last
	Lines   []string // the words of each line

	lines []line
}

type line struct {
	w, base  int // width; rows from the layout's top to the baseline
	up, down int // rows above and below the baseline
	glyphs   []placed
}

type placed struct {
	g    *glyph
	x    int
	mark uint8
}

// Set lays text out at one x-height in lines of at most w sub-pixels: the fewest lines that fit
// the width, then the smallest widest line. It reports false when a word is wider than w, when
// the font has no glyph for a rune, or when there are more than 200 words. Text without words is
// a layout without lines.
func (f *Font) Set(t Text, p Pixels, w, xheight int) (Layout, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	s, ok := f.prepare(t, p, w)
	if !ok || xheight < 1 || xheight > maxXHeight {
		return Layout{}, false
	}
	return s.at(xheight)
}

// Fit is the largest layout that fits in w by h sub-pixels: whole x-heights from most (0: no
// limit) down to least. It reports false if not even least fits, if the font has no glyph for a
// rune, or if there are more than 200 words. Rows that are left over open up the lines a little.
func (f *Font) Fit(t Text, p Pixels, w, h, least, most int) (Layout, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	least = max(least, 1)
	if most <= 0 || most > maxXHeight {
		most = maxXHeight
	}
	s, ok := f.prepare(t, p, w)
	if !ok || h < 1 || most < least {
		return Layout{}, false
	}
	n := min(max(s.estimate(h), least), most)
	for n < most && s.fits(n+1, h) {
		n++
	}
	for ; n >= least; n-- {
		if s.fits(n, h) {
			l, ok := s.at(n)
			l.open(h, n/3)
			return l, ok
		}
	}
	return Layout{}, false
}

// LineHeight is the height of a line at an x-height, from ascender line to descender line, in
// sub-pixels.
func (f *Font) LineHeight(p Pixels, xheight int) int {
	c := f.newFace(p, min(max(xheight, 1), maxXHeight))
	return c.asc + c.desc
}

// setter is a text that is being set.
type setter struct {
	f          *Font
	p          Pixels
	w          int
	paragraphs [][]word
}

func (f *Font) prepare(t Text, p Pixels, w int) (*setter, bool) {
	if !p.valid() || w < 1 {
		return nil, false
	}
	paragraphs, ok := split(t)
	if !ok || slices.ContainsFunc(t, func(r Run) bool { return len(f.missing(r.Text)) > 0 }) {
		return nil, false
	}
	return &setter{f, p, w, paragraphs}, true
}

// estimate is about the x-height that fits, from the font's unfitted widths.
func (s *setter) estimate(h int) int {
	return 1 + sort.Search(maxXHeight-1, func(i int) bool {
		c := s.f.newFace(s.p, i+2)
		return !s.holds(c, h, round(0.75*c.sx), c.natural)
	})
}

// fits reports whether the text goes into the setter's width and h rows at an x-height.
func (s *setter) fits(n, h int) bool {
	c := s.f.face(s.p, n)
	if !s.holds(c, h, c.blank, c.width) {
		return false
	}
	l, ok := s.at(n)
	return ok && l.H <= h
}

// holds reports whether words and blanks of the given widths fill no more lines than h rows have
// room for.
func (s *setter) holds(c *face, h, blank int, width func(word) int) bool {
	lines := 0
	for _, words := range s.paragraphs {
		k := fill(widths(words, width), blank, s.w)
		if k == 0 {
			return false
		}
		lines += k
	}
	return lines*(c.asc+c.desc+c.lead)-c.lead <= h
}

func widths(words []word, width func(word) int) []int {
	out := make([]int, len(words))
	for i, w := range words {
		out[i] = width(w)
	}
	return out
}

// natural is a word's width as the font has it, before its letters are fitted to sub-pixels.
func (c *face) natural(w word) int {
	sum := 0.0
	for _, l := range w {
		sum += c.f.shape(l.r).advance
	}
	return round(sum * c.sx)
}

func (c *face) width(w word) int {
	_, end := c.place(nil, 0, w)
	return end
}

// place sets a word's glyphs from x on and returns where its ink ends.
func (c *face) place(out []placed, x int, w word) ([]placed, int) {
	end := x
	var last rune
	for _, l := range w {
		if l.r == noBreak {
			x, last = end+c.blank, 0
			end = x
			continue
		}
		if last != 0 {
			x += c.apart(last, l.r)
		}
		g := c.glyph(l.r)
		if g.w > 0 {
			out = append(out, placed{g, x, l.mark})
			end = max(end, x+g.w)
		}
		last = l.r
	}
	return out, end
}

// at sets the text at an x-height.
func (s *setter) at(n int) (Layout, bool) {
	c := s.f.face(s.p, n)
	l := Layout{XHeight: n}
	for _, words := range s.paragraphs {
		ends := balance(widths(words, c.width), c.blank, s.w)
		if ends == nil {
			return Layout{}, false
		}
		from := 0
		for _, to := range ends {
			l.add(c, words[from:to])
			from = to
		}
	}
	return l, true
}

// add sets one more line below the others.
func (l *Layout) add(c *face, words []word) {
	now := line{up: c.asc, down: c.desc}
	names := make([]string, len(words))
	x := 0
	for i, w := range words {
		if i > 0 {
			x += c.blank
		}
		now.glyphs, x = c.place(now.glyphs, x, w)
		names[i] = w.String()
	}
	now.w = x
	for _, p := range now.glyphs {
		now.up, now.down = max(now.up, p.g.top), max(now.down, p.g.h-p.g.top)
	}
	now.base = now.up
	if k := len(l.lines); k > 0 {
		last := l.lines[k-1]
		now.base = last.base + max(c.desc+c.lead+c.asc, last.down+1+now.up)
	}
	l.lines = append(l.lines, now)
	l.Lines = append(l.Lines, strings.Join(names, " "))
	l.W, l.H = max(l.W, now.w), now.base+now.down
}

// open moves the lines apart by up to most rows each while they still fit in h.
func (l *Layout) open(h, most int) {
	k := len(l.lines) - 1
	if k < 1 {
		return
	}
	extra := min((h-l.H)/k, most)
	for i := range l.lines {
		l.lines[i].base += i * extra
	}
	l.H += k * extra
}

// Paint calls set for each inked sub-pixel, with the layout's top left corner at (x, y). Lines
// are aligned in width sub-pixels, or in the layout's own if that is more.
func (l Layout) Paint(x, y, width int, a Align, set func(x, y int, mark uint8)) {
	width = max(width, l.W)
	for _, ln := range l.lines {
		left := x
		switch a {
		case Centre:
			left += (width - ln.w) / 2
		case Right:
			left += width - ln.w
		}
		for _, p := range ln.glyphs {
			for i, on := range p.g.on {
				if on {
					set(left+p.x+i%p.g.w, y+ln.base-p.g.top+i/p.g.w, p.mark)
				}
			}
		}
	}
}

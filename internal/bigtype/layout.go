package bigtype

import (
	"math"
	"slices"
)

// Layout is text set in lines. It is shared and must not be changed.
type Layout struct {
	Size  float64  // of an em
	W, H  float64  // the widest line; from the top of the first line's ink to the foot of the last one's
	Base  float64  // from the top to the first baseline
	Foot  float64  // from the last baseline to the foot
	Lines []string // the words of each line

	lines  []line
	text   Text
	ready  bool    // the glyphs are in their places
	narrow float64 // share of their own width that the letters have; 0 for all of it
	two    bool    // only in the colours of paper and ink
}

// RightToLeft reports whether the first line runs from right to left.
func (l Layout) RightToLeft() bool { return len(l.lines) > 0 && l.lines[0].rtl }

// line is a line of a layout. Most layouts are only measured, so the glyphs are put in their places when they
// are drawn.
type line struct {
	w, base float64 // width; from the layout's top to the baseline
	rtl     bool
	of      *paragraph // as it is at the layout's size
	number  int        // the paragraph's in the text
	start   int        // of the line in it
	last    piece      // that ends the line
	glyphs  []placed
}

// placed is a glyph at a distance from the left end of its line.
type placed struct {
	glyph
	x    float64
	mark uint8
}

// leading is the distance between two baselines in ems: what type of this weight needs to stay apart.
const leading = 1.12

// setter is a text that is being set in a box.
type setter struct {
	f          *Font
	text       Text
	paragraphs []*paragraph
	up, down   float64 // ems above the first baseline and below the last
	tight      float64 // ems between baselines, at least
	w, h       float64
	long       bool // has more words than huge type is for
}

// maxWords is the most words that are set. No slide that is read in a hall has as many.
const maxWords = 400

func (f *Font) setter(t Text, w, h float64) *setter {
	s := &setter{f: f, text: t, paragraphs: f.paragraphsOf(t), w: w, h: h, up: f.cap}
	words := 0
	for i, p := range s.paragraphs {
		words += len(p.pieces)
		if i == 0 {
			s.up = max(s.up, p.up)
		}
		if i == len(s.paragraphs)-1 {
			s.down = p.down
		}
		s.tight = max(s.tight, p.up+p.down)
	}
	s.long = words > maxWords || slices.ContainsFunc(s.paragraphs, func(p *paragraph) bool { return p.cut })
	return s
}

// Fit is the largest layout that fits in a box of w by h rows, its size from most (0: no limit) down to
// least. A little size is given up for better lines. It reports false when not even least fits.
func (f *Font) Fit(t Text, w, h, least, most float64) (Layout, bool) {
	s := f.setter(t, w, h)
	if len(s.paragraphs) == 0 {
		return Layout{}, true
	}
	if most <= 0 {
		most = 2 * h / f.cap
	}
	if least > most || !s.fits(least) {
		return Layout{}, false
	}
	return s.best(max(s.largest(least, most), least), least), true
}

// Set lays text out at a size in lines of at most w rows. It reports false when a word is wider.
func (f *Font) Set(t Text, w, size float64) (Layout, bool) {
	s := f.setter(t, w, math.Inf(1))
	if !s.fits(size) {
		return Layout{}, false
	}
	l, _ := s.at(size)
	return l, true
}

// largest is the largest size that fits, of which least does.
func (s *setter) largest(least, most float64) float64 {
	if s.fits(most) {
		return most
	}
	for most-least > least/1000 {
		if mid := (least + most) / 2; s.fits(mid) {
			least = mid
		} else {
			most = mid
		}
	}
	return least
}

// fits reports whether the text goes into the box at a size.
func (s *setter) fits(size float64) bool {
	if s.long || !(size > 0) || !(s.w > 0) {
		return false // Not a number is not above 0 either.
	}
	lines := 0
	for _, p := range s.paragraphs {
		k := p.at(size).fill(s.w / size)
		if k == 0 {
			return false
		}
		lines += k
	}
	return s.height(lines, size) <= s.h
}

// height is that of a number of lines.
func (s *setter) height(lines int, size float64) float64 {
	if lines == 0 {
		return 0
	}
	return (s.up+s.down)*size + float64(lines-1)*s.pitch(size)
}

// pitch is the distance between two baselines: in large type halves of rows, so that lines look alike.
func (s *setter) pitch(size float64) float64 {
	if size < leastLarge {
		return max(leading, s.tight+0.06) * size
	}
	return max(math.Round(2*leading*size), math.Ceil(2*s.tight*size)) / 2
}

// best is the layout whose lines, and whose size, cost least.
func (s *setter) best(size, least float64) Layout {
	var best Layout
	cost := math.Inf(1)
	for share := 1.0; share >= s.leastShare() && size*share >= least; share -= 0.03 {
		l, c := s.at(size * share)
		if c += perSize * (1 - share); c < cost {
			best, cost = l, c
		}
	}
	return best
}

// leastShare is how much of its size a text keeps for better lines.
func (s *setter) leastShare() float64 {
	for _, p := range s.paragraphs {
		if p.sentence(0, len(p.pieces)-1) {
			return leastSay
		}
	}
	return leastFit
}

// at sets the text at a size that fits.
func (s *setter) at(size float64) (Layout, float64) {
	l, cost := Layout{Size: size, Base: size * s.up, Foot: size * s.down, text: s.text}, 0.0
	room := math.MaxInt32
	if !math.IsInf(s.h, 1) {
		room = int((s.h-(s.up+s.down)*size)/s.pitch(size)+1e-9) + 1
	}
	need := 0
	for _, p := range s.paragraphs {
		need += p.at(size).fill(s.w / size)
	}
	for i, p := range s.paragraphs {
		p = p.at(size)
		k := p.fill(s.w / size)
		ends, c := p.breaks(s.w/size, k+max(room-need, 0))
		need += len(ends) - k
		cost += c
		from := 0
		for _, to := range ends {
			l.add(p, i, p.pieces[from].start, p.pieces[to-1])
			from = to
		}
	}
	for i := range l.lines {
		l.lines[i].base = size*s.up + float64(i)*s.pitch(size)
	}
	l.H = s.height(len(l.lines), size)
	return l, cost
}

// add sets one more line below the others.
func (l *Layout) add(p *paragraph, number, start int, last piece) {
	ln := line{w: p.lineWidth(start, last) * l.Size, rtl: p.rtl, of: p, number: number, start: start, last: last}
	l.lines, l.Lines, l.W = append(l.lines, ln), append(l.Lines, string(p.text[start:last.end])), max(l.W, ln.w)
}

// placed is the layout with its glyphs in their places.
func (l Layout) placed() Layout {
	if l.ready {
		return l
	}
	marks := l.text.marks()
	l.ready, l.lines = true, slices.Clone(l.lines)
	for i := range l.lines {
		ln, x := &l.lines[i], 0.0
		for _, g := range ln.of.lineOf(ln.start, ln.last) {
			ln.glyphs = append(ln.glyphs, placed{g, x * l.Size, marks[ln.number][g.cluster]})
			x += g.advance
		}
	}
	return l
}

// marks gives the marks of the runes of each paragraph.
func (t Text) marks() [][]uint8 {
	var out [][]uint8
	var now []uint8
	words := false
	for _, r := range slices.Concat(t, Text{{Text: "\n"}}) {
		for _, c := range r.Text {
			switch {
			case c != '\n':
				now, words = append(now, r.Mark), words || !blank(c)
			case words:
				out = append(out, now)
				fallthrough
			default:
				now, words = nil, false
			}
		}
	}
	return out
}

package bigtype

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/bidi"
	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// paragraph is text between two forced line breaks, shaped. Its lengths are in ems. It is shared and
// must not be changed.
type paragraph struct {
	text     []rune
	runs     []run
	sum      []float64 // sum[i] is the width of text[:i]
	up, down float64   // how far its ink goes above and below the baseline
	pieces   []piece
	rtl      bool
	holes    bool // some of it is left to the terminal
	hyphen   glyph
	cut      bool // the text was longer than is set in huge type
}

// run is a stretch of one direction and face. Its glyphs stand from left to right.
type run struct {
	level      bidi.Level
	start, end int
	glyphs     []glyph
}

// glyph is a glyph in its place. cluster is the first of the runes that it stands for.
type glyph struct {
	glyphKey
	cluster         int
	advance, dx, dy float64

	hole  string // what is left to the terminal in its place, "" for nothing
	cells int    // how wide that is
}

// Bounds of what is set in huge type: no slide that is read in a hall has as much.
const (
	maxRunes      = 4000
	maxParagraphs = 512      // that are kept
	maxKept       = 10 << 20 // bytes of them, about
	runeSize      = 100      // bytes that a rune of one takes, with its glyph, about
)

// paragraphsOf shapes a text, or finds it shaped.
func (f *Font) paragraphsOf(t Text) []*paragraph {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []*paragraph
	for line := range strings.SplitSeq(t.String(), "\n") {
		if strings.TrimFunc(line, blank) == "" {
			continue
		}
		p, ok := f.paragraphs[line]
		if !ok {
			p = f.shape([]rune(line))
			f.keep(line, p)
		}
		out = append(out, p)
	}
	return out
}

// keep keeps a paragraph, and lets all others go where they are too many or too long. The lock is held.
func (f *Font) keep(line string, p *paragraph) {
	size := runeSize*len(p.text) + len(line)
	if len(f.paragraphs) >= maxParagraphs || f.kept+size > maxKept {
		clear(f.paragraphs)
		f.kept = 0
	}
	f.paragraphs[strings.Clone(line)] = p // The line is a part of a text that may be far longer.
	f.kept += size
}

// String is the text without its marks.
func (t Text) String() string {
	var b strings.Builder
	for _, r := range t {
		b.WriteString(r.Text)
	}
	return b.String()
}

// shapedEm is the size in which text is shaped.
const (
	shapedEm   = 1000
	shapedSize = fixed.Int26_6(shapedEm << 6)
)

func (f *Font) shape(text []rune) *paragraph {
	cut := len(text) > maxRunes
	text = text[:min(len(text), maxRunes)]
	p := &paragraph{cut: cut, hyphen: f.hyphen(), text: text, sum: make([]float64, len(text)+1), pieces: pieces(text)}
	levels, base := f.levels(text)
	p.rtl = base == di.DirectionRTL
	in := shaping.Input{Text: text, RunEnd: len(text), Size: shapedSize, Language: "en", Direction: base}
	if f.simple(text) {
		for _, part := range f.segmenter.Split(in, f) {
			p.runs = append(p.runs, p.take(f.shaper.Shape(part), levels[part.RunStart]))
		}
	} else {
		in.Language = languageOf(text)
		f.shapeMixed(p, in, levels)
	}
	for i := range text {
		p.sum[i+1] += p.sum[i]
	}
	p.breakLong()
	return p
}

// shapeMixed shapes text of several faces.
func (f *Font) shapeMixed(p *paragraph, in shaping.Input, levels []bidi.Level) {
	ends := graphemeEnds(p.text)
	for _, part := range f.segmenter.Split(in, f) {
		for _, one := range f.byFace(part, ends, in.Language) {
			level := levels[one.RunStart]
			out, ok := shaping.Output{}, false
			if one.Face != nil {
				out, ok = f.shapeRun(one)
			}
			if !ok {
				p.leave(one.RunStart, one.RunEnd, ends, level)
				continue
			}
			if one.Face != f.face {
				f.fitPictures(out.Face, out.Glyphs)
			}
			p.runs = append(p.runs, p.take(out, level))
		}
	}
}

// fitPictures gives glyphs that are pictures the size of letters.
func (f *Font) fitPictures(face *font.Face, glyphs []shaping.Glyph) {
	for i := range glyphs {
		if d := f.drawing(glyphKey{face, glyphs[i].GlyphID}); d.picture != nil {
			g := &glyphs[i]
			g.Advance, g.XOffset, g.YOffset = shaped(pictureWidth(d.picture)+2*pictureRoom), shaped(pictureRoom), 0
			g.YBearing, g.Height = shaped(pictureHeight-pictureFoot), -shaped(pictureHeight)
		}
	}
}

// levels gives the level of each rune by the bidirectional algorithm, and the direction of the whole.
func (f *Font) levels(text []rune) ([]bidi.Level, di.Direction) {
	base, dir := bidi.LeftToRight, di.DirectionLTR
	if i := slices.IndexFunc(text, unicode.IsLetter); i >= 0 && unicode.In(text[i], unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko) {
		base, dir = bidi.RightToLeft, di.DirectionRTL
	}
	// A separator of paragraphs within a line would end the algorithm.
	text = slices.Clone(text)
	for i, r := range text {
		if unicode.In(r, unicode.Cc, unicode.Zl, unicode.Zp) {
			text[i] = ' '
		}
	}
	levels := make([]bidi.Level, 0, len(text))
	runs := f.order.Segment(text, base)
	for i := range runs.NumRuns() {
		r := runs.Run(i)
		levels = append(levels, slices.Repeat([]bidi.Level{r.Level}, r.End-r.Start)...)
	}
	return levels[:len(text)], dir
}

// take adds a shaped run.
func (p *paragraph) take(out shaping.Output, level bidi.Level) run {
	r := run{level: level, start: out.Runes.Offset, end: out.Runes.Offset + out.Runes.Count}
	for _, g := range out.Glyphs {
		at := g.TextIndex()
		r.glyphs = append(r.glyphs, glyph{
			glyphKey: glyphKey{out.Face, g.GlyphID}, cluster: at,
			advance: ems(g.Advance), dx: ems(g.XOffset), dy: ems(g.YOffset),
		})
		p.sum[at+1] += ems(g.Advance)
		if g.Height != 0 {
			p.up, p.down = max(p.up, ems(g.YBearing+g.YOffset)), max(p.down, -ems(g.YBearing+g.Height+g.YOffset))
		}
	}
	return r
}

func ems(v fixed.Int26_6) float64 { return float64(v) / 64 / shapedEm }

// shaped is a length in ems as the shaper has it.
func shaped(ems float64) fixed.Int26_6 { return fixed.Int26_6(math.Round(ems * shapedEm * 64)) }

// width is that of a stretch of text.
func (p *paragraph) width(start, end int) float64 { return p.sum[end] - p.sum[start] }

// line gives the glyphs of a stretch of text from left to right.
func (p *paragraph) line(start, end int) []glyph {
	var runs []run
	for _, r := range p.runs {
		if r.start < end && r.end > start {
			runs = append(runs, r)
		}
	}
	reorder(runs)
	var out []glyph
	for _, r := range runs {
		for _, g := range r.glyphs {
			if g.cluster >= start && g.cluster < end {
				out = append(out, g)
			}
		}
	}
	return out
}

// reorder puts the runs of a line in the order in which they stand: from the highest level down to the
// lowest odd one, whatever is on that level or above is turned round (Unicode Standard Annex 9, rule L2).
func reorder(runs []run) {
	if len(runs) < 2 {
		return
	}
	top := slices.MaxFunc(runs, func(a, b run) int { return cmp.Compare(a.level, b.level) }).level
	for l := top; l >= 1; l-- {
		for i := 0; i < len(runs); i++ {
			j := i
			for j < len(runs) && runs[j].level >= l {
				j++
			}
			slices.Reverse(runs[i:j])
			i = j
		}
	}
}

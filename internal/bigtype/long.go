package bigtype

import (
	"slices"
	"unicode"
)

// longWord is the width in ems from which a word is broken: two thirds of a screen of 80 columns at the
// smallest size that is read from afar.
const longWord = 12

// breakLong divides pieces that are too wide for a line at hyphens, slashes and what else an address is
// made of, and otherwise anywhere, with a hyphen between letters.
func (p *paragraph) breakLong() {
	if !slices.ContainsFunc(p.pieces, p.long) {
		return
	}
	var out []piece
	for _, pc := range p.pieces {
		if p.long(pc) {
			out = append(out, p.divided(pc)...)
		} else {
			out = append(out, pc)
		}
	}
	p.pieces = out
}

func (p *paragraph) long(pc piece) bool { return p.width(pc.start, pc.end) > longWord }

// divided is a long word in pieces. All but the last go on in the next.
func (p *paragraph) divided(pc piece) []piece {
	var out []piece
	ends := graphemeEnds(p.text)
	start, joint := pc.start, pc.start // joint is behind the last mark that may end a line
	add := func(end int) {
		out = append(out, piece{start: start, end: end, torn: true})
		start = end
	}
	for i := pc.start; i < pc.end; i++ {
		switch {
		case p.width(start, i+1) <= longWord:
		case joint > start:
			add(joint)
		default:
			add(max(lastEnd(ends, start, i), start+1))
			last := &out[len(out)-1]
			last.hyphen = hyphenated(p.text[last.end-1]) && hyphenated(p.text[min(last.end, len(p.text)-1)])
		}
		if slices.Contains([]rune("-/._@?&=:,"), p.text[i]) && i > pc.start {
			joint = i + 1
		}
	}
	return append(out, piece{start: start, end: pc.end, sentence: pc.sentence})
}

// lastEnd is the last end of a grapheme behind start, and at i at most.
func lastEnd(ends []int, start, i int) int {
	at, _ := slices.BinarySearch(ends, i+1)
	if at == 0 || ends[at-1] <= start {
		return start
	}
	return ends[at-1]
}

// hyphenated holds for letters of scripts that break words with a hyphen.
func hyphenated(r rune) bool {
	return unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Armenian)
}

// hyphen is the glyph that ends a line in a word.
func (f *Font) hyphen() glyph {
	id, _ := f.face.NominalGlyph('-')
	return glyph{glyphKey: glyphKey{f.face, id}, advance: float64(f.face.HorizontalAdvance(id)) / float64(f.face.Upem())}
}

// lineOf gives the glyphs of a line that ends with a piece, from left to right.
func (p *paragraph) lineOf(start int, last piece) []glyph {
	out := p.line(start, last.end)
	if !last.hyphen {
		return out
	}
	h := p.hyphen
	h.cluster = last.end - 1
	if p.rtl {
		return append([]glyph{h}, out...)
	}
	return append(out, h)
}

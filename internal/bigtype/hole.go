package bigtype

import (
	"math"
	"slices"

	"github.com/go-text/typesetting/bidi"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// What no face has is left to the terminal: a hole in the drawn type, with the terminal's own letter in
// it. A hole is as wide as its cells, whatever the size of the type around it.

// letter is a grapheme in the terminal's own type, in a cell of a sheet.
type letter struct {
	x, y int
	text string
	ink  cell.Color
}

// leave adds a run that is left to the terminal.
func (p *paragraph) leave(start, end int, ends []int, level bidi.Level) {
	r := run{level: level, start: start, end: end}
	at := start
	for _, e := range ends {
		if e = min(e, end); e > at {
			text := string(p.text[at:e])
			r.glyphs = append(r.glyphs, glyph{cluster: at, hole: text, cells: cell.Width(text)})
			at = e
		}
	}
	if level%2 == 1 {
		slices.Reverse(r.glyphs)
	}
	if len(r.glyphs) > 0 {
		r.glyphs[len(r.glyphs)-1].cells++ // Room to stand on whole cells.
	}
	p.runs, p.holes = append(p.runs, r), true
}

// at is the paragraph as it is at a size.
func (p *paragraph) at(size float64) *paragraph {
	if !p.holes {
		return p
	}
	q := *p
	q.runs, q.sum = slices.Clone(p.runs), slices.Clone(p.sum)
	wider := make([]float64, len(p.sum))
	for i, r := range q.runs {
		q.runs[i].glyphs = slices.Clone(r.glyphs)
		for j, g := range r.glyphs {
			if g.hole != "" {
				w := float64(g.cells) / 2 / size
				q.runs[i].glyphs[j].advance = w
				wider[g.cluster+1] += w
			}
		}
	}
	more := 0.0
	for i, w := range wider {
		more += w
		q.sum[i] += more
	}
	return &q
}

// write leaves a hole for the terminal, with the middle of the small letters around it at a height.
func (s *Sheet) write(text string, x, middle float64, ink cell.Color) {
	s.letters = append(s.letters, letter{int(math.Ceil(2*x - 1e-6)), int(math.Floor(middle)), text, ink})
}

package render

import (
	"strings"
	"unicode/utf8"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
)

// gaps are what the drawn type lacks for a slide.
type gaps struct {
	characters string
	most       bool // of the slide's text
}

// undrawn finds what the drawn type lacks for the slide, on all of its screens together.
func (p *page) undrawn() gaps {
	p.mu.Lock()
	g, ok := p.gaps[p.index]
	p.mu.Unlock()
	if ok {
		return g
	}
	text := textOf(p.slide.Blocks)
	missing, runes := p.font.MissingRunes(bigtype.Text{{Text: text}})
	g = gaps{strings.Join(missing, ""), mostly(runes, text)}
	p.mu.Lock()
	defer p.mu.Unlock()
	remember(p, p.gaps, p.index, g)
	return g
}

// mostly reports whether n runes make up most of a text. The terminal's own letters are then read better
// alone than with drawn ones among them.
func mostly(n int, text string) bool {
	return 2*n > utf8.RuneCountInString(strings.Join(strings.Fields(text), ""))
}

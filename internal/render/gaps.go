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
	missing := p.font.Missing(bigtype.Text{{Text: text}})
	g = gaps{strings.Join(missing, ""), mostly(missing, text)}
	p.mu.Lock()
	defer p.mu.Unlock()
	remember(p, p.gaps, p.index, g)
	return g
}

// mostly reports whether graphemes make up most of a text. The terminal's own letters are then read better
// alone than with drawn ones among them.
func mostly(missing []string, text string) bool {
	n := 0
	for _, m := range missing {
		n += strings.Count(text, m) * utf8.RuneCountInString(m)
	}
	return 2*n > utf8.RuneCountInString(strings.Join(strings.Fields(text), ""))
}

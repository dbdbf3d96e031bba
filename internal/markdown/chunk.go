package markdown

import (
	"bytes"

	"github.com/westandtogether-assembly/assembly/internal/deck"

	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// chunkSize is how much of a slide goldmark reads at once, in bytes. Marks in it may cost time that grows with
// the square of their number, and no slide that people can read is longer.
const chunkSize = 32 << 10

// parseChunks parses the visible text, one chunk after the other.
func (p *page) parseChunks() []deck.Block {
	whole, starts := p.shown, p.starts
	defer func() { p.shown, p.starts = whole, starts }()
	var out []deck.Block
	from := 0
	for _, to := range chunks(whole.text) {
		p.shown, p.starts = *whole.piece(from, to), shifted(starts, from)
		p.lower, p.ends, p.footnotes = nil, nil, nil
		blocks := p.blocks(p.book.slides.Parse(text.NewReader(p.shown.text), parser.WithContext(linked{parser.NewContext(), p.book.links})))
		out = append(out, p.withFootnotes(blocks)...)
		from = to
	}
	return out
}

// shifted are offsets in a text as those in a part of it.
func shifted(offsets []int, by int) []int {
	if by == 0 {
		return offsets
	}
	out := make([]int, len(offsets))
	for i, off := range offsets {
		out[i] = off - by
	}
	return out
}

// chunks returns where the chunks of a text end. They end at an empty line, as far as there is one, and not
// within code.
func chunks(src []byte) []int {
	var ends []int
	if len(src) > chunkSize {
		ends = cuts(src)
	}
	return append(ends, len(src))
}

func cuts(src []byte) []int {
	var ends []int
	from, blank, l := 0, 0, newLexer(src, 0)
	for t := l.next(); t.kind != tokenEnd; t = l.next() {
		if l.fence.marks != nil || t.end <= l.html {
			blank = from
			continue
		}
		if t.start >= 2 && src[t.start-1] == '\n' && src[t.start-2] == '\n' {
			blank = t.start
		}
		for t.end-from > chunkSize {
			if blank <= from {
				blank = lineCut(src[:t.end], from)
			}
			ends = append(ends, blank)
			from = blank
		}
	}
	return ends
}

// lineCut is where a chunk without an empty line ends: at a line, or else a space, or else anywhere between two
// characters.
func lineCut(src []byte, from int) int {
	chunk := src[from : from+chunkSize]
	if i := bytes.LastIndexByte(chunk, '\n'); i > 0 {
		return from + i + 1
	}
	if i := bytes.LastIndexByte(chunk, ' '); i > 0 {
		return from + i + 1
	}
	end := from + chunkSize
	for end > from+1 && src[end]&0xc0 == 0x80 {
		end--
	}
	return end
}

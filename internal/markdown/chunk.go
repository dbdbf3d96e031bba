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

// chunks returns where the chunks of a text end: at an empty line, as far as there is one, and not within code. Code
// between marks of a fence or in <pre> costs little, and stays in one chunk however long it is.
func chunks(src []byte) []int {
	if len(src) <= chunkSize {
		return []int{len(src)}
	}
	c := &chunker{src: src, l: newLexer(src, 0), code: -1}
	for t := c.l.next(); t.kind != tokenEnd; t = c.l.next() {
		c.token(t)
	}
	if c.endCode(len(src)); c.from < len(src) {
		c.cut(len(src))
	}
	return c.ends
}

// chunker finds where chunks end.
type chunker struct {
	src    []byte
	l      *lexer
	ends   []int
	from   int   // where the chunk begins
	margin int   // where the last line below an empty one begins that is not indented, and so is in no list
	blank  int   // where the last line below an empty one begins
	code   int   // where the code begins that the last token was in, -1 for none
	fence  fence // of that code
	html   int   // where that code ends, when it is HTML
	opened int   // where that HTML begins
}

func (c *chunker) token(t token) {
	code := c.codeAt(t)
	if code >= 0 && code == c.code {
		return
	}
	c.endCode(t.start)
	c.code = code
	if t.start >= 2 && c.src[t.start-1] == '\n' && c.src[t.start-2] == '\n' {
		if c.blank = t.start; indentation(c.src[t.start:t.end]) == 0 {
			c.margin = t.start
		}
	}
	end := t.end
	if code >= 0 {
		end = t.start // The rest is seen to when the code ends.
	}
	for end-c.from > chunkSize {
		if !c.cutAtEmptyLine() {
			c.cut(lineCut(c.src[:end], c.from))
		}
	}
}

// codeAt returns where the code begins that the token is in, the last line of the code too, or -1.
func (c *chunker) codeAt(t token) int {
	fence := c.fence
	if c.fence = c.l.fence; c.fence.marks != nil {
		return c.fence.from
	}
	if fence.marks != nil && fence.closedBy(c.src[t.start:t.end]) {
		return fence.from
	}
	if c.html != c.l.html {
		c.html, c.opened = c.l.html, t.start
	}
	if t.start < c.html {
		return c.opened
	}
	return -1
}

// endCode lets the chunks end around the code, if any, that ends at an offset.
func (c *chunker) endCode(end int) {
	for c.code >= 0 && end-c.from > chunkSize {
		switch {
		case c.cutAtEmptyLine():
		case c.code > c.from:
			c.cut(c.code)
		default:
			c.cut(end)
		}
	}
}

// cutAtEmptyLine ends the chunk at the last empty line outside code, and reports whether there was one.
func (c *chunker) cutAtEmptyLine() bool {
	switch {
	case c.margin > c.from:
		c.cut(c.margin)
	case c.blank > c.from:
		c.cut(c.blank)
	default:
		return false
	}
	return true
}

func (c *chunker) cut(at int) {
	c.ends = append(c.ends, at)
	c.from = at
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

package markdown

import (
	"bytes"
	"sort"
	"unicode/utf8"

	"assembly/internal/deck"

	"go.yaml.in/yaml/v4"
)

// Source is a deck together with the positions in its file, for callers that change the file.
// Offsets count bytes of the file.
type Source struct {
	Deck *deck.Deck

	book  *book
	shift int   // length of the byte-order mark
	pairs []int // offsets of the \n that were CRLF, in the text before its characters were removed
}

// Locate reads a deck as ParseAll does, if it is in UTF-8. The error is an Errors.
func Locate(file []byte, o Options) (*Source, error) {
	o.Lazy = maxSlides
	b := newBook(o)
	d, err := b.parse(file, o)
	if err != nil {
		return nil, err
	}
	text, notice := decode(file)
	if notice != "" {
		b.diags.add(deck.Pos{File: o.Name, Line: 1, Col: 1}, deck.Error, "this file is not UTF-8: save it as UTF-8 first, and check its accents and quotation marks")
		return nil, b.diags.errors()
	}
	s := &Source{Deck: d, book: b, shift: len(file) - len(text)}
	for at := 0; ; {
		i := bytes.Index(text[at:], []byte("\r\n"))
		if i < 0 {
			return s, nil
		}
		at += i + 2
		s.pairs = append(s.pairs, at-2-len(s.pairs))
	}
}

// at returns the offset in the file of the byte text[off] of the book, after whatever was removed there.
func (s *Source) at(off int) int {
	cuts := s.book.cuts
	if i := sort.Search(len(cuts), func(i int) bool { return cuts[i].at > off }); i > 0 {
		off += cuts[i-1].total
	}
	return s.shift + off + sort.SearchInts(s.pairs, off)
}

// Extent returns the offsets of the first and the last character of slide i, white space aside.
func (s *Source) Extent(i int) (first, last int) {
	r := s.book.raws[i]
	return s.at(r.first), s.at(r.start + len(bytes.TrimRight(s.book.text[r.start:r.end], " \t\n")) - 1)
}

// EndsInCode reports whether a code fence of slide i is never closed.
func (s *Source) EndsInCode(i int) bool {
	r := s.book.raws[i]
	lex := newLexer(s.book.text[:r.end], r.start, r.line)
	t := lex.next()
	for t.kind != tokenEnd {
		t = lex.next()
	}
	return t.open
}

// Settings returns the comments of slide i that are settings, in the order of the file.
func (s *Source) Settings(i int) []Settings {
	p := s.book.page(&s.book.raws[i])
	for i := range p.maps {
		p.maps[i].source = s
	}
	return p.maps
}

// Settings is a comment that is settings.
type Settings struct {
	Node   *yaml.Node // a map
	yaml   *yamlText
	source *Source
}

// Text returns what the YAML reader saw: one character replaces each {{fill}}.
func (m Settings) Text() []byte { return m.yaml.text }

// Offset returns the offset in Text of a position that the YAML reader names.
func (m Settings) Offset(line, col int) int { return m.yaml.offset(line, col) }

// File returns the offset in the file of the byte Text[off].
func (m Settings) File(off int) int { return m.source.at(m.yaml.source(off)) }

// FileBehind returns the offset in the file right after the byte Text[off-1], which is not a line end.
func (m Settings) FileBehind(off int) int {
	last := m.yaml.source(off - 1)
	r, _ := utf8.DecodeLastRune(m.yaml.text[:off])
	if i, fills := int(r)-firstFill, m.yaml.placeholders.fills; 0 <= i && i < len(fills) {
		last = fills[i].off + len(fills[i].raw) - 1
	}
	return m.source.at(last) + 1
}

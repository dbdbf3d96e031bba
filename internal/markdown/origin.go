package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/westandtogether-assembly/assembly/internal/deck"

	"go.yaml.in/yaml/v4"
)

// Source is a deck together with the positions in its file, for callers that change the file.
type Source struct {
	Deck *deck.Deck
	book *book
}

// Locate reads a deck as ParseAll does, if it is in UTF-8. The error is an Errors.
func Locate(file []byte, o Options) (*Source, error) {
	o.Lazy = maxSlides
	b := newBook(o)
	d, err := b.parse(file, o)
	if err != nil {
		return nil, err
	}
	if _, notice := decode(file); notice != "" {
		b.diags.errorf(0, "this file is not UTF-8: save it as UTF-8 first, and check its accents and quotation marks")
		return nil, errorsOf(b.diags.list)
	}
	return &Source{Deck: d, book: b}, nil
}

// Extent returns the positions of the first and the last character of slide i, white space aside.
func (s *Source) Extent(i int) (first, last deck.Pos) {
	r := s.book.raws[i]
	return s.book.pos(r.first), s.book.pos(s.book.last(r))
}

// last is the offset of the last character of a slide, white space aside.
func (b *book) last(r raw) int {
	return r.start + len(bytes.TrimRight(b.text[r.start:r.end], " \t\n")) - 1
}

// Here reports whether all of slide i stands in the deck's own file.
func (s *Source) Here(i int) bool {
	r := s.book.raws[i]
	return s.book.origin == nil || s.book.origin.In(s.book.read[0].File, r.first, s.book.last(r)+1)
}

// EndsInCode reports whether a code fence of slide i is never closed.
func (s *Source) EndsInCode(i int) bool { return s.book.raws[i].open }

// Settings returns the comments of slide i that are settings, in the order of the file.
func (s *Source) Settings(i int) []Settings { return s.book.page(&s.book.raws[i]).maps }

// Settings is a comment that is settings.
type Settings struct {
	Node *yaml.Node // a map
	yaml *yamlText
}

// Text returns what the YAML reader saw: one character replaces each {{fill}}.
func (m Settings) Text() []byte { return m.yaml.text }

// Offset returns the offset in Text of a position that the YAML reader names.
func (m Settings) Offset(line, col int) int { return m.yaml.offset(line, col) }

// Pos returns the position in the file of the byte Text[off].
func (m Settings) Pos(off int) deck.Pos { return m.yaml.book.pos(m.yaml.source(off)) }

// PosBehind returns the position in the file right after the byte Text[off-1], which is not a line end.
func (m Settings) PosBehind(off int) deck.Pos {
	last := m.yaml.source(off - 1)
	if r, _ := utf8.DecodeLastRune(m.yaml.text[:off]); isPlaceholder(r) {
		last += m.yaml.placeholders.of(r).size - 1
	}
	pos := m.yaml.book.pos(last)
	pos.Col++
	return pos
}

package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// at is the place of some words of a text of slide i: that of the words where the file has them on a line of the text,
// or else that of the text, or of the block that it is in.
func (t *theFile) at(c *checker, i int, p piece, words string) deck.Pos {
	pos, _ := t.find(c, i, p, words)
	return pos
}

// find is at, and reports whether the file has the words there as they are. Where the file is not known, it has.
func (t *theFile) find(c *checker, i int, p piece, words string) (deck.Pos, bool) {
	if p.pos.File != c.Name || p.pos.Line == 0 || len(p.text) > longestSought || len(c.Source) == 0 {
		return p.pos, true
	}
	from, last := spot{line: p.pos.Line}, p.last
	if last == 0 {
		last = c.lastLine(i)
	}
	first, _, _ := strings.Cut(p.text, "\n")
	begins, known := t.word(c, from, last, first, p.note)
	if known {
		from, last = begins, begins.line+strings.Count(p.text, "\n")
	}
	at, exact := t.word(c, from, last, words, p.note)
	switch {
	case exact:
		return deck.Pos{File: p.pos.File, Line: at.line, Col: at.col + 1}, true
	case known:
		return deck.Pos{File: p.pos.File, Line: begins.line, Col: begins.col + 1}, false
	}
	return p.pos, false
}

// longestSought is the longest text, in bytes, in which words are looked for: each is, from its beginning.
const longestSought = 4000

// word is the first place of a text that is no part of a longer word or number.
func (t *theFile) word(c *checker, from spot, last int, text string, notes bool) (spot, bool) {
	text = strings.TrimSpace(text)
	file := t.of(c)
	for text != "" {
		at, ok := file.findIn(from, last, text, notes)
		if !ok {
			break
		}
		line := file.lines[at.line-1].text
		if separate(line[:at.col], text) && separate(text, line[at.col+len(text):]) {
			return at, true
		}
		from = spot{at.line, at.col + len(text)}
	}
	return spot{}, false
}

// separate reports whether two texts beside each other do not make one word or number where they meet.
func separate(ahead, behind string) bool {
	a, _ := utf8.DecodeLastRuneInString(ahead)
	b, _ := utf8.DecodeRuneInString(behind)
	return !wordRune(a) || !wordRune(b)
}

func wordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

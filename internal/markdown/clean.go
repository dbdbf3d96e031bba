package markdown

import (
	"strings"
	"unicode/utf8"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// clean removes characters that must never reach a terminal from a file, and remembers how many, so that
// later diagnostics name the right columns.
func (b *book) clean(s *source, text []byte) {
	var ruler ruler
	removed := 0
	s.Text = strip(text, func(at, end, out int, what string) {
		removed += end - at
		s.cuts = append(s.cuts, cut{out, removed})
		if what == "" || !b.diags.room(deck.Warning) {
			return
		}
		line, start := ruler.line(text, at)
		b.diags.add(deck.Pos{File: s.Name, Line: line, Col: at - start + 1}, deck.Warning, "%s was removed: it is never shown", what)
	})
}

// strip removes what is forbidden from a text. It calls cut for each stretch text[at:end] that is
// removed, with the length of the result so far and a name for people, "" when they need not know.
func strip(text []byte, cut func(at, end, out int, what string)) []byte {
	first := nextForbidden(text)
	if first < 0 {
		return text
	}
	out, from := make([]byte, 0, len(text)), 0
	for next := first; next >= 0; next = nextForbidden(text[from:]) {
		at := from + next
		n, keep, what := forbiddenAt(text[at:])
		out = append(append(out, text[from:at]...), keep...)
		from = at + n
		cut(at+len(keep), from, len(out), what)
	}
	return append(out, text[from:]...)
}

// nextForbidden is the index of the first character that is never shown, -1 for none. It passes over plain
// text quickly: most of the time that a long deck takes to open would be spent here.
func nextForbidden(text []byte) int {
	for i := 0; i < len(text); {
		if c := text[i]; c >= 0x20 && c < 0x7f || c == '\n' {
			i++
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		if forbidden(r) {
			return i
		}
		i += n
	}
	return -1
}

// forbidden reports whether a character is never shown: controls, characters that change the direction of
// text, line separators, byte-order marks, and the characters used as placeholders.
func forbidden(r rune) bool {
	switch {
	case r < 0x20:
		return r != '\n' && r != '\t'
	case r < 0x7f:
		return false
	case r <= 0x9f:
		return true
	}
	return 0x2028 <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069 ||
		r == 0xfeff || r == 0xfffe || r == 0xffff || isPlaceholder(r)
}

// forbiddenAt describes the forbidden sequence that s begins with: its length, what replaces it, and
// its name when the author should be told.
func forbiddenAt(s []byte) (n int, keep, what string) {
	r, n := utf8.DecodeRune(s)
	switch {
	case r == 0x1b || r == 0x9b || r == 0x90 || 0x9d <= r && r <= 0x9f || r == 0x98:
		return escapeLen(s, r, n), "", "a terminal escape sequence"
	case r == '\f' || r == '\v' || r == 0x85 || r == 0x2028 || r == 0x2029:
		return n, " ", ""
	case r == 0xfeff:
		return n, "", ""
	case 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069:
		return n, "", "a character that changes the direction of text"
	}
	return n, "", "a control character"
}

// escapeLen returns the length of the escape sequence that s begins with; r, of n bytes, introduces it.
func escapeLen(s []byte, r rune, n int) int {
	if r == 0x1b && n < len(s) {
		r = rune(s[n]) + 0x40 // The two-byte form of the one-byte introducers.
		if s[n] == '[' || strings.IndexByte("]PX^_", s[n]) >= 0 {
			n++
		}
	}
	switch r {
	case 0x9b:
		n += span(s[n:], 0x30, 0x3f)
		n += span(s[n:], 0x20, 0x2f)
		return n + min(1, span(s[n:], 0x40, 0x7e))
	case 0x9d, 0x90, 0x98, 0x9e, 0x9f:
		return n + stringLen(s[n:])
	}
	n += span(s[n:], 0x20, 0x2f)
	return n + min(1, span(s[n:], 0x30, 0x7e))
}

// span counts the bytes at the start of s that are between lo and hi.
func span(s []byte, lo, hi byte) int {
	n := 0
	for n < len(s) && lo <= s[n] && s[n] <= hi {
		n++
	}
	return n
}

// stringLen returns the length of a control string's text and terminator, at most to the end of
// the line.
func stringLen(s []byte) int {
	for i, c := range s {
		switch {
		case c == '\a':
			return i + 1
		case c == 0x1b && i+1 < len(s) && s[i+1] == '\\':
			return i + 2
		case c == 0xc2 && i+1 < len(s) && s[i+1] == 0x9c:
			return i + 2
		case c == '\n':
			return i
		}
	}
	return len(s)
}

// cleanString removes forbidden characters from a string made after the source was cleaned:
// by an entity, a YAML escape or a value from outside. Tabs become spaces.
func cleanString(s string) string {
	s = strings.ToValidUTF8(strings.ReplaceAll(s, "\t", " "), "\uFFFD")
	return string(strip([]byte(s), func(int, int, int, string) {}))
}

// oneLine cleans a string and joins its words by single spaces.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(cleanString(s), isSpace), " ")
}

func isSpace(r rune) bool { return r == ' ' || r == '\t' || r == '\n' }

package check

import (
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// skipper finds the stretches of a line in which marks mean something else: code, tags with what is in them,
// addresses, blanks and formulas.
type skipper struct {
	text string
	none map[string]bool // marks that nothing behind closes
}

// skipped are the stretches of a line, in order.
func skipped(text string) [][2]int {
	s := &skipper{text: text, none: map[string]bool{}}
	var out [][2]int
	for at := 0; at < len(text); {
		if n := s.at(at); n > 0 {
			out = append(out, [2]int{at, at + n})
			at += n
			continue
		}
		at++
	}
	return out
}

// at is the length of the stretch that begins at an offset, 0 for none.
func (s *skipper) at(at int) int {
	rest := s.text[at:]
	switch rest[0] {
	case '\\':
		return 0
	case '`':
		mark := rest[:len(rest)-len(strings.TrimLeft(rest, "`"))]
		return max(s.to(at, len(mark), mark), len(mark))
	case '<':
		if strings.HasPrefix(rest, "<!--") {
			return len("<!--") // What is in a comment is read.
		}
		if len(rest) > 1 && tagStart(rest[1]) {
			return s.to(at, 1, ">")
		}
	case ']':
		if strings.HasPrefix(rest, "](") {
			return s.to(at, 2, ")")
		}
	case '{':
		if strings.HasPrefix(rest, "{{") {
			return s.to(at, 2, "}}")
		}
		return len(attributes.FindString(rest[:min(len(rest), longestAddress)]))
	case '$':
		if len(rest) > 1 && rest[1] != ' ' {
			return s.to(at, 1, "$")
		}
	case 'h', 'H', 'w', 'W', 'm', 'M', 'f', 'F', 't', 'T':
		if at == 0 || !isWordByte(s.text[at-1]) {
			return len(webAddress.FindString(rest[:min(len(rest), longestAddress)]))
		}
	}
	return 0
}

const longestAddress = 2000

var webAddress = lazyregexp.New(`^(?i:https?:|mailto:|ftp:|tel:|www\.)[^\s<>)\]]*`)

// attributes matches those that some tools read behind a heading, a link or a picture.
var attributes = lazyregexp.New(`^\{[ \t]*(?:[#.][\pL\d]|[\pL:][\pL\d:_-]*=)[^{}]*\}`)

func tagStart(c byte) bool { return c == '/' || c == '!' || isWordByte(c) }

func isWordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// to is the length of a stretch that opens with some bytes and is closed by a mark; 0 when nothing closes it.
func (s *skipper) to(at, opening int, mark string) int {
	if s.none[mark] {
		return 0
	}
	n := strings.Index(s.text[at+opening:], mark)
	if n < 0 {
		s.none[mark] = true
		return 0
	}
	return opening + n + len(mark)
}

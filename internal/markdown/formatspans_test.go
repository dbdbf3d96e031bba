package markdown

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// place is where text stands, as far as that decides what is escaped.
type place struct {
	heading, table bool
	notes          bool
	inside         bool // not at the start of a line
}

// spans is spans as Markdown.
func (f *formatter) spans(spans []deck.Span, at place) string {
	var out strings.Builder
	for i, s := range spans {
		var next rune
		if i+1 < len(spans) {
			next, _ = utf8.DecodeRuneInString(spans[i+1].Text)
			if styled(spans[i+1]) {
				next = '*'
			}
		}
		f.span(&out, s, next, at)
		at.inside = true
	}
	return out.String()
}

func styled(s deck.Span) bool { return s.Strong || s.Emph || s.Strike || s.Link != "" || s.Code }

// span writes one span; next is the character behind it, or 0.
func (f *formatter) span(out *strings.Builder, s deck.Span, next rune, at place) {
	before, _ := utf8.DecodeLastRuneInString(out.String())
	if out.Len() == 0 {
		before = ' '
	}
	if next == 0 {
		next = ' '
	}
	if !styled(s) {
		out.WriteString(f.escape(s.Text, at))
		return
	}
	at.inside = true
	text := f.inner(s, before, next, at)
	if s.Link != "" {
		text = "[" + text + "](" + address(s.Link) + ")"
	}
	mail := s.Code && before != ' ' && strings.Contains(text, "@") // The text before would be part of an address.
	if mail || (before == '*' || before == '~' || before == '`') && strings.IndexByte("*~`", text[0]) >= 0 {
		out.WriteString(f.spacer)
	}
	out.WriteString(text)
}

// inner is a span with its marks, but for a link. A mark counts only beside a letter or beside
// white space, so a spacer goes where there is neither.
func (f *formatter) inner(s deck.Span, before, next rune, at place) string {
	if s.Link != "" {
		before, next = '[', ']'
	}
	text := f.escape(s.Text, at)
	first, _ := utf8.DecodeRuneInString(s.Text)
	last, _ := utf8.DecodeLastRuneInString(s.Text)
	if s.Code {
		text, first, last = code(s.Text, at), '`', '`'
	}
	marks := emphasis(s)
	switch {
	case marks == "" && !s.Strike:
		return text
	case marks == "":
		return "~~" + f.apart(first, before) + text + f.apart(last, next) + "~~"
	case !s.Strike:
		return marks + f.apart(first, before) + text + f.apart(last, next) + marks
	}
	text = marks + f.apart(first, 0) + text + f.apart(last, 0) + marks
	return "~~" + f.spacer + text + f.spacer + "~~"
}

// emphasis is the marks of bold and italics.
func emphasis(s deck.Span) string {
	switch {
	case s.Strong && s.Emph:
		return "***"
	case s.Strong:
		return "**"
	case s.Emph:
		return "*"
	}
	return ""
}

// apart is a spacer, unless a mark between two characters counts without.
func (f *formatter) apart(inner, outer rune) string {
	if isWordRune(inner) || outer == ' ' && inner < utf8.RuneSelf && inner != '*' && inner != '~' {
		return ""
	}
	return f.spacer
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// code is text as a code span.
func code(text string, at place) string {
	if at.table {
		text = strings.ReplaceAll(text, "|", `\|`)
	}
	fence := strings.Repeat("`", longestRun(text)+1)
	if text[0] == '`' || text[len(text)-1] == '`' {
		text = " " + text + " "
	}
	return fence + text + fence
}

// address is the address of a link or a picture.
func address(s string) string {
	var out strings.Builder
	out.WriteByte('<')
	for _, r := range s {
		if strings.ContainsRune("\\<>&{}|*_`[]()!~", r) {
			out.WriteByte('\\')
		}
		out.WriteRune(r)
	}
	out.WriteByte('>')
	return out.String()
}

// escape is text as Markdown that means nothing but itself.
func (f *formatter) escape(text string, at place) string {
	var out strings.Builder
	start := 0 // of the line
	for i, r := range text {
		switch {
		case r == '\n' && at.notes:
			out.WriteString("\\\n") // In notes a tag is text.
			start, at.inside = i+1, false
			continue
		case r == '\n':
			out.WriteString("<br>")
			continue
		case r == '[' && !at.notes, i == start && !at.inside && strings.ContainsRune(bulletMarks+looseMarks, r): // \[ may begin a formula.
			fmt.Fprintf(&out, "&#%d;", r)
			continue
		case i == start && !at.inside && marksLine(text[i:]), marksText(text, i, at):
			out.WriteByte('\\')
		case i > start && !at.inside && (r == '.' || r == ')') && isNumberBefore(text[start:i]):
			out.WriteByte('\\')
		}
		out.WriteRune(r)
	}
	return out.String()
}

// marksLine reports whether text at the start of a line could begin a block.
func marksLine(text string) bool {
	return strings.IndexByte("#+-=.?:", text[0]) >= 0
}

// isNumberBefore reports whether text is the digits of an item's number.
func isNumberBefore(text string) bool {
	return span([]byte(text), '0', '9') == len(text)
}

// marksText reports whether the character at text[i] could mean something within a line.
func marksText(text string, i int, at place) bool {
	switch c := text[i]; c {
	case '\\', '`', '*', '_', '[', ']', '<', '>', '&', '~', '|', '@', '{', '$':
		return true
	case '!':
		return i+1 == len(text)
	case '#':
		return at.heading
	case '(':
		return i == 0 && at.notes
	case ':':
		return strings.HasPrefix(text[i:], "://") || shortName.MatchString(text[i:])
	case '.':
		return i >= 3 && text[i-3:i] == "www"
	}
	return false
}

// parts is the parts of a note as Markdown.
func (f *formatter) parts(parts []deck.Part) string {
	var out strings.Builder
	at := place{notes: true}
	for i, p := range parts {
		if p.Cue.Kind != deck.NoCue {
			out.WriteString(writeCue(p.Cue))
			at.inside = true
			continue
		}
		var next rune
		if i+1 < len(parts) {
			next = '*'
			if !parts[i+1].Strong && parts[i+1].Text != "" {
				next, _ = utf8.DecodeRuneInString(parts[i+1].Text)
			}
		}
		f.span(&out, deck.Span{Text: p.Text, Strong: p.Strong}, next, at)
		at.inside = !strings.HasSuffix(p.Text, "\n")
	}
	return out.String()
}

// writeCue is a cue as notes write it.
func writeCue(c deck.Cue) string {
	if c.Kind == deck.CuePause {
		return "[pause " + duration(c.For) + "]"
	}
	var text strings.Builder
	for _, r := range c.Text {
		if strings.ContainsRune("\\[]<>&{}", r) {
			text.WriteByte('\\')
		}
		text.WriteRune(r)
	}
	return deck.Cue{Kind: c.Kind, Text: text.String()}.String()
}

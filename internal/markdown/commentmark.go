package markdown

import (
	"bytes"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// A note on the hall's screen is the worst fault there is. What was plainly meant as a comment is one, although HTML does
// not think so: "<!- note -->", with the dash that a word processor makes of two hyphens, or escaped as a web page escapes
// it. In HTML, "<!-->" and "<!--->" end where they begin; with words and a --> behind them they were not meant so.

// nearMark is the beginning of a comment with a typing mistake; nearEnd ends such a comment.
var (
	nearMark = lazyregexp.New(`^(< ?! ?[-\x{2013}\x{2014}] ?[-\x{2013}\x{2014}]?|&lt;! ?--?)`)
	nearEnd  = lazyregexp.New(`(--|[\x{2013}\x{2014}]) ?(>|&gt;)|[^-]->`)
	arrowed  = lazyregexp.New(`^<--+[^\n]*[\pL\pN][^\n]*--+>[ \t]*(\n|$)`)
)

// realMark begins a comment.
const realMark = "<!--"

// beginsComment is the length of the mark of a comment that a text begins with, 0 for none. Arrows are text but for those
// around a whole line.
func beginsComment(text []byte, lineStart bool) int {
	switch {
	case bytes.HasPrefix(text, []byte(realMark)):
		return len(realMark)
	case len(text) < 2 || text[0] != '<' && text[0] != '&':
		return 0
	case lineStart && text[1] == '-' && arrowed.Match(text):
		return bytes.IndexFunc(text[1:], func(r rune) bool { return r != '-' }) + 1
	}
	return len(nearMark.Find(text[:min(len(text), 16)]))
}

// commentEnd is where a comment at the beginning of a text ends, and where its words do; -1 for one without an end.
func commentEnd(text []byte, mark int) (end, words int) {
	if string(text[:mark]) != realMark {
		return nearCommentEnd(text, mark)
	}
	n := bytes.Index(text[2:], []byte("-->"))
	if n < 0 {
		return -1, -1
	}
	if end = 2 + n + 3; end >= len(realMark)+3 {
		return end, end - 3
	}
	return endBehind(text, end) // It is <!--> or <!--->.
}

// endBehind is where a comment ends that HTML ends where it begins: at the --> that was meant to end it, ahead of the next
// comment and the end of the slide. Words in its line were meant to be in it, even without such an end, which is -1;
// otherwise that has to be at the end of a line.
func endBehind(text []byte, short int) (end, words int) {
	rest := text[short:]
	for _, stop := range []string{"\n---\n", realMark} {
		rest, _, _ = bytes.Cut(rest, []byte(stop))
	}
	line, _, _ := bytes.Cut(rest, []byte("\n"))
	n := bytes.Index(rest, []byte("-->"))
	if isBlank(line) {
		last, _, _ := bytes.Cut(rest[max(n, 0):], []byte("\n"))
		if n < 0 || !bytes.HasSuffix(bytes.TrimRight(last, " \t"), []byte("-->")) {
			return short, len(realMark)
		}
	}
	if n < 0 {
		return -1, -1
	}
	return short + n + 3, short + n
}

// nearCommentEnd is commentEnd for a comment whose mark has a typing mistake, which ends in its slide.
func nearCommentEnd(text []byte, mark int) (end, words int) {
	for _, stop := range []string{"\n---\n", realMark} {
		if i := bytes.Index(text[mark:], []byte(stop)); i >= 0 {
			text = text[:mark+i]
		}
	}
	if at := nearEnd.FindIndex(text[mark:]); at != nil {
		return mark + at[1], mark + at[0]
	}
	return -1, -1
}

// endedAtOnce is the length of what ends a comment in HTML right behind its mark, 0 for nothing.
func endedAtOnce(words []byte) int {
	if bytes.HasPrefix(words, []byte(">")) {
		return len(">")
	}
	if bytes.HasPrefix(words, []byte("->")) {
		return len("->")
	}
	return 0
}

// warnMark warns about a comment whose beginning is not quite one.
func (p *page) warnMark(t token) {
	switch mark := string(p.book.text[t.start:t.from]); {
	case mark == realMark:
	case t.from > t.start+len(realMark) && mark[:len(realMark)] == realMark:
		p.warnf(t.start, "elsewhere a comment that begins with %s ends there, and what is behind it is shown to everyone: write a blank behind %s", mark, realMark)
	default:
		mark = strings.TrimSpace(mark)
		p.warnf(t.start, "%s is read as the beginning of a comment, which is not shown: write %s", mark, realMark)
	}
}

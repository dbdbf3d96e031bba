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
)

// realMark begins a comment.
const realMark = "<!--"

// commentStart is the offset of the first comment in src[pos:end], the rest of a line, that is neither escaped nor in a
// code span, and the length of its mark, which is 0 where there is none.
func (l *lexer) commentStart(pos, end int) (at, mark int) {
	line := l.src[pos:end]
	if !bytes.ContainsAny(line, "<&") {
		return end, 0
	}
	text := pos + len(line) - len(bytes.TrimLeft(line, quoteMarks))
	for at := pos; at < end; at++ {
		switch l.src[at] {
		case '\\':
			at++
		case '`':
			at = l.spanEnd(at, end) - 1
		case '<', '&':
			if n := l.beginsComment(at, end, at <= text); n > 0 {
				return at, n
			}
		}
	}
	return end, 0
}

// beginsComment is the length of the mark of a comment that src[at:end], the rest of a line, begins with, 0 for none.
// Arrows are text but for those around a whole line.
func (l *lexer) beginsComment(at, end int, lineStart bool) int {
	text := l.src[at:end]
	switch {
	case bytes.HasPrefix(text, []byte(realMark)):
		return len(realMark)
	case lineStart && bytes.HasPrefix(text, []byte("<--")) && l.arrow(at, end) > at:
		return bytes.IndexFunc(text[1:], func(r rune) bool { return r != '-' }) + 1
	}
	if head := text[:min(len(text), 16)]; bytes.IndexByte(head, '!') > 0 { // As few have: asking the expression takes longer.
		return len(nearMark.Find(head))
	}
	return 0
}

// commentEnd is where a comment that begins at an offset ends, and where its words do; -1 for one without an end.
func (l *lexer) commentEnd(at, mark int) (end, words int) {
	if string(l.src[at:at+mark]) != realMark {
		return l.nearCommentEnd(at + mark)
	}
	n := bytes.Index(l.src[at+2:], []byte("-->"))
	if n < 0 {
		return -1, -1
	}
	if end = at + 2 + n + 3; end >= at+len(realMark)+3 {
		return end, end - 3
	}
	return l.endBehind(end, at+len(realMark)) // It is <!--> or <!--->.
}

// endBehind is where a comment ends that HTML ends where it begins, at the offset short: at the --> that was meant to end
// it, ahead of the next comment and the end of the slide. Words in its line were meant to be in it, even without such an
// end, which is -1; otherwise that has to be at the end of a line.
func (l *lexer) endBehind(short, words int) (end, to int) {
	rest := l.src[short:l.stop(short)]
	line, _, _ := bytes.Cut(rest, []byte("\n"))
	n := bytes.Index(rest, []byte("-->"))
	if isBlank(line) {
		last, _, _ := bytes.Cut(rest[max(n, 0):], []byte("\n"))
		if n < 0 || !bytes.HasSuffix(bytes.TrimRight(last, " \t"), []byte("-->")) {
			return short, words
		}
	}
	if n < 0 {
		return -1, -1
	}
	return short + n + 3, short + n
}

// nearCommentEnd is commentEnd for a comment whose mark, which ends at an offset, has a typing mistake. It ends in its
// slide.
func (l *lexer) nearCommentEnd(from int) (end, words int) {
	if at := nearEnd.FindIndex(l.src[from:l.stop(from)]); at != nil {
		return from + at[1], from + at[0]
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

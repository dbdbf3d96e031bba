package markdown

import (
	"bytes"

	"github.com/westandtogether-assembly/assembly/internal/markdown/dialect"
)

type tokenKind uint8

const (
	tokenEnd     tokenKind = iota
	tokenText              // a line, or a part of one, that is shown
	tokenComment           // from <!-- to -->
	tokenPause             // a line . . ., or a comment that means the same
	tokenIdle              // a pause with nothing before it
	tokenStep              // where a reveal step begins
	tokenBreak             // a line ---
	tokenNotes             // a line ???: what follows is notes
)

// token is a piece of the source. Blank lines make none.
type token struct {
	kind       tokenKind
	start, end int  // offsets
	alone      bool // a comment with nothing else on its lines; a break that cannot be an underline
	open       bool // a comment or a code fence that is never closed
	from, to   int  // offsets of the words in a comment
}

// lexer splits the source into tokens, line by line. It decides for itself what is a comment, a
// code fence and a break, and goldmark is given only what is left: the two cannot disagree on
// where a slide ends or what is a note.
type lexer struct {
	src []byte
	pos int

	fence  fence
	above  above
	within within
	list   bool   // inside a list, where indented lines are not code
	html   int    // offset up to which HTML goes on whose text is no Markdown
	raw    string // the element of that HTML

	lookahead
}

// fence is the code fence that is open.
type fence struct {
	marks []byte // the run that opened it; nil outside a fence
	from  int    // offset of its line
	list  bool   // it is in a list, and ends with it
	quote bool   // it is in a block quote, and ends with it
}

// above says how the line above affects a line.
type above uint8

const (
	aboveBlank above = iota // an indented line is code
	aboveText               // CommonMark would read --- as the underline of a heading
	aboveOther
)

// within is where pos is in its line.
type within uint8

const (
	lineStart     within = iota
	behindComment        // and nothing of the line is shown yet
	behindText
)

func newLexer(src []byte, pos int) *lexer {
	return &lexer{src: src, pos: pos, lookahead: newLookahead(src)}
}

// reset forgets what came before: a slide begins.
func (l *lexer) reset() { *l = lexer{src: l.src, pos: l.pos, lookahead: l.lookahead} }

func (l *lexer) next() token {
	for l.pos < len(l.src) {
		end := l.lineEnd(l.pos)
		t := l.scanLine(l.pos, end)
		if l.within == lineStart && l.pos <= end {
			l.advance(end)
		}
		if t.kind != tokenEnd {
			return t
		}
	}
	if f := l.fence; f.marks != nil && !f.list && !f.quote {
		return token{kind: tokenEnd, start: f.from, open: true}
	}
	return token{kind: tokenEnd}
}

// advance moves past the line that ends at end.
func (l *lexer) advance(end int) {
	l.within = lineStart
	l.pos = min(end+1, len(l.src))
}

// scanLine reads src[pos:end], a line or the rest of one. It returns tokenEnd for a line
// without a token.
func (l *lexer) scanLine(pos, end int) token {
	line := l.src[pos:end]
	indent := indentation(line)
	text := token{kind: tokenText, start: pos, end: end}
	if l.fence.marks != nil && !l.leavesFence(line, indent) {
		if l.fence.closedBy(line) {
			l.fence = fence{}
		}
		return text
	}
	if indent == len(line) {
		if l.within == lineStart {
			l.above = aboveBlank
		}
		l.advance(end)
		return token{}
	}
	if l.within == lineStart && pos >= l.html {
		l.followHTML(pos, line[indent:])
	}
	if l.within == lineStart && pos >= l.html {
		if text.kind = l.lineKind(pos, line, indent); text.kind != tokenEnd {
			text.alone = text.kind == tokenBreak && l.above != aboveText
			return text
		}
	}
	return l.scanText(pos, end)
}

// followHTML notes where HTML ends that a line begins and whose text is no Markdown: in <pre>, marks of a code
// fence and a line --- are text. Without its end it is like any other HTML.
func (l *lexer) followHTML(pos int, text []byte) {
	tag := dialect.RawTag(text)
	if tag == "" {
		return
	}
	if end := l.endTag(tag, pos); end < len(l.src) {
		l.html, l.raw = end, tag
	}
}

// lineKind tells a line by how it begins. It returns tokenEnd for text, perhaps with a comment.
func (l *lexer) lineKind(pos int, line []byte, indent int) tokenKind {
	deep := indent > 3 || bytes.IndexByte(line[:indent], '\t') >= 0
	if deep && !l.list && l.above == aboveBlank {
		return tokenText // CommonMark's rule for code, but simpler: nothing within a list is code.
	}
	l.followList(line, indent)
	text := line[indent:]
	switch {
	case l.opensFence(pos, text, deep):
		l.above = aboveBlank
		return tokenText
	case !deep && isRule(text):
		return tokenBreak
	case !deep && isWord(text, "???"):
		return tokenNotes
	case isWord(text, ". . ."):
		l.above = aboveBlank
		return tokenPause
	}
	return tokenEnd
}

// opensFence reports whether a line opens a code fence, perhaps after the marks of an item or a
// quote.
func (l *lexer) opensFence(pos int, text []byte, deep bool) bool {
	from, quoted := container(text)
	if deep && !l.list || !isFence(text[from:]) {
		return false
	}
	l.fence = fence{marks: text[from : from+run(text[from:])], from: pos, list: l.list, quote: quoted}
	return true
}

// leavesFence ends a fence that is in a list or a quote when the line no longer is.
func (l *lexer) leavesFence(line []byte, indent int) bool {
	blank := indent == len(line)
	leaves := l.fence.quote && (blank || line[indent] != '>') || l.fence.list && !blank && indent < 2
	if leaves {
		l.fence = fence{}
	}
	return leaves
}

// closedBy reports whether a line closes the fence.
func (f fence) closedBy(line []byte) bool {
	nested := f.list || f.quote
	i := indentation(line)
	for nested && i < len(line) && line[i] == '>' {
		i += 1 + indentation(line[i+1:])
	}
	n := span(line[i:], f.marks[0], f.marks[0])
	return (nested || i <= 3) && n >= len(f.marks) && isBlank(line[i+n:])
}

// followList notes whether the line belongs to a list.
func (l *lexer) followList(line []byte, indent int) {
	switch {
	case bytes.HasPrefix(line[indent:], []byte("<!--")):
	case isItem(line[indent:]):
		l.list = true
	case indent < 2:
		l.list = false
	}
}

// scanText reads text up to the end of the line or up to a comment in it.
func (l *lexer) scanText(pos, end int) token {
	line := l.src[pos:end]
	from, mark := l.commentStart(pos, end)
	switch {
	case mark == 0:
		l.above, l.within = aboveOther, lineStart
		if underlinable(line) {
			l.above = aboveText
		}
		return token{kind: tokenText, start: pos, end: end}
	case isQuotePrefix(l.src[pos:from]):
		return l.scanComment(from, mark)
	}
	l.pos, l.within, l.above = from, behindText, aboveText
	return token{kind: tokenText, start: pos, end: from}
}

func (l *lexer) scanComment(at, mark int) token {
	end, words := l.commentEnd(at, mark)
	if end < 0 {
		l.pos, l.within = len(l.src), lineStart
		return token{kind: tokenComment, start: at, end: len(l.src), open: true, from: at + mark, to: len(l.src)}
	}
	l.pos = end
	shown := l.within == behindText
	if !shown {
		l.within, l.above = behindComment, aboveBlank
	}
	from := at + mark
	if string(l.src[at:from]) == realMark {
		from += endedAtOnce(l.src[from:words])
	}
	return token{kind: tokenComment, start: at, end: end, alone: !shown && l.nothingBehind(end), from: from, to: words}
}

// nothingBehind reports whether nothing is shown after a comment on its last line.
func (l *lexer) nothingBehind(end int) bool {
	rest := l.src[end:l.lineEnd(end)]
	rest = rest[indentation(rest):]
	return len(rest) == 0 || bytes.HasPrefix(rest, []byte("<!--"))
}

// run counts how often the first byte of s is repeated at its start.
func run(s []byte) int { return span(s, s[0], s[0]) }

// indentation counts the spaces and tabs at the start of a line.
func indentation(line []byte) int {
	for i, c := range line {
		if c != ' ' && c != '\t' {
			return i
		}
	}
	return len(line)
}

// isBlank reports whether a line shows nothing.
func isBlank(line []byte) bool { return indentation(line) == len(line) }

// isWord reports whether a line is the word and nothing after it.
func isWord(line []byte, word string) bool {
	return len(line) >= len(word) && string(line[:len(word)]) == word && isBlank(line[len(word):])
}

// isRule reports whether a line is three or more hyphens.
func isRule(line []byte) bool {
	n := span(line, '-', '-')
	return n >= 3 && isBlank(line[n:])
}

// isFence reports whether a line opens a code fence.
func isFence(line []byte) bool {
	n := span(line, '`', '`')
	return span(line, '~', '~') >= 3 || n >= 3 && bytes.IndexByte(line[n:], '`') < 0
}

// container returns the length of the marks of items and quotes that a line begins with, and whether a
// quote is among them.
func container(line []byte) (n int, quoted bool) {
	for n < len(line) {
		rest := line[n:]
		switch {
		case rest[0] == '>':
			quoted = true
			n++
		case isItem(rest):
			n += itemMark(rest)
		default:
			return n, quoted
		}
		n += indentation(line[n:])
	}
	return n, quoted
}

// isItem reports whether a line begins an item of a list.
func isItem(line []byte) bool { return itemMark(line) > 0 }

// itemMark is the length of the mark of the item that a line begins with, 0 for none.
func itemMark(line []byte) int {
	if n := bulletLen(line); n > 0 {
		return n
	}
	n := span(line, '0', '9')
	switch {
	case n == 0 && (line[0] == '-' || line[0] == '*' || line[0] == '+'):
	case 1 <= n && n <= 9 && n < len(line) && (line[n] == '.' || line[n] == ')'):
	default:
		return 0
	}
	if n+1 == len(line) || line[n+1] == ' ' || line[n+1] == '\t' {
		return n + 1
	}
	return 0
}

// isQuotePrefix reports whether a comment has only the marks of block quotes before it.
func isQuotePrefix(s []byte) bool { return len(bytes.Trim(s, quoteMarks)) == 0 }

// quoteMarks are the characters that may stand before what is in a block quote.
const quoteMarks = " \t>"

// underlinable reports whether CommonMark would read --- below a line as the underline of a heading.
func underlinable(line []byte) bool {
	text := line[indentation(line):]
	return len(text) > 0 && text[0] != '#' && text[0] != '>' && text[0] != '|' && !isItem(text)
}

package markdown

import "bytes"

// tokenKind is the kind of a token.
type tokenKind uint8

const (
	tokenEnd     tokenKind = iota
	tokenText              // a line, or a part of one, that is shown
	tokenComment           // from <!-- to -->
	tokenPause             // a line . . .
	tokenBreak             // a line ---
	tokenNotes             // a line ???: what follows is notes
)

// token is a piece of the source. Blank lines make none.
type token struct {
	kind       tokenKind
	start, end int  // offsets
	alone      bool // a comment on lines of its own
	open       bool // a comment or a code fence that is never closed
}

// lexer splits the source into tokens, line by line. It decides for itself what is a comment, a
// code fence and a break, and goldmark is given only what is left: the two cannot disagree on
// where a slide ends or on what is a note.
type lexer struct {
	src  []byte
	pos  int
	line int // number of the line at pos, or of the line that pos is in

	fence     []byte // the run that opened the code fence, nil outside
	fenceFrom int    // where it began
	inList    bool   // the fence is in a list, and ends with it
	inQuote   bool   // the fence is in a block quote, and ends with it
	midLine   bool   // pos is before or behind a comment, on the same line
	dirty     bool   // something of the line is shown
	blank     bool   // the line before was blank, so an indented line is code
	indented  bool   // the line before was indented code
	list      bool   // inside a list, where indented lines are no code
	setext    bool   // the line before is text that CommonMark would underline with ---
}

func newLexer(src []byte, pos, line int) *lexer {
	l := &lexer{src: src, pos: pos, line: line}
	l.reset()
	return l
}

// reset forgets what was before: a slide begins.
func (l *lexer) reset() {
	l.fence = nil
	l.midLine, l.dirty, l.indented, l.list, l.setext = false, false, false, false, false
	l.blank = true
}

// next is the next token.
func (l *lexer) next() token {
	for l.pos < len(l.src) {
		end := len(l.src)
		if n := bytes.IndexByte(l.src[l.pos:], '\n'); n >= 0 {
			end = l.pos + n
		}
		t, ok := l.scanLine(l.pos, end)
		if !l.midLine && l.pos <= end {
			l.advance(end)
		}
		if ok {
			return t
		}
	}
	if l.fence != nil && !l.inList && !l.inQuote {
		t := token{kind: tokenEnd, start: l.fenceFrom, open: true}
		l.fence = nil
		return t
	}
	return token{kind: tokenEnd, start: len(l.src), end: len(l.src)}
}

// advance goes behind the line that ends at end.
func (l *lexer) advance(end int) {
	l.midLine, l.dirty = false, false
	l.pos = end
	if end < len(l.src) {
		l.pos++
		l.line++
	}
}

// scanLine reads the line, or the rest of it, that is src[pos:end].
func (l *lexer) scanLine(pos, end int) (token, bool) {
	line := l.src[pos:end]
	indent := indentation(line)
	if l.fence != nil && !l.leavesFence(line, indent) {
		if closesFence(line, l.fence, l.inList || l.inQuote) {
			l.fence = nil
		}
		return token{kind: tokenText, start: pos, end: end}, true
	}
	if indent == len(line) {
		if !l.midLine {
			l.blank, l.setext = true, false
		}
		return token{}, l.leaveLine(end)
	}
	if !l.midLine {
		if t, ok := l.scanStart(pos, end, line, indent); ok {
			return t, true
		}
	}
	return l.scanText(pos, end)
}

// leaveLine goes on behind a line whose rest is blank.
func (l *lexer) leaveLine(end int) bool {
	l.advance(end)
	return false
}

// scanStart reads a line that means something by how it begins.
func (l *lexer) scanStart(pos, end int, line []byte, indent int) (token, bool) {
	deep := indent > 3 || bytes.IndexByte(line[:indent], '\t') >= 0
	if deep && !l.list && (l.blank || l.indented) {
		// CommonMark's rule, but simpler about lists: nothing within one is code.
		l.indented = true
		return token{kind: tokenText, start: pos, end: end}, true
	}
	l.indented = false
	l.followList(line, indent)
	text := line[indent:]
	switch {
	case l.opensFence(pos, text, deep):
		return token{kind: tokenText, start: pos, end: end}, true
	case deep:
	case isRule(text):
		return token{kind: tokenBreak, start: pos, end: end, alone: !l.setext}, true
	case isWord(text, "???"):
		return token{kind: tokenNotes, start: pos, end: end}, true
	}
	if isWord(text, ". . .") {
		l.blank, l.setext = true, false
		return token{kind: tokenPause, start: pos, end: end}, true
	}
	return token{}, false
}

// opensFence reports whether a line opens a code fence, perhaps behind the marks of an item or a
// quote.
func (l *lexer) opensFence(pos int, text []byte, deep bool) bool {
	from, quoted := container(text)
	if from == len(text) || deep && !l.list || !isFence(text[from:]) {
		return false
	}
	l.fence, l.fenceFrom = text[from:from+run(text[from:])], pos
	l.inList, l.inQuote = l.list, quoted
	l.blank, l.setext = true, false
	return true
}

// leavesFence ends a fence that is in a list or a quote when the line no longer is.
func (l *lexer) leavesFence(line []byte, indent int) bool {
	if indent == len(line) && !l.inQuote {
		return false
	}
	if l.inList && indent < 2 || l.inQuote && (indent == len(line) || line[indent] != '>') {
		l.fence = nil
		return true
	}
	return false
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
func (l *lexer) scanText(pos, end int) (token, bool) {
	line := l.src[pos:end]
	from := commentStart(line)
	if from < 0 {
		l.setext = underlinable(line)
		l.blank, l.midLine = false, false
		return token{kind: tokenText, start: pos, end: end}, true
	}
	if from > 0 && !isQuotePrefix(line[:from]) {
		l.pos, l.midLine, l.dirty = pos+from, true, true
		l.blank, l.setext = false, true
		return token{kind: tokenText, start: pos, end: pos + from}, true
	}
	return l.scanComment(pos + from), true
}

// scanComment reads the comment at from.
func (l *lexer) scanComment(from int) token {
	l.midLine = true
	n := bytes.Index(l.src[from+2:], []byte("-->"))
	if n < 0 {
		l.pos, l.midLine = len(l.src), false
		return token{kind: tokenComment, start: from, end: len(l.src), open: true}
	}
	end := from + 2 + n + 3
	l.line += bytes.Count(l.src[from:end], []byte("\n"))
	l.pos = end
	if !l.dirty {
		l.blank, l.setext = true, false
	}
	return token{kind: tokenComment, start: from, end: end, alone: !l.dirty && l.nothingBehind(end)}
}

// nothingBehind reports whether nothing is shown behind a comment on its last line.
func (l *lexer) nothingBehind(end int) bool {
	rest := l.src[end:]
	if i := bytes.IndexByte(rest, '\n'); i >= 0 {
		rest = rest[:i]
	}
	rest = rest[indentation(rest):]
	return len(rest) == 0 || bytes.HasPrefix(rest, []byte("<!--"))
}

// commentStart is the index of the first comment in a line that is neither escaped nor in a code
// span, or -1.
func commentStart(line []byte) int {
	if !bytes.Contains(line, []byte("<!--")) {
		return -1
	}
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '`':
			i += spanLen(line[i:]) - 1
		case '<':
			if bytes.HasPrefix(line[i:], []byte("<!--")) {
				return i
			}
		}
	}
	return -1
}

// spanLen is the length of the code span that s begins with, or of the backticks alone when
// nothing closes them.
func spanLen(s []byte) int {
	n := run(s)
	for i := n; i < len(s); {
		if s[i] != '`' {
			i++
			continue
		}
		m := run(s[i:])
		i += m
		if m == n {
			return i
		}
	}
	return n
}

// run is the number of times that the first byte of s is repeated at its start.
func run(s []byte) int {
	n := 1
	for n < len(s) && s[n] == s[0] {
		n++
	}
	return n
}

// indentation is the number of spaces and tabs at the start of a line.
func indentation(line []byte) int {
	for i, c := range line {
		if c != ' ' && c != '\t' {
			return i
		}
	}
	return len(line)
}

// isWord reports whether a line holds the word and nothing else behind it.
func isWord(line []byte, word string) bool {
	return len(line) >= len(word) && string(line[:len(word)]) == word &&
		indentation(line[len(word):]) == len(line)-len(word)
}

// isRule reports whether a line is three or more hyphens.
func isRule(line []byte) bool {
	if line[0] != '-' {
		return false
	}
	n := run(line)
	return n >= 3 && indentation(line[n:]) == len(line)-n
}

// isFence reports whether a line opens a code fence.
func isFence(line []byte) bool {
	if line[0] != '`' && line[0] != '~' {
		return false
	}
	n := run(line)
	return n >= 3 && (line[0] == '~' || bytes.IndexByte(line[n:], '`') < 0)
}

// closesFence reports whether a line closes the code fence that was opened by a run; nested says
// that the fence is in a list or a quote.
func closesFence(line, opener []byte, nested bool) bool {
	i := indentation(line)
	for nested && i < len(line) && line[i] == '>' {
		i += 1 + indentation(line[i+1:])
	}
	if !nested && i > 3 || i == len(line) || line[i] != opener[0] {
		return false
	}
	n := run(line[i:])
	return n >= len(opener) && indentation(line[i+n:]) == len(line)-i-n
}

// container is the length of the marks of items and quotes that a line begins with, and whether a
// quote is among them.
func container(line []byte) (n int, quoted bool) {
	for n < len(line) {
		rest := line[n:]
		switch {
		case rest[0] == '>':
			quoted = true
			n++
		case isItem(rest):
			n += span(rest, '0', '9') + 1
		default:
			return n, quoted
		}
		n += indentation(line[n:])
	}
	return n, quoted
}

// isItem reports whether a line begins an item of a list.
func isItem(line []byte) bool {
	n := span(line, '0', '9')
	switch {
	case n == 0 && (line[0] == '-' || line[0] == '*' || line[0] == '+'):
	case 1 <= n && n <= 9 && n < len(line) && (line[n] == '.' || line[n] == ')'):
	default:
		return false
	}
	return n+1 == len(line) || line[n+1] == ' ' || line[n+1] == '\t'
}

// isQuotePrefix reports whether only marks of block quotes are before a comment.
func isQuotePrefix(s []byte) bool {
	for _, c := range s {
		if c != ' ' && c != '\t' && c != '>' {
			return false
		}
	}
	return true
}

// underlinable reports whether CommonMark would take --- below a line for the mark of a heading.
func underlinable(line []byte) bool {
	text := line[indentation(line):]
	return len(text) > 0 && text[0] != '#' && text[0] != '>' && text[0] != '|' && !isItem(text)
}

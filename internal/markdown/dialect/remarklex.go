package dialect

import (
	"bytes"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// remarkKind says what a mark of remark is.
type remarkKind uint8

const (
	remarkText     remarkKind = iota // no mark after all
	remarkCode                       // code, or HTML without Markdown
	remarkComment                    // <!-- -->
	remarkOpen                       // .class[
	remarkClose                      // the ] of it
	remarkEscape                     // the backslash of \.class[
	remarkMacro                      // ![:name arguments](object)
	remarkLink                       // a line [id]: address
	remarkVariable                   // {{name}}
	remarkSlide                      // a line ---
	remarkStep                       // a line --
	remarkNotes                      // a line ???
	remarkDropped                    // what is not written
	remarkDrawn                      // code that names pictures, which stand for it
)

// remarkMark is a mark of remark in a file.
type remarkMark struct {
	kind     remarkKind
	from, to int
	unclosed bool // of code: it has no end
	block    bool // of a class: what it encloses stands on lines of its own

	// Of a remarkOpen:
	pair    int  // the index of the mark that closes it
	eol     int  // where its line ends
	strip   int  // how much deeper than it its lines are indented
	literal bool // it encloses the mark of an item or a heading, and nothing of either
}

// remarkLexer finds the marks of remark. Within code and comments there are none.
type remarkLexer struct {
	file    *File
	end     int
	eol     int // where the line ends that is read
	indent  int // columns that all lines are indented
	marks   []remarkMark
	open    []int           // the brackets that are open: the index of the mark, or -1
	missing map[string]bool // tags that do not end

	unclosed int // code fences without an end
}

// lexRemark returns the marks of a file from an offset on.
func lexRemark(file *File, from, indent int) []remarkMark {
	l := &remarkLexer{file: file, end: len(file.Text), eol: -1, indent: indent, missing: map[string]bool{}}
	for at := from; at < l.end; {
		at = l.lexLine(at)
	}
	for i, m := range l.marks {
		if m.kind == remarkOpen && m.pair == 0 {
			l.marks[i].kind = remarkText
		}
	}
	return l.marks
}

func (l *remarkLexer) add(kind remarkKind, from, to int) int {
	l.marks = append(l.marks, remarkMark{kind: kind, from: from, to: to})
	return to
}

var (
	remarkBreak = lazyregexp.New(`^(---|<!--\s*break\s*-->)$`)
	remarkDef   = lazyregexp.New(`^ *\[([^\]^\n][^\]\n]{0,200})\]: *<?[^\s>]+>?(?: +["(][^\n]+[")])? *$`)
)

// lexLine reads the line at an offset, and returns where the next one begins.
func (l *remarkLexer) lexLine(at int) int {
	line, next := cutLine(l.file.Text, at)
	line = line[min(l.indent, leading(line)):]
	switch {
	case string(line) == "--":
		return l.add(remarkStep, at, next)
	case isWord(bytes.TrimLeft(line, " \t"), "???"): // remark itself wants no space around, but it is meant.
		return l.add(remarkNotes, at, next)
	case remarkBreak.Match(line):
		return l.add(remarkSlide, at, next)
	case remarkDef.Match(line):
		return l.add(remarkLink, at, next)
	}
	if end := l.opaque(at); end > at {
		if l.file.Text[end-1] == '\n' {
			return end
		}
		return l.inline(end, false)
	}
	return l.inline(at, bytes.HasPrefix(line, []byte("    ")) && l.belowBlank(at))
}

// belowBlank reports whether the line at an offset is below an empty one.
func (l *remarkLexer) belowBlank(at int) bool {
	return at >= 2 && l.file.Text[at-1] == '\n' && l.file.Text[at-2] == '\n'
}

// opaque reads code, a comment or HTML without Markdown that begins a line, and returns where it ends.
func (l *remarkLexer) opaque(at int) int {
	line, _ := cutLine(l.file.Text, at)
	head := bytes.TrimLeft(line, " \t>")
	from := at + len(line) - len(head)
	marks := withoutMark(head)
	switch {
	case isFence(marks) && !bytes.HasPrefix(marks[run(marks):], []byte("]")):
		return l.fence(at, marks)
	case bytes.HasPrefix(head, []byte("<!--")):
		return l.comment(from)
	case bytes.HasPrefix(head, []byte("<")):
		return l.raw(at, RawTag(head))
	}
	return at
}

// maxUnclosed is how many code fences are looked for to the end of the deck that are never closed.
const maxUnclosed = 20

// fence reads the code fence that the line at an offset opens. The bracket of a class may stand behind the marks
// that close it. One that is never closed ends with its slide.
func (l *remarkLexer) fence(from int, marks []byte) int {
	n, slide := run(marks), -1
	for _, at := cutLine(l.file.Text, from); at < l.end && (slide < 0 || l.unclosed < maxUnclosed); {
		line, next := cutLine(l.file.Text, at)
		if behind := closes(line, marks[0], n); behind >= 0 && (behind == 0 || len(l.open) > 0 && line[len(line)-behind] == ']') {
			return l.add(remarkCode, from, at+len(line)-behind)
		}
		if slide < 0 && (string(line) == "---" || string(line) == "--") {
			slide = at
		}
		at = next
	}
	l.unclosed++
	if slide < 0 {
		slide = l.end
	}
	l.add(remarkCode, from, slide)
	l.marks[len(l.marks)-1].unclosed = true
	return slide
}

// closes tells whether a line closes a code fence of n marks: it is the length of the text behind those on the
// line, or -1 when it has none.
func closes(line []byte, mark byte, n int) int {
	head := bytes.TrimLeft(line, " \t>")
	if len(head) == 0 || head[0] != mark || run(head) < n {
		return -1
	}
	return len(bytes.TrimRight(head[run(head):], " \t"))
}

// closing is what closes the code fence that a line opens, on a line of its own.
func closing(line []byte) string {
	head := bytes.TrimLeft(line, " ")
	marks := withoutMark(head)
	if len(marks) == 0 || bytes.IndexByte(line, '>') >= 0 && head[0] == '>' {
		return "\n"
	}
	indent := min(len(line)-len(marks), maxIndent)
	return "\n" + strings.Repeat(" ", indent) + string(marks[:run(marks)]) + "\n"
}

// comment reads a comment.
func (l *remarkLexer) comment(at int) int {
	n := bytes.Index(l.file.Text[at+2:], []byte("-->"))
	if n < 0 {
		return l.add(remarkComment, at, l.end)
	}
	return l.add(remarkComment, at, at+2+n+3)
}

// raw reads HTML up to the tag that ends it.
func (l *remarkLexer) raw(at int, tag string) int {
	if tag == "" || l.missing[tag] {
		return at
	}
	n := IndexFold(l.file.Text[at:], "</"+tag+">")
	if n < 0 {
		l.missing[tag] = true
		return at
	}
	return l.add(remarkCode, at, at+n+len("</"+tag+">"))
}

// inline reads the marks up to the end of a line, and returns where the next one begins. Brackets count in
// code of indented lines too.
func (l *remarkLexer) inline(at int, code bool) int {
	for at < l.end {
		next := at + 1
		switch c := l.file.Text[at]; {
		case c == '\n':
			return next
		case c == '[':
			l.open = append(l.open, -1)
		case c == ']':
			l.shut(at)
		case !code:
			next = l.character(at, c)
		}
		if at = next; at < l.end && next > 0 && l.file.Text[next-1] == '\n' {
			return next // Code that is never closed ends where a line begins.
		}
	}
	return at
}

// character reads the mark that a character outside code begins, if any.
func (l *remarkLexer) character(at int, c byte) int {
	text := l.file.Text
	switch {
	case c == '`':
		return l.span(at)
	case c == '.':
		return l.class(at)
	case c == '\\' && at+1 < l.end && text[at+1] == '.' && isClass(text[at+1:]):
		return l.add(remarkEscape, at, at+1) + 1
	case c == '\\' && bytes.HasPrefix(text[at+1:], []byte("{{")):
		return at + 3
	case c == '<' && bytes.HasPrefix(text[at:], []byte("<!--")):
		return l.comment(at)
	case c == '!':
		return at + max(1, l.macro(at))
	case c == '{':
		return at + max(1, l.variable(at))
	}
	return at + 1
}

// maxRemarkMark is the length of the longest macro or variable in bytes.
const maxRemarkMark = 400

// macro reads ![:name arguments](object), and returns its length.
func (l *remarkLexer) macro(at int) int {
	text := l.file.Text[at:min(l.end, at+maxRemarkMark)]
	if !bytes.HasPrefix(text, []byte("![:")) {
		return 0
	}
	n := bytes.IndexAny(text, "]\n")
	if n <= len("![:") || text[n] != ']' || text[len("![:")] == ' ' {
		return 0
	}
	n++
	if n < len(text) && text[n] == '(' {
		if end := bytes.IndexAny(text[n:], ")\n"); end > 0 && text[n+end] == ')' {
			n += end + 1
		}
	}
	l.add(remarkMacro, at, at+n)
	return n
}

// variable reads {{name}}, and returns its length.
func (l *remarkLexer) variable(at int) int {
	text := l.file.Text[at:min(l.end, at+maxRemarkMark)]
	if !bytes.HasPrefix(text, []byte("{{")) {
		return 0
	}
	n := 2 + bytes.IndexAny(text[2:], "}\n")
	if n <= 2 || !bytes.HasPrefix(text[n:], []byte("}}")) {
		return 0
	}
	l.add(remarkVariable, at, at+n+2)
	return n + 2
}

// span skips a code span, which is within a line.
func (l *remarkLexer) span(at int) int {
	text := l.file.Text[at:min(l.lineEnd(at), at+maxSpan)]
	n := spanLen(text)
	if n > run(text) {
		return l.add(remarkCode, at, at+n)
	}
	return at + n
}

// lineEnd is the offset of the end of the line that holds an offset. Offsets only rise.
func (l *remarkLexer) lineEnd(at int) int {
	if at > l.eol {
		line, _ := cutLine(l.file.Text, at)
		l.eol = at + len(line)
	}
	return l.eol
}

// class reads .class[ or .one.two[, and code that begins behind it.
func (l *remarkLexer) class(at int) int {
	n := classLen(l.file.Text[at:])
	if n == 0 {
		return at + 1
	}
	to := at + n
	if to == l.end || l.file.Text[to] != '[' {
		return to
	}
	l.open = append(l.open, len(l.marks))
	l.marks = append(l.marks, remarkMark{kind: remarkOpen, from: at, to: to + 1, eol: l.lineEnd(to + 1)})
	if isFence(l.file.Text[to+1 : l.lineEnd(to+1)]) {
		return l.opaque(to + 1)
	}
	return to + 1
}

// shut closes a bracket.
func (l *remarkLexer) shut(at int) {
	if len(l.open) == 0 {
		return
	}
	i := l.open[len(l.open)-1]
	l.open = l.open[:len(l.open)-1]
	if i < 0 {
		return
	}
	open := &l.marks[i]
	open.pair = len(l.marks)
	lines := open.eol < at
	open.block = lines || l.standsAlone(open, at+1)
	if lines {
		open.strip = l.excess(open)
	}
	open.literal = !lines && isMarkAlone(l.file.Text[open.to:at])
	l.marks = append(l.marks, remarkMark{kind: remarkClose, from: at, to: at + 1, block: open.block})
}

// classLen is the length of .one or .one.two at the start of a text, or 0.
func classLen(text []byte) int {
	n := 0
	for n+1 < len(text) && text[n] == '.' && isClassByte(text[n+1]) && !isDigit(text[n+1]) {
		for n++; n < len(text) && isClassByte(text[n]); {
			n++
		}
	}
	return n
}

// isClass reports whether a text begins with .class[.
func isClass(text []byte) bool {
	n := classLen(text)
	return n > 0 && n < len(text) && text[n] == '['
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isClassByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || isDigit(c) || c == '-' || c == '_'
}

// leading counts the blanks at the start of a line.
func leading(line []byte) int { return len(line) - len(bytes.TrimLeft(line, " \t")) }

// separates reports whether a mark ends a part of a slide.
func (m remarkMark) separates() bool {
	return slices.Contains([]remarkKind{remarkSlide, remarkStep, remarkNotes}, m.kind)
}

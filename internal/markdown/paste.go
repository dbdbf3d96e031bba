package markdown

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Word processors and web pages make lists with marks that Markdown does not know. A mark that is nothing
// else begins an item wherever it stands; one that may be a letter or a dash of the text does so before a
// tab, which is how it is pasted.
const (
	bulletMarks = "\u2022\u25e6\u25aa\u25ab\u2023\u2043\u25cf\u25cb\u25a0\u25a1\uf0b7\uf0a7\uf0d8"
	tabbedMarks = "\u2013\u2014\u00b7o"
	dashMarks   = "\u2013\u2014"
)

// bulletLen is the length of the bullet that a line begins with, 0 for none. What follows it must not be
// a bullet too: a row of them is a decoration.
func bulletLen(line []byte) int {
	if len(line) > 0 && line[0] < utf8.RuneSelf && line[0] != 'o' { // As nearly every line does.
		return 0
	}
	r, n := utf8.DecodeRune(line)
	next, _ := utf8.DecodeRune(line[n:])
	switch {
	case n == 0 || strings.ContainsRune(bulletMarks, next):
		return 0
	case strings.ContainsRune(bulletMarks, r), strings.ContainsRune(tabbedMarks, r) && next == '\t':
		return n
	}
	return 0
}

// dashLen is the length of the dash with a space that a line begins with, 0 for none. A single one may be
// the name below a quotation, but several below each other are a list.
func dashLen(line []byte) int {
	r, n := utf8.DecodeRune(line)
	if strings.ContainsRune(dashMarks, r) && bytes.HasPrefix(line[n:], []byte(" ")) {
		return n
	}
	return 0
}

// paster reads pasted lists as those of Markdown.
type paster struct {
	in, out *excerpt
	copied  int   // of in
	starts  []int // offsets in in, in order, that become those in out
	moved   int   // how many have
	levels  []int // the columns at which the items of the list begin, the outermost first
	dashed  bool  // the line above began with a dash
}

// bulleted is an excerpt with its pasted lists as those of Markdown. It moves starts, which are in order,
// along with the text.
func bulleted(e *excerpt, starts []int) *excerpt {
	if !bytes.ContainsAny(e.text, bulletMarks+dashMarks+"\u00b7") && !bytes.Contains(e.text, []byte("o\t")) {
		return e
	}
	p := &paster{in: e, out: &excerpt{}, starts: starts}
	l := newLexer(e.text, 0)
	for t := l.next(); t.kind != tokenEnd; t = l.next() {
		if t.kind == tokenText && l.fence.marks == nil && (t.start == 0 || e.text[t.start-1] == '\n') {
			p.line(t.start, t.end)
		}
	}
	p.copy(len(e.text))
	return p.out
}

// line reads a line of text.
func (p *paster) line(from, to int) {
	line := p.in.text[from:to]
	indent := indentation(line)
	n := bulletLen(line[indent:])
	if n == 0 && p.dashes(from, to) {
		n = dashLen(line[indent:])
	}
	p.dashed = n > 0 && dashLen(line[indent:]) > 0
	switch {
	case n > 0:
		mark := from + indent
		p.copy(from)
		p.out.flat(strings.Repeat("  ", p.level(columns(line[:indent])))+"- ", p.in.source(mark))
		p.copied = mark + n + indentation(p.in.text[mark+n:to])
	case indent == 0:
		p.levels = nil
	}
}

// dashes reports whether a line is one of several that begin with a dash.
func (p *paster) dashes(from, to int) bool {
	if dashLen(p.in.text[from+indentation(p.in.text[from:to]):to]) == 0 {
		return false
	}
	below := bytes.TrimLeft(p.in.text[to:], " \t\n")
	return p.dashed || dashLen(below) > 0
}

// level is how deep an item that begins at a column is in its list.
func (p *paster) level(column int) int {
	for n := len(p.levels); n > 0 && p.levels[n-1] > column; n-- {
		p.levels = p.levels[:n-1]
	}
	if n := len(p.levels); n == 0 || p.levels[n-1] < column {
		p.levels = append(p.levels, column)
	}
	return len(p.levels) - 1
}

// columns is how wide white space is.
func columns(space []byte) int {
	n := 0
	for _, c := range space {
		if n++; c == '\t' {
			n += 3 - (n-1)%4
		}
	}
	return n
}

// copy copies the text up to an offset.
func (p *paster) copy(to int) {
	for ; p.moved < len(p.starts) && p.starts[p.moved] <= to; p.moved++ {
		p.starts[p.moved] += len(p.out.text) - p.copied
	}
	p.out.append(p.in.piece(p.copied, to))
	p.copied = to
}

// notesLine is a line that somebody has put above notes for the speaker.
var notesLine = regexp.MustCompile("(?i)^[ \t>#*_-]*((speaker|presenter|teacher)('s|\u2019s|s)?[ \t]+)?notes[*_]*[ \t]*:")

// warnNotesLines warns about notes that the hall would see.
func (p *page) warnNotesLines() {
	l := newLexer(p.shown.text, 0)
	for t := l.next(); t.kind != tokenEnd; t = l.next() {
		line := p.shown.text[t.start:t.end]
		if t.kind == tokenText && l.fence.marks == nil && notesLine.Match(line) {
			p.once("notes", p.shown.source(t.start+indentation(line)),
				"this line and those below it are shown to everyone: put notes for the speaker between <!-- and -->, or below a line ???")
		}
	}
}

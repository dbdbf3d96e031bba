package markdown

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// Word processors and web pages make lists with marks that Markdown does not know. A mark that is nothing
// else begins an item wherever it stands; one that may be a letter or a dash of the text does so before a
// tab, which is how it is pasted.
const (
	bulletMarks = "\u2022\u25e6\u25aa\u25ab\u2023\u2043\u25cf\u25cb\u25a0\u25a1\uf0b7\uf0a7\uf0d8"
	dashMarks   = "\u2013\u2014"
	looseMarks  = dashMarks + "\u00b7"
	tabbedMarks = looseMarks + "o"
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

// pastedMark is the kind of a mark that a line begins with.
type pastedMark uint8

const (
	noMark   pastedMark = iota
	sureMark            // of a list, whatever is around it
	dashMark
	dotMark
)

// looseLen is the length of the dash or dot with a space that a line begins with, 0 for none. A single dash may be
// the name below a quotation, but several below each other are a list, and so are dots.
func looseLen(line []byte) (pastedMark, int) {
	r, n := utf8.DecodeRune(line)
	behind, spaced := bytes.CutPrefix(line[n:], []byte(" "))
	switch {
	case spaced && strings.ContainsRune(dashMarks, r):
		return dashMark, n
	case spaced && r == '\u00b7' && !bytes.HasPrefix(behind, line[:n]): // A row of dots is a decoration.
		return dotMark, n
	}
	return noMark, 0
}

// paster reads pasted lists as those of Markdown.
type paster struct {
	in, out *excerpt
	copied  int        // of in
	starts  []int      // offsets in in, in order, that become those in out
	moved   int        // how many have
	levels  []int      // the columns at which the items of the list begin, the outermost first
	above   pastedMark // of the item above, also where lines of it run on
	ended   int        // offset of the end of the line above
	plain   bool       // that line is text that no mark begins
}

// bulleted is an excerpt with its pasted lists as those of Markdown. It moves starts, which are in order,
// along with the text.
func bulleted(e *excerpt, starts []int) *excerpt {
	if !bytes.ContainsAny(e.text, bulletMarks+looseMarks) && !bytes.Contains(e.text, []byte("o\t")) {
		return e
	}
	p := &paster{in: e, out: &excerpt{}, starts: starts, ended: -2}
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
	mark, n := markOf(line[indent:])
	below := from == p.ended+1
	if mark != sureMark && !p.several(mark, to, below && p.plain) {
		mark, n = noMark, 0
	}
	runsOn := below && mark == noMark && !beginsBlock(line[indent:])
	if !runsOn {
		p.above = mark
	}
	p.ended, p.plain = to, mark == noMark && p.above == noMark
	switch {
	case n > 0:
		at := from + indent
		p.copy(from)
		p.out.flat(strings.Repeat("  ", p.level(columns(line[:indent])))+"- ", p.in.source(at))
		p.copied = at + n + indentation(p.in.text[at+n:to])
	case indent == 0:
		p.levels = nil
	}
}

// markOf is the mark that a line begins with, and its length.
func markOf(line []byte) (pastedMark, int) {
	if n := bulletLen(line); n > 0 {
		return sureMark, n
	}
	return looseLen(line)
}

// several reports whether a line that begins with a mark, and ends at an offset, is one of several. Lines of an item
// may run on; but a dash within a paragraph is only of a list when another one is right beside it.
func (p *paster) several(mark pastedMark, end int, within bool) bool {
	if mark == noMark {
		return false
	}
	if alike(mark, p.above) {
		return true
	}
	rest := p.in.text[end:]
	if !within {
		rest = rest[runOn(rest):]
	}
	below, _ := markOf(bytes.TrimLeft(rest, " \t\n"))
	return alike(mark, below)
}

// runOn is the length of the lines that run on from the one whose end a text begins with.
func runOn(text []byte) int {
	for at := 0; at < len(text); {
		whole, _ := cutLine(text, at+1)
		line := whole[indentation(whole):]
		if mark, _ := markOf(line); len(line) == 0 || mark != noMark || beginsBlock(line) {
			return at
		}
		at += 1 + len(whole)
	}
	return len(text)
}

// beginsBlock reports whether a line does not run on from the one above, whatever that is.
func beginsBlock(line []byte) bool {
	return len(line) > 0 && (bytes.IndexByte([]byte("#>|<"), line[0]) >= 0 || isItem(line) || isFence(line))
}

// alike reports whether a line that begins with a mark is of the list of one beside it.
func alike(mark, beside pastedMark) bool {
	return mark == beside || mark == dotMark && beside == sureMark
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

package markdown

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
	"github.com/westandtogether-assembly/assembly/internal/markdown/dialect"
)

var (
	// notesLine is a line that somebody has put above notes for the speaker.
	notesLine = lazyregexp.New("(?i)^[ \t>#*_-]*((speaker|presenter|teacher)('s|\u2019s|s)?[ \t]+)?notes[*_]*[ \t]*:")

	// noteLine is one that may be a note for the speaker, in a deck of this format.
	noteLine = lazyregexp.New("(?i)^[ \t]*[*_]*((speaker|presenter|teacher)('s|\u2019s|s)?[ \t]+)?notes?[*_]*([ \t]*:|[ \t]+[-\u2013\u2014][ \t])")

	// speakerLine is one that is for somebody who speaks, or says who that is.
	speakerLine = lazyregexp.New(`(?i)^[ \t]*[*_]*(teacher|presenter|speaker)[*_]*[ \t]*:[*_ \t]*(.*)`)
)

// warnNotesLines warns about notes that the hall would see.
func (p *page) warnNotesLines() {
	own := p.book.format == dialect.Assembly
	l := newLexer(p.shown.text, 0)
	for t := l.next(); t.kind != tokenEnd; t = l.next() {
		line := p.shown.text[t.start:t.end]
		if t.kind != tokenText || l.fence.marks != nil || len(line) == 0 {
			continue
		}
		at := p.shown.source(t.start + indentation(line))
		switch {
		case own && bytes.HasPrefix(bytes.TrimLeft(line, " \t"), []byte("<!--")):
			p.once("comment", at, "this comment is shown to everyone, as code: a line that is indented by 4 blanks or a tab is code; begin it at the margin")
		case notesLine.Match(line):
			p.once("notes", at, "this line and those below it are shown to everyone: put notes for the speaker between <!-- and -->, or below a line ???")
		case own && mayBeNote(line) && (noteLine.Match(line) || forSpeaker(line)):
			p.once("note", at, "this line is shown to everyone: if it is for the speaker, put it between <!-- and -->, or below a line ???")
		}
	}
}

// forSpeaker reports whether a line tells somebody what to do or say, and not who it is.
func forSpeaker(line []byte) bool {
	m := speakerLine.FindSubmatch(line)
	if m == nil {
		return false
	}
	words := strings.Fields(strings.Trim(string(m[2]), "*_ \t"))
	return len(words) > 0 && !namesSomebody(words)
}

// mayBeNote reports whether a line begins with a letter that the words for notes begin with. Most lines do not.
func mayBeNote(line []byte) bool {
	line = bytes.TrimLeft(line, " \t*_")
	return len(line) > 0 && bytes.IndexByte([]byte("nNsSpPtT"), line[0]) >= 0
}

// namesSomebody reports whether words are a name, such as "Mrs Khan" and "Year 6 and Mr Ali".
func namesSomebody(words []string) bool {
	const most = 8
	last := strings.TrimRight(words[len(words)-1], "*_)\"'\u2019\u201d")
	if len(words) > most || strings.ContainsAny(last[max(0, len(last)-1):], "!?") || len(last) > len("Mrs.") && strings.HasSuffix(last, ".") {
		return false
	}
	joins := strings.Fields("of the from and at for in with de van von bin al & or to")
	for i, w := range words {
		first, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "(*_\"'\u2018\u201c"))
		if unicode.IsLower(first) && (i == 0 || i == len(words)-1 || !slices.Contains(joins, w)) {
			return false
		}
	}
	return true
}

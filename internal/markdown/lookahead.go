package markdown

import (
	"bytes"
	"unicode"

	"github.com/westandtogether-assembly/assembly/internal/markdown/dialect"
)

// lookahead is what a lexer remembers of the source ahead of it, for all slides. A deck may have a million marks that
// ask for the same line end, break or tag; without it each of them would look for that through all of the deck. Offsets
// that are asked for only rise.
type lookahead struct {
	asked, end   int            // what lineEnd said last
	breaks       finder         // of lines ---
	marks        finder         // of comments
	endTags      map[string]int // by element, the offset that endTag said last
	runs, arrows lineMemory
	lastRuns     map[int]int // what runsOf says
	lastWord     int         // what arrow says
}

// lineMemory says for which line something is remembered: it is the line's end, and 0 for none.
type lineMemory int

// turn reports whether something has to be found for the line that ends at an offset, and remembers that it is.
func (m *lineMemory) turn(end int) bool {
	old := *m
	*m = lineMemory(end)
	return int(old) != end
}

func newLookahead(src []byte) lookahead {
	return lookahead{end: -1, breaks: finder{text: src, mark: "\n---\n"}, marks: finder{text: src, mark: realMark}}
}

// lineEnd returns the offset of the end of the line that contains an offset.
func (l *lexer) lineEnd(off int) int {
	if l.asked <= off && off <= l.end {
		return l.end // A long line may be asked about at each of its comments.
	}
	l.asked, l.end = off, len(l.src)
	if n := bytes.IndexByte(l.src[off:], '\n'); n >= 0 {
		l.end = off + n
	}
	return l.end
}

// stop returns the offset of the next comment or the end of the slide.
func (l *lexer) stop(off int) int { return min(l.breaks.from(off), l.marks.from(off)) }

// endTag returns the offset of the next end tag of an element, or that of the end of the source.
func (l *lexer) endTag(name string, off int) int {
	if at, asked := l.endTags[name]; asked && at >= off {
		return at
	}
	if l.endTags == nil {
		l.endTags = map[string]int{}
	}
	l.endTags[name] = len(l.src)
	if n := dialect.IndexFold(l.src[off:], "</"+name); n >= 0 {
		l.endTags[name] = off + n
	}
	return l.endTags[name]
}

// spanEnd returns the offset behind the code span that begins at an offset of the line that ends at end, or behind the
// backticks alone when nothing closes them.
func (l *lexer) spanEnd(at, end int) int {
	n := run(l.src[at:end])
	if l.runsOf(at, end)[n] <= at {
		return at + n
	}
	for i := at + n; i < end; {
		i += bytes.IndexByte(l.src[i:end], '`')
		m := run(l.src[i:end])
		if i += m; m == n {
			return i
		}
	}
	return at + n
}

// runsOf returns where the last run of backticks begins in src[at:end], the rest of a line, by the length of the run.
func (l *lexer) runsOf(at, end int) map[int]int {
	if !l.runs.turn(end) {
		return l.lastRuns
	}
	l.lastRuns = map[int]int{}
	for i := at; i < end; {
		next := bytes.IndexByte(l.src[i:end], '`')
		if next < 0 {
			break
		}
		i += next
		n := run(l.src[i:end])
		l.lastRuns[n] = i
		i += n
	}
	return l.lastRuns
}

// arrow returns the offset of the last letter or digit in src[at:end], the rest of a line, when an arrow --> ends the
// line, and -1 otherwise.
func (l *lexer) arrow(at, end int) int {
	if l.arrows.turn(end) {
		l.lastWord = -1
		line := bytes.TrimRight(l.src[at:end], " \t")
		if i := bytes.LastIndexFunc(line, isAlphanumeric); i >= 0 && bytes.HasSuffix(line, []byte("-->")) {
			l.lastWord = at + i
		}
	}
	return l.lastWord
}

func isAlphanumeric(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

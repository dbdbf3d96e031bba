package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// longLine is the length, in characters, from which a line of notes may end only because it was full.
const longLine = 60

// noteBreak is a line break within a paragraph of notes.
type noteBreak struct {
	off          int // in the parsed text, where the words above it end
	above, below string
}

// wrappedAt returns the line breaks at which notes were only wrapped by their writer. Where a long line goes on in
// the next in the middle of a sentence, the writer wraps long lines, and all of them run on. In other notes
// each line is meant as one.
func (w *noteWalker) wrappedAt(doc ast.Node) map[int]bool {
	breaks := w.breaks(doc)
	wraps, widest := false, 0
	for _, b := range breaks {
		wraps = wraps || b.goesOn()
		widest = max(widest, letters(b.above), letters(b.below))
	}
	if !wraps {
		return nil
	}
	out := map[int]bool{}
	for _, b := range breaks {
		out[b.off] = b.isLong() || !b.hasRoom(widest)
	}
	return out
}

// breaks lists the line breaks of notes, but for those that are marked as meant.
func (w *noteWalker) breaks(doc ast.Node) []noteBreak {
	var out []noteBreak
	// The walk stops at no error, since none is returned to it.
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := n.(*ast.Text); ok && entering && t.SoftLineBreak() {
			out = append(out, w.breakAt(t.Segment.Stop))
		}
		return ast.WalkContinue, nil
	})
	return out
}

// breakAt is the line break of the line that an offset is in, between the lines as they were written.
func (w *noteWalker) breakAt(off int) noteBreak {
	above, next := cutLine(w.src.text, bytes.LastIndexByte(w.src.text[:off], '\n')+1)
	below, _ := cutLine(w.src.text, next)
	return noteBreak{off, w.asWritten(above), w.asWritten(below)}
}

func (w *noteWalker) asWritten(line []byte) string {
	return strings.Trim(w.page.placeholders.restore(string(line), true), " \t")
}

func (b noteBreak) isLong() bool { return letters(b.above) >= longLine }

// goesOn reports whether a sentence goes on from a long line to the next.
func (b noteBreak) goesOn() bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(b.below, "\"'\u2018\u201c(*_>"+" "))
	return b.isLong() && unicode.IsLetter(first) && !unicode.IsUpper(first) && !unicode.IsTitle(first) && !endsSentence(b.above)
}

// hasRoom reports whether the next word would have fitted at the end of the line.
func (b noteBreak) hasRoom(width int) bool {
	word, _, _ := strings.Cut(b.below, " ")
	return letters(b.above)+1+letters(word) <= width
}

// endsSentence reports whether a line ends as a sentence does, or announces what is below it.
func endsSentence(line string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(line, "\"'\u2019\u201d)]*_ "))
	return strings.ContainsRune(".!?:;\u2026\u3002\uff01\uff1f\u061f\u0964", last)
}

func letters(text string) int { return utf8.RuneCountInString(text) }

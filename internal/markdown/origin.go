package markdown

import (
	"bytes"
	"sort"
)

// origin finds the bytes of the file that the text of a book came from.
type origin struct {
	shift int   // bytes of the mark that the file begins with
	pairs []int // offsets of the \n that were CRLF, in the text before its characters were removed
	cuts  []cut
}

// origin is that of the book, which has read a source of UTF-8.
func (b *book) origin(source []byte) *origin {
	text, _ := decode(source)
	o := &origin{shift: len(source) - len(text), cuts: b.cuts}
	for at := 0; ; {
		i := bytes.Index(text[at:], []byte("\r\n"))
		if i < 0 {
			return o
		}
		at += i + 2
		o.pairs = append(o.pairs, at-2-len(o.pairs))
	}
}

// at is the offset in the file of the byte text[off], behind what was removed before it.
func (o *origin) at(off int) int {
	if i := sort.Search(len(o.cuts), func(i int) bool { return o.cuts[i].at > off }); i > 0 {
		off += o.cuts[i-1].total
	}
	return o.shift + off + sort.SearchInts(o.pairs, off)
}

// behind is the offset in the file right behind the byte text[off-1], before what was removed
// there. That byte is not a line's end.
func (o *origin) behind(off int) int { return o.at(off-1) + 1 }

// fileLine is a line of a file: where it begins, where its text ends, and where the next begins.
type fileLine struct{ start, end, next int }

// fileLines splits a file into lines, however they end. Behind a last line end is one more line.
func fileLines(src []byte) []fileLine {
	var lines []fileLine
	at := 0
	for {
		i := bytes.IndexAny(src[at:], "\r\n")
		if i < 0 {
			return append(lines, fileLine{at, len(src), len(src)})
		}
		l := fileLine{at, at + i, at + i + 1}
		if bytes.HasPrefix(src[l.end:], []byte("\r\n")) {
			l.next++
		}
		lines = append(lines, l)
		at = l.next
	}
}

// lineAt is the index of the line that an offset is in.
func lineAt(lines []fileLine, off int) int {
	return sort.Search(len(lines), func(i int) bool { return lines[i].start > off }) - 1
}

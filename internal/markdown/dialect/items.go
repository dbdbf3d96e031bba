package dialect

import (
	"bytes"
	"iter"
)

// itemKind says what an item of a file is.
type itemKind uint8

const (
	itemLine    itemKind = iota // one line of text, blank ones too; a comment may begin within it
	itemCode                    // a code fence with what it encloses
	itemComment                 // a comment that begins its line, up to the end of its last line
	itemRaw                     // HTML whose text is no Markdown: pre, script, style, textarea
)

// item is a line, or several that belong together. Every byte of a file is in one item.
type item struct {
	kind itemKind
	from int // offset of its first line
	end  int // offset behind its last character, without the line end
	next int // offset of the next item
}

// items splits file.Text[from:to] into its items.
func (f *File) items(from, to int) iter.Seq[item] {
	return func(yield func(item) bool) {
		for at := from; at < to; {
			it := itemAt(f.Text[:to], at)
			if !yield(it) {
				return
			}
			at = it.next
		}
	}
}

// line returns the text of an item's first line.
func (f *File) line(it item) []byte {
	if it.kind == itemLine {
		return f.Text[it.from:it.end] // A long line may be asked for at each of its marks.
	}
	line, _ := cutLine(f.Text, it.from)
	return line[:min(len(line), it.end-it.from)]
}

// text returns the whole text of an item.
func (f *File) text(it item) []byte { return f.Text[it.from:it.end] }

// itemAt reads the item that begins with the line at an offset.
func itemAt(text []byte, at int) item {
	line, next := cutLine(text, at)
	head := bytes.TrimLeft(line, " \t>")
	switch {
	case isFence(withoutMark(head)):
		return codeAt(text, at)
	case bytes.HasPrefix(head, []byte("<!--")):
		return upTo(text, at, itemComment, len(line)-len(head)+2, "-->")
	case bytes.HasPrefix(head, []byte("<")):
		if tag := RawTag(head); tag != "" {
			return upTo(text, at, itemRaw, len(line)-len(head), "</"+tag+">")
		}
	}
	return item{itemLine, at, at + len(line), next}
}

// upTo reads an item that goes on to the line that holds an end mark, which begins after skip bytes at the
// earliest. Without any it goes on to the end of the text.
func upTo(text []byte, at int, kind itemKind, skip int, mark string) item {
	n := IndexFold(text[at+skip:], mark)
	if n < 0 {
		return item{kind, at, len(text), len(text)}
	}
	line, next := cutLine(text, at+skip+n)
	return item{kind, at, at + skip + n + len(line), next}
}

// codeAt reads a code fence that the line at an offset opens.
func codeAt(text []byte, at int) item {
	line, next := cutLine(text, at)
	marks := withoutMark(bytes.TrimLeft(line, " \t>"))
	n := run(marks)
	for next < len(text) {
		from := next
		line, next = cutLine(text, from)
		if l := bytes.TrimLeft(line, " \t>"); len(l) > 0 && l[0] == marks[0] && run(l) >= n && isBlank(l[run(l):]) {
			return item{itemCode, at, from + len(line), next}
		}
	}
	return item{itemCode, at, len(text), len(text)}
}

// withoutMark is a line without the mark of the list item that it begins.
func withoutMark(line []byte) []byte { return line[markLen(line):] }

// markLen is the length of the mark of a list item with the space behind it, or 0.
func markLen(line []byte) int {
	n := 0
	for n < len(line) && '0' <= line[n] && line[n] <= '9' {
		n++
	}
	switch {
	case n == len(line):
		return 0
	case n == 0 && bytes.IndexByte([]byte("-*+"), line[0]) < 0:
		return 0
	case n > 0 && line[n] != '.' && line[n] != ')':
		return 0
	}
	n++
	space := len(line[n:]) - len(bytes.TrimLeft(line[n:], " \t"))
	if space == 0 {
		return 0
	}
	return n + space
}

// isFence reports whether a line opens a code fence.
func isFence(line []byte) bool {
	if len(line) < 3 {
		return false
	}
	n := run(line)
	return n >= 3 && (line[0] == '~' || line[0] == '`' && bytes.IndexByte(line[n:], '`') < 0)
}

// RawTag returns the name of the HTML element that a line begins with when its text is no Markdown, or "".
func RawTag(line []byte) string {
	if len(line) == 0 || line[0] != '<' {
		return ""
	}
	for _, name := range []string{"pre", "script", "style", "textarea"} {
		rest, ok := cutFold(line, "<"+name)
		if ok && (len(rest) == 0 || bytes.IndexByte([]byte(" \t>"), rest[0]) >= 0) {
			return name
		}
	}
	return ""
}

// cutFold is text behind a prefix in ASCII, in capitals or not.
func cutFold(text []byte, prefix string) (rest []byte, ok bool) {
	if len(text) < len(prefix) || !bytes.EqualFold(text[:len(prefix)], []byte(prefix)) {
		return nil, false
	}
	return text[len(prefix):], true
}

// IndexFold returns the index of an ASCII mark in a text, in capitals or not, or -1.
func IndexFold(text []byte, mark string) int {
	for from := 0; ; {
		i := bytes.IndexByte(text[from:], mark[0])
		if i < 0 || from+i+len(mark) > len(text) {
			return -1
		}
		if from += i; bytes.EqualFold(text[from:from+len(mark)], []byte(mark)) {
			return from
		}
		from++
	}
}

// cutLine returns the line that begins at an offset, and the offset of the next one.
func cutLine(text []byte, at int) (line []byte, next int) {
	if i := bytes.IndexByte(text[at:], '\n'); i >= 0 {
		return text[at : at+i], at + i + 1
	}
	return text[at:], len(text)
}

// run counts how often the first byte of a line is repeated at its start.
func run(line []byte) int {
	n := 0
	for n < len(line) && line[n] == line[0] {
		n++
	}
	return n
}

func isBlank(line []byte) bool { return len(bytes.TrimSpace(line)) == 0 }

// isWord reports whether a line is a word and nothing after it.
func isWord(line []byte, word string) bool { return string(bytes.TrimRight(line, " \t")) == word }

// isRule reports whether a line is three or more hyphens.
func isRule(line []byte) bool {
	line = bytes.TrimRight(line, " \t")
	return len(line) >= 3 && line[0] == '-' && run(line) == len(line)
}

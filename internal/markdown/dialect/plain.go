package dialect

import (
	"bytes"
	"strings"
)

// plainHeading writes a line of a heading of any form as "# Title" has it.
func (t *translator) plainHeading(it item, r role) {
	line := t.file.line(it)
	from := it.end - len(bytes.TrimLeft(line, " \t"))
	switch r {
	case roleHeading:
		n := run(t.file.Text[from:it.end])
		t.put(strings.Repeat("#", n)+" ", it.from)
		from += n
		from = it.end - len(bytes.TrimLeft(t.file.Text[from:it.end], " \t"))
	case roleTitle:
		t.put(t.joint(it, "# "), it.from)
	case roleSubtitle:
		t.put(t.joint(it, "## "), it.from)
	case roleUnderline:
		t.put("\n\n", it.from)
		return
	}
	t.copy(from, max(from, it.from+len(bytes.TrimRight(line, " \t\\"))))
	if r == roleHeading {
		t.copy(it.end, it.next)
	}
}

// joint is what stands before a line of an underlined heading: its mark, or a space when a line of it stands
// above.
func (t *translator) joint(it item, mark string) string {
	if t.joined == it.from && it.from > 0 {
		mark = " "
	}
	t.joined = it.next
	return mark
}

// plainLine writes any other item, with a backslash before what only the deck format would read as a mark.
func (t *translator) plainLine(it item, r role) {
	line := t.file.line(it)
	head := bytes.TrimLeft(line, " \t")
	switch {
	case it.kind != itemLine || r == roleIndented:
	case r == roleRule:
		t.put("***\n", it.from)
		return
	case r == roleInner && t.innerRule(it):
		return
	case isWord(head, ". . .") || isRule(head):
		t.copy(it.from, it.end-len(head))
		t.put("\\", it.end-len(head))
		t.copy(it.end-len(head), it.next)
		return
	}
	t.copy(it.from, it.next)
}

// innerRule writes a line of hyphens within a list, where it ends no slide, and reports whether it is one.
func (t *translator) innerRule(it item) bool {
	line := t.file.line(it)
	head := bytes.TrimLeft(line, " \t")
	if it.kind != itemLine || !isRule(head) {
		return false
	}
	t.copy(it.from, it.end-len(head))
	t.put("***\n", it.end-len(head))
	return true
}

// info is what stands behind the marks of a code fence.
func (f *File) info(it item) string {
	line := bytes.TrimLeft(f.line(it), " \t>")
	line = withoutMark(line)
	return string(bytes.TrimSpace(line[run(line):]))
}

// fileCode writes the code of a file that a fence names.
func (t *translator) fileCode(it item) {
	_, from := cutLine(t.file.Text, it.from)
	settings := readFront(withoutLastLine(t.file.Text[min(from, it.end):it.end]))
	name := settings.Text("path")
	if name == "" {
		t.copy(it.from, it.next)
		return
	}
	first, last := settings.Int("start_line"), settings.Int("end_line")
	if lines := settings.At("lines"); lines.Has("start", "end") {
		first, last = lines.Int("start")+1, lines.Int("end")
	}
	language := settings.Text("language")
	if language == "" {
		language = settings.Text("lang")
	}
	t.include(name, it.from, func() { t.fence(t.file.lineRange(first, last), language) })
}

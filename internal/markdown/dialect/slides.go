package dialect

import (
	"bytes"
	"strings"
)

// slides reads a deck for slides.
//
// Read: slides that end at lines that are exactly ---, wherever those are; lines that begin with ///, which
// are not shown. Other rules are rules. Comments are notes.
// Not followed: commands that replace a fence ~~~ by what they write.
func (t *translator) slides() {
	from, end := t.in.Body, len(t.file.Text)
	if bytes.HasPrefix(t.file.Text[from:], []byte("---\n")) && from == 0 {
		from = 4
	}
	for at := from; at < end; {
		line, next := cutLine(t.file.Text, at)
		if string(line) == "---" && next > at+3 && at > from {
			t.slidesPage(from, at)
			t.slideBreak(at)
			from = next
		}
		at = next
	}
	t.slidesPage(from, end)
}

// slidesPage writes the slide file.Text[from:end].
func (t *translator) slidesPage(from, end int) {
	c := t.cursor(from, end, commonMark)
	for c.at < c.end {
		it, r := c.peek(), c.role()
		line := t.file.line(it)
		switch {
		case it.kind == itemCode:
			t.slidesCode(it)
		case it.kind == itemComment:
			t.slidesComment(it, end)
		case bytes.HasPrefix(line, []byte("///")) && it.from > from:
			t.put("\n", it.from)
		case r == roleHeading || r == roleTitle || r == roleSubtitle || r == roleUnderline:
			t.plainHeading(it, r)
		default:
			t.plainLine(it, r)
		}
		c.advance(it)
	}
}

// slidesComment writes a comment. One that is not closed ends with the slide.
func (t *translator) slidesComment(it item, end int) {
	at := it.from + bytes.Index(t.file.Text[it.from:it.end], []byte("<!--"))
	if !bytes.Contains(t.file.Text[min(at+2, it.end):it.end], []byte("-->")) && it.end == end {
		t.notes(t.file.linesOf(min(at+4, it.end), it.end), false)
		t.put("\n", it.end)
		return
	}
	t.eachComment(it, t.aside)
}

// slidesCode writes a code fence without the lines that are not shown. One that is not closed ends with the
// slide.
func (t *translator) slidesCode(it item) {
	if info := t.file.info(it); t.file.line(it)[0] == '~' && strings.Contains(info, " ") {
		t.unused("commands", "the code is shown as it is written", info, it.from)
	}
	lines := t.file.linesOf(it.from, it.next)
	for i, s := range lines {
		if i == 0 || !bytes.HasPrefix(t.file.Text[s.from:s.end], []byte("///")) {
			t.copy(s.from, s.end)
			t.put("\n", s.end)
		}
	}
	if marks, closed := t.file.fenceMarks(it, lines); !closed {
		t.put(marks+"\n", it.end)
	}
}

// fenceMarks are the marks that open a code fence, and whether its last line closes it.
func (f *File) fenceMarks(it item, lines []stretch) (marks string, closed bool) {
	head := withoutMark(bytes.TrimLeft(f.line(it), " \t>"))
	marks = string(head[:run(head)])
	last := lines[len(lines)-1]
	line := bytes.TrimSpace(bytes.TrimLeft(f.Text[last.from:last.end], " \t>"))
	return marks, len(lines) > 1 && len(line) >= len(marks) && strings.HasPrefix(string(line), marks) && run(line) == len(line)
}

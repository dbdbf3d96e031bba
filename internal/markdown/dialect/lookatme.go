package dialect

import (
	"slices"
	"strings"
)

// lookatme reads a deck for lookatme.
//
// Read: slides that end at rules or, without any, begin at headings: those of the highest level, the first
// heading aside when it is the only one of its level; steps at stop; fences that show a file. Comments, which
// lookatme shows as they are written, are notes.
// Not followed: extensions, such as terminals.
func (t *translator) lookatme() {
	l := &lookatme{translator: t, cursor: t.cursor(t.in.Body, len(t.file.Text), mistune)}
	if l.rules = l.has(roleRule); !l.rules {
		l.level = smartLevel(t.file.headings(l.at, l.end, mistune))
	}
	for l.at < l.end {
		it := l.peek()
		l.block(it, l.role())
		l.advance(it)
	}
}

// lookatme writes slides.
type lookatme struct {
	*translator
	cursor
	rules  bool // rules end slides
	level  int  // of headings that begin slides
	filled bool // something stands on the slide
}

// cursor goes through file.Text[from:end].
func (t *translator) cursor(from, end int, fl flavour) cursor {
	return cursor{text: t.file, roles: t.file.outline(from, end, fl), at: from, end: end}
}

// has reports whether an item has a role.
func (c *cursor) has(r role) bool { return slices.Contains(c.roles, r) }

// smartLevel is the level of the headings that begin slides when no rules end them, or 0.
func smartLevel(all []heading) int {
	var count [7]int
	for _, h := range all {
		count[h.level]++
	}
	if len(all) > 0 && count[all[0].level] == 1 {
		count[all[0].level] = 0
	}
	for level, n := range count {
		if n > 0 {
			return level
		}
	}
	return 0
}

// block writes an item.
func (l *lookatme) block(it item, r role) {
	switch {
	case r == roleRule && l.rules:
		l.slideBreak(it.from)
		l.filled = false
		return
	case it.kind == itemComment:
		l.eachComment(it, l.comment)
		return
	case r == roleHeading || r == roleTitle || r == roleSubtitle || r == roleUnderline:
		l.heading(it, r)
	case it.kind == itemCode:
		l.code(it)
	default:
		l.plainLine(it, r)
	}
	l.filled = l.filled || r != roleBlank
}

// comment writes a comment; stop is a step.
func (l *lookatme) comment(from, end int) {
	if at, to := l.file.body(from, end); string(l.file.Text[at:to]) == "stop" {
		l.copy(from, end)
		return
	}
	l.aside(from, end)
}

// heading writes a heading, which may begin a slide.
func (l *lookatme) heading(it item, r role) {
	level := int(r-roleTitle) + 1
	if r == roleHeading {
		level = looseLevel(l.file.line(it), true)
	}
	if r != roleUnderline && level == l.level && l.filled {
		l.slideBreak(it.from)
	}
	l.plainHeading(it, r)
}

// code writes a code fence, or the file that it stands for.
func (l *lookatme) code(it item) {
	info := l.file.info(it)
	switch {
	case info == "file":
		l.fileCode(it)
		return
	case strings.HasPrefix(info, "terminal"), info == "calendar", info == "qrcode", info == "qrcode-ex":
		l.unused("extensions", "the code is shown as it is written", info, it.from)
	}
	l.copy(it.from, it.next)
}

package dialect

import (
	"bytes"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// htmlLines tells of the lines that are written which of them are HTML, in which no mark of Markdown counts up
// to an empty line.
type htmlLines struct {
	html bool // the line above is HTML
	tag  bool // it is one tag of those that stand within text, and nothing else
	text bool // it is in a paragraph
	ends bool // a block ends with the line that is written
	list bool // what is indented may belong to a list
}

var (
	htmlName = lazyregexp.New(`^</?([a-zA-Z][\w-]*)(?:[ \t/>]|$)`)
	textTag  = lazyregexp.New(`^(?i)(a|em|strong|small|s|cite|q|dfn|abbr|data|time|code|var|samp|kbd|su[bp]|[ibu]|mark|ruby|r[tp]|bd[io]|span|w?br|ins|del|img)$`)
	oneTag   = lazyregexp.New(`^<[^<>]*>[ \t]*$`)
)

// next adds a line.
func (h *htmlLines) next(line []byte) {
	list := h.list
	if !isBlank(line) && line[0] != ' ' && line[0] != '\t' {
		list = markLen(line) > 0
	}
	switch opens, tag := h.opens(line); {
	case isBlank(line), h.ends, atxLevel(line) > 0:
		*h = htmlLines{}
	case h.html:
		h.tag = false
	default:
		*h = htmlLines{html: opens, tag: tag, text: !opens}
	}
	h.list = list
}

// opens reports whether HTML begins with a line, and whether that is a tag which stands within text.
func (h *htmlLines) opens(line []byte) (opens, tag bool) {
	line = bytes.TrimLeft(line, " \t")
	name := htmlName.FindSubmatch(line)
	switch {
	case name == nil:
		return false, false
	case !textTag.Match(name[1]):
		return true, false
	}
	tag = !h.text && oneTag.Match(line)
	return tag, tag
}

// inHTML reports whether what is written next is in HTML.
func (e *escaper) inHTML() bool {
	opens, _ := e.lines.opens(e.out.Text.Bytes[e.line:])
	return e.lines.html || opens
}

// endTag ends the HTML that a tag begins which stands within text: what is below it is Markdown.
func (e *escaper) endTag(at int) {
	if e.fresh && e.lines.tag {
		e.mark("\n", at)
	}
}

package dialect

import (
	"bytes"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// marpSlide is a slide as it stands in the file.
type marpSlide struct{ at, from, to int }

// underline is a line --- that makes a heading of the text above it.
type underline struct {
	at, end int // the line
	text    int // offset of the text's first line
}

// marpBlocks tells lines --- apart as CommonMark does: at the top level one is a thematic break, unless a
// paragraph stands above it.
type marpBlocks struct {
	file       *File
	levels     [7]bool // of headings that begin slides
	slides     []marpSlide
	underlines []underline

	cur       marpSlide
	bare      int  // nothing of the slide shows up to this offset
	paragraph int  // offset of the paragraph at the top level that is open, or -1
	list      int  // how far what belongs to the list item is indented; 0 outside lists
	lazy      bool // a line of text would go on with a paragraph in a list or a quote
	html      bool // within HTML, which an empty line ends
}

func newMarpBlocks(f *File, levels [7]bool) *marpBlocks {
	return &marpBlocks{file: f, levels: levels, paragraph: -1}
}

// read finds the slides of file.Text[from:to].
func (b *marpBlocks) read(from, to int) {
	b.cur = marpSlide{at: from, from: from}
	for it := range b.file.items(from, to) {
		line := b.file.line(it)
		switch {
		case it.kind == itemComment && b.paragraph >= 0:
		case it.kind != itemLine:
			b.paragraph, b.lazy = -1, false
		case isBlank(line):
			b.paragraph, b.lazy, b.html = -1, false, false
		case !b.html:
			b.line(it, line)
		}
	}
	b.cur.to = to
	b.slides = append(b.slides, b.cur)
}

// line reads a line of text.
func (b *marpBlocks) line(it item, line []byte) {
	text := bytes.TrimLeft(line, " \t")
	indent := len(line) - len(text)
	inner := b.list > 0 && indent >= b.list
	switch {
	case isIndented(line) && !inner && b.list == 0 && b.paragraph < 0:
	case b.paragraph >= 0 && !inner && underlineLevel(line) > 0:
		if isRule(text) {
			b.underlines = append(b.underlines, underline{it.from, it.end, b.paragraph})
		}
		b.heading(b.paragraph, underlineLevel(line))
		b.paragraph = -1
	case !inner && isThematic(text) && !isIndented(line):
		b.next(it.from, it.next)
	case atxLevel(line) > 0 && !inner:
		b.heading(it.from, atxLevel(line))
		b.paragraph, b.list, b.lazy = -1, 0, false
	case markLen(text) > 0 && (b.paragraph < 0 || !numbered(text)):
		b.paragraph, b.list, b.lazy = -1, indent+markLen(text), true
	case text[0] == '>':
		b.paragraph, b.lazy = -1, true
	default:
		b.text(it, text, inner)
	}
}

// text reads a line of a paragraph, or of HTML.
func (b *marpBlocks) text(it item, text []byte, inner bool) {
	if !inner && !b.lazy && beginsHTML(text, b.paragraph >= 0) {
		b.html, b.paragraph, b.list = true, -1, 0
		return
	}
	if inner || b.lazy {
		return
	}
	b.list = 0
	if b.paragraph < 0 && text[0] != '|' {
		b.paragraph = it.from
	}
}

// heading begins a slide at a heading when the deck says so, and something stands above it.
func (b *marpBlocks) heading(at, level int) {
	if !b.levels[level] {
		return
	}
	if shows(b.file.Text[max(b.cur.from, b.bare):at]) {
		b.next(at, at)
	}
	b.bare = at
}

// next ends the slide at an offset, and begins one at another.
func (b *marpBlocks) next(at, from int) {
	b.cur.to = at
	b.slides = append(b.slides, b.cur)
	b.cur = marpSlide{at: at, from: from}
	b.paragraph, b.list, b.lazy, b.html = -1, 0, false, false
}

// numbered reports whether an item of a list has a number other than 1, which does not end a paragraph.
func numbered(text []byte) bool {
	return '0' <= text[0] && text[0] <= '9' && (text[0] != '1' || '0' <= text[1] && text[1] <= '9')
}

var (
	blockTag = lazyregexp.New(`(?i)^</?(address|article|aside|base|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|` +
		`fieldset|figcaption|figure|footer|form|frame|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|nav|ol|optgroup|option|p|param|` +
		`search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)([ \t>]|/>|$)`)
	loneTag = lazyregexp.New(`^</?[A-Za-z][A-Za-z0-9-]*([ \t]+[^<>]*)?>[ \t]*$`)
)

// beginsHTML reports whether a line begins HTML that goes on to an empty line.
func beginsHTML(text []byte, inParagraph bool) bool {
	if text[0] != '<' {
		return false
	}
	return blockTag.Match(text[:min(len(text), 40)]) || !inParagraph && loneTag.Match(text)
}

// shows reports whether Markdown text shows something; comments, styles and scripts do not.
func shows(text []byte) bool {
	for len(text) > 0 {
		i := bytes.IndexByte(text, '<')
		if i < 0 {
			return visible(text)
		}
		if visible(text[:i]) {
			return true
		}
		n := unseen(text[i:])
		if n == 0 {
			n = 1 + bytes.IndexByte(text[i:], '>')
			if n == 0 || visible(text[i:i+n]) {
				return true
			}
		}
		text = text[i+n:]
	}
	return false
}

// unseen is the length of the comment, the style or the script that text begins with, or 0.
func unseen(text []byte) int {
	for _, m := range []struct{ begin, end string }{{"<!--", "-->"}, {"<style", "</style>"}, {"<script", "</script>"}} {
		rest, ok := cutFold(text, m.begin)
		if !ok {
			continue
		}
		n := IndexFold(rest, m.end)
		if n < 0 {
			return len(text)
		}
		return len(m.begin) + n + len(m.end)
	}
	return 0
}

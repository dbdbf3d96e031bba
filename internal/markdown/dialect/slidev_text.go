package dialect

import (
	"bytes"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// textLine is the line that is being read.
type textLine struct {
	from   int    // its offset
	prefix []byte // its indentation and quote marks
	mark   int    // the length of the mark of the list item it begins
	row    bool   // it is a heading or the row of a table, which cannot be divided
	seen   bool   // something of it is shown before the place that is read
}

// text collects the edits of lines of text without an empty line between them.
func (p *slidevPage) text(from, to int) {
	text := p.file.Text
	var l textLine
	for at := from; at < to; at++ {
		if at == from || text[at-1] == '\n' {
			var next int
			if l, next = p.line(at, to); next > at {
				at = next - 1
				continue
			}
		}
		switch c := text[at]; c {
		case ' ', '\t', '\n':
			continue
		case '\\':
			at++
		case '`':
			at += spanLen(text[at:to]) - 1
		case '<':
			if end := p.angle(at, to, l); end > at {
				at = end - 1
				continue
			}
		case '$':
			at = p.math(at, to) - 1
		case '!':
			p.image(at, to)
		default:
			if end := p.mark(at, to); end > at {
				at = end - 1
				continue
			}
		}
		l.seen = l.seen || at >= l.from+len(l.prefix)+l.mark
	}
}

var (
	slotMark = lazyregexp.New(`^ {0,3}::[ \t]*[\w.\-:]+[ \t]*::[ \t]*$`)
	mdcOpen  = lazyregexp.New(`^[ \t]*:{2,}[a-z][\w-]*(\[[^\]]*\])?(\{.*\})?[ \t]*$`)
	mdcClose = lazyregexp.New(`^[ \t]*:{2,}[ \t]*$`)
	mdcSlot  = lazyregexp.New(`^[ \t]*#[a-z][\w-]*[ \t]*$`)
)

// line begins to read a line. Of a line that is only a mark it returns the end.
func (p *slidevPage) line(at, to int) (l textLine, end int) {
	line, _ := cutLine(p.file.Text[:to], at)
	above := p.above
	p.above = true
	if p.isMark(line) {
		p.edits = append(p.edits, edit{at: at, end: at + len(line), text: "\n"})
		p.list = false
		return l, at + max(1, len(line))
	}
	if snippetLine.Match(line) {
		return l, p.snippet(at, line)
	}
	if e, ok := guarded(line, at, above); ok {
		p.edits = append(p.edits, e)
		return l, at + len(line)
	}
	l.from = at
	l.prefix = line[:len(line)-len(bytes.TrimLeft(line, " \t>"))]
	rest := line[len(l.prefix):]
	l.mark = markLen(rest)
	l.row = len(rest) > 0 && (rest[0] == '|' || atxLevel(rest) > 0)
	p.list = p.list && (len(l.prefix) >= 2 || above)
	p.html = len(rest) > 0 && rest[0] == '<' && !p.list && len(l.prefix) < 4 && !above || p.html && above
	if n := len(l.prefix); p.html && n > 0 && l.prefix[n-1] != '>' {
		p.edits = append(p.edits, edit{at: at, end: at + n}) // A step may divide HTML, whose lines are not code then.
	}
	if p.html {
		l.mark = 0
	}
	p.list = p.list || l.mark > 0
	return l, at
}

// isMark reports whether a line is a mark of a slot, or of a component in MDC.
func (p *slidevPage) isMark(line []byte) bool {
	switch {
	case slotMark.Match(line):
		return true
	case !p.mdc:
		return false
	case mdcOpen.Match(line):
		p.blocks++
		return true
	case p.blocks > 0 && mdcClose.Match(line):
		p.blocks--
		return true
	}
	return p.blocks > 0 && mdcSlot.Match(line)
}

// angle reads a comment or a tag, and returns its end.
func (p *slidevPage) angle(at, to int, l textLine) int {
	text := p.file.Text
	if bytes.HasPrefix(text[at:to], []byte("<!--")) {
		n := bytes.Index(text[at+2:to], []byte("-->"))
		if n < 0 {
			return to // Nothing closes it, which the reader of slides tells.
		}
		end := at + n + 5
		if ownSetting.Match(text[at:end]) {
			return end
		}
		p.comments = append(p.comments, [2]int{at, end})
		p.edits = append(p.edits, edit{at: at, end: end})
		return end
	}
	g, ok := tagAt(text[:to], at)
	if !ok {
		return 0
	}
	p.tag(g, l)
	return g.end
}

// formulaRange is what stands behind the marks of a formula for the steps in which its lines are lit.
var formulaRange = lazyregexp.New(`^\$\$[ \t]*(\{[\w|,*-]*\}(?:\{[^}\n]*\})?)[ \t]*\n`)

// math reads a formula, and returns its end.
func (p *slidevPage) math(at, to int) int {
	end, edits := p.formula(at, to)
	if m := formulaRange.FindSubmatchIndex(p.file.Text[at:min(to, at+200)]); m != nil {
		edits = []edit{{at: at + m[2], end: at + m[3]}}
	}
	p.edits = append(p.edits, edits...)
	return end
}

// pictureAddress is a picture up to the end of its address.
var pictureAddress = lazyregexp.New(`^!\[[^\]\n]*\]\(<?([^)\s>]+)`)

// maxPictureMark bounds the words and the address of a picture in bytes.
const maxPictureMark = 2000

// image makes the address of a picture one from the deck's folder.
func (p *slidevPage) image(at, to int) {
	text := p.file.Text[at:min(to, at+maxPictureMark)]
	m := p.findPicture(pictureAddress, text, at)
	if m == nil {
		return
	}
	name := string(text[m[2]:m[3]])
	if found := p.picture(name); found != name {
		p.edits = append(p.edits, edit{at: at + m[2], end: at + m[3], text: found})
	}
}

// mark reads an expression, or a mark of MDC, and returns its end.
func (p *slidevPage) mark(at, to int) int {
	text := p.file.Text[:to]
	switch text[at] {
	case '{':
		if end := p.expression(at, to); end > at {
			return end
		}
		if n := attributesLen(text[at:]); p.mdc && n > 0 {
			p.edits = append(p.edits, edit{at: at, end: at + n})
			return at + n
		}
	case '[':
		if p.mdc {
			p.brackets = append(p.brackets, at)
		}
	case ']':
		return p.span(at, to)
	case ':':
		if n := inlineComponent(text, at); p.mdc && n > 0 {
			p.edits = append(p.edits, edit{at: at, end: at + n})
			return at + n
		}
	}
	return 0
}

// span drops the brackets and attributes of [words]{.class}.
func (p *slidevPage) span(at, to int) int {
	n := len(p.brackets)
	if n == 0 {
		return 0
	}
	open := p.brackets[n-1]
	p.brackets = p.brackets[:n-1]
	size := attributesLen(p.file.Text[at+1 : to])
	if size == 0 || open < p.slide.from || p.file.Text[max(open-1, 0)] == '!' {
		return 0
	}
	p.edits = append(p.edits, edit{at: open, end: open + 1}, edit{at: at, end: at + 1 + size})
	return at + 1 + size
}

// componentName is the name of an inline component in MDC.
var componentName = lazyregexp.New(`^:[a-z][\w-]*`)

// inlineComponent is the length of the name of a component at an offset, with its attributes when it has no
// words, or 0.
func inlineComponent(text []byte, at int) int {
	if at > 0 && bytes.IndexByte([]byte(" \t\n(*>"), text[at-1]) < 0 {
		return 0
	}
	n := len(componentName.Find(text[at:min(len(text), at+60)]))
	switch rest := text[at+n:]; {
	case n == 0 || len(rest) == 0:
		return 0
	case rest[0] == '[':
		return n
	default:
		size := attributesLen(rest)
		if size == 0 {
			return 0
		}
		return n + size
	}
}

// maxExpression bounds the length of an expression in bytes.
const maxExpression = 2000

// words are an expression that is only words.
var words = lazyregexp.New("^\\{\\{\\s*(?:'([^'\\\\\n]*)'|\"([^\"\\\\\n]*)\"|`([^`\\\\$\n]*)`)\\s*\\}\\}$")

// expression drops an expression of Vue, or writes the words that it is, and returns its end.
func (p *slidevPage) expression(at, to int) int {
	text := p.file.Text[at:min(to, at+maxExpression)]
	if !bytes.HasPrefix(text, []byte("{{")) {
		return 0
	}
	n := bytes.Index(text, []byte("}}"))
	if n < 0 {
		return 0
	}
	e := edit{at: at, end: at + n + 2}
	if m := words.FindSubmatch(text[:n+2]); m != nil {
		e.text = strings.ReplaceAll(string(m[1])+string(m[2])+string(m[3]), "{{", `\{{`)
	} else {
		p.unused("expressions", "write the words that they stand for", clipped(string(text[:n+2])), at)
	}
	p.edits = append(p.edits, e)
	return e.end
}

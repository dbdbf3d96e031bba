package dialect

import (
	"bytes"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// mdp reads a deck for mdp.
//
// Read: slides that end at lines of hyphens or stars with an empty line above; lines that begin with ^ or
// <br>, where a step begins; lines -> in the middle <-, whose marks are dropped.
// Not followed: the lines %title: and %author: at the top, which mdp shows above and below each slide.
func (t *translator) mdp() {
	from := t.mdpHeader()
	c := t.cursor(from, len(t.file.Text), commonMark)
	for c.at < c.end {
		it, r := c.peek(), c.role()
		switch line := t.file.line(it); {
		case r == roleRule && line[0] != '_':
			t.mdpRule(c, it)
		case it.kind == itemComment:
			t.eachComment(it, t.aside)
		case it.kind == itemLine && r != roleIndented && mdpStop.Match(line):
			t.put(string(line[:len(line)-len(bytes.TrimLeft(line, " \t"))])+"<!-- pause -->\n", it.from)
		case it.kind == itemLine && mdpCentre.Match(line):
			t.mdpCentred(it, line)
		case r == roleHeading || r == roleTitle || r == roleSubtitle || r == roleUnderline:
			t.plainHeading(it, r)
		case r == roleText && c.roleAt(1) == roleText:
			t.mdpLine(it, line)
		default:
			t.plainLine(it, r)
		}
		c.advance(it)
	}
}

var (
	mdpStop   = lazyregexp.New(`^[ \t]*(\^|<br>|<BR>)`)
	mdpCentre = lazyregexp.New(`^ {0,3}->[ \t]`)
	mdpTitle  = lazyregexp.New(`^%\w+:`)
)

// mdpHeader is where the slides begin, below the lines about the deck.
func (t *translator) mdpHeader() int {
	at := t.in.Body
	for at < len(t.file.Text) && t.file.Text[at] == '%' {
		line, next := cutLine(t.file.Text, at)
		name, _, _ := bytes.Cut(line, []byte(" "))
		t.unused("lines above and below each slide", "", clipped(string(name)), at)
		at = next
	}
	return at
}

// mdpRule writes a rule, which ends the slide unless it is the first line.
func (t *translator) mdpRule(c cursor, it item) {
	if c.i > 0 {
		t.slideBreak(it.from)
	}
}

// mdpCentred writes a line without the marks of its middle. It stays a line.
func (t *translator) mdpCentred(it item, line []byte) {
	text := bytes.TrimSpace(line[bytes.Index(line, []byte("->"))+2:])
	from := it.from + bytes.Index(line, text)
	text = bytes.TrimRight(bytes.TrimSuffix(text, []byte("<-")), " \t")
	t.copy(from, from+len(text))
	if below, _ := cutLine(t.file.Text, it.next); mdpCentre.Match(below) && atxLevel(text) == 0 {
		t.put("\\", it.end)
	}
	t.put("\n", it.end)
}

// mdpLine writes a line of a paragraph, which stays a line, above another one.
func (t *translator) mdpLine(it item, line []byte) {
	below, _ := cutLine(t.file.Text, it.next)
	if bytes.HasSuffix(line, []byte("\\")) || mdpStop.Match(below) {
		t.plainLine(it, roleText)
		return
	}
	t.plainLine(item{it.kind, it.from, it.end, it.end}, roleText)
	t.put("\\\n", it.end)
}

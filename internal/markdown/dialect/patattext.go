package dialect

import (
	"bytes"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

var (
	threeDots = lazyregexp.New(`^([ \t]*)\.[ \t]+\.[ \t]+\.[ \t]*$`)
	fancyMark = lazyregexp.New(`^( {0,3})(\()?(#|@[\w-]*|\d{1,9}|[a-z]|[A-Z]|[ivxlc]{2,7}|[IVXLC]{2,7})([.)])[ \t]+\S`)
	pipeRow   = lazyregexp.New(`^ {0,3}\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-*:?[ \t]*)*$`)
	codeClass = lazyregexp.New(`^[^{]*\{[^}]*?\.([\w+#-]+)`)
	tildeMark = lazyregexp.New(`^ {0,3}~[ \t]+\S`)
	caption   = lazyregexp.New(`^(Table)?:[ \t]+`)
	texPause  = lazyregexp.New(`^[ \t]*\\pause[ \t]*$`)
)

// paragraph writes the lines of a paragraph.
func (p *patat) paragraph(it item) {
	first, piped := true, false
	for p.at < p.end && p.role() == roleText {
		line := p.file.line(it)
		piped = piped || pipeRow.Match(line) && bytes.IndexByte(line, '|') >= 0
		p.textLine(it, first)
		p.advance(it)
		if first, p.captioned = false, false; p.at < p.end {
			it = p.peek()
		}
	}
	p.captioned = piped
}

// textLine writes a line of a paragraph.
func (p *patat) textLine(it item, first bool) {
	line := p.file.line(it)
	switch {
	case p.isStep(it):
		p.dots(it)
	case first && p.captioned && caption.Match(line):
		p.inline(it.from+len(caption.Find(line)), it.end)
		p.copy(it.end, it.next)
	case line[0] == '|' && p.lineBlock(it, line, first):
	case tildeMark.Match(line):
		i := it.from + bytes.IndexByte(line, '~')
		p.put(":", i)
		p.inline(i+1, it.end)
		p.copy(it.end, it.next)
	case fancyMark.Match(line):
		p.fancyItem(it)
	default:
		p.marked(it, line)
	}
}

// isStep reports whether a line begins a step: . . . alone, or \pause.
func (p *patat) isStep(it item) bool {
	line := p.file.line(it)
	return texPause.Match(line) || threeDots.Match(line) && p.beginsParagraph(it) && p.endsParagraph(it)
}

// dots writes a line that begins a step.
func (p *patat) dots(it item) {
	line := p.file.line(it)
	p.begin()
	p.put(string(line[:len(line)-len(bytes.TrimLeft(line, " \t"))])+"<!-- pause -->\n", it.from)
}

// beginsParagraph reports whether no paragraph goes on from the line above.
func (p *patat) beginsParagraph(it item) bool {
	if p.role() == roleText {
		return p.roleAt(-1) != roleText
	}
	above := p.file.Text[p.in.Body:it.from]
	return isBlank(above[bytes.LastIndexByte(bytes.TrimSuffix(above, []byte("\n")), '\n')+1:])
}

// endsParagraph reports whether the paragraph does not go on in the line below.
func (p *patat) endsParagraph(it item) bool {
	below, _ := cutLine(p.file.Text, it.next)
	return isBlank(below) || below[0] == '>' || looseLevel(below, false) > 0 || below[0] == '`' && isFence(below)
}

// marked writes a line of text, with a backslash before what only the deck format would read as a mark.
func (p *patat) marked(it item, line []byte) {
	head := bytes.TrimLeft(line, " \t")
	from := it.end - len(head)
	p.copy(it.from, from)
	if isThematic(line) || threeDots.Match(line) {
		p.put("\\", from)
	}
	p.inline(from, it.end)
	p.copy(it.end, it.next)
}

// listLine writes a line of a list, or of what pandoc reads no marks in.
func (p *patat) listLine(it item) {
	switch {
	case it.kind != itemLine || p.role() == roleIndented:
		p.copy(it.from, it.next)
	case p.role() == roleInner && p.innerRule(it):
	case p.role() == roleInner && p.isStep(it):
		p.dots(it)
	default:
		p.inline(it.from, it.end)
		p.copy(it.end, it.next)
	}
}

// lineBlock writes a line such as "| words", which stays a line, and reports whether it is one: a table has
// a row of hyphens below its first.
func (p *patat) lineBlock(it item, line []byte, first bool) bool {
	below, _ := cutLine(p.file.Text, it.next)
	if len(line) > 1 && line[1] != ' ' || first && pipeRow.Match(below) || !first && !p.lines {
		p.lines = false
		return false
	}
	p.lines = true
	p.inline(min(it.from+2, it.end), it.end)
	if len(below) > 0 && below[0] == '|' {
		p.put("\\", it.end)
	}
	p.copy(it.end, it.next)
	return true
}

// fancyItem writes the beginning of an item of a list that only pandoc numbers so. Those with letters stay
// lines.
func (p *patat) fancyItem(it item) {
	line := p.file.line(it)
	m := fancyMark.FindSubmatchIndex(line)
	mark := line[m[6]:m[7]]
	behind := it.from + m[9]
	switch {
	case mark[0] == '#' || mark[0] == '@':
		p.put(string(line[m[2]:m[3]])+"1.", it.from)
		p.inline(behind, it.end)
	case '0' <= mark[0] && mark[0] <= '9':
		p.put(string(line[m[2]:m[3]])+string(mark)+string(line[m[8]:m[9]]), it.from)
		p.inline(behind, it.end)
	default:
		p.inline(it.from, it.end)
		if below, _ := cutLine(p.file.Text, it.next); fancyMark.Match(below) {
			p.put("\\", it.end)
		}
	}
	p.copy(it.end, it.next)
}

// inline writes file.Text[from:to], text within a line, without attributes.
func (p *patat) inline(from, to int) {
	spans := bracketed(p.file.Text[from:max(from, to)])
	p.rewrite(from, to, func(at int) (int, string) {
		text := p.file.Text[at:to]
		switch {
		case text[0] == '[' && spans[at-from]:
			return at + 1, ""
		case text[0] == ']' && spans[at-from]:
			return at + 1 + attributesLen(text[1:]), ""
		case text[0] == '{' && at > from && bytes.IndexByte([]byte(")]`"), p.file.Text[at-1]) >= 0:
			return at + attributesLen(text), ""
		}
		return 0, ""
	})
}

// bracketed finds the brackets of spans such as [words]{.small}, by their offsets.
func bracketed(text []byte) map[int]bool {
	if !bytes.Contains(text, []byte("]{")) {
		return nil
	}
	var open []int
	spans := map[int]bool{}
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '`':
			i += spanLen(text[i:]) - 1
		case '[':
			open = append(open, i)
		case ']':
			if n := len(open) - 1; n >= 0 {
				pictured := open[n] > 0 && text[open[n]-1] == '!'
				if !pictured && attributesLen(text[i+1:]) > 0 {
					spans[open[n]], spans[i] = true, true
				}
				open = open[:n]
			}
		}
	}
	return spans
}

// code writes a code fence with a plain name of its language.
func (p *patat) code(it item) {
	line := p.file.line(it)
	from := len(line) - len(bytes.TrimLeft(line, " \t>"))
	from += markLen(line[from:])
	from += run(line[from:])
	info := string(bytes.TrimSpace(line[from:]))
	if strings.Contains(info, "{") {
		class := ""
		if m := codeClass.FindStringSubmatch(info); m != nil {
			class = m[1]
		}
		if word, _, _ := strings.Cut(info, "{"); strings.TrimSpace(word) != "" {
			class = strings.TrimSpace(word)
		}
		p.copy(it.from, it.from+from)
		p.put(class, it.from+from)
		info, from = class, len(line)
		p.copy(it.from+from, it.next)
	} else {
		p.copy(it.from, it.next)
	}
	if info != "" && p.in.Front.At("patat").At("eval").Has(info) {
		p.unused("code that is to be run", "it is shown as it is written", info, it.from)
	}
}

// quote writes a block quote. One that is a list and nothing else is a list that is shown item by item when
// others are not, and the reverse.
func (p *patat) quote() {
	from := p.cursor
	if !p.isListQuote() {
		p.cursor = from
		p.plainQuote()
		return
	}
	p.cursor = from
	for p.at < p.end && p.role() == roleQuote {
		it := p.peek()
		inner := unquoted(p.file.line(it))
		if !p.stepwise() && markLen(bytes.TrimLeft(inner, " \t")) > 0 {
			p.stepItem(inner, it.from)
		}
		p.inline(it.end-len(inner), it.end)
		p.copy(it.end, it.next)
		p.shown = true
		p.advance(it)
	}
}

// plainQuote writes the lines of a block quote.
func (p *patat) plainQuote() {
	p.show(p.at)
	for p.at < p.end && p.role() == roleQuote {
		it := p.peek()
		p.listLine(it)
		p.advance(it)
	}
}

// isListQuote reports whether the block quote holds nothing but a list, and goes behind it.
func (p *patat) isListQuote() bool {
	for n := 0; p.at < p.end && p.role() == roleQuote; n++ {
		it := p.peek()
		inner := unquoted(p.file.line(it))
		marked := markLen(bytes.TrimLeft(inner, " \t")) > 0
		if it.kind != itemLine || n == 0 && !marked || !marked && !isBlank(inner) && indentation(inner) < 1 {
			return false
		}
		p.advance(it)
	}
	return true
}

// unquoted is a line of a block quote without its mark.
func unquoted(line []byte) []byte {
	line = bytes.TrimLeft(line, " \t")
	line = bytes.TrimPrefix(line, []byte(">"))
	return bytes.TrimPrefix(line, []byte(" "))
}

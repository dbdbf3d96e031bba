package dialect

import (
	"bytes"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// div is a block between lines ::: that is open.
type div struct {
	notes bool // its text is notes
	steps bool // lists in it are shown item by item
}

var divLine = lazyregexp.New(`^ {0,3}(:{3,})[ \t]*(.*?)[ \t]*:*$`)

// div follows a line ::: that begins or ends a block, or a line of notes between such lines, and reports
// whether the item is one.
func (p *patat) div(it item) bool {
	line := p.file.line(it)
	m := divLine.FindSubmatch(line)
	switch {
	case it.kind != itemLine || m == nil:
		return p.noteLine(it)
	case len(m[2]) > 0:
		p.divs = append(p.divs, p.newDiv(m[2]))
	case len(p.divs) > 0:
		p.closeDiv()
	}
	p.put("\n", it.from)
	return true
}

func (p *patat) inNotes() bool { return len(p.divs) > 0 && p.divs[len(p.divs)-1].notes }

// noteLine keeps an item that is part of notes, and reports whether it is.
func (p *patat) noteLine(it item) bool {
	if p.inNotes() {
		p.inNote = append(p.inNote, p.file.linesOf(it.from, it.next)...)
	}
	return p.inNotes()
}

// closeDiv ends the innermost block.
func (p *patat) closeDiv() {
	p.divs = p.divs[:len(p.divs)-1]
	if !p.inNotes() && len(p.inNote) > 0 {
		p.notes(p.inNote, false)
		p.inNote = nil
	}
}

func (p *patat) endDivs() {
	for len(p.divs) > 0 {
		p.closeDiv()
	}
}

// newDiv is a block with names that opens within those that are open.
func (p *patat) newDiv(names []byte) div {
	d := div{p.inNotes() || notesDiv.Match(names), p.stepwise()}
	switch {
	case bytes.Contains(names, []byte("nonincremental")):
		d.steps = false
	case bytes.Contains(names, []byte("incremental")):
		d.steps = true
	}
	return d
}

var notesDiv = lazyregexp.New(`\bnotes\b`)

// stepwise reports whether lists are shown item by item here.
func (p *patat) stepwise() bool {
	if n := len(p.divs); n > 0 {
		return p.divs[n-1].steps
	}
	return p.lists
}

// metadata leaves out the settings of the deck that stand between two lines within it.
func (p *patat) metadata() {
	first := p.peek()
	p.advance(first)
	last := first
	for p.at < p.end && p.role() == roleMeta {
		last = p.peek()
		p.advance(last)
	}
	keys := readFront(p.file.Text[first.next:max(first.next, last.from)]).Keys()
	if len(keys) == 0 { // Two blocks stand right below each other.
		keys = []string{"---"}
	}
	for _, key := range keys {
		p.unusedLook("settings within the deck", "they belong at its top", key, first.from)
	}
}

// markMeta marks the lines of settings within the deck: from a line --- with no empty line below to another
// one.
func (f *File) markMeta(from, end int, roles []role) {
	i, start, first := 0, -1, 0
	for it := range f.items(from, end) {
		if line := f.line(it); start >= 0 && (isWord(line, "---") || isWord(line, "...")) {
			found := len(readFront(f.Text[start:it.from]).Keys()) > 0
			if start = -1; found {
				fillRoles(roles[first:i+1], roleMeta)
			}
		}
		if start < 0 && roles[i] == roleRule && f.opensMeta(it) {
			start, first = it.next, i
		}
		i++
	}
}

// opensMeta reports whether settings may begin below an item.
func (f *File) opensMeta(it item) bool {
	below, _ := cutLine(f.Text, it.next)
	return isWord(f.line(it), "---") && settingLine.Match(below)
}

func fillRoles(roles []role, r role) {
	for i := range roles {
		roles[i] = r
	}
}

// frontSlide writes the title slide of a deck for pandoc, from its title block or its front matter.
func (p *patat) frontSlide() {
	lines := p.titleBlock()
	if front := p.in.Front; p.alone && len(lines) == 0 && front.Text("title") != "" {
		lines = append([]string{front.Text("title"), front.Text("subtitle")}, front.List("author")...)
		lines = append(lines, front.Text("date"))
	}
	if len(lines) == 0 {
		return
	}
	for i := range lines {
		if i > 0 {
			lines[i] = unmarked(lines[i])
		}
	}
	p.filled = p.titleSlide(lines[0], lines[1:])
	p.endSlide(p.at)
}

// titleBlockEnd is where the title block that begins at an offset ends: lines such as "% title" at the top.
func (t *translator) titleBlockEnd(at int) int {
	if at > 0 {
		return at
	}
	for at < len(t.file.Text) {
		line, next := cutLine(t.file.Text, at)
		if len(line) == 0 || line[0] != '%' && (at == 0 || line[0] != ' ') {
			break
		}
		at = next
	}
	return at
}

// titleBlock returns what stands in the title block: the title, authors, the date.
func (p *patat) titleBlock() []string {
	if p.in.Body > 0 {
		return nil
	}
	var out []string
	for line := range bytes.Lines(p.file.Text[:p.titleBlockEnd(0)]) {
		text := strings.TrimSpace(strings.TrimPrefix(string(line), "%"))
		if n := len(out); line[0] != '%' && n > 0 {
			out[n-1] += " " + text
			continue
		}
		out = append(out, text)
	}
	return out
}

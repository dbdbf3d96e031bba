package dialect

import (
	"bytes"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// patat reads a deck for patat, and slides that are written for pandoc.
//
// Read: slides that end at rules or begin at headings of the slide level, with the headings above it as
// slides of their own; steps . . . and incrementalLists; comments as notes; pandoc's tables, lines that begin
// with |, lists, title block, blocks between lines :::, and attributes in braces, which are dropped.
// Not followed: settings of slides, and code that is to be run.
// A deck for pandoc alone has a title slide from its front matter, and headings begin slides beside rules.
func (t *translator) patat() {
	p := newPatat(t)
	p.tellSettings()
	p.frontSlide()
	for p.at < p.end {
		p.block(p.peek())
	}
	p.endDivs()
	p.finish()
}

// patat writes slides.
type patat struct {
	*listSteps
	cursor
	tables []table
	level  int  // of headings that begin slides; 0 when none do
	lists  bool // lists are shown item by item
	alone  bool // the deck is for pandoc and has nothing of patat

	done      Text
	filled    bool // the slide shows something
	titled    bool // it is a slide for a title alone
	divs      []div
	inNote    []stretch // lines of notes between lines :::
	captioned bool      // a table stands above
	lines     bool      // the paragraph is lines that begin with |
}

// cursor goes through the items of a file with their roles.
type cursor struct {
	text    *File
	roles   []role
	at, end int // offsets of the next item and of the end
	i       int // index of the next item
}

func (c *cursor) peek() item { return itemAt(c.text.Text[:c.end], c.at) }

func (c *cursor) role() role { return c.roles[c.i] }

func (c *cursor) advance(it item) { c.at, c.i = it.next, c.i+1 }

// roleAt is the role of the item a number of items behind the next one, and roleBlank behind the end.
func (c *cursor) roleAt(n int) role {
	if c.i+n < 0 || c.i+n >= len(c.roles) {
		return roleBlank
	}
	return c.roles[c.i+n]
}

func newPatat(t *translator) *patat {
	from, end := t.in.Body, len(t.file.Text)
	set := t.in.Front.At("patat")
	p := &patat{listSteps: &listSteps{translator: t}, lists: set.True("incrementalLists")}
	p.alone = t.forPandoc()
	from = t.titleBlockEnd(from)
	p.cursor = cursor{text: t.file, roles: t.file.outline(from, end, pandoc), at: from, end: end}
	p.tables = t.file.markTables(from, end, p.roles)
	rules := p.survey()
	if set.Has("slideLevel") {
		p.level = set.Int("slideLevel")
	}
	if rules && !p.alone {
		p.level = 0
	}
	return p
}

// forPandoc reports whether the deck is for pandoc alone.
func (t *translator) forPandoc() bool {
	if t.in.Front.Has("patat") || bytes.Contains(t.file.Text, []byte("<!--config:")) {
		return false
	}
	return t.in.Front.Has("subtitle", "institute", "fontsize", "header-includes", "revealjs-url", "aspectratio", "colortheme", "documentclass", "output") || pandocDiv.Match(t.file.Text) || t.titleBlockEnd(t.in.Body) > t.in.Body
}

// survey finds the level of the headings that begin slides, and reports whether rules end slides.
func (p *patat) survey() (rules bool) {
	p.level = 6
	above, i := 0, 0 // above is the level of the heading that stands right above
	for it := range p.file.items(p.at, p.end) {
		r := p.roles[i]
		i++
		switch {
		case r == roleBlank || r == roleUnderline || r == roleMeta || it.kind == itemComment && r == roleOther:
			continue
		case r == roleTitle || r == roleSubtitle:
			above = int(r-roleTitle) + 1
			continue
		case r == roleHeading:
			above = looseLevel(p.file.line(it), false)
			continue
		}
		rules = rules || r == roleRule
		if above > 0 && !reference.Match(p.file.line(it)) {
			p.level, above = min(p.level, above), 0
		}
	}
	return rules
}

// reference is the address of a link, which shows nothing.
var reference = lazyregexp.New(`^ {0,3}\[[^\]\n]+\]:`)

// endSlide ends the slide at an offset, if it shows anything. Notes alone go to the next one.
func (p *patat) endSlide(at int) {
	if p.filled {
		p.flush(at)
	}
	p.filled, p.titled = false, false
	p.begin()
}

// flush adds the slide to those before it.
func (p *patat) flush(at int) {
	if len(p.done.Bytes) > 0 {
		p.done.Put("\n\n---\n\n", p.file, at)
	}
	p.done.Append(&p.out.Text)
	p.out.Text = Text{}
}

// finish ends the deck. Notes behind the last slide belong to it.
func (p *patat) finish() {
	if p.filled {
		p.flush(p.end)
	}
	p.done.Put("\n\n", p.file, p.end)
	p.done.Append(&p.out.Text)
	p.out.Text = p.done
}

// block writes the next item, and those that belong to it.
func (p *patat) block(it item) {
	switch r := p.role(); {
	case p.div(it):
		p.advance(it)
	case r == roleBlank:
		p.copy(it.from, it.next)
		p.advance(it)
	case r == roleMeta:
		p.metadata()
	case it.kind == itemComment:
		if p.eachComment(it, p.comment) {
			p.fill(it.from)
		}
		p.advance(it)
	case r == roleRule:
		p.endSlide(it.from)
		p.advance(it)
	case r == roleHeading || r == roleTitle || r == roleSubtitle:
		p.heading(it, r)
	default:
		p.content(it, r)
	}
}

// fill notes that the slide shows something. A slide for a title alone ends.
func (p *patat) fill(at int) {
	if p.titled {
		p.endSlide(at)
	}
	p.filled = true
	p.show(at)
}

// content writes what is neither a heading nor a mark of patat.
func (p *patat) content(it item, r role) {
	if r == roleText && p.isStep(it) {
		p.dots(it)
		p.advance(it)
		return
	}
	if p.titled {
		p.endSlide(it.from)
	}
	p.filled = true
	switch r {
	case roleItem, roleInner:
		p.listItem(it, r)
	case roleQuote:
		p.quote()
	case roleTable:
		p.show(it.from)
		p.table()
	case roleText:
		p.show(it.from)
		p.paragraph(it)
	default:
		p.show(it.from)
		p.whole(it)
	}
}

// listItem writes an item of the file that is part of a list.
func (p *patat) listItem(it item, r role) {
	if r == roleItem && p.stepwise() {
		p.stepItem(p.file.line(it), it.from)
	}
	p.shown = true
	p.whole(it)
}

// whole writes an item of the file by itself.
func (p *patat) whole(it item) {
	if it.kind == itemCode {
		p.code(it)
	} else {
		p.listLine(it)
	}
	p.advance(it)
}

// heading writes a heading, which may begin a slide.
func (p *patat) heading(it item, r role) {
	line, level := p.file.line(it), int(r-roleTitle)+1
	if r == roleHeading {
		level = looseLevel(line, false)
	}
	if p.level > 0 && level <= p.level || p.titled {
		p.endSlide(it.from)
	}
	p.fill(it.from)
	p.titled = level < p.level
	p.put("\n"+strings.Repeat("#", level)+" ", it.from)
	from := it.from
	if r == roleHeading {
		from += level
	} else {
		p.advance(it)
	}
	from += len(p.file.Text[from:it.end]) - len(bytes.TrimLeft(p.file.Text[from:it.end], " \t"))
	p.inline(from, p.headingEnd(from, it.end))
	p.put("\n\n", it.end)
	p.advance(p.peek())
}

// headingEnd is where the words of a heading end, before attributes.
func (p *patat) headingEnd(from, end int) int {
	line := bytes.TrimRight(p.file.Text[from:max(from, end)], " \t")
	if i := bytes.LastIndexByte(line, '{'); i >= 0 && attributesLen(line[i:]) == len(line)-i {
		line = bytes.TrimRight(line[:i], " \t")
	}
	return from + len(line)
}

// comment follows or writes the comment at file.Text[from:end]. Settings of a slide begin right behind its
// mark.
func (p *patat) comment(from, end int) {
	at, to := p.file.body(from, end)
	set, found := bytes.CutPrefix(p.file.Text[at:to], []byte("config:"))
	if !found {
		p.aside(from, end)
		return
	}
	keys := readFront(set).Keys()
	if at > from+4 && len(keys) == 0 {
		p.aside(from, end)
		return
	}
	for _, key := range append(keys, "config")[:max(1, len(keys))] {
		p.unusedLook("settings of slides", "", key, from)
	}
}

// tellSettings counts the settings of the deck that have no meaning here.
func (p *patat) tellSettings() {
	for _, key := range p.in.Front.At("patat").Keys() {
		if key != "incrementalLists" && key != "slideLevel" && key != "eval" {
			p.unusedLook("settings", "", key, 0)
		}
	}
}

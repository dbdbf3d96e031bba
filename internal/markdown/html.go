package markdown

import (
	"slices"
	"strconv"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/deck"

	"github.com/yuin/goldmark/ast"
)

// composer makes blocks of Markdown and of the HTML between it, in the order of the text. What HTML opens in one
// of its blocks it may close in a later one, with Markdown in between.
type composer struct {
	page   *page
	depth  int        // of the node that the blocks are in
	open   []*element // what is open, the outermost first; the first is the node itself
	in     *inliner   // the text being collected
	block  deck.Block // what that text becomes
	level  int        // of the heading that is open, 0 for none
	code   *listing   // what is within <pre>
	tables int        // how many are open, also those that words between their cells have ended
}

// element is a part of the slide that HTML has opened.
type element struct {
	kind   elementKind
	name   string           // of notes
	nested int              // elements of that name within the notes
	block  deck.Block       // of a list or a quote
	blocks []deck.Block     // within it
	rows   [][][]deck.Block // of a table: the blocks of each cell
}

type elementKind uint8

const (
	elementRoot elementKind = iota
	elementList
	elementItem
	elementTerms // a list of definitions
	elementQuote
	elementTable
	elementCell
	elementNotes
)

// listing is the text of a <pre>.
type listing struct {
	text strings.Builder
	lang string
}

// blocks turns the children of a node into blocks.
func (p *page) blocks(parent ast.Node) []deck.Block {
	c := &composer{page: p, open: []*element{{}}}
	c.renew()
	for n := parent; n != nil; n = n.Parent() {
		c.depth++
	}
	whole := parent.Kind() == ast.KindDocument
	if whole && p.aside != "" && c.push(elementNotes, elementRoot) {
		c.top().name = p.aside
	}
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.HTMLBlock); ok {
			c.html(h)
		} else if c.in.dropped == "" {
			c.put(p.block(n)...)
		}
	}
	if whole {
		p.aside = ""
	}
	if e := c.notes(); e != nil {
		if whole {
			p.aside = e.name // What is below is notes too.
		}
		p.onceAt("notes without an end", e.block.Pos, "these notes are never closed, and what is below them is not shown: write </%s> at their end", e.name)
	}
	for len(c.open) > 1 {
		c.close()
	}
	return c.open[0].blocks
}

// html adds a block of HTML. Its text ends with it, and so do its styles.
func (c *composer) html(n *ast.HTMLBlock) {
	c.page.refuseStray(n)
	f := c.page.fragment(n)
	f.read(c.text, c.tag)
	c.flush()
	c.page.openCode = c.in.inCode()
	c.in.html, c.level = nil, 0
}

// renew begins another text, in the styles of the one before.
func (c *composer) renew() {
	in := &inliner{page: c.page, src: &c.page.shown}
	if c.in != nil {
		in.html, in.dropped = c.in.html, c.in.dropped
	}
	c.in = in
}

// begin begins a block with text at an offset, unless there is one that began at the same step.
func (c *composer) begin(off int) {
	step := c.page.step(off)
	if c.in.isEmpty() || c.block.Step != step {
		c.flush()
		c.block = deck.Block{Step: step, Pos: c.page.book.pos(c.page.shown.source(off)), Level: c.level}
		if c.level > 0 {
			c.block.Kind = deck.Heading
		}
	}
}

// flush ends the text that was collected.
func (c *composer) flush() {
	if code := c.code; code != nil {
		c.code = nil
		c.block.Kind, c.block.Lang = deck.Code, code.lang
		c.block.Text = c.page.trimCode(code.text.String())
		if strings.TrimSpace(c.block.Text) != "" {
			c.page.reveal(c.block.Step)
			c.put(c.block)
		}
		return
	}
	if c.in.isEmpty() {
		return
	}
	in := c.in
	c.renew()
	c.put(c.page.split(in, c.block)...)
}

// text adds a line of text, or a part of one.
func (c *composer) text(raw string, off int) {
	switch {
	case c.in.dropped != "":
	case c.code != nil:
		if step := c.page.step(off); step != c.block.Step && c.code.text.Len() > 0 {
			lang := c.code.lang
			c.flush()
			c.listing(lang, off)
		}
		c.code.text.WriteString(raw)
	case !c.in.isEmpty() || strings.TrimSpace(raw) != "":
		c.begin(off + len(raw) - len(strings.TrimLeft(raw, " \t\n")))
		c.in.add(strings.ReplaceAll(raw, "\n", " "), deck.Span{})
	}
}

// listing begins the text of a <pre>.
func (c *composer) listing(lang string, off int) {
	c.code = &listing{lang: lang}
	c.block = deck.Block{Step: c.page.step(off), Pos: c.page.book.pos(c.page.shown.source(off))}
}

// tag follows a tag.
func (c *composer) tag(t tag) {
	switch {
	case c.in.dropped != "":
		c.in.tag(t)
		return
	case c.code != nil && !(t.end && t.name == "pre"):
		c.codeTag(t)
		return
	case t.isNotes():
		c.openNotes(t)
		return
	case shows(t):
		c.begin(t.off)
	}
	if c.in.tag(t) {
		return
	}
	c.flush()
	c.followAside(t)
	c.followNotes(t)
	if t.end {
		c.endTag(t.name)
	} else {
		c.startTag(t)
	}
}

// codeTag follows a tag within <pre>.
func (c *composer) codeTag(t tag) {
	switch {
	case t.name == "br":
		c.code.text.WriteByte('\n')
	case t.name == "code" && !t.end:
		for _, class := range strings.Fields(t.attr("class")) {
			if lang, ok := strings.CutPrefix(class, "language-"); ok {
				if m := languagePattern.FindStringSubmatch(lang); m != nil {
					c.code.lang = m[1]
				}
			}
		}
	}
}

// startTag opens what a tag begins.
func (c *composer) startTag(t tag) {
	switch t.name {
	case "ul", "ol", "menu":
		c.openList(t)
	case "li":
		c.closeTo(elementItem)
		if c.top().kind != elementList {
			c.openList(tag{name: "ul"})
		}
		c.push(elementItem, elementList)
	case "dt", "dd":
		c.definition(t)
	case "blockquote":
		c.push(elementQuote, c.top().kind)
	case "table":
		c.tables++
		c.push(elementTable, c.top().kind)
	case "tr", "td", "th":
		c.cell(t)
	case "pre":
		c.listing("", t.off)
	case "hr":
		c.page.once("rules", c.page.shown.source(t.off), "this rule is not shown: a slide ends at a line ---")
	case "h1", "h2", "h3", "h4", "h5", "h6":
		c.level = int(t.name[1] - '0')
	}
}

// endTag closes what a tag ends.
func (c *composer) endTag(name string) {
	switch name {
	case "ul", "ol", "menu":
		c.closeTo(elementList)
	case "li":
		c.closeTo(elementItem)
	case "dt", "dd", "dl":
		c.endDefinition(name)
	case "blockquote":
		c.closeTo(elementQuote)
	case "td", "th", "tr":
		c.closeTo(elementCell)
	case "table":
		c.tables = max(0, c.tables-1)
		c.closeTo(elementTable)
	case "h1", "h2", "h3", "h4", "h5", "h6":
		c.level = 0
	}
}

func (c *composer) openList(t tag) {
	c.reopen()
	if !c.push(elementList, c.top().kind) {
		return
	}
	b := &c.top().block
	b.Kind, b.Ordered = deck.List, t.name == "ol"
	if !b.Ordered {
		return
	}
	b.Start = 1
	if n, err := strconv.Atoi(t.attr("start")); err == nil && 0 <= n && n <= 999_999_999 {
		b.Start = n
	}
}

// definition opens a term, which is a bold paragraph, or one of its definitions, an item.
func (c *composer) definition(t tag) {
	c.endDefinition(t.name)
	if t.name == "dt" {
		c.in.html = append(c.in.html, tagStyle{name: "dt", Span: deck.Span{Strong: true}})
		return
	}
	if c.top().kind != elementTerms && c.push(elementTerms, c.top().kind) {
		c.top().block.Kind = deck.List
	}
	c.push(elementItem, elementTerms)
}

// endDefinition ends what is open of a list of definitions, as far as the tag asks for it.
func (c *composer) endDefinition(name string) {
	c.in.html = slices.DeleteFunc(slices.Clone(c.in.html), func(s tagStyle) bool { return s.name == "dt" })
	if n := len(c.open); n >= 2 && c.open[n-1].kind == elementItem && c.open[n-2].kind == elementTerms {
		c.close()
	}
	if name != "dd" && c.top().kind == elementTerms {
		c.close()
	}
}

// cell opens a row or a cell of a table.
func (c *composer) cell(t tag) {
	c.closeTo(elementCell)
	if c.tables == 0 {
		return
	}
	if c.top().kind != elementTable && !c.push(elementTable, c.top().kind) {
		return
	}
	table := c.top()
	if t.name == "tr" || len(table.rows) == 0 {
		table.rows = append(table.rows, nil)
	}
	if t.name != "tr" {
		c.push(elementCell, elementTable)
	}
}

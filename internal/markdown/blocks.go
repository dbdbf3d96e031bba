package markdown

import (
	"bytes"
	"slices"
	"sort"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/deck"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// parse turns the visible text of the slide into blocks.
func (p *page) parse() {
	if len(p.shown.text) > maxShown {
		p.errorf(p.raw.first, "this slide shows more than %d KB of text: end each slide with a line ---", maxShown>>10)
		return
	}
	p.slide.Blocks = p.parseChunks()
	if words := p.missing(); len(p.slide.Blocks) == 0 && words != "" {
		p.slide.Blocks = []deck.Block{{Pos: p.slide.Pos, Spans: []deck.Span{{Text: words}}}}
	}
	p.warnLeft()
	for _, b := range p.slide.Blocks {
		if b.Kind == deck.Heading {
			p.slide.Title = oneLine(deck.PlainText(b.Spans))
			break
		}
	}
	for step, used := range p.reveals {
		if !used && step > 0 {
			p.warnf(p.shown.source(p.starts[step-1]), "%s", p.idleStep())
		}
	}
}

// missing says what a slide would show that shows nothing, "" for nothing.
func (p *page) missing() string {
	if p.gone {
		return "(a picture)"
	}
	for _, name := range p.left {
		switch name {
		case "<iframe>":
			return "(a web page)"
		case "<video>":
			return "(a film)"
		case "<audio>":
			return "(a sound)"
		case "<svg>", "<canvas>", "<object>", "<embed>":
			return "(a picture)"
		}
	}
	return ""
}

// reveal notes that a step shows something. The small print of a slide is read without steps.
func (p *page) reveal(step int) {
	if step < len(p.reveals) {
		p.reveals[step] = true
	}
}

// idleStep says that a step reveals nothing: in decks for other tools it mostly stands before what is left out.
func (p *page) idleStep() string {
	if p.book.origin != nil {
		return "this step reveals nothing that can be shown here"
	}
	return "this step reveals nothing: remove the pause above it"
}

// refuseStray finds a --> that closes nothing: the comment ended too early, so notes are visible.
func (p *page) refuseStray(n ast.Node) {
	lines := n.Lines().Sliced(0, n.Lines().Len())
	if h, ok := n.(*ast.HTMLBlock); ok && h.HasClosure() {
		lines = append(slices.Clip(lines), h.ClosureLine)
	}
	for _, seg := range lines {
		if string(bytes.TrimSpace(seg.Value(p.shown.text))) == "-->" {
			p.errorf(p.shown.source(seg.Start), "this closes nothing, and the lines above it would be shown to everyone: is there a --> inside the notes?")
		}
	}
}

// step returns the reveal step of the text at an offset.
func (p *page) step(off int) int {
	return sort.SearchInts(p.starts, off+1)
}

// block turns a node into blocks: none when it shows nothing, and several when a paragraph contains
// pictures.
func (p *page) block(n ast.Node) []deck.Block {
	off := offsetOf(n)
	b := deck.Block{Step: p.step(off), Pos: p.book.pos(p.shown.source(off))}
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		p.refuseStray(n)
		p.warnTable(n)
		return p.flow(n, b)
	case *ast.Heading:
		b.Kind, b.Level = deck.Heading, n.Level
		return p.flow(n, b)
	case *ast.List:
		b.Kind, b.Ordered, b.Start = deck.List, n.IsOrdered(), n.Start
		if b.Items = p.items(n); len(b.Items) > 0 {
			b.Step = b.Items[0].Step
		}
	case *ast.Blockquote:
		b.Kind = deck.Quote
		if b.Blocks = p.blocks(n); len(b.Blocks) > 0 {
			b.Step = b.Blocks[0].Step
		}
	case *ast.FencedCodeBlock:
		p.fenced(n, &b, off)
	case *ast.CodeBlock:
		b.Kind, b.Text = deck.Code, p.code(n)
	case *display:
		p.display(n, &b, off)
	case *extast.DefinitionList:
		return p.definitions(n)
	case *extast.FootnoteList:
		p.footnotes = n
	case *extast.Table:
		p.table(n, &b)
	case *ast.ThematicBreak:
		p.once("rules", p.shown.source(off), "this rule is not shown: a slide ends at a line ---")
	}
	if len(b.Spans) == 0 && len(b.Items) == 0 && len(b.Blocks) == 0 && len(b.Rows) == 0 && strings.TrimSpace(b.Text) == "" {
		return nil
	}
	p.reveal(b.Step)
	return []deck.Block{b}
}

// flow turns a node of text into the block b and its pictures into separate blocks: below the text
// of a heading, and between the words of a paragraph.
func (p *page) flow(n ast.Node, b deck.Block) []deck.Block {
	in := &inliner{page: p, src: &p.shown, verse: quoted(n)}
	in.children(n, deck.Span{})
	return p.split(in, b)
}

// split turns text into the block b and its pictures into separate blocks.
func (p *page) split(in *inliner, b deck.Block) []deck.Block {
	var out []deck.Block
	from := 0
	text := func(to int) {
		if b.Spans = spansOf(in.out[from:to]); len(b.Spans) > 0 {
			out = append(out, b)
		}
		from = to
	}
	if b.Kind == deck.Heading {
		text(len(in.out))
	}
	for _, pic := range in.pictures {
		text(max(from, pic.at))
		pic.block.Step, pic.block.Pos = b.Step, b.Pos
		out = append(out, pic.block)
	}
	text(len(in.out))
	if len(out) > 0 {
		p.reveal(b.Step)
	}
	return out
}

// quoted reports whether a node stands in a block quote, whose lines may be those of a poem.
func quoted(n ast.Node) bool {
	for ; n != nil; n = n.Parent() {
		if n.Kind() == ast.KindBlockquote {
			return true
		}
	}
	return false
}

// items returns the items of a list that show something.
func (p *page) items(list *ast.List) []deck.Item {
	var out []deck.Item
	for n := list.FirstChild(); n != nil; n = n.NextSibling() {
		if r := p.book.prose; r != nil && n.FirstChild() != nil {
			r.item(p.book, &p.shown, offsetOf(n.FirstChild()), false)
		}
		if it, ok := newItem(p.blocks(n)); ok {
			out = append(out, it)
		}
	}
	return out
}

// newItem makes an item of its blocks, unless it shows nothing.
func newItem(blocks []deck.Block) (it deck.Item, ok bool) {
	if len(blocks) == 0 {
		return it, false
	}
	it = deck.Item{Step: blocks[0].Step, Blocks: blocks}
	if blocks[0].Kind == deck.Paragraph {
		it.Spans, it.Blocks = blocks[0].Spans, blocks[1:]
	}
	if len(it.Blocks) == 0 {
		it.Blocks = nil
	}
	return it, true
}

// code returns the lines of a code block without trailing spaces.
func (p *page) code(n ast.Node) string {
	var out strings.Builder
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		out.WriteString(p.codeLine(seg.Value(p.shown.text)))
	}
	return strings.TrimRight(out.String(), "\n") + "\n"
}

// codeLine is a line of code as it is shown.
func (p *page) codeLine(line []byte) string {
	return strings.TrimRight(p.placeholders.restore(expandTabs(line), true), " \n") + "\n"
}

// trimCode returns the lines of a <pre>, of which the first may be empty.
func (p *page) trimCode(text string) string {
	var out strings.Builder
	for line := range strings.Lines(strings.TrimPrefix(text, "\n")) {
		out.WriteString(p.codeLine([]byte(line)))
	}
	return strings.TrimRight(out.String(), "\n") + "\n"
}

// expandTabs replaces tabs by spaces, up to the next multiple of four columns.
func expandTabs(line []byte) string {
	var out strings.Builder
	col := 0
	for _, r := range string(line) {
		if r != '\t' {
			out.WriteRune(r)
			col++
			continue
		}
		n := 4 - col%4
		out.WriteString("    "[:n])
		col += n
	}
	return out.String()
}

package markdown

import (
	"bytes"
	"regexp"
	"sort"
	"strings"

	"assembly/internal/deck"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// parse turns the visible text of the slide into blocks.
func (p *page) parse() {
	p.slide.Blocks = p.parseChunks()
	for _, b := range p.slide.Blocks {
		if b.Kind == deck.Heading {
			p.slide.Title = oneLine(deck.PlainText(b.Spans))
			break
		}
	}
	for step, used := range p.reveals {
		if !used && step > 0 {
			p.warnf(p.shown.source(p.starts[step-1]), "this step reveals nothing: remove the pause above it")
		}
	}
}

// refuseStray finds a --> that closes nothing: the comment ended too early, so notes are visible.
func (p *page) refuseStray(n ast.Node) {
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		if string(bytes.TrimSpace(seg.Value(p.shown.text))) == "-->" {
			p.errorf(p.shown.source(seg.Start), "this closes nothing, and the lines above it would be shown to everyone: is there a --> inside the notes?")
		}
	}
}

// step returns the reveal step of the text at an offset.
func (p *page) step(off int) int {
	return sort.SearchInts(p.starts, off+1)
}

func (p *page) blocks(parent ast.Node) []deck.Block {
	var out []deck.Block
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		out = append(out, p.block(n)...)
	}
	return out
}

// block turns a node into blocks: none when it shows nothing, and several when a paragraph contains
// pictures.
func (p *page) block(n ast.Node) []deck.Block {
	off := offsetOf(n)
	b := deck.Block{Step: p.step(off), Pos: p.book.pos(p.shown.source(off))}
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		p.refuseStray(n)
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
		b.Kind, b.Lang = deck.Code, string(languagePattern.Find(n.Language(p.shown.text)))
		b.Text = p.code(n)
	case *ast.CodeBlock:
		b.Kind, b.Text = deck.Code, p.code(n)
	case *extast.Table:
		p.table(n, &b)
	default:
		p.dropped(n, off)
	}
	if len(b.Items) == 0 && len(b.Blocks) == 0 && len(b.Rows) == 0 && strings.TrimSpace(b.Text) == "" {
		return nil
	}
	p.reveals[b.Step] = true
	return []deck.Block{b}
}

func (p *page) dropped(n ast.Node, off int) {
	switch n.(type) {
	case *ast.ThematicBreak:
		p.once("rule", p.shown.source(off), "this rule is not shown: a slide ends at a line ---")
	case *ast.HTMLBlock:
		if !breakTag.Match(bytes.TrimSpace(n.Lines().Value(p.shown.text))) {
			p.once("html", p.shown.source(off), "HTML is not shown: write it as Markdown")
		}
	}
}

// flow turns a node of text into the block b and its pictures into separate blocks: below the text
// of a heading, and between the words of a paragraph.
func (p *page) flow(n ast.Node, b deck.Block) []deck.Block {
	in := &inliner{page: p, src: &p.shown, verse: quoted(n)}
	in.children(n, deck.Span{})
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
	p.reveals[b.Step] = p.reveals[b.Step] || len(out) > 0
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
		it := deck.Item{Blocks: p.blocks(n)}
		if len(it.Blocks) == 0 {
			continue
		}
		first := it.Blocks[0]
		it.Step = first.Step
		if first.Kind == deck.Paragraph {
			it.Spans, it.Blocks = first.Spans, it.Blocks[1:]
		}
		if len(it.Blocks) == 0 {
			it.Blocks = nil
		}
		out = append(out, it)
	}
	return out
}

// languagePattern is the name of a language at the start of a code fence's info string.
var languagePattern = regexp.MustCompile(`^[A-Za-z0-9+#._-]*`)

// code returns the lines of a code block without trailing spaces.
func (p *page) code(n ast.Node) string {
	var out strings.Builder
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		line := p.placeholders.restore(expandTabs(seg.Value(p.shown.text)), true)
		out.WriteString(strings.TrimRight(line, " \n"))
		out.WriteByte('\n')
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

func (p *page) table(n *extast.Table, b *deck.Block) {
	shown := false
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []deck.Cell
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			in := &inliner{page: p, src: &p.shown}
			in.children(c, deck.Span{})
			if len(in.pictures) > 0 {
				p.once("cell", p.shown.source(offsetOf(c)), "a picture in a table is not shown: put it in a paragraph of its own")
			}
			cell := deck.Cell(spansOf(in.out))
			shown = shown || len(cell) > 0
			cells = append(cells, cell)
		}
		b.Rows = append(b.Rows, cells)
	}
	b.Kind = deck.Table
	if !shown {
		b.Rows = nil
	}
	for _, a := range n.Alignments {
		align := deck.Align("")
		if a != extast.AlignNone {
			align = deck.Align(a.String())
		}
		b.Aligns = append(b.Aligns, align)
	}
}

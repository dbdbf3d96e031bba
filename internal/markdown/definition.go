package markdown

import (
	"github.com/westandtogether-assembly/assembly/internal/deck"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// definitions turns a definition list into bold paragraphs, the terms, and a list below each, what they mean.
func (p *page) definitions(list ast.Node) []deck.Block {
	var out []deck.Block
	meant := false // the last block is a list of what a term means
	for n := list.FirstChild(); n != nil; n = n.NextSibling() {
		off := offsetOf(n)
		b := deck.Block{Step: p.step(off), Pos: p.book.pos(p.shown.source(off))}
		if n.Kind() == extast.KindDefinitionTerm {
			in := &inliner{page: p, src: &p.shown}
			in.children(n, deck.Span{Strong: true})
			out, meant = append(out, p.split(in, b)...), false
			continue
		}
		it, ok := newItem(p.blocks(n))
		if !ok {
			continue
		}
		if !meant {
			b.Kind, b.Step = deck.List, it.Step
			out, meant = append(out, b), true
		}
		last := &out[len(out)-1]
		last.Items = append(last.Items, it)
	}
	return out
}

package markdown

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown/tex"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// single is a parser of footnotes that opens none within another, where goldmark would lose it.
type single struct{ parser.BlockParser }

func (s single) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	for n := parent; n != nil; n = n.Parent() {
		if n.Kind() == extast.KindFootnote {
			return nil, parser.NoChildren
		}
	}
	return s.BlockParser.Open(parent, reader, pc)
}

// withFootnotes adds the text of the footnotes at the end of blocks, in the order of their numbers. What is not
// referred to keeps its own mark.
func (p *page) withFootnotes(blocks []deck.Block) []deck.Block {
	if p.footnotes == nil {
		return blocks
	}
	var notes []*extast.Footnote
	for n := p.footnotes.FirstChild(); n != nil; n = n.NextSibling() {
		if note, ok := n.(*extast.Footnote); ok {
			notes = append(notes, note)
		}
	}
	slices.SortStableFunc(notes, func(a, b *extast.Footnote) int { return cmp.Compare(uint(a.Index), uint(b.Index)) })
	step := lastStep(blocks)
	for _, n := range notes {
		text := p.footnote(n)
		postpone(text, step)
		step = max(step, lastStep(text))
		blocks = append(blocks, text...)
	}
	return blocks
}

// footnote is the text of a footnote behind its number.
func (p *page) footnote(n *extast.Footnote) []deck.Block {
	mark := "[^" + oneLine(p.placeholders.restore(string(n.Ref), false)) + "]"
	if n.Index > 0 {
		mark = footnoteMark(n.Index)
	}
	out := p.blocks(n)
	if len(out) == 0 {
		return nil
	}
	if out[0].Kind == deck.Paragraph {
		items := []inline{{Span: deck.Span{Text: mark + " "}}}
		for _, s := range out[0].Spans {
			items = append(items, inline{Span: s})
		}
		out[0].Spans = spansOf(items)
	} else {
		out = slices.Insert(out, 0, deck.Block{Step: out[0].Step, Pos: out[0].Pos, Spans: []deck.Span{{Text: mark}}})
	}
	return out
}

// footnoteMark is the number of a footnote.
func footnoteMark(index int) string {
	mark, _ := tex.Superscript(strconv.Itoa(index))
	return mark
}

// lastStep is the step at which the last of some blocks is whole.
func lastStep(blocks []deck.Block) int {
	last := 0
	for _, b := range blocks {
		last = max(last, b.Step, lastStep(b.Blocks))
		for _, it := range b.Items {
			last = max(last, it.Step, lastStep(it.Blocks))
		}
	}
	return last
}

// postpone shows blocks at a step at the earliest.
func postpone(blocks []deck.Block, step int) {
	for i := range blocks {
		b := &blocks[i]
		b.Step = max(b.Step, step)
		postpone(b.Blocks, step)
		for j := range b.Items {
			b.Items[j].Step = max(b.Items[j].Step, step)
			postpone(b.Items[j].Blocks, step)
		}
	}
}

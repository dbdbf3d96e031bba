package markdown

import (
	"bytes"
	"slices"

	"github.com/westandtogether-assembly/assembly/internal/deck"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// table turns a table into rows.
func (p *page) table(n *extast.Table, b *deck.Block) {
	p.warnSurplus(n)
	shown := false
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []deck.Cell
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			in := &inliner{page: p, src: &p.shown}
			in.children(c, deck.Span{})
			if len(in.pictures) > 0 {
				p.warnCellPicture(p.book.pos(p.shown.source(offsetOf(c))))
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

func (p *page) warnCellPicture(pos deck.Pos) {
	p.onceAt("pictures in tables", pos, "a picture in a table is not shown: put it in a paragraph of its own")
}

// warnSurplus warns about rows with more cells than their table has columns, of which the rest is not shown, and
// about code that a | divides, as it does in GitHub's tables.
func (p *page) warnSurplus(n *extast.Table) {
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		off := rowOffset(row)
		line, _ := cutLine(p.shown.text, off)
		cells := cellsOf(line)
		cut := slices.ContainsFunc(cells, func(cell []byte) bool { return bytes.Count(cell, []byte("`"))%2 == 1 })
		switch {
		case cut && len(cells) > 1:
			p.once("rows with a | in code", p.shown.source(off), "a | ends a cell even within code, and cells beyond the last column are not shown: write \\| for a | that is text")
		case len(cells) > len(n.Alignments):
			p.once("rows", p.shown.source(off), "this row has more cells than its table has columns, and the last are not shown: write \\| for a | that is text")
		}
	}
}

// rowOffset is where a row begins in the shown text.
func rowOffset(row ast.Node) int {
	if row.Pos() >= 0 {
		return row.Pos()
	}
	return offsetOf(row)
}

// cellsOf splits a row of a table into its cells.
func cellsOf(line []byte) [][]byte {
	line = bytes.TrimPrefix(bytes.TrimSpace(line), []byte("|"))
	if bytes.HasSuffix(line, []byte("|")) {
		line = line[:len(line)-1]
	}
	var cells [][]byte
	from := 0
	for i, c := range line {
		if c == '|' && (i == 0 || line[i-1] != '\\') {
			cells = append(cells, line[from:i])
			from = i + 1
		}
	}
	return append(cells, line[from:])
}

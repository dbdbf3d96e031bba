package markdown

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

func (c *composer) top() *element { return c.open[len(c.open)-1] }

// push opens an element within one of a kind, unless that is not the innermost or the nesting becomes too deep.
func (c *composer) push(kind, within elementKind) bool {
	if c.top().kind != within || c.depth+len(c.open) > 2*maxDepth {
		return false
	}
	e := &element{kind: kind}
	if kind == elementQuote {
		e.block.Kind = deck.Quote
	}
	c.open = append(c.open, e)
	return true
}

// closeTo closes the innermost element of a kind and what is open within it. It does not reach out of a cell, nor
// of a list for an item.
func (c *composer) closeTo(kind elementKind) {
	for i := len(c.open) - 1; i > 0; i-- {
		switch k := c.open[i].kind; {
		case k == kind:
			for len(c.open) > i {
				c.close()
			}
			return
		case k == elementNotes, k == elementCell && kind != elementTable, k == elementList && kind == elementItem, k == elementTable && kind == elementCell:
			return
		}
	}
}

// close closes the innermost element, and adds it to the one around it.
func (c *composer) close() {
	n := len(c.open)
	if c.flush(); len(c.open) < n {
		return // Words that it cannot hold have ended it.
	}
	e := c.top()
	c.open = c.open[:n-1]
	switch around := c.top(); e.kind {
	case elementList, elementTerms:
		if len(e.block.Items) > 0 {
			e.block.Step = e.block.Items[0].Step
			c.put(e.block)
		}
	case elementItem:
		if it, ok := newItem(e.blocks); ok {
			around.block.Pos = cmp.Or(around.block.Pos, e.blocks[0].Pos)
			around.block.Items = append(around.block.Items, it)
		}
	case elementQuote:
		if len(e.blocks) > 0 {
			e.block.Blocks, e.block.Step, e.block.Pos = e.blocks, e.blocks[0].Step, e.blocks[0].Pos
			c.put(e.block)
		}
	case elementTable:
		c.put(c.page.htmlTable(e.rows)...)
	case elementNotes:
		c.page.addBlocks(e.blocks)
	case elementCell:
		row := &around.rows[len(around.rows)-1]
		*row = append(*row, e.blocks)
	}
}

// reopen opens the last item of the innermost list again, for a list that stands between its items.
func (c *composer) reopen() {
	list := c.top()
	n := len(list.block.Items) - 1
	if list.kind != elementList || n < 0 || !c.push(elementItem, elementList) {
		return
	}
	it := list.block.Items[n]
	list.block.Items = list.block.Items[:n]
	e := c.top()
	if it.Spans != nil {
		e.blocks = append(e.blocks, deck.Block{Step: it.Step, Pos: list.block.Pos, Spans: it.Spans})
	}
	e.blocks = append(e.blocks, it.Blocks...)
}

// put adds blocks to the innermost element that takes any: words between the items of a list, or between the
// cells of a table, end it.
func (c *composer) put(blocks ...deck.Block) {
	if len(blocks) == 0 {
		return
	}
	for k := c.top().kind; k == elementList || k == elementTerms || k == elementTable; k = c.top().kind {
		c.close()
	}
	e := c.top()
	e.blocks = append(e.blocks, blocks...)
}

// htmlTable is a table of HTML as a block. One that only places pictures, code and the like side by side is these
// one after the other, and so is one beyond the limits.
func (p *page) htmlTable(rows [][][]deck.Block) []deck.Block {
	var all []deck.Block
	columns := 0
	rows = slices.DeleteFunc(rows, func(row [][]deck.Block) bool { return len(row) == 0 })
	for _, row := range rows {
		columns = max(columns, len(row))
		all = append(all, slices.Concat(row...)...)
	}
	rich := slices.ContainsFunc(all, func(b deck.Block) bool { return b.Kind != deck.Paragraph })
	single := columns == 1 || len(rows) == 1
	if len(all) == 0 || rich && single || columns > maxColumns || columns*(len(rows)+1) > maxCells {
		return all
	}
	b := deck.Block{Kind: deck.Table, Step: all[0].Step, Pos: all[0].Pos, Aligns: make([]deck.Align, columns)}
	for _, row := range rows {
		cells := make([]deck.Cell, columns)
		for i, blocks := range row {
			cells[i] = p.cellOf(blocks)
		}
		b.Rows = append(b.Rows, cells)
	}
	return []deck.Block{b}
}

// cellOf is blocks as the lines of a cell.
func (p *page) cellOf(blocks []deck.Block) deck.Cell {
	var items []inline
	for _, b := range blocks {
		items = append(items, p.linesOf(b)...)
	}
	return deck.Cell(spansOf(items))
}

// linesOf is a block within a cell, line by line.
func (p *page) linesOf(b deck.Block) []inline {
	var out []inline
	add := func(mark string, spans []deck.Span, blocks []deck.Block) {
		out = append(out, inline{Span: deck.Span{Text: "\n" + mark}})
		for _, s := range spans {
			out = append(out, inline{Span: s})
		}
		for _, inner := range blocks {
			out = append(out, p.linesOf(inner)...)
		}
	}
	switch b.Kind {
	case deck.List:
		for i, it := range b.Items {
			mark := "\u2022 "
			if b.Ordered {
				mark = strconv.Itoa(b.Start+i) + ". "
			}
			add(mark, it.Spans, it.Blocks)
		}
	case deck.Code:
		for line := range strings.Lines(b.Text) {
			add("", []deck.Span{{Text: strings.TrimSuffix(line, "\n"), Code: true}}, nil)
		}
	case deck.Table:
		for _, row := range b.Rows {
			for _, cell := range row {
				add("", cell, nil)
			}
		}
	case deck.Picture:
		p.warnCellPicture(b.Pos)
	default:
		add("", b.Spans, b.Blocks)
	}
	return out
}

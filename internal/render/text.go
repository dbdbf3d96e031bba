package render

import (
	"strconv"

	"assembly/internal/bigtype"
	"assembly/internal/cell"
	"assembly/internal/deck"
)

// text draws a slide of any blocks, from top to bottom, at the largest size of type at which all
// of it fits.
func (p *page) text() bool {
	size := p.groupSizes((*page).textSizes).main
	if size == 0 {
		return false
	}
	f := p.frame()
	pieces, ok := p.flow(p.slide.Blocks, f.x, f.w, size)
	if !ok {
		return false
	}
	p.fit.XHeight = p.halfRows(size)
	y := f.y + max((f.h-height(pieces))/2, 0)
	for i, pc := range pieces {
		if i > 0 {
			y += pc.gap
		}
		if pc.step <= p.step {
			pc.paint(y)
		}
		y += pc.h
	}
	return true
}

// textSizes finds the largest size at which the slide's blocks fit, by halving.
func (p *page) textSizes() sizes {
	f := p.frame()
	fits := func(n int) bool {
		pieces, ok := p.flow(p.slide.Blocks, f.x, f.w, n)
		return ok && height(pieces) <= f.h
	}
	low, high := p.least(), max(f.h/4, p.least())
	if hasCode(p.slide.Blocks) {
		high = max(f.h/10, low) // Code cannot grow, and a heading must not dwarf it.
	}
	if !fits(low) {
		return sizes{}
	}
	for low < high {
		if mid := (low + high + 1) / 2; fits(mid) {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return sizes{main: low}
}

// piece is something in the flow of a text slide.
type piece struct {
	h, gap int // its height and the space above it, in sub-pixels
	step   int // the first reveal step that shows it
	paint  func(y int)
}

func height(pieces []piece) int {
	h := 0
	for i, pc := range pieces {
		if i > 0 {
			h += pc.gap
		}
		h += pc.h
	}
	return h
}

// flow lays blocks out in a column; false when a word is wider than the column.
func (p *page) flow(blocks []deck.Block, x, w, size int) ([]piece, bool) {
	var out []piece
	for _, b := range blocks {
		pieces, ok := p.flowBlock(b, x, w, size)
		if !ok {
			return nil, false
		}
		out = append(out, pieces...)
	}
	return out, true
}

func (p *page) flowBlock(b deck.Block, x, w, size int) ([]piece, bool) {
	switch b.Kind {
	case deck.Heading:
		return p.flowWords(words(b.Spans, markStrong), b.Step, x, w, headingSize(size, b.Level), size)
	case deck.List:
		return p.flowList(b, x, w, size)
	case deck.Quote:
		return p.flowQuote(b, x, w, size)
	case deck.Code:
		return p.flowGrid(p.codeGrid(b, w/p.px.X), b.Step, x, w, size, p.align())
	case deck.Table:
		return p.flowTable(b, x, w, size)
	case deck.Picture:
		return p.flowPicture(b, x, w, size)
	}
	return p.flowWords(body(b.Spans, markInk), b.Step, x, w, size, size*2/3)
}

// headingSize sets headings above the text: a third for the first level, a sixth for the others.
func headingSize(size, level int) int {
	if level <= 1 {
		return size + max(size/3, 1)
	}
	return size + max(size/6, 1)
}

func (p *page) flowWords(t bigtype.Text, step, x, w, size, gap int) ([]piece, bool) {
	l, ok := p.font.Set(t, p.px, w, size)
	if !ok {
		return nil, false
	}
	paint := func(y int) { p.paint(l, x, y, w, p.align()) }
	return []piece{{h: l.H, gap: gap, step: step, paint: paint}}, true
}

// align is where the slide's lines stand.
func (p *page) align() bigtype.Align { return side(p.slide.Side()) }

func (p *page) flowList(b deck.Block, x, w, size int) ([]piece, bool) {
	indent := listIndent(b, size) * p.px.X * 2 / p.px.Y
	var out []piece
	for i, it := range b.Items {
		pieces, ok := p.flowItem(it, bullet(b, i, "•"), x, w, indent, size)
		if !ok {
			return nil, false
		}
		out = append(out, pieces...)
	}
	return out, true
}

// listIndent is the room of the bullet, in units of the x-height's own.
func listIndent(b deck.Block, size int) int {
	if b.Ordered {
		return size*2 + size*len(strconv.Itoa(b.Start+len(b.Items)))/2
	}
	return size + size/2
}

// bullet is the number of an item, or the mark of one that has none.
func bullet(b deck.Block, i int, mark string) string {
	if b.Ordered {
		return strconv.Itoa(b.Start+i) + "."
	}
	return mark
}

func (p *page) flowItem(it deck.Item, mark string, x, w, indent, size int) ([]piece, bool) {
	l, ok := p.font.Set(body(it.Spans, markInk), p.px, w-indent, size)
	dot, ok2 := p.font.Set(bigtype.Text{{Text: mark, Mark: markQuiet}}, p.px, w, size)
	if !ok || !ok2 {
		return nil, false
	}
	paint := func(y int) {
		p.paint(dot, x, y, dot.W, bigtype.Left)
		p.paint(l, x+indent, y, w-indent, bigtype.Left)
	}
	out := []piece{{h: l.H, gap: size / 2, step: it.Step, paint: paint}}
	nested, ok := p.flow(it.Blocks, x+indent, w-indent, size)
	return append(out, nested...), ok
}

// flowQuote puts a bar beside the words of another.
func (p *page) flowQuote(b deck.Block, x, w, size int) ([]piece, bool) {
	bar := max(size/4, 1)
	indent := bar + size
	pieces, ok := p.flow(b.Blocks, x+indent, w-indent, size)
	for i, pc := range pieces {
		above := 0
		if i > 0 {
			above = pc.gap
		}
		pieces[i].step = max(pc.step, b.Step)
		pieces[i].paint = func(y int) {
			pc.paint(y)
			p.rect(box{x, y - above, bar, pc.h + above}, markQuiet)
		}
	}
	return pieces, ok
}

func (p *page) rect(b box, mark uint8) {
	for y := b.y; y < b.y+b.h; y++ {
		for x := b.x; x < b.x+b.w; x++ {
			p.canvas.Set(x, y, mark)
		}
	}
}

// flowGrid takes in something made of whole cells. It starts on the next whole row.
func (p *page) flowGrid(g *cell.Grid, step, x, w, gap int, a bigtype.Align) ([]piece, bool) {
	if g == nil || g.W*p.px.X > w {
		return nil, false
	}
	indent := (w/p.px.X - g.W) * int(a) / 2 // left, centre, right are 0, 1, 2
	paint := func(y int) { p.grid.Blit(x/p.px.X+indent, (y+p.px.Y-1)/p.px.Y, g) }
	return []piece{{h: (g.H + 1) * p.px.Y, gap: gap, step: step, paint: paint}}, true
}

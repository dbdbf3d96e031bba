package render

import (
	"math"
	"strconv"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// text draws a slide of any blocks, from top to bottom, at the largest size of type at which all
// of it fits.
func (p *page) text() bool {
	size := p.groupSizes((*page).textSizes).main
	if size == 0 {
		return false
	}
	f := p.frame()
	pieces, ok := p.flow(p.slide.Screen(p.step), f.x, f.w, size)
	if !ok {
		return false
	}
	p.fit.Size = size
	y := f.y + max((f.h-height(pieces))/2, 0)
	for i, pc := range pieces {
		if i > 0 {
			y += pc.gap
		}
		if pc.step <= p.step {
			p.shownAt = pc.step
			pc.paint(y)
		}
		y += pc.h
	}
	return true
}

// textSizes finds the largest size at which the slide's blocks fit, on each of its screens.
func (p *page) textSizes() sizes {
	least := p.least()
	if !p.fitsAt(least) {
		return sizes{}
	}
	return sizes{main: largest(least, max(p.mostText(), least), p.fitsAt)}
}

// mostText is the largest size of text.
func (p *page) mostText() float64 { return p.frame().h / 2.5 }

// fitsAt reports whether the slide's blocks fit at a size, on each of its screens.
func (p *page) fitsAt(size float64) bool {
	f, q := p.frame(), *p
	q.limit = f.h
	for at := range max(p.slide.Screens, 1) {
		if pieces, ok := q.flow(p.slide.Screen(at), f.x, f.w, size); !ok || height(pieces) > f.h {
			return false
		}
	}
	return true
}

// over reports whether a height, less the gaps, is sure to be more than there is room for. A slide may have a hundred
// thousand blocks, of which a screen has room for a dozen: what is below its foot is not laid out.
func (p *page) over(h float64) bool { return p.limit > 0 && h > p.limit+1 }

// bare is the height of pieces less the gaps.
func bare(pieces []piece) float64 {
	h := 0.0
	for _, pc := range pieces {
		h += pc.h
	}
	return h
}

// piece is something in the flow of a text slide.
type piece struct {
	h, gap float64 // its height and the space above it
	step   int     // the first reveal step that shows it
	paint  func(y float64)
}

func height(pieces []piece) float64 {
	h := 0.0
	for i, pc := range pieces {
		if i > 0 {
			h += pc.gap
		}
		h += pc.h
	}
	return h
}

// flow lays blocks out in a column; false when a word is wider than the column, or when all is sure to be higher than the
// page's limit.
func (p *page) flow(blocks []deck.Block, x, w, size float64) ([]piece, bool) {
	var out []piece
	h := 0.0
	for _, b := range blocks {
		pieces, ok := p.flowBlock(b, x, w, size)
		if h += bare(pieces); !ok || p.over(h) {
			return nil, false
		}
		out = append(out, pieces...)
	}
	return out, true
}

func (p *page) flowBlock(b deck.Block, x, w, size float64) ([]piece, bool) {
	switch b.Kind {
	case deck.Heading:
		pieces, ok := p.flowWords(words(b.Spans, markStrong), b.Step, x, w, headingSize(size, b.Level), p.gapOf(size, paragraphGap))
		return p.titled(b, pieces), ok
	case deck.List:
		return p.flowList(b, x, w, size)
	case deck.Quote:
		return p.flowQuote(b, x, w, size)
	case deck.Code:
		return p.flowCode(b, x, w, size)
	case deck.Table:
		return p.flowTable(b, x, w, size)
	case deck.Picture:
		return p.flowPicture(b, x, w, size)
	}
	return p.flowWords(body(b.Spans, markInk), b.Step, x, w, size, p.gapOf(size, paragraphGap))
}

// Shares of the size of the text.
const (
	paragraphGap = 0.65 // above a paragraph
	itemGap      = 0.35 // above an item of a list, a row of a table
	leastGap     = 0.3  // of a gap, in the smallest type
	footRoom     = 0.21 // below the last baseline, whether a letter hangs below it or not
	bulletRoom   = 0.9  // for the bullet
	digitRoom    = 0.62 // for each digit of a number
	quoteBar     = 0.12 // the thickness of the bar beside a quote
	quoteRoom    = 0.6  // from the bar to the words
)

// gapOf is the gap of a share of the size. In type that can hardly be smaller the gaps give way first.
func (p *page) gapOf(size, share float64) float64 {
	loose := (size/p.least() - 1) / 0.6
	return size * share * min(max(loose, leastGap), 1)
}

// evenHeight is the height of a layout with room below its last line, so that lines of text stand evenly.
func evenHeight(l bigtype.Layout) float64 { return l.H + max(footRoom*l.Size-l.Foot, 0) }

// headingSize sets headings above the text: a third for the first level, a sixth for the others.
func headingSize(size float64, level int) float64 {
	if level <= 1 {
		return size * 4 / 3
	}
	return size * 7 / 6
}

func (p *page) flowWords(t bigtype.Text, step int, x, w, size, gap float64) ([]piece, bool) {
	l, ok := p.font.Set(t, w, size)
	if !ok {
		return nil, false
	}
	paint := func(y float64) { p.paint(l, x, y, w, p.align()) }
	return []piece{{h: evenHeight(l), gap: gap, step: step, paint: paint}}, true
}

// align is where the slide's lines stand.
func (p *page) align() bigtype.Align {
	if p.aligned == nil {
		a := side(p.slide.Side()) // It looks at all blocks.
		p.aligned = &a
	}
	return *p.aligned
}

func (p *page) flowList(b deck.Block, x, w, size float64) ([]piece, bool) {
	indent := listIndent(b) * size
	var out []piece
	var mark bigtype.Layout
	ok, h := true, 0.0
	for i, it := range b.Items {
		if b.Ordered || i == 0 {
			mark, ok = p.font.Set(bigtype.Text{{Text: bullet(b, i, "•"), Mark: markQuiet}}, w, size)
		}
		if !ok {
			return nil, false
		}
		pieces, fits := p.flowItem(it, mark, x, w, indent, size)
		if h += bare(pieces); !fits || p.over(h) {
			return nil, false
		}
		out = append(out, pieces...)
	}
	return out, true
}

// listIndent is the room of the bullet, as a share of the size.
func listIndent(b deck.Block) float64 {
	if b.Ordered {
		return bulletRoom + digitRoom*float64(len(strconv.Itoa(b.Start+len(b.Items))))
	}
	return bulletRoom
}

func bullet(b deck.Block, i int, mark string) string {
	if b.Ordered {
		return strconv.Itoa(b.Start+i) + "."
	}
	return mark
}

func (p *page) flowItem(it deck.Item, mark bigtype.Layout, x, w, indent, size float64) ([]piece, bool) {
	l, ok := p.font.Set(body(it.Spans, markInk), w-indent, size)
	if !ok {
		return nil, false
	}
	markX, wordsX := x, x+indent
	if l.RightToLeft() {
		markX, wordsX = x+w-mark.W, x
	}
	paint := func(y float64) {
		p.as(Marker, func() { p.paint(mark, markX, y, mark.W, bigtype.Left) })
		p.paint(l, wordsX, y, w-indent, bigtype.Left)
	}
	out := []piece{{h: evenHeight(l), gap: p.gapOf(size, itemGap), step: it.Step, paint: paint}}
	nested, ok := p.flow(it.Blocks, x+indent, w-indent, size)
	return append(out, nested...), ok
}

// flowQuote puts a bar beside the words of another.
func (p *page) flowQuote(b deck.Block, x, w, size float64) ([]piece, bool) {
	bar := size * quoteBar
	indent := bar + size*quoteRoom
	pieces, ok := p.flow(b.Blocks, x+indent, w-indent, size)
	for i, pc := range pieces {
		above := 0.0
		if i > 0 {
			above = pc.gap
		}
		pieces[i].step = max(pc.step, b.Step)
		pieces[i].paint = func(y float64) {
			pc.paint(y)
			p.on().Rect(x, y-above, bar, pc.h+above, p.color(markQuiet))
		}
	}
	return pieces, ok
}

// flowGrid takes in something made of whole cells. It starts on the next whole row.
func (p *page) flowGrid(g grid, step int, x, w, gap float64, a bigtype.Align) ([]piece, bool) {
	if g.Grid == nil || float64(g.W) > 2*w {
		return nil, false
	}
	col := int(math.Ceil(2*x)) + (int(2*w)-g.W)*int(a)/2 // left, centre, right are 0, 1, 2
	paint := func(y float64) {
		p.read(OwnXHeight)
		p.after = append(p.after, func() { p.grid.Blit(col, int(math.Ceil(y)), g.Grid) })
	}
	return []piece{{h: float64(g.rows + 1), gap: gap, step: step, paint: paint}}, true
}

package render

import (
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// line is a line of plain cells.
type line struct {
	words  []word
	step   int
	align  deck.Align
	indent int
	grid   grid // in place of words: something made of whole cells

	picture bool // the grid is a picture
}

// word is text without a blank, in pieces of one style each.
type word struct {
	parts []part
	width int
}

type part struct {
	text  string
	style cell.Style
}

func newWord(text string, s cell.Style) word {
	return word{parts: []part{{text, s}}, width: cell.Width(text)}
}

// plainText draws the slide in the terminal's own type, in the middle of the screen. What finds no
// room at the bottom is lost, and counted.
func (p *page) plainText() { p.stack(p.lines(p.slide.Screen(p.step), p.plainWidth(), "")) }

func (p *page) plainMargin() int {
	if p.v.W < 30 {
		return 0
	}
	return max(p.v.W/30, 1)
}

func (p *page) plainWidth() int { return p.v.W - 2*p.plainMargin() }

// stack draws lines in the middle of the screen, and counts those that find no room.
func (p *page) stack(lines []line) {
	rows := 0
	for _, l := range lines {
		rows += l.height()
	}
	from, to := p.plainRows()
	y := from + max((to-from-rows)/2, 0)
	shift := p.blockIndent(lines)
	for _, l := range lines {
		l.indent += shift
		if y+l.height() > to {
			p.fit.Lost += l.height()
		}
		if l.step <= p.step {
			p.putLine(y, l)
		}
		y += l.height()
	}
}

// markLost shows at the foot of the screen that there is more, where nothing else stands.
func (p *page) markLost() {
	mark := "…"
	if p.v.ascii() {
		mark = "..."
	}
	x, y := p.v.W-cell.Width(mark), p.v.H-1
	for i := x; i < p.v.W; i++ {
		if text := p.grid.At(max(i, 0), y).Text; text != " " {
			return
		}
	}
	p.grid.Put(x, y, mark, p.ink(markQuiet))
}

// blockIndent puts lines that stand on the left in the middle as one block.
func (p *page) blockIndent(lines []line) int {
	wide := 0
	for _, l := range lines {
		if l.align != deck.AlignLeft && l.width() > 0 {
			return 0
		}
		wide = max(wide, l.indent+l.width())
	}
	return max((p.plainWidth()-wide)/2, 0)
}

func (l line) height() int {
	if l.grid.Grid != nil {
		return l.grid.rows
	}
	return 1
}

func (p *page) putLine(y int, l line) {
	m := p.plainMargin()
	if l.grid.Grid != nil {
		p.grid.Blit(m+l.indent, y, l.grid.Grid)
	}
	if l.grid.Grid != nil && !l.picture || len(l.words) > 0 {
		p.read(OwnXHeight)
	}
	x := m + l.indent + indentFor(l.width(), p.v.W-2*m-l.indent, l.align)
	for i, w := range l.words {
		if i > 0 {
			x++
		}
		for _, pt := range w.parts {
			x += p.grid.Put(x, y, pt.text, pt.style)
		}
	}
}

func (l line) width() int {
	if l.grid.Grid != nil {
		return l.grid.W
	}
	n := max(len(l.words)-1, 0)
	for _, w := range l.words {
		n += w.width
	}
	return n
}

// lines lays blocks out in a width, with an empty line between them.
func (p *page) lines(blocks []deck.Block, w int, a deck.Align) []line {
	if a == "" {
		a = p.slide.Side()
	}
	var out []line
	for i, b := range blocks {
		if i > 0 {
			out = append(out, line{})
		}
		for _, l := range p.blockLines(b, w, a) {
			l.step = max(l.step, b.Step)
			out = append(out, l)
		}
	}
	return out
}

func (p *page) blockLines(b deck.Block, w int, a deck.Align) []line {
	switch b.Kind {
	case deck.Heading:
		return aligned(p.wrap(b.Spans, p.ink(markStrong).With(cell.Bold), w), a)
	case deck.List:
		return p.listLines(b, w, a)
	case deck.Quote:
		return p.quoteLines(b, w)
	case deck.Code:
		return p.gridLines(p.codeGrid(b, w), codeRows(b), w)
	case deck.Table:
		return p.gridLines(p.tableGrid(b, w), longTable(b), w)
	case deck.Picture:
		return p.pictureLines(b, w)
	}
	return aligned(p.wrap(b.Spans, p.ink(markInk), w), a)
}

func aligned(lines []line, a deck.Align) []line {
	for i := range lines {
		lines[i].align = a
	}
	return lines
}

// gridLines is a grid, or text in its place where it is too wide.
func (p *page) gridLines(g grid, narrow []string, w int) []line {
	if g.Grid != nil {
		return []line{{grid: g, align: deck.AlignLeft}}
	}
	var out []line
	for _, text := range narrow {
		out = append(out, p.wrap([]deck.Span{{Text: text}}, p.ink(markInk), w)...)
	}
	return aligned(out, deck.AlignLeft)
}

// longTable reads a table as lines of "head: cell".
func longTable(b deck.Block) []string {
	var out []string
	for _, row := range b.Rows[min(1, len(b.Rows)):] {
		for i, c := range row {
			text := deck.PlainText(c)
			if i < len(b.Rows[0]) && len(b.Rows[0][i]) > 0 {
				text = deck.PlainText(b.Rows[0][i]) + ": " + text
			}
			out = append(out, text)
		}
	}
	return out
}

func (p *page) listLines(b deck.Block, w int, a deck.Align) []line {
	var out []line
	for i, it := range b.Items {
		mark := bullet(b, i, "•")
		if p.v.ascii() {
			mark = bullet(b, i, "*")
		}
		indent := cell.Width(mark) + 1
		item := indented(p.wrap(it.Spans, p.ink(markInk), w-indent), indent)
		if len(item) > 0 {
			item[0] = item[0].after(indent, mark, p.ink(markQuiet))
		}
		item = append(item, indented(p.lines(it.Blocks, w-indent, a), indent)...)
		for _, l := range item {
			l.step, l.align = max(l.step, it.Step), deck.AlignLeft
			out = append(out, l)
		}
	}
	return out
}

// after puts text ahead of a line that is indented for it and for a blank.
func (l line) after(indent int, text string, s cell.Style) line {
	l.words, l.indent = append([]word{newWord(text, s)}, l.words...), l.indent-indent
	return l
}

func indented(lines []line, n int) []line {
	for i := range lines {
		lines[i].indent += n
	}
	return lines
}

func (p *page) quoteLines(b deck.Block, w int) []line {
	lines := indented(aligned(p.lines(b.Blocks, w-2, deck.AlignLeft), deck.AlignLeft), 2)
	for i, l := range lines {
		if l.grid.Grid == nil {
			lines[i] = l.after(2, "|", p.ink(markQuiet))
		}
	}
	return lines
}

// wrap breaks spans at blanks into lines of at most w columns, none much longer than it must be.
func (p *page) wrap(spans []deck.Span, s cell.Style, w int) []line {
	var out []line
	for _, para := range splitWords(spans, s, p.v.Palette.Strong) {
		out = append(out, evenLines(grouped(para, s, w), w)...)
	}
	return out
}

// grouped makes one word of each number in groups of digits that a line has room for.
func grouped(words []word, s cell.Style, w int) []word {
	var out []word
	for _, wd := range words {
		last := len(out) - 1
		if last < 0 || out[last].width+1+wd.width > w || !cell.Grouped(out[last].text(), wd.text()) {
			out = append(out, wd)
			continue
		}
		out[last].parts = slices.Concat(out[last].parts, []part{{" ", s}}, wd.parts)
		out[last].width += 1 + wd.width
	}
	return out
}

// text is the word without its styles.
func (w word) text() string {
	var b strings.Builder
	for _, p := range w.parts {
		b.WriteString(p.text)
	}
	return b.String()
}

// splitWords splits spans into words; each line break that the author asked for begins a new
// list of them.
func splitWords(spans []deck.Span, s cell.Style, strong cell.Color) [][]word {
	out := [][]word{nil}
	open := false
	for _, sp := range spans {
		st := spanStyle(sp, s, strong)
		for i, text := range strings.FieldsFunc(keepBreaks(sp.Text), func(r rune) bool { return r == ' ' }) {
			if text == "\n" {
				out, open = append(out, nil), false
				continue
			}
			last := &out[len(out)-1]
			if i > 0 || !open || strings.HasPrefix(sp.Text, " ") {
				*last = append(*last, word{})
			}
			end := &(*last)[len(*last)-1]
			end.parts = append(end.parts, part{text, st})
			end.width += cell.Width(text)
			open = true
		}
		if strings.HasSuffix(sp.Text, " ") || strings.HasSuffix(sp.Text, "\n") {
			open = false
		}
	}
	return out
}

func keepBreaks(s string) string { return strings.ReplaceAll(s, "\n", " \n ") }

func spanStyle(sp deck.Span, s cell.Style, strong cell.Color) cell.Style {
	if sp.Strong || sp.Emph {
		s = cell.Style{FG: strong, BG: s.BG, Attr: s.Attr | cell.Bold}
	}
	if sp.Strike {
		s = s.With(cell.Strike)
	}
	return s
}

// evenLines fills lines greedily to find how many there must be, and then narrows them as far as
// that number allows: the lines of a big sign are of like length.
func evenLines(words []word, w int) []line {
	words = splitLong(words, w)
	lines := fillLines(words, w)
	if len(lines) < 2 {
		return lines
	}
	for narrow := w - 1; narrow > w/2; narrow-- {
		tighter := fillLines(words, narrow)
		if len(tighter) > len(lines) || slices.ContainsFunc(tighter, func(l line) bool { return l.width() > narrow }) {
			break
		}
		lines = tighter
	}
	return lines
}

func fillLines(words []word, w int) []line {
	lines := []line{{}}
	for _, wd := range words {
		last := &lines[len(lines)-1]
		if len(last.words) > 0 && last.width()+1+wd.width > w {
			lines = append(lines, line{words: []word{wd}})
			continue
		}
		last.words = append(last.words, wd)
	}
	return lines
}

// splitLong cuts words that are wider than a line.
func splitLong(words []word, w int) []word {
	if w < 1 {
		return nil
	}
	var out []word
	for _, wd := range words {
		if wd.width <= w {
			out = append(out, wd)
			continue
		}
		for _, pt := range wd.parts {
			for _, text := range cell.Wrap(pt.text, w) {
				out = append(out, newWord(text, pt.style))
			}
		}
	}
	return out
}

package deck

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// A slide with more text than a screen has room for, even in the terminal's own letters, goes on to further
// screens, a step each. Where it is divided does not depend on any screen's size, so that every hall
// shows the same.

// The screen that text is divided for, in columns and rows: a little less than one of 80 by 24 holds.
const (
	ScreenColumns = 70
	ScreenRows    = 18 // below the title
	PictureRows   = 8  // that a picture between text counts for
)

// Screen is what a step of the slide shows: all blocks, or on a slide of several screens the title and the
// blocks of one.
func (s PublicSlide) Screen(step int) []Block {
	if s.Screens <= 1 {
		return s.Blocks
	}
	at := min(step, s.Screens-1)
	from, to := s.firstOf(at), s.firstOf(at+1)
	if title := s.heading(); title >= 0 && title < from {
		return append([]Block{s.Blocks[title]}, s.Blocks[from:to]...)
	}
	return s.Blocks[from:to:to]
}

// firstOf is the index of the first block of a step or a later one. Steps never fall; a slide may have thousands of
// screens, so that looking at all of its blocks for each would take minutes.
func (s PublicSlide) firstOf(step int) int {
	return sort.Search(len(s.Blocks), func(i int) bool { return s.Blocks[i].Step >= step })
}

// divide spreads the blocks below the title over n screens.
func (s *PublicSlide) divide(n int) {
	title := s.heading()
	var all []part
	for i, b := range s.Blocks {
		if i != title {
			all = append(all, cut(b, i)...)
		}
	}
	var out []Block
	if title >= 0 {
		out = append(out, s.Blocks[title])
	}
	for at, parts := range spread(all, n) {
		s.Screens = at + 1
		for _, b := range joined(parts) {
			out = append(out, onStep(b, at))
		}
	}
	s.Blocks = out
}

// part is the least of a block that stays on one screen. Parts of one block are joined again.
type part struct {
	block Block
	of    int // the block's place on the slide
	rows  int
}

// cut divides a block where a screen may end.
func cut(b Block, of int) []part {
	var out []part
	switch b.Kind {
	case List:
		out = cutList(b)
	case Code:
		out = cutCode(b)
	case Table:
		out = cutTable(b)
	case Quote:
		out = cutQuote(b)
	case Paragraph:
		out = cutParagraph(b)
	}
	switch {
	case b.Kind == Picture:
		out = []part{{block: b, rows: PictureRows}}
	case len(out) == 0:
		out = []part{{block: b, rows: 1}}
	}
	out[0].rows++ // the gap above
	for i := range out {
		out[i].of = of
	}
	return out
}

func cutList(b Block) []part {
	var out []part
	for i, it := range b.Items {
		one := b
		one.Start, one.Items = b.Start+i, []Item{it}
		out = append(out, part{block: one, rows: rowsOf(PlainText(it.Spans)) + rowsOfAll(it.Blocks)})
	}
	return out
}

func cutCode(b Block) []part {
	var out []part
	for line := range strings.Lines(b.Text) {
		one := b
		one.Text = line
		out = append(out, part{block: one, rows: 1})
	}
	return out
}

// cutTable repeats a short header on each screen. A long one stands on the first screen, and blank cells on the others: a
// slide may have a thousand screens.
func cutTable(b Block) []part {
	var out []part
	if len(b.Rows) == 0 {
		return nil
	}
	header, again, rows := b.Rows[0], b.Rows[0], 1
	if isLong(header) {
		again, rows = make([]Cell, len(header)), 1+rowsOf(cellsText(header))
	}
	for _, row := range b.Rows[1:] {
		one := b
		one.Rows = [][]Cell{header, row}
		out = append(out, part{block: one, rows: rows})
		header, rows = again, 1
	}
	return out
}

// Limits of a header that is repeated: bytes of its words, and spans of them.
const (
	longestHeader = 6 * ScreenColumns
	mostSpans     = 60
)

func isLong(header []Cell) bool {
	bytes, spans := 0, 0
	for _, c := range header {
		bytes += len(PlainText(c))
		spans += len(c)
	}
	return bytes > longestHeader || spans > mostSpans
}

func cutQuote(b Block) []part {
	var out []part
	for _, inner := range b.Blocks {
		for _, p := range cut(inner, 0) {
			one := b
			one.Blocks = []Block{p.block}
			out = append(out, part{block: one, rows: p.rows})
		}
	}
	return out
}

func cutParagraph(b Block) []part {
	var out []part
	for _, spans := range sentences(b.Spans) {
		one := b
		one.Spans = spans
		out = append(out, part{block: one, rows: rowsOf(PlainText(spans))})
	}
	return out
}

// rowsOf is the rows that text takes.
func rowsOf(text string) int {
	rows := 0
	for line := range strings.SplitSeq(text, "\n") {
		rows += 1 + utf8.RuneCountInString(line)/ScreenColumns
	}
	return rows
}

func rowsOfAll(blocks []Block) int {
	rows := 0
	for i, b := range blocks {
		for _, p := range cut(b, i) {
			rows += p.rows
		}
	}
	return rows
}

// sentences divides spans behind the ends of sentences and lines. A blank stays with what is before it.
func sentences(spans []Span) [][]Span {
	var out [][]Span
	var now []Span
	for _, s := range spans {
		for s.Text != "" {
			n := sentenceEnd(s.Text)
			one := s
			one.Text = s.Text[:n]
			now, s.Text = append(now, one), s.Text[n:]
			if s.Text != "" || strings.HasSuffix(one.Text, "\n") || strings.HasSuffix(one.Text, " ") {
				out, now = append(out, now), nil
			}
		}
	}
	if now != nil {
		out = append(out, now)
	}
	return out
}

// longestPart is the longest stretch of a text, in bytes, that stays on one screen if it has blanks.
const longestPart = ScreenColumns * ScreenRows / 2

// sentenceEnd is the length of text up to the end of its first sentence or line, or to a blank of one that is very
// long.
func sentenceEnd(text string) int {
	for i, r := range text {
		switch {
		case r == ' ' && i >= longestPart:
			return i + 1
		case r == '\n':
			return i + 1
		case r == ' ' && i > 0 && strings.ContainsRune(".!?", rune(text[i-1])):
			return i + 1
		}
	}
	return len(text)
}

// spread divides parts among at most n screens of about the same height. A heading stays with what it heads.
func spread(all []part, n int) [][]part {
	left := 0
	for _, p := range all {
		left += p.rows
	}
	var out [][]part
	for ; n > 0 && len(all) > 0; n-- {
		k, rows := 0, 0
		for k < len(all) && (k == 0 || n == 1 || rows+all[k].rows <= (left+n-1)/n) {
			rows += all[k].rows
			k++
		}
		for k > 1 && k < len(all) && all[k-1].block.Kind == Heading {
			k--
			rows -= all[k].rows
		}
		out, all, left = append(out, all[:k]), all[k:], left-rows
	}
	return out
}

// joined puts parts of the same block together again.
func joined(parts []part) []Block {
	var out []Block
	for i, p := range parts {
		if i > 0 && parts[i-1].of == p.of {
			out[len(out)-1] = join(out[len(out)-1], p.block)
		} else {
			out = append(out, p.block)
		}
	}
	return out
}

// join adds a part to one that stands before it, whose lists are its own since cut has made them.
func join(a, b Block) Block {
	switch a.Kind {
	case List:
		a.Items = append(a.Items, b.Items...)
	case Code:
		a.Text += b.Text
	case Table:
		a.Rows = append(a.Rows, b.Rows[1:]...)
	case Quote:
		if last := &a.Blocks[len(a.Blocks)-1]; last.Pos == b.Blocks[0].Pos && last.Kind == b.Blocks[0].Kind {
			*last = join(*last, b.Blocks[0])
		} else {
			a.Blocks = append(a.Blocks, b.Blocks[0])
		}
	case Paragraph:
		a.Spans = joinSpans(a.Spans, b.Spans)
	}
	return a
}

func joinSpans(a, b []Span) []Span {
	for _, s := range b {
		last := len(a) - 1
		if same := s; last >= 0 {
			same.Text = a[last].Text
			if same == a[last] {
				a[last].Text += s.Text
				continue
			}
		}
		a = append(a, s)
	}
	return a
}

// onStep is a block all of which is revealed at a step.
func onStep(b Block, step int) Block {
	b.Step = step
	b.Blocks = mapped(b.Blocks, func(b Block) Block { return onStep(b, step) })
	b.Items = mapped(b.Items, func(it Item) Item {
		it.Step, it.Blocks = step, mapped(it.Blocks, func(b Block) Block { return onStep(b, step) })
		return it
	})
	return b
}

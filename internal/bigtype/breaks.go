package bigtype

import (
	"math"
	"slices"
	"unicode"

	"github.com/go-text/typesetting/segmenter"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// piece is a stretch of text that stays on one line: a word, in most scripts. The blanks behind it
// belong to none.
type piece struct {
	start, end int
	sentence   bool // a sentence ends with it
	torn       bool // the word goes on in the next piece
	hyphen     bool // at the end of a line it gets one
}

// pieces divides a paragraph where its lines may break.
func pieces(text []rune) []piece {
	var s segmenter.Segmenter
	s.Init(text)
	var out []piece
	start := 0
	for it := s.LineIterator(); it.Next(); {
		next := it.Line().Offset + len(it.Line().Text)
		end := next
		for end > start && blank(text[end-1]) {
			end--
		}
		if end == next && next < len(text) && !ideographic(text[next-1]) && !ideographic(text[next]) {
			continue // Hyphens and slashes do not break a word that fits.
		}
		switch last := len(out) - 1; {
		case end == start:
		case last >= 0 && out[last].end+1 == start && cell.Grouped(string(text[out[last].start:out[last].end]), string(text[start:end])):
			out[last].end, out[last].sentence = end, ends(text[start:end])
		default:
			out = append(out, piece{start: start, end: end, sentence: ends(text[start:end])})
		}
		start = next
	}
	keepPictures(text, out)
	return out
}

// keepPictures lets emoji behind a sentence belong to it.
func keepPictures(text []rune, all []piece) {
	for i := range max(len(all)-1, 0) {
		next := &all[i+1]
		word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
		if all[i].sentence && unicode.Is(unicode.So, text[next.start]) && !slices.ContainsFunc(text[next.start:next.end], word) {
			all[i].sentence, next.sentence = false, true
		}
	}
}

// blank holds for what is white between words. A no-break space is a part of a word.
func blank(r rune) bool {
	return unicode.IsSpace(r) && r != '\u00A0' && r != '\u2007' && r != '\u202F' || r == '\u200B'
}

// ideographic holds for scripts that are written without blanks between words.
func ideographic(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) || r >= 0x3000 && r < 0x3040 || r >= 0xFF00 && r < 0xFFF0
}

// ends reports whether a sentence ends with a word.
func ends(word []rune) bool {
	i := len(word) - 1
	for i > 0 && slices.Contains([]rune(`"'”’)»`), word[i]) {
		i--
	}
	return slices.Contains([]rune(".!?:;…。，！？؟۔।"), word[i])
}

// fill is the number of lines of at most w ems, as many pieces to a line as go in; 0 when one is wider.
func (p *paragraph) fill(w float64) int {
	lines, start := 1, 0
	for _, pc := range p.pieces {
		if p.lineWidth(pc.start, pc) > w {
			return 0
		}
		if p.lineWidth(start, pc) > w {
			lines, start = lines+1, pc.start
		}
	}
	return lines
}

// lineWidth is that of a line that ends with a piece.
func (p *paragraph) lineWidth(start int, last piece) float64 {
	w := p.width(start, last.end)
	if last.hyphen {
		w += p.hyphen.advance
	}
	return w
}

// What lines cost. A line costs the square of its share that is white.
const (
	perLine  = 0.3  // each line more than is needed
	inside   = 0.15 // a break within a sentence
	aside    = 0.05 // the same ahead of a bracket
	torn     = 5    // a line with the end of one sentence and a part of another
	widow    = 0.5  // one short word alone on the last line
	broken   = 0.8  // a break within a word
	perSize  = 14   // times the share of the size that is given up
	leastFit = 1    // of the largest size, for balance: none of it
	leastSay = 0.74 // of the largest size, for whole sentences
)

// breaks sets a paragraph in at most so many lines of at most w ems. It gives the piece that ends
// each line, and what the lines cost.
func (p *paragraph) breaks(w float64, most int) ([]int, float64) {
	least := p.fill(w)
	if last := len(p.pieces) - 1; least == 1 {
		return []int{last + 1}, p.cost(0, last, p.lineWidth(p.pieces[0].start, p.pieces[last])/w) // Two lines cost more.
	}
	return p.cheapest(w, least, max(min(most, least+2, len(p.pieces)), least))
}

// cheapest tries every way to set a paragraph in lines, of which least are needed.
func (p *paragraph) cheapest(w float64, least, most int) ([]int, float64) {
	t := newTable(most, len(p.pieces))
	best, lines := math.Inf(1), least
	for k := 1; k <= most; k++ {
		t.line(p, k, w)
		if c := t[k][len(p.pieces)].cost + perLine*float64(k-least); c < best {
			best, lines = c, k
		}
	}
	return t.ends(lines), best
}

// table holds, for a number of lines and of pieces in them, the least cost and the piece with which
// the last line begins.
type table [][]struct {
	cost float64
	from int
}

func newTable(lines, pieces int) table {
	t := make(table, lines+1)
	for k := range t {
		t[k] = slices.Repeat(table{{{cost: math.Inf(1)}}}[0], pieces+1)
	}
	t[0][0].cost = 0
	return t
}

// line finds the best of all ways to end the k-th line.
func (t table) line(p *paragraph, k int, w float64) {
	for j := range p.pieces {
		for i := j; i >= 0; i-- {
			share := p.lineWidth(p.pieces[i].start, p.pieces[j]) / w
			if share > 1+1e-9 {
				break
			}
			if c := t[k-1][i].cost + p.cost(i, j, share); c < t[k][j+1].cost {
				t[k][j+1].cost, t[k][j+1].from = c, i
			}
		}
	}
}

func (t table) ends(lines int) []int {
	out := make([]int, lines)
	at := len(t[0]) - 1
	for k := lines; k > 0; k-- {
		out[k-1] = at
		at = t[k][at].from
	}
	return out
}

// cost is what a line of the pieces i to j costs that fills a share of the width.
func (p *paragraph) cost(i, j int, share float64) float64 {
	c := (1 - share) * (1 - share)
	begins, ends := i == 0 || p.pieces[i-1].sentence, j == len(p.pieces)-1 || p.pieces[j].sentence
	switch {
	case ends:
	case p.text[p.pieces[j+1].start] == '(':
		c += aside
	default:
		c += inside
	}
	if p.pieces[j].torn {
		c += broken
	}
	if !(begins && ends) && p.sentence(i, j) {
		c += torn
	}
	if j == len(p.pieces)-1 && i == j && !begins && share < 0.5 {
		c += widow
	}
	return c
}

// sentence reports whether a sentence ends between two of the pieces i to j.
func (p *paragraph) sentence(i, j int) bool {
	return slices.ContainsFunc(p.pieces[i:j], func(pc piece) bool { return pc.sentence })
}

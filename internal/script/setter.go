package script

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/paper"
)

// longestLine is the most characters of a line in print.
const longestLine = 66

// setter breaks words into lines and sets them in type.
type setter struct{ fonts Fonts }

// font is the face for a weight.
func (s *setter) font(strong bool) *bigtype.Font {
	if strong {
		return s.fonts.Bold
	}
	return s.fonts.Regular
}

// width is that of text in one line, in ems.
func (s *setter) width(text string, strong bool) float64 {
	f, w := s.font(strong), 0.0
	for _, r := range text {
		a, ok := f.Advance(r)
		if !ok {
			return set(f, text, 1).W
		}
		w += a
	}
	return w
}

// set is text in one line.
func set(f *bigtype.Font, text string, size float64) bigtype.Layout {
	l, _ := f.Set(bigtype.Text{{Text: text}}, math.MaxInt32, size)
	return l
}

// simple reports whether the embedded faces have a text, and it reads from the left.
func (s *setter) simple(text string) bool {
	for _, r := range text {
		if r < utf8.RuneSelf {
			continue
		}
		if _, ok := s.fonts.Regular.Advance(r); !ok || unicode.Is(unicode.M, r) {
			return false
		}
	}
	return true
}

// inWords reports whether a text is broken at its blanks only, and reads from the left: that of the embedded faces, with
// emoji or without.
func (s *setter) inWords(text string) bool { return s.simple(strings.Map(withoutEmoji, text)) }

// withoutEmoji drops pictures, and what joins and colours them.
func withoutEmoji(r rune) rune {
	if unicode.In(r, unicode.So, unicode.Sk) && r > unicode.MaxLatin1 || r == '\u200d' || r == '\ufe0f' || r >= 0xe0020 && r <= 0xe007f {
		return -1
	}
	return r
}

// piece is a text in its place in a row.
func (s *setter) piece(text string, strong bool, x, size float64) []placedText {
	f := s.font(strong)
	l := set(f, text, size)
	return []placedText{{font: f, layout: l, x: x, width: l.W}}
}

// text writes text on a page, with its baseline at a height.
func (s *setter) text(pdf *paper.Document, text string, x, y float64) {
	if text == "" {
		return
	}
	l := set(s.fonts.Regular, text, 1)
	pdf.Paint(s.fonts.Regular, l, x, y-l.Base, l.W, bigtype.Left, black)
}

// lines sets words in rows of a size, from x on and in a width.
func (p *printer) lines(runs []Run, x, width, size, gap float64) []row {
	var out []row
	for _, line := range forced(runs) {
		for _, texts := range p.set.broken(line, width/size, size) {
			r := row{h: size * p.line, texts: texts}
			if size > 1 {
				r.h = size * 1.3
			}
			r.base = (r.h + 0.72*size) / 2
			for i := range texts {
				texts[i].x += x
			}
			out = append(out, r)
		}
	}
	if len(out) > 0 {
		out[0].gap = gap
	}
	return out
}

// forced is runs divided at the line breaks that the author asked for.
func forced(runs []Run) [][]Run {
	out := [][]Run{nil}
	for _, r := range runs {
		for i, l := range strings.Split(r.Text, "\n") {
			if i > 0 {
				out = append(out, nil)
			}
			last := len(out) - 1
			out[last] = append(out[last], Run{l, r.Strong})
		}
	}
	return out
}

// broken breaks runs into lines of at most a width, in ems, and sets them.
func (s *setter) broken(runs []Run, width, size float64) [][]placedText {
	text := Block{Runs: runs}.Text()
	if strings.TrimSpace(text) == "" {
		return nil
	}
	if !s.inWords(text) {
		strong := !slices.ContainsFunc(runs, func(r Run) bool { return !r.Strong && strings.TrimSpace(r.Text) != "" })
		return s.mixed(s.font(strong), text, width, size)
	}
	var out [][]placedText
	words := s.wordsOf(runs)
	if !s.simple(text) && slices.ContainsFunc(words, func(w word) bool { return w.w > width }) {
		return s.mixed(s.font(false), text, width, size)
	}
	for _, line := range s.greedy(words, width) {
		out = append(out, s.row(line, size))
	}
	return out
}

// mixed sets text of any script. Its lines are broken where its script breaks them.
func (s *setter) mixed(f *bigtype.Font, text string, width, size float64) [][]placedText {
	for w := width; w > 1; w *= 0.9 {
		l, ok := f.Set(bigtype.Text{{Text: text}}, w*size, size)
		if !ok {
			break
		}
		if slices.ContainsFunc(l.Lines, func(l string) bool { return utf8.RuneCountInString(l) > longestLine }) {
			continue
		}
		var out [][]placedText
		for i := range l.Lines {
			out = append(out, []placedText{{font: f, layout: l.Line(i), width: width * size}})
		}
		return out
	}
	a, b := halves(text)
	if a == "" || b == "" {
		return [][]placedText{{{font: f, layout: set(f, text, size), width: width * size}}}
	}
	return append(s.mixed(f, a, width, size), s.mixed(f, b, width, size)...)
}

// halves divides a text that is too long to be set at once: behind a sentence near its middle, or else at a blank, or
// else in its middle.
func halves(text string) (a, b string) {
	runes := []rune(text)
	mid := len(runes) / 2
	for _, ends := range []string{".。؟!?！？", " ,،、"} {
		for off := range mid / 2 {
			for _, at := range []int{mid - off, mid + off} {
				if at > 0 && at < len(runes) && strings.ContainsRune(ends, runes[at-1]) {
					return string(runes[:at]), string(runes[at:])
				}
			}
		}
	}
	return string(runes[:mid]), string(runes[mid:])
}

// word is what is not broken: pieces of one weight each.
type word struct {
	pieces []Run
	w      float64
	n      int // characters
}

// wordsOf is the words of runs. The groups of digits of a number are one word.
func (s *setter) wordsOf(runs []Run) []word {
	var out []word
	open := false
	for _, r := range runs {
		for i, text := range strings.Split(r.Text, " ") {
			switch {
			case i > 0 && open && cell.Grouped(out[len(out)-1].text(), text):
				text = " " + text
			case i > 0:
				open = false
			}
			if text == "" {
				continue
			}
			if !open {
				out = append(out, word{})
			}
			open = true
			last := &out[len(out)-1]
			last.pieces = append(last.pieces, Run{text, r.Strong})
			last.w += s.width(text, r.Strong)
			last.n += utf8.RuneCountInString(text)
		}
	}
	return out
}

// text is the word without its styles.
func (w word) text() string { return Block{Runs: w.pieces}.Text() }

// greedy fills lines one after the other.
func (s *setter) greedy(all []word, width float64) [][]word {
	space := s.width(" ", false)
	var out [][]word
	var w float64
	var n int
	for _, wd := range s.fitting(all, width) {
		if len(out) == 0 || w+space+wd.w > width || n+1+wd.n > longestLine {
			out, w, n = append(out, []word{wd}), wd.w, wd.n
			continue
		}
		last := len(out) - 1
		out[last] = append(out[last], wd)
		w, n = w+space+wd.w, n+1+wd.n
	}
	return s.unwidowed(out, width)
}

// unwidowed gives a last line of one word another from the line above, where that has enough.
func (s *setter) unwidowed(lines [][]word, width float64) [][]word {
	const enough = 4
	n := len(lines)
	if n < 2 || len(lines[n-1]) > 1 || len(lines[n-2]) < enough {
		return lines
	}
	above, last := lines[n-2], lines[n-1]
	moved := above[len(above)-1]
	if moved.w+s.width(" ", false)+last[0].w > width || moved.n+1+last[0].n > longestLine {
		return lines
	}
	lines[n-2] = above[:len(above)-1]
	lines[n-1] = []word{moved, last[0]}
	return lines
}

// fitting is words of which none is wider than a line.
func (s *setter) fitting(all []word, width float64) []word {
	wide := func(w word) bool { return w.w > width || w.n > longestLine }
	if !slices.ContainsFunc(all, wide) {
		return all
	}
	var out []word
	for _, w := range all {
		if wide(w) {
			out = append(out, s.cutWord(w, width)...)
		} else {
			out = append(out, w)
		}
	}
	return out
}

func (s *setter) cutWord(w word, width float64) []word {
	out := []word{{}}
	for _, p := range w.pieces {
		for _, r := range p.Text {
			last := &out[len(out)-1]
			a := s.width(string(r), p.Strong)
			if last.n > 0 && (last.w+a > width || last.n >= longestLine) {
				out = append(out, word{})
				last = &out[len(out)-1]
			}
			last.pieces = addRun(last.pieces, string(r), p.Strong)
			last.w, last.n = last.w+a, last.n+1
		}
	}
	return out
}

// row sets a line of words.
func (s *setter) row(line []word, size float64) []placedText {
	var runs []Run
	for i, w := range line {
		for j, p := range w.pieces {
			if i > 0 && j == 0 {
				p.Text = " " + p.Text
			}
			if last := len(runs) - 1; last >= 0 && runs[last].Strong == p.Strong {
				runs[last].Text += p.Text
			} else {
				runs = append(runs, p)
			}
		}
	}
	var out []placedText
	x := 0.0
	for _, r := range runs {
		trim := strings.TrimLeft(r.Text, " ")
		lead := s.width(r.Text[:len(r.Text)-len(trim)], r.Strong) * size
		out = append(out, s.piece(trim, r.Strong, x+lead, size)...)
		x += lead + s.width(trim, r.Strong)*size
	}
	return out
}

// code sets lines in a face in which columns line up.
func (p *printer) code(text string, x, gap float64) []row {
	f := p.set.fonts.Mono
	a, _ := f.Advance('0')
	most := min(int((p.measure-x)/a), longestLine)
	var out []row
	for line := range strings.SplitSeq(text, "\n") {
		for {
			runes := []rune(line)
			n := columns(runes, most)
			r := row{h: p.line, base: (p.line + 0.72) / 2}
			lead := n - len([]rune(strings.TrimLeft(string(runes[:n]), " ")))
			if l := set(f, string(runes[lead:n]), 1); len(l.Lines) > 0 {
				r.texts = []placedText{{font: f, layout: l, x: x + float64(lead)*a, width: l.W}}
			}
			out = append(out, r)
			if line = string(runes[n:]); line == "" {
				break
			}
		}
	}
	out[0].gap = gap
	return p.whole(out)
}

// columns is how many characters, one at least, fill a number of columns.
func columns(runes []rune, most int) int {
	w := 0
	for i, r := range runes {
		if w += cell.Width(string(r)); w > most && i > 0 {
			return i
		}
	}
	return len(runes)
}

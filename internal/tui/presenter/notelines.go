package presenter

import (
	"cmp"
	"math"
	"regexp"
	"strings"
	"unicode"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/prompter"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// lay puts labels and paragraphs below each other, and at the end where the words come from and how old they
// are.
func (n *notes) lay(sections []section, statement string) {
	k, st := n.key, ui.NewStyles(n.key.look.Palette)
	c := column{w: k.w, st: st, label: -1}
	n.passages = nil
	for _, sec := range sections {
		c.add(labelGrid(sec, k.w, st), []noteLine{{h: 1, label: true}})
		for i, note := range sec.notes {
			par := paragraph(note, sec.letter, k, st)
			par.Y = c.h
			n.passages = append(n.passages, par.Passage)
			c.add(par.grid, par.lines())
			if i+1 < len(sec.notes) && note.Level > 0 && sec.notes[i+1].Item && sec.notes[i+1].Level > 0 {
				c.h-- // Items stand close together.
			}
		}
	}
	if statement != "" {
		c.addText(statement)
	}
	n.grid, n.lines = c.stacked(), c.lines
}

// column is what stands below each other.
type column struct {
	w, h  int
	label int // the row of the last label, -1 for none
	st    ui.Styles
	parts []placedGrid
	lines []noteLine
}

// placedGrid is a grid and the row at which it begins.
type placedGrid struct {
	*cell.Grid
	y int
}

func (c *column) add(g *cell.Grid, lines []noteLine) {
	for _, l := range lines {
		if l.y += c.h; l.label {
			c.label = l.y
		}
		l.under = c.label
		c.lines = append(c.lines, l)
	}
	c.parts = append(c.parts, placedGrid{g, c.h})
	c.h += g.H
}

// addText adds text that is not to be said, small in every size of the notes.
func (c *column) addText(text string) {
	rows := cell.Wrap(text, min(c.w, widestLine))
	g, lines := cell.New(c.w, len(rows)+1, c.st.Text), make([]noteLine, len(rows))
	for i, row := range rows {
		g.Put(0, i, row, c.st.Dim)
		lines[i] = noteLine{y: i, h: 1}
	}
	c.add(g, lines)
}

// stacked is the whole column, without the empty row at its end.
func (c *column) stacked() *cell.Grid {
	h := c.h
	if n := len(c.lines); n > 0 {
		h = c.lines[n-1].y + c.lines[n-1].h
	}
	out := cell.New(c.w, h, c.st.Text)
	for _, p := range c.parts {
		out.Blit(0, p.y, p.Grid)
	}
	return out
}

func labelGrid(sec section, w int, st ui.Styles) *cell.Grid {
	s := st.Dim
	if sec.letter {
		s = st.Letter
	}
	g := cell.New(w, 1, st.Text)
	g.Put(0, 0, cell.Truncate("-- "+sec.label+" --", w), s)
	return g
}

// notePart is a note, laid out.
type notePart struct {
	prompter.Passage
	grid *cell.Grid
	draw func(line int) func(g *cell.Grid, y int) // of drawn type, which is not on grid yet; nil for none
}

// lines are those of the note, from its first row.
func (p notePart) lines() []noteLine {
	var out []noteLine
	for i, l := range p.Lines() {
		line := noteLine{y: l.Y, h: l.H}
		if p.draw != nil {
			line.draw = p.draw(i)
		}
		out = append(out, line)
	}
	return out
}

// paragraph lays out one note in the chosen size, and in the terminal's own type when it cannot be drawn.
func paragraph(note deck.Note, letter bool, k noteKey, st ui.Styles) notePart {
	size := noteSizes()[k.size]
	if size.em > 0 && k.look.DrawsSmall() { // Whole cells are too coarse for reading at arm's length.
		if p, ok := drawnParagraph(note, letter, k, size); ok {
			return p
		}
	}
	g, p := plainParagraph(note, letter, k.w, min(size.pitch, 2)-1, st)
	return notePart{Passage: p, grid: g}
}

// The marks of drawn notes.
const (
	wordMark = iota + 1
	cueMark
)

// drawnParagraph sets a note in drawn type; cues stand out by their colour and brackets. Each line has whole
// rows of its own, so that none is ever cut through its letters.
func drawnParagraph(note deck.Note, letter bool, k noteKey, size noteSize) (notePart, bool) {
	w := float64(k.w) / 2
	text, font := runs(note, int(w/size.em/letterWidth)), noteFont()
	lines, ok := filled(font, text.String(), w, size.em)
	if !ok || len(font.Missing(text)) > 0 {
		return notePart{}, false
	}
	rows, set := len(lines)*size.pitch, linesOfText(text, lines)
	return notePart{
		Passage: prompter.NewPassage(lines, rows, size.pitch),
		grid:    cell.New(k.w, rows+1, ui.NewStyles(k.look.Palette).Text),
		draw: func(line int) func(g *cell.Grid, y int) {
			return func(g *cell.Grid, y int) { drawLine(g, y, set[line], letter, k, size) }
		},
	}, true
}

// drawLine draws a line of a note from a row of a grid on.
func drawLine(g *cell.Grid, y int, text bigtype.Text, letter bool, k noteKey, size noteSize) {
	p, font := k.look.Palette, noteFont()
	s := bigtype.NewSheet(k.w, size.pitch, p.Panel)
	l, _ := font.Set(text, math.Inf(1), size.em)
	s.Paint(font, l, 0, size.top(l), l.W, bigtype.Left, func(mark uint8) cell.Color {
		if mark == cueMark || letter {
			return p.Letter
		}
		return p.PanelText
	})
	s.Draw(g, 0, y, k.look.View(k.w, 1, 0).Tier)
}

// filled divides text into lines of drawn type, each as long as it goes: notes are read on, and not at a glance
// as a slide is. It reports false when a word is wider than a line.
func filled(font *bigtype.Font, text string, w, em float64) (lines []string, ok bool) {
	width := func(words string) float64 {
		l, _ := font.Set(bigtype.Text{{Text: words}}, math.Inf(1), em)
		return l.W
	}
	gap := width("n\u00a0n") - 2*width("n")
	for line := range strings.SplitSeq(text, "\n") {
		at := math.Inf(1)
		for word := range strings.FieldsFuncSeq(line, func(r rune) bool { return r == ' ' }) {
			wide := width(word)
			switch {
			case wide > w:
				return nil, false
			case at+gap+wide > w:
				lines, at = append(lines, word), wide
			default:
				lines[len(lines)-1] += " " + word
				at += gap + wide
			}
		}
	}
	return lines, true
}

// runs is a note as drawn text: words, and cues that are set off. What is read in one breath stays on a line
// of so many letters.
func runs(note deck.Note, letters int) bigtype.Text {
	t := make(bigtype.Text, len(note.Parts))
	for i, p := range note.Parts {
		if t[i] = (bigtype.Run{Text: phoneNumber.ReplaceAllStringFunc(p.Text, whole(letters)), Mark: wordMark}); p.Cue.Kind != deck.NoCue {
			t[i] = bigtype.Run{Text: whole(letters)(p.Cue.String()), Mark: cueMark}
		}
	}
	if lead := drawnLead(note); lead != "" {
		t = append(bigtype.Text{{Text: lead, Mark: wordMark}}, t...)
	}
	return t
}

// drawnLead is what stands ahead of a drawn note: the bullet or the number of an item, further to the right in a
// list within a list.
func drawnLead(note deck.Note) string {
	if !note.Item {
		return ""
	}
	return strings.Repeat("\u00a0", note.Indent()) + cmp.Or(note.Number, "•") + "\u00a0"
}

// linesOfText divides text into lines whose words are known, and keeps its marks.
func linesOfText(t bigtype.Text, lines []string) []bigtype.Text {
	type inked struct {
		r    rune
		mark uint8
	}
	var all []inked
	for _, run := range t {
		for _, r := range run.Text {
			all = append(all, inked{r, run.Mark})
		}
	}
	out := make([]bigtype.Text, len(lines))
	at := 0
	for i, line := range lines {
		for _, r := range line {
			for at < len(all)-1 && all[at].r != r && unicode.IsSpace(all[at].r) {
				at++ // The blanks between two lines are in neither.
			}
			mark := all[min(at, len(all)-1)].mark
			if n := len(out[i]); n > 0 && out[i][n-1].Mark == mark {
				out[i][n-1].Text += string(r)
			} else {
				out[i] = append(out[i], bigtype.Run{Text: string(r), Mark: mark})
			}
			at++
		}
	}
	return out
}

// plainParagraph sets a note in the terminal's own type, in lines that a glance can follow.
func plainParagraph(note deck.Note, letter bool, w, leading int, st ui.Styles) (*cell.Grid, prompter.Passage) {
	style, indent := st.Text, min(note.Indent(), w/4)
	if letter {
		style, indent = st.Letter, indent+2
	}
	marker := ""
	if note.Item {
		marker = cmp.Or(note.Number, "*")
	}
	lead := indent
	if marker != "" {
		indent += len(marker) + 1
	}
	width := min(w, widestLine) - indent
	lines := cell.Wrap(unbroken(note, width), width)
	g := cell.New(w, len(lines)*(1+leading)+1, st.Text)
	p := pen{text: style, cue: st.Chosen}
	for i, l := range lines {
		p.put(g, indent, i*(1+leading), l)
	}
	g.Put(lead, 0, marker, st.Dim)
	return g, prompter.NewPassage(lines, len(lines)*(1+leading), 1)
}

var phoneNumber = regexp.MustCompile(`\+?\d{2,}( \d{3,})+`)

// whole keeps text that fits in a width from being broken over two lines.
func whole(width int) func(text string) string {
	return func(text string) string {
		if cell.Width(text) > width {
			return text
		}
		return strings.ReplaceAll(text, " ", "\u00a0")
	}
}

// unbroken is the note as text in which a cue, or a telephone number, that fits in a line never
// breaks over two: a number is read out in one breath.
func unbroken(n deck.Note, width int) string {
	var b strings.Builder
	for _, p := range n.Parts {
		if p.Cue.Kind == deck.NoCue {
			b.WriteString(phoneNumber.ReplaceAllStringFunc(p.Text, whole(width)))
		} else {
			b.WriteString(whole(width)(p.Cue.String()))
		}
	}
	return b.String()
}

// widestLine is the longest line of notes: an eye that comes back from the hall has to find its
// place again.
const widestLine = 100

// pen writes lines of notes with their cues set off. A cue may run over line ends.
type pen struct {
	text, cue cell.Style
	inCue     bool // the cue of the line before goes on
}

func (p *pen) put(g *cell.Grid, x, y int, line string) {
	for line != "" {
		style, end := p.text, strings.IndexByte(line, '[')
		if p.inCue || end == 0 {
			style, end = p.cue, strings.IndexByte(line, ']')+1
			p.inCue = end == 0
		}
		if end <= 0 {
			end = len(line)
		}
		x += g.Put(x, y, line[:end], style)
		line = line[end:]
	}
}

package presenter

import (
	"math"
	"regexp"
	"strings"

	"assembly/internal/bigtype"
	"assembly/internal/cell"
	"assembly/internal/deck"
	"assembly/internal/prompter"
	"assembly/internal/talk"
	"assembly/internal/tui/ui"
)

// notes is the panel of the speaker's notes. It is laid out when what it shows changes, and only
// copied in View.
type notes struct {
	size   int // 0 is the terminal's own type; see sizes
	scroll int // first row shown
	key    noteKey
	grid   *cell.Grid

	passages []prompter.Passage // where each note of the slide stands in grid
}

// noteKey is all that the panel's picture depends on.
type noteKey struct {
	deck        string
	slide, w    int
	phase       string
	size        int
	look        ui.Look
	placeholder bool
}

// sizes are the sizes of the notes: the x-height in half rows, 0 for the terminal's own type.
// The second is the same type with an empty line between its lines.
func sizes() []struct {
	em      float64
	leading int
} {
	return []struct {
		em      float64
		leading int
	}{{0, 0}, {0, 1}, {2.4, 0}, {3.4, 0}, {5, 0}}
}

func (n *notes) resize(by int) {
	n.size = max(min(n.size+by, len(sizes())-1), 0)
}

// section is a run of notes under one label.
type section struct {
	label  string
	letter bool
	source bool // the program's words, and no note of the slide's
	notes  []deck.Note
}

func (m *Model) noteKey(l layout) noteKey {
	s := m.stage
	return noteKey{
		deck: s.Deck.Hash, slide: s.Talk.Pos.Slide, w: l.Notes.W, phase: s.Talk.Phase,
		size: m.notes.size, look: s.Look, placeholder: s.Talk.Clock.Started(),
	}
}

// noteSections groups a slide's notes by voice. The statement of where the words come from, and
// of how old they are, leads until the talk has begun and ends the notes from then on.
func (m *Model) noteSections() []section {
	s := m.stage
	var out []section
	for _, n := range s.Deck.Slide(s.Talk.Pos.Slide).Notes.For(s.Talk.Phase) {
		label := s.Deck.Label(n.Voice)
		if len(out) == 0 || out[len(out)-1].label != label {
			out = append(out, section{label: label, letter: n.Voice == deck.Letter})
		}
		last := &out[len(out)-1]
		last.notes = append(last.notes, n)
	}
	if len(out) == 0 {
		out = append(out, section{label: "no notes for this slide"})
	}
	if m.setup.Statement == "" {
		return out
	}
	source := section{label: "source", source: true, notes: []deck.Note{{Parts: []deck.Part{{Text: m.setup.Statement}}}}}
	if s.Talk.Pos.Slide == 0 && !s.Talk.Clock.Started() {
		return append([]section{source}, out...)
	}
	return append(out, source)
}

// prepare lays the notes out when what they depend on has changed.
func (n *notes) prepare(k noteKey, sections []section) {
	if n.grid != nil && n.key == k {
		return
	}
	old, before := n.key, n.grid
	n.key = k
	if old.slide != k.slide || old.phase != k.phase {
		n.scroll = 0
	}
	n.lay(sections)
	if old.size != k.size && before != nil && before.H > 0 {
		n.scroll = n.scroll * n.grid.H / before.H // About the same words, in another size.
	}
}

// lay puts labels and paragraphs below each other.
func (n *notes) lay(sections []section) {
	k, st := n.key, ui.NewStyles(n.key.look.Palette)
	var parts []*cell.Grid
	n.passages = nil
	y := 0
	for _, sec := range sections {
		parts = append(parts, labelGrid(sec, k.w, st))
		y++
		for _, note := range sec.notes {
			g, p := n.paragraph(note, sec.letter, k, st)
			if p.Y = y; !sec.source {
				n.passages = append(n.passages, p)
			}
			parts = append(parts, g)
			y += g.H
		}
	}
	n.grid = stacked(parts, k.w, y, st)
}

// rebase lets the notes follow their slide into an edited deck.
func (n *notes) rebase(moves *talk.Moves) { n.key.slide = moves.Find(n.key.slide) }

func labelGrid(sec section, w int, st ui.Styles) *cell.Grid {
	s := st.Dim
	if sec.letter {
		s = st.Letter
	}
	g := cell.New(w, 1, st.Text)
	g.Put(0, 0, cell.Truncate("-- "+sec.label+" --", w), s)
	return g
}

// stacked has parts that are h rows tall below each other.
func stacked(parts []*cell.Grid, w, h int, st ui.Styles) *cell.Grid {
	if n := len(parts); n > 0 && parts[n-1].H > 1 {
		h-- // The empty row below the last paragraph.
	}
	out := cell.New(w, h, st.Text)
	y := 0
	for _, p := range parts {
		out.Blit(0, y, p)
		y += p.H
	}
	return out
}

// room is the rows of the notes in a panel of h rows; the last one tells that there are more.
func (n *notes) room(h int) int {
	if n.grid.H > h {
		return max(h-1, 0)
	}
	return h
}

// hold keeps the first row shown inside the notes, for a panel of h rows.
func (n *notes) hold(h int) {
	n.scroll = max(min(n.scroll, n.grid.H-n.room(h)), 0)
}

// paragraph draws one note in the chosen size, and in the terminal's own type when the drawn one
// cannot.
func (n *notes) paragraph(note deck.Note, letter bool, k noteKey, st ui.Styles) (*cell.Grid, prompter.Passage) {
	size := sizes()[k.size]
	if size.em > 0 && k.w >= 40 && k.look.DrawsSmall() { // Whole cells are too coarse for reading at arm's length.
		if g, p := n.drawnParagraph(note, letter, k, size.em); g != nil {
			return g, p
		}
	}
	return plainParagraph(note, letter, k.w, size.leading, st)
}

// drawnParagraph sets a note in drawn type; cues stand out by their colour and brackets.
func (n *notes) drawnParagraph(note deck.Note, letter bool, k noteKey, em float64) (*cell.Grid, prompter.Passage) {
	t := make(bigtype.Text, len(note.Parts))
	for i, p := range note.Parts {
		if t[i] = (bigtype.Run{Text: p.Text, Mark: 1}); p.Cue.Kind != deck.NoCue {
			t[i] = bigtype.Run{Text: p.Cue.String(), Mark: 2}
		}
	}
	font, w := bigtype.GoBold(), float64(k.w)/2
	l, ok := font.Set(t, w, em)
	if !ok || len(font.Missing(t)) > 0 {
		return nil, prompter.Passage{}
	}
	rows, p := int(math.Ceil(l.H+em/3)), k.look.Palette
	s, g := bigtype.NewSheet(k.w, rows, p.Panel), cell.New(k.w, rows, ui.NewStyles(p).Text)
	s.Paint(font, l, 0, 0, w, bigtype.Left, func(mark uint8) cell.Color {
		if mark == 2 || letter {
			return p.Letter
		}
		return p.PanelText
	})
	s.Draw(g, 0, 0, k.look.View(k.w, 1, 0).Tier)
	return g, prompter.NewPassage(l.Lines, rows-1, rows)
}

// plainParagraph sets a note in the terminal's own type, in lines that a glance can follow.
func plainParagraph(note deck.Note, letter bool, w, leading int, st ui.Styles) (*cell.Grid, prompter.Passage) {
	style, indent := st.Text, 0
	if letter {
		style, indent = st.Letter, 2
	}
	if note.Item {
		indent += 2
	}
	width := min(w, widestLine) - indent
	lines := cell.Wrap(unbroken(note, width), width)
	g := cell.New(w, len(lines)*(1+leading)+1, st.Text)
	p := pen{text: style, cue: st.Chosen}
	for i, l := range lines {
		p.put(g, indent, i*(1+leading), l)
	}
	if note.Item {
		g.Put(indent-2, 0, "*", st.Dim)
	}
	return g, prompter.NewPassage(lines, len(lines)*(1+leading), 1)
}

var phoneNumber = regexp.MustCompile(`\+?\d{2,}( \d{3,})+`)

// unbroken is the note as text in which a cue, or a telephone number, that fits in a line never
// breaks over two: a number is read out in one breath.
func unbroken(n deck.Note, width int) string {
	whole := func(text string) string {
		if cell.Width(text) > width {
			return text
		}
		return strings.ReplaceAll(text, " ", "\u00a0")
	}
	var b strings.Builder
	for _, p := range n.Parts {
		if p.Cue.Kind == deck.NoCue {
			b.WriteString(phoneNumber.ReplaceAllStringFunc(p.Text, whole))
		} else {
			b.WriteString(whole(p.Cue.String()))
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

// draw copies the rows that show, and says when there are more.
func (n *notes) draw(p panel, r ui.Rect) {
	if n.grid == nil || r.H == 0 {
		return
	}
	rows := n.room(r.H)
	n.copyRows(p.Grid, ui.Rect{X: r.X, Y: r.Y, W: r.W, H: rows}, n.scroll, func(_ int, s cell.Style) cell.Style { return s })
	if n.grid.H > r.H {
		p.line(ui.Rect{X: r.X, Y: r.Y + rows, W: r.W, H: 1}, p.Dim, n.moreText(rows))
	}
}

// copyRows copies the rows from first on, each in the style that it is given.
func (n *notes) copyRows(g *cell.Grid, r ui.Rect, first int, restyle func(row int, s cell.Style) cell.Style) {
	for y := range min(r.H, n.grid.H-first) {
		for x := range min(r.W, n.grid.W) {
			c := n.grid.At(x, first+y)
			if c.Text != "" {
				g.Put(r.X+x, r.Y+y, c.Text, restyle(first+y, c.Style))
			}
		}
	}
}

func (n *notes) moreText(rows int) string {
	if n.scroll+rows < n.grid.H {
		return "... more below: J scrolls down, K up"
	}
	return "(end of the notes: K scrolls up)"
}

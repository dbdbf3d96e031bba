package render

import (
	"slices"
	"strings"

	"assembly/internal/bigtype"
	"assembly/internal/cell"
	"assembly/internal/deck"
)

// The closing screen is drawn apart from every other slide: its numbers come first, and they are
// never wrapped, broken or cut.

// contactRow is a row laid out in drawn type.
type contactRow struct {
	deck.Row
	number  inked
	words   caption
	picture *cell.Grid
	h       int
}

// caption is the words of a row, in drawn type and in the terminal's own.
type caption struct {
	drawn        inked
	notes        []string // in the terminal's own type
	noteX, noteY int      // where the notes stand
	w, h         int
}

// contacts is all rows of a slide, laid out.
type contacts struct {
	rows   []contactRow
	size   int // x-height of the numbers
	column int // width of the numbers that have their labels beside them
}

// inked is a layout and where its ink begins and ends: digits need no room for descenders.
type inked struct {
	bigtype.Layout
	top, h int
}

func ink(l bigtype.Layout) inked {
	top, bottom := l.H, 0
	l.Paint(0, 0, l.W, bigtype.Left, func(_, y int, _ uint8) {
		top, bottom = min(top, y), max(bottom, y+1)
	})
	return inked{l, top, max(bottom-top, 0)}
}

// labels says how much of the words is in drawn type.
type labels uint8

// From the most to the least.
const (
	labelsWhole labels = iota // everything: labels on one line or two
	labelsLead                // labels on one line up to the comma or bracket
	labelsPlain               // nothing
)

// closing draws the numbers as large as their labels, the title and the screen allow.
func (p *page) closing() bool {
	rows := p.contactRows()
	f := p.frame()
	bare := p.bestRows(rows, f)
	if bare == nil {
		return false
	}
	head, ok := p.font.Fit(words(p.slide.Heading(), markInk), p.px, f.w, f.h/5, p.least(), p.least()*3/2)
	if ok && head.H > 0 {
		below := f.below(head.H + p.px.Y)
		if best := p.bestRows(rows, below); best != nil && best.size == bare.size {
			p.paint(head, f.x, f.y, f.w, bigtype.Centre)
			p.paintRows(best, below)
			return true
		}
	}
	return p.smallTitle(rows, f)
}

// contactRows is the slide's rows before they are laid out, with their pictures.
func (p *page) contactRows() []contactRow {
	rows := make([]contactRow, len(p.slide.Rows))
	for i, r := range p.slide.Rows {
		rows[i].Row = r
		if p.decode(r.Image) != nil {
			rows[i].picture = p.pictureGrid(r.Image, p.v.W/2, max(p.v.H/6, 2))
		}
	}
	return rows
}

// smallTitle keeps the title in the terminal's own type, above the left edge of the numbers, so
// that these can be large.
func (p *page) smallTitle(rows []contactRow, f box) bool {
	var title []string
	if head := p.slide.Heading(); head != nil {
		title = cell.Wrap(deck.PlainText(head), f.w/p.px.X)
	}
	below := f.below(len(title) * p.px.Y)
	best := p.bestRows(rows, below)
	if best == nil {
		return false
	}
	x := p.paintRows(best, below)
	p.note(title, x, f.y)
	return true
}

// bestRows keeps as much of the labels in drawn type as costs the numbers little. nil when
// nothing fits.
func (p *page) bestRows(rows []contactRow, f box) *contacts {
	best := p.fitRows(rows, f, labelsPlain)
	for _, how := range []labels{labelsWhole, labelsLead} {
		if c := p.fitRows(rows, f, how); c != nil && (best == nil || 5*c.size >= 4*best.size) {
			return c
		}
	}
	return best
}

// fitRows finds the largest numbers that fit with the smallest labels, and then the largest
// labels.
func (p *page) fitRows(rows []contactRow, f box, how labels) *contacts {
	var best *contacts
	for n := f.h / 3; n >= p.least() && best == nil; n-- {
		for size := p.least(); size <= max(n*2/3, p.least()); size++ {
			c := p.setRows(rows, f, n, size, how)
			if c == nil {
				break
			}
			best = c
		}
	}
	return best
}

// setRows lays all rows out with numbers at one size and labels at another; nil when they do not
// fit.
func (p *page) setRows(rows []contactRow, f box, number, label int, how labels) *contacts {
	c := &contacts{rows: slices.Clone(rows), size: number}
	for i := range c.rows {
		r := &c.rows[i]
		if !p.setNumber(r, f.w, number) {
			return nil
		}
		if r.Beside {
			c.column = max(c.column, r.number.W)
		}
	}
	for i := range c.rows {
		r, room := &c.rows[i], f.w
		if r.Beside {
			room -= c.labelIndent(p)
		}
		if !p.setRow(r, room, label, how) {
			return nil
		}
	}
	if p.rowsHeight(c.rows) > f.h {
		return nil
	}
	return c
}

// labelIndent is how far from the left edge labels stand that are beside their numbers.
func (c *contacts) labelIndent(p *page) int { return c.column + c.size*3/2*p.px.X*2/p.px.Y }

func (p *page) rowsHeight(rows []contactRow) int {
	h := 0
	for i, r := range rows {
		if h += r.h; i > 0 {
			h += p.rowGap(r)
		}
	}
	return h
}

// rowGap is the space above a row: more, with a rule in it, above what is set apart.
func (p *page) rowGap(r contactRow) int {
	if r.Apart {
		return 3 * p.px.Y
	}
	return p.px.Y + p.px.Y/2
}

func (p *page) setNumber(r *contactRow, w, size int) bool {
	if r.Number == "" {
		return true
	}
	// The blanks and hyphens of a number never break.
	unbroken := strings.NewReplacer(" ", "\u00a0", "-", "\u2011").Replace(r.Number)
	l, ok := p.font.Set(bigtype.Text{{Text: unbroken, Mark: markStrong}}, p.px, w, size)
	r.number = ink(l)
	return ok && len(l.Lines) == 1
}

func (p *page) setRow(r *contactRow, room, size int, how labels) bool {
	if r.picture != nil {
		r.h = (r.picture.H + 1) * p.px.Y
		return true
	}
	set := p.setLabel
	if r.Number == "" {
		set = p.setWords
	}
	ok := set(r, room, size, how)
	switch r.h = r.words.h; {
	case r.Beside:
		r.h = max(r.number.h, r.h)
	case r.Number != "" && r.Label != "":
		r.h += r.number.h + p.px.Y
	default:
		r.h += r.number.h
	}
	return ok
}

// setWords lays out a line without a number, over as many lines as it takes.
func (p *page) setWords(r *contactRow, room, size int, how labels) bool {
	if how != labelsWhole {
		r.words = p.caption(inked{}, cell.Wrap(r.Label, room/p.px.X), false)
		return true
	}
	l, ok := p.font.Set(bigtype.Text{{Text: r.Label, Mark: markInk}}, p.px, room, size)
	r.words = p.caption(ink(l), nil, false)
	return ok
}

// setLabel puts as much of the label as it is told to into drawn type and the rest into a note.
func (p *page) setLabel(r *contactRow, room, size int, how labels) bool {
	lead, note := r.Label, ""
	switch how {
	case labelsPlain:
		lead, note = "", r.Label
	case labelsLead:
		lead, note = splitLabel(r.Label)
	}
	var notes []string
	if note != "" {
		notes = []string{note}
	}
	l, wide := bigtype.Layout{}, cell.Width(note)*p.px.X
	if lead != "" {
		var ok bool
		l, ok = p.font.Set(bigtype.Text{{Text: lead, Mark: markInk}}, p.px, room, size)
		if !ok || len(l.Lines) > 2 || how == labelsLead && len(l.Lines) > 1 {
			return false
		}
	}
	r.words = p.caption(ink(l), notes, r.Beside || l.W+2*p.px.X+wide > room)
	return wide <= room
}

// caption puts the notes below the drawn words, beside them, or in their place.
func (p *page) caption(drawn inked, notes []string, under bool) caption {
	wide := cell.Widest(notes...) * p.px.X
	c := caption{drawn: drawn, notes: notes, w: max(drawn.W, wide), h: drawn.h}
	switch {
	case drawn.h == 0:
		c.h = len(notes) * p.px.Y
	case wide > 0 && under:
		c.noteY, c.h = drawn.h+p.px.Y-1, drawn.h+2*p.px.Y
	case wide > 0:
		c.noteX, c.noteY = drawn.W+2*p.px.X, drawn.h-1
		c.w = c.noteX + wide
	}
	return c
}

// splitLabel parts a label at its first comma or bracket.
func splitLabel(label string) (lead, note string) {
	if i := strings.Index(label, " ("); i > 0 {
		return label[:i], label[i+1:]
	}
	lead, note, _ = strings.Cut(label, ", ")
	return lead, note
}

// paintRows stands the rows one below the other, their left edges in line, in the middle, and
// shares spare height between them. It returns the left edge.
func (p *page) paintRows(c *contacts, f box) int {
	p.fit.XHeight = p.halfRows(c.size)
	w, h := 0, p.rowsHeight(c.rows)
	for i := range c.rows {
		w = max(w, p.rowWidth(c, &c.rows[i]))
	}
	spare := min((f.h-h)/(len(c.rows)+1), 4*p.px.Y)
	x, y := f.x+(f.w-w)/2, f.y+(f.h-h-spare*(len(c.rows)-1))/2
	for i := range c.rows {
		r, gap := &c.rows[i], 0
		if i > 0 {
			gap = p.rowGap(*r) + spare
		}
		if r.Step <= p.step {
			if r.Apart {
				p.rect(box{x, y + gap/2, w, 1}, markQuiet)
			}
			p.paintRow(c, r, x, y+gap)
		}
		y += gap + r.h
	}
	return x
}

func (p *page) rowWidth(c *contacts, r *contactRow) int {
	switch {
	case r.picture != nil:
		return r.picture.W * p.px.X
	case r.Beside:
		return c.labelIndent(p) + r.words.w
	}
	return max(r.number.W, r.words.w)
}

func (p *page) paintRow(c *contacts, r *contactRow, x, y int) {
	switch {
	case r.picture != nil:
		p.grid.Blit(x/p.px.X, (y+p.px.Y-1)/p.px.Y, r.picture)
	case r.Beside:
		p.paintInk(r.number, x, y+(r.h-r.number.h)/2)
		p.paintWords(r.words, x+c.labelIndent(p), y+(r.h-r.words.h)/2)
	default:
		p.paintWords(r.words, x, y)
		p.paintInk(r.number, x, y+r.h-r.number.h)
	}
}

func (p *page) paintWords(c caption, x, y int) {
	p.paintInk(c.drawn, x, y)
	p.note(c.notes, x+c.noteX, y+c.noteY)
}

func (p *page) paintInk(l inked, x, y int) {
	if l.h > 0 {
		p.paint(l.Layout, x, y-l.top, l.W, bigtype.Left)
	}
}

// note writes lines in the terminal's own type, the first on the row of a sub-pixel.
func (p *page) note(lines []string, x, y int) {
	for i, l := range lines {
		p.grid.Put(x/p.px.X, y/p.px.Y+i, l, p.ink(markInk).With(cell.Bold))
	}
}

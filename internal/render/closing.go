package render

import (
	"strings"

	"assembly/internal/bigtype"
	"assembly/internal/cell"
	"assembly/internal/deck"
)

// The closing screen is drawn apart from every other slide: its numbers come first, and they are
// never wrapped, broken or cut.

// shortNumber is the longest number, in characters, that has its label beside it.
const shortNumber = 4

// emergency reports whether a number is for emergencies; these are set apart.
func emergency(number string) bool { return number == "999" || number == "112" }

// contactRow is a contact laid out in drawn type.
type contactRow struct {
	deck.Contact
	number, label inked
	note          string // what of the label is in the terminal's own type
	beside        bool   // the label stands beside the number, not above it
	under         bool   // the note stands below the label, not beside it
	h             int
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

// labels says how much of the labels is in drawn type.
type labels uint8

// From the most to the least.
const (
	labelsWhole labels = iota // on one line or two
	labelsLead                // on one line up to the comma or bracket
	labelsPlain               // not at all
)

// closing draws the numbers as large as their labels, the title and the screen allow.
func (p *page) closing() bool {
	contacts := p.face.Contacts()
	if len(contacts) == 0 {
		return p.text()
	}
	f := p.frame()
	bare := p.bestRows(contacts, f)
	if bare == nil {
		return false
	}
	head, ok := p.font.Fit(words(heading(p.face), markInk), p.px, f.w, f.h/5, p.least(), p.least()*3/2)
	if ok && head.H > 0 {
		below := box{f.x, f.y + head.H + p.px.Y, f.w, f.h - head.H - p.px.Y}
		if rows := p.bestRows(contacts, below); rows != nil && rows[0].number.XHeight == bare[0].number.XHeight {
			p.paint(head, f.x, f.y, f.w, bigtype.Centre)
			p.paintRows(rows, below)
			return true
		}
	}
	return p.smallTitle(contacts, f)
}

// smallTitle keeps the title in the terminal's own type, above the left edge of the numbers, so
// that these can be large.
func (p *page) smallTitle(contacts []deck.Contact, f box) bool {
	title := cell.Truncate(deck.PlainText(heading(p.face)), f.w/p.px.X)
	below := f
	if title != "" {
		below = box{f.x, f.y + p.px.Y, f.w, f.h - p.px.Y}
	}
	rows := p.bestRows(contacts, below)
	if rows == nil {
		return false
	}
	x := p.paintRows(rows, below)
	p.note(title, x, f.y)
	return true
}

// costsLittle reports whether rows keep most of the size that the numbers could have.
func costsLittle(rows, best []contactRow) bool {
	return rows != nil && 5*rows[0].number.XHeight >= 4*best[0].number.XHeight
}

// bestRows keeps as much of the labels in drawn type as costs the numbers little. nil when
// nothing fits.
func (p *page) bestRows(contacts []deck.Contact, f box) []contactRow {
	best := p.fitRows(contacts, f, labelsPlain)
	for _, how := range []labels{labelsWhole, labelsLead} {
		if rows := p.fitRows(contacts, f, how); rows != nil && (best == nil || costsLittle(rows, best)) {
			return rows
		}
	}
	return best
}

// fitRows finds the largest numbers that fit with the smallest labels, and then the largest
// labels.
func (p *page) fitRows(contacts []deck.Contact, f box, how labels) []contactRow {
	var best []contactRow
	for n := f.h / 3; n >= p.least() && best == nil; n-- {
		for size := p.least(); size <= max(n*2/3, p.least()); size++ {
			rows, ok := p.setRows(contacts, f, n, size, how)
			if !ok {
				break
			}
			best = rows
		}
	}
	return best
}

// setRows lays all contacts out with numbers at one size and labels at another; false when they
// do not fit.
func (p *page) setRows(contacts []deck.Contact, f box, number, label int, how labels) ([]contactRow, bool) {
	rows := make([]contactRow, 0, len(contacts))
	for _, c := range contacts {
		r, ok := p.setRow(c, f.w, number, label, how)
		if !ok {
			return nil, false
		}
		rows = append(rows, r)
	}
	return rows, p.rowsHeight(rows) <= f.h
}

func (p *page) rowsHeight(rows []contactRow) int {
	h := 0
	for i, r := range rows {
		h += r.h + p.rowGap(rows, i)
	}
	return h
}

// rowGap is the space above row i: more, with a rule in it, above what is set apart.
func (p *page) rowGap(rows []contactRow, i int) int {
	switch {
	case i == 0:
		return 0
	case p.apart(rows, i):
		return 3 * p.px.Y
	}
	return p.px.Y + p.px.Y/2
}

func (p *page) apart(rows []contactRow, i int) bool {
	return i > 0 && emergency(rows[i].Number) && !emergency(rows[i-1].Number)
}

func (p *page) setRow(c deck.Contact, w, number, label int, how labels) (contactRow, bool) {
	r := contactRow{Contact: c, beside: len(c.Number) <= shortNumber}
	// The blanks of a number never break.
	digits := bigtype.Text{{Text: strings.ReplaceAll(c.Number, " ", "\u00a0"), Mark: markStrong}}
	l, ok := p.font.Set(digits, p.px, w, number)
	if !ok {
		return r, false
	}
	r.number = ink(l)
	room := w
	if r.beside {
		room = w - r.number.W - p.besideGap(number)
	}
	if !p.setLabel(&r, room, label, how) {
		return r, false
	}
	r.h = p.labelHeight(r)
	if r.beside {
		r.h = max(r.number.h, r.h)
	} else {
		r.h += p.px.Y + r.number.h
	}
	return r, true
}

// labelHeight is the height of the drawn label and of the note below it.
func (p *page) labelHeight(r contactRow) int {
	switch {
	case r.label.h == 0:
		return p.px.Y
	case r.under:
		return r.label.h + 2*p.px.Y
	}
	return r.label.h
}

// setLabel puts as much of the label as it is told to into drawn type and the rest into a note.
func (p *page) setLabel(r *contactRow, room, size int, how labels) bool {
	lead := r.Label
	switch how {
	case labelsPlain:
		r.note = r.Label
		return cell.Width(r.note)*p.px.X <= room
	case labelsLead:
		lead, r.note = splitLabel(r.Label)
	}
	l, ok := p.font.Set(bigtype.Text{{Text: lead, Mark: markInk}}, p.px, room, size)
	if !ok || len(l.Lines) > 2 || how == labelsLead && len(l.Lines) > 1 {
		return false
	}
	r.label = ink(l)
	note := cell.Width(r.note) * p.px.X
	r.under = note > 0 && (r.beside || l.W+2*p.px.X+note > room)
	return note <= room
}

// splitLabel parts a label at its first comma or bracket.
func splitLabel(label string) (lead, note string) {
	if i := strings.Index(label, " ("); i > 0 {
		return label[:i], label[i+1:]
	}
	if i := strings.Index(label, ", "); i > 0 {
		return label[:i], label[i+2:]
	}
	return label, ""
}

func (p *page) besideGap(number int) int { return number * 3 / 2 * p.px.X * 2 / p.px.Y }

// paintRows stands the rows one below the other, their left edges in line, in the middle, and
// shares spare height between them. It returns the left edge.
func (p *page) paintRows(rows []contactRow, f box) int {
	p.fit.XHeight = p.halfRows(rows[0].number.XHeight)
	w, h := 0, p.rowsHeight(rows)
	for _, r := range rows {
		w = max(w, p.rowWidth(r))
	}
	spare := min((f.h-h)/(len(rows)+1), 4*p.px.Y)
	x, y := f.x+(f.w-w)/2, f.y+(f.h-h-spare*(len(rows)-1))/2
	for i, r := range rows {
		gap := p.rowGap(rows, i)
		if i > 0 {
			gap += spare
		}
		if r.Step <= p.step {
			if p.apart(rows, i) {
				p.rect(box{x, y + gap/2, w, 1}, markQuiet)
			}
			p.paintRow(r, x, y+gap)
		}
		y += gap + r.h
	}
	return x
}

func (p *page) rowWidth(r contactRow) int {
	label := r.label.W
	if note := cell.Width(r.note) * p.px.X; r.under || label == 0 {
		label = max(label, note)
	} else if note > 0 {
		label += 2*p.px.X + note
	}
	if r.beside {
		return r.number.W + p.besideGap(r.number.XHeight) + label
	}
	return max(r.number.W, label)
}

func (p *page) paintRow(r contactRow, x, y int) {
	if r.beside {
		p.paintInk(r.number, x, y+(r.h-r.number.h)/2)
		p.paintLabel(r, x+r.number.W+p.besideGap(r.number.XHeight), y+(r.h-p.labelHeight(r))/2)
		return
	}
	p.paintLabel(r, x, y)
	p.paintInk(r.number, x, y+r.h-r.number.h)
}

func (p *page) paintInk(l inked, x, y int) {
	if l.h > 0 {
		p.paint(l.Layout, x, y-l.top, l.W, bigtype.Left)
	}
}

func (p *page) paintLabel(r contactRow, x, y int) {
	p.paintInk(r.label, x, y)
	switch {
	case r.note == "":
	case r.label.h == 0:
		p.note(r.note, x, y)
	case r.under:
		p.note(r.note, x, y+r.label.h+p.px.Y-1)
	default:
		p.note(r.note, x+r.label.W+2*p.px.X, y+r.label.h-1)
	}
}

// note writes text in the terminal's own type, on the row of a sub-pixel.
func (p *page) note(text string, x, y int) {
	p.grid.Put(x/p.px.X, y/p.px.Y, text, p.style(p.v.Palette.Ink).With(cell.Bold))
}

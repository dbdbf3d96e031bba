package script

import (
	"strings"
)

// block is the rows of a block, of which each kind has its own look.
func (p *printer) block(b Block, gap float64) []row {
	in := float64(min(max(b.Level, 0), deepest)) * 1.3
	switch b.Kind {
	case Item:
		return p.hung(b.Marker, b.Runs, in-1.3, gap)
	case Tick:
		return p.tick(b, gap)
	case Quote:
		return p.quote(b, in, gap)
	case Code:
		return p.code(b.Text(), in, gap)
	case Table:
		return p.table(b, in, gap)
	case Say:
		return p.say(b, gap)
	case Direction:
		return p.direction(b, gap)
	case Number:
		return p.number(b, gap)
	case Blank:
		return p.blank(b)
	case Paragraph:
	}
	return p.paragraph(b.Runs, in, gap)
}

// paragraph is words that stay on one page, as long as they are not most of one.
func (p *printer) paragraph(runs []Run, x, gap float64) []row {
	return p.whole(p.lines(runs, x, p.measure-x, 1, gap))
}

// whole keeps the rows of a paragraph together, or of a long one the first two and the last two.
func (p *printer) whole(rows []row) []row {
	most := p.room() / 2
	if p.doc.Cards {
		most = p.room() / 4
	}
	if height(rows) < most || len(rows) < 3 {
		return kept(rows)
	}
	rows[0].keep = true
	rows[len(rows)-2].keep = true
	return rows
}

// hung is words behind a marker, in whose room nothing stands below it.
func (p *printer) hung(marker string, runs []Run, x, gap float64) []row {
	if marker == "-" {
		marker = "•"
	}
	w := max(1.3, p.set.width(marker, false)+0.4)
	rows := p.paragraph(runs, x+w, gap)
	if marker != "" && len(rows) > 0 {
		rows[0].texts = append(p.set.piece(marker, false, x, 1), rows[0].texts...)
	}
	return rows
}

func (p *printer) tick(b Block, gap float64) []row {
	const side, line = 0.85, 0.1
	runs := b.Runs
	if !p.bare {
		runs = append(runs[:len(runs):len(runs)], b.Spare...)
	}
	if gap += 0.1; p.bare && len(b.Spare) > 0 {
		gap += 0.35 // The room is there.
	}
	rows := p.paragraph(runs, 1.8, gap)
	if len(rows) > 0 {
		y := (rows[0].h - side) / 2
		rows[0].rules = []rule{{0, y, side, line}, {0, y + side - line, side, line}, {0, y, line, side}, {side - line, y, line, side}}
	}
	return rows
}

func (p *printer) quote(b Block, in, gap float64) []row {
	x := max(in-1.3, 0)
	rows := p.paragraph(append(words(bullet(b)), b.Runs...), x+1, gap)
	for i := range rows {
		rows[i].rules = append(rows[i].rules, rule{x, 0, 0.2, rows[i].h})
	}
	return rows
}

// say is words beside their cue, or on a card behind it.
func (p *printer) say(b Block, gap float64) []row {
	in := float64(min(max(b.Level-1, 0), deepest)) * 1.3
	if p.cue == 0 {
		return p.cued(b.Cue, append(words(bullet(b)), b.Runs...), in, gap)
	}
	var rows []row
	if b.Marker != "" {
		rows = p.hung(b.Marker, b.Runs, p.cue+in, gap)
	} else {
		rows = p.paragraph(b.Runs, p.cue+in, gap)
	}
	if b.Cue != "" && len(rows) > 0 {
		rows[0].texts = append(p.set.piece(b.Cue, true, 0, 1), rows[0].texts...)
	}
	return rows
}

// cued is words behind a strong cue. Words that are not set in plain lines have it above them.
func (p *printer) cued(cue string, runs []Run, x, gap float64) []row {
	switch {
	case cue == "":
		return p.paragraph(runs, x, gap)
	case p.set.inWords(Block{Runs: runs}.Text()):
		return p.paragraph(append([]Run{{Text: cue, Strong: true}, {Text: " "}}, runs...), x, gap)
	}
	above := p.lines([]Run{{Text: cue, Strong: true}}, x, p.measure-x, 1, gap)
	above[len(above)-1].keep = true
	return append(above, p.paragraph(runs, x, 0)...)
}

// direction is a cue, and what it is for beside it, or behind one too long for that.
func (p *printer) direction(b Block, gap float64) []row {
	if p.set.width(b.Cue, true) > p.cue-0.3 {
		return p.cued(strings.TrimRight(b.Cue+colon(b), " "), b.Runs, 0, gap)
	}
	return p.say(b, gap)
}

// number is a number to call, as large as one line holds, below what it is for.
func (p *printer) number(b Block, gap float64) []row {
	size := min(numberSize*p.shrink, p.measure/max(p.set.width(b.Marker, true), 1))
	if p.doc.Cards {
		size = min(size, 2.2*p.shrink)
	}
	rows := p.lines(b.Runs, 0, p.measure, max(labelSize*p.shrink, 1), (gap+0.4)*p.shrink)
	number := row{h: size * 1.2, texts: p.set.piece(b.Marker, true, 0, size)}
	number.base = size * 0.95
	rows = kept(append(rows, number))
	if b.Apart {
		above := row{h: 0.6, gap: 1.2 * p.shrink, rules: []rule{{0, 0, p.measure, 0.2}}, keep: true}
		rows = append([]row{above}, rows...)
	}
	return rows
}

// blank is a name, and a line to write on.
func (p *printer) blank(b Block) []row {
	rows := p.lines(b.Runs, 0, p.measure/2, 1, 0.4)
	last := &rows[len(rows)-1]
	x := p.set.width(b.Text(), false) + 0.5
	if len(rows) > 1 {
		x = p.measure / 2
	}
	last.rules = []rule{{x, last.h - 0.25, p.measure - x, 0.07}}
	return rows
}

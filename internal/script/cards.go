package script

import (
	"slices"
	"strings"
	"unicode"
)

// unit is what is not parted from card to card: a block, or one sentence of its words.
type unit struct {
	part  string // the title of the part that begins with it; "" for none
	block Block
	of    int // units of one block have the same
}

// mostUnits is how many units a section has as they come: to tell where its cards end best, each is tried with all that
// follow it on a card. In a longer section, of ten minutes or more, a unit of words is a line long or longer.
const mostUnits = 150

// units divides a section.
func units(s Section) []unit {
	if out := unitsOf(s, 0); len(out) <= mostUnits {
		return out
	}
	return unitsOf(s, longestLine)
}

// unitsOf divides a section, its words in sentences or, where those are shorter than so many bytes, in several together.
func unitsOf(s Section, least int) []unit {
	var out []unit
	of := 0
	for _, p := range s.Parts {
		title := p.Title
		for _, b := range p.Blocks {
			for _, piece := range pieces(b, least) {
				out = append(out, unit{title, piece, of})
				title = ""
			}
			of++
		}
	}
	return out
}

// pieces is a block as one for each of its sentences, the first of them with the cue. Sentences that are shorter than so many
// bytes have those behind them with them.
func pieces(b Block, least int) []Block {
	if b.Kind != Say && b.Kind != Paragraph && b.Kind != Quote {
		return []Block{b}
	}
	var out []Block
	size := least // of the last piece
	for _, runs := range sentencesOf(b.Runs) {
		if size < least {
			last := &out[len(out)-1].Runs
			*last = append(*last, runs...)
		} else {
			piece := b
			piece.Runs = runs
			out, size = append(out, piece), 0
			b.Cue, b.Marker = "", ""
		}
		for _, r := range runs {
			size += len(r.Text)
		}
	}
	return out
}

// sentencesOf divides runs behind their sentences.
func sentencesOf(runs []Run) [][]Run {
	out := [][]Run{nil}
	for _, r := range runs {
		from := 0
		for i, c := range r.Text {
			if i > from && (c == ' ' && endsSentence(r.Text[from:i], r.Text[i+1:]) || strings.HasSuffix(r.Text[:i], "。")) {
				last := len(out) - 1
				out[last] = append(out[last], Run{r.Text[from:i], r.Strong})
				out, from = append(out, nil), i
			}
		}
		last := len(out) - 1
		out[last] = append(out[last], Run{r.Text[from:], r.Strong})
	}
	return out
}

// endsSentence reports whether a blank between two texts parts sentences.
func endsSentence(before, after string) bool {
	bare := strings.TrimRight(before, `"'”’)`)
	end := strings.TrimRight(bare, ".!?…؟۔")
	if end == bare || strings.HasSuffix(end, ",") {
		return false
	}
	word := end[strings.LastIndexByte(end, ' ')+1:]
	for _, short := range []string{"Mr", "Mrs", "Ms", "Dr", "St", "Rev", "e.g", "i.e", "No"} {
		if word == short {
			return false
		}
	}
	for _, c := range strings.TrimLeft(after, `"'“‘( `) {
		return !unicode.IsLower(c)
	}
	return true
}

// unitRows is the rows of some units that follow one another. The sentences of a block make one paragraph.
func (p *printer) unitRows(all []unit) []row {
	var rows []row
	part := Part{}
	for i, u := range all {
		last := len(part.Blocks) - 1
		switch {
		case u.part != "":
			rows = append(rows, p.part(part)...)
			part = Part{Title: u.part, Blocks: []Block{u.block}}
		case i > 0 && u.of == all[i-1].of:
			runs := part.Blocks[last].Runs
			part.Blocks[last].Runs = slices.Concat(runs, u.block.Runs)
		default:
			part.Blocks = append(part.Blocks, u.block)
		}
	}
	for i, b := range part.Blocks {
		part.Blocks[i].Runs = trimmed(b.Runs)
	}
	return append(rows, p.part(part)...)
}

// cards puts a section that is longer than a card on as few as hold it, and ends each where that is best.
func (p *printer) cards(s Section) {
	all := units(s)
	opening := p.opening(s)
	pictures, _ := drawn(s.Images)
	opening = append(opening, p.pictures(pictures, p.room()/2, 0)...)
	ends := p.ends(all, opening, p.continued(s.Short()))
	for from := 0; from < len(all); from = ends[from] {
		rows := p.unitRows(all[from:ends[from]])
		if from == 0 {
			rows = append(opening, rows...)
		} else {
			p.page()
			p.drawAll(p.continued(s.Short()))
		}
		p.put(rows, s.Short())
	}
}

// ends tells for each unit that a card may begin with behind which one the card ends.
func (p *printer) ends(all []unit, opening, goesOn []row) []int {
	best, ends := make([]float64, len(all)+1), make([]int, len(all))
	for from := len(all) - 1; from >= 0; from-- {
		above := height(goesOn)
		if from == 0 {
			above = height(opening)
		}
		for to := from + 1; to <= len(all); to++ {
			full := (above + height(p.unitRows(all[from:to]))) / p.room()
			if full > 1 && to > from+1 {
				break
			}
			cost := max(full, 1) + emptiness*max(1-full, 0)*max(1-full, 0) + cut(all, to) + best[to]
			if to == from+1 || cost < best[from] {
				best[from], ends[from] = cost, to
			}
		}
	}
	return ends
}

// What it costs to end a card in a bad place, in cards.
const (
	emptiness = 0.1  // an empty card
	inBlock   = 0.06 // between the sentences of a paragraph
	aheadOfDo = 0.3  // between words and what is done then
	amongCues = 1.1  // between things to do that belong together
	lastAlone = 0.9  // ahead of the last thing of a slide
	keptApart = 2.0  // between what is to be kept together
)

// cut is what it costs to end a card behind the units up to an index.
func cut(all []unit, to int) float64 {
	if to >= len(all) {
		return 0
	}
	above, below := all[to-1], all[to]
	directed := below.block.Kind == Direction
	switch {
	case above.block.Keep:
		return keptApart
	case above.of == below.of:
		return inBlock
	case directed && above.block.Kind == Direction:
		return amongCues
	case directed && to == len(all)-1:
		return lastAlone
	case directed && below.part == "":
		return aheadOfDo
	}
	return 0
}

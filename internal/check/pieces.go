package check

import (
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// piece is a stretch of text with its place.
type piece struct {
	text  string
	pos   deck.Pos
	quote bool // of a block quote
	code  bool
	note  bool // of the notes
	last  int  // line ahead of the text below; 0 where it is not known
}

// pieces are the texts of blocks: a paragraph, an item, a cell each.
func pieces(blocks []deck.Block, quote bool) []piece {
	var out []piece
	for _, b := range blocks {
		out = append(out, blockPieces(b, quote || b.Kind == deck.Quote)...)
	}
	return slices.DeleteFunc(out, func(p piece) bool { return strings.TrimSpace(p.text) == "" })
}

func blockPieces(b deck.Block, quote bool) []piece {
	out := []piece{{text: deck.PlainText(b.Spans), pos: b.Pos, quote: quote}, {text: b.Text, pos: b.Pos, quote: quote, code: true}}
	for _, it := range b.Items {
		out = append(append(out, piece{text: deck.PlainText(it.Spans), pos: b.Pos, quote: quote}), pieces(it.Blocks, quote)...)
	}
	for _, row := range b.Rows {
		for _, cell := range row {
			out = append(out, piece{text: deck.PlainText(cell), pos: b.Pos, quote: quote})
		}
	}
	return append(out, pieces(b.Blocks, quote)...)
}

// shown are the texts that the hall sees of slide i, with its small print.
func (c *checker) shown(i int) []piece {
	s := c.Slide(i)
	out := parted(pieces(s.Blocks, false))
	for _, small := range []string{s.Header, s.Footer} {
		if small != "" {
			out = append(out, piece{text: small, pos: s.Pos, last: s.Pos.Line})
		}
	}
	return out
}

// parted says of each text where the one below it begins.
func parted(all []piece) []piece {
	for i := len(all) - 2; i >= 0; i-- {
		switch below := all[i+1]; {
		case below.pos == all[i].pos:
			all[i].last = below.last
		case below.pos.File == all[i].pos.File && below.pos.Line > all[i].pos.Line:
			all[i].last = below.pos.Line - 1
		}
	}
	return all
}

// said are the texts of the notes of slide i for a phase, without their cues, of both voices or of one.
func (c *checker) said(i int, phase string, voices ...deck.Voice) []piece {
	var out []piece
	for _, note := range c.Slide(i).Notes.For(phase) {
		if len(voices) == 0 || slices.Contains(voices, note.Voice) {
			out = append(out, piece{text: saidIn(note), pos: note.Pos, quote: note.Voice == deck.Letter, note: true})
		}
	}
	return parted(out)
}

// saidIn is a note without its cues, each of which parts the words around it.
func saidIn(n deck.Note) string {
	var b strings.Builder
	for _, p := range n.Parts {
		if p.Cue.Kind == deck.NoCue {
			b.WriteString(p.Text)
		} else {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// allSaid are the notes of slide i for all phases that are checked, each once.
func (c *checker) allSaid(i int) []piece {
	var out []piece
	seen := map[deck.Pos]bool{}
	for _, phase := range c.Phases {
		for _, p := range c.said(i, phase) {
			if p.pos.Line == 0 || !seen[p.pos] {
				out = append(out, p)
			}
			seen[p.pos] = true
		}
	}
	return out
}

// joined is the text of pieces, a line each.
func joined(all []piece) string {
	var b strings.Builder
	for _, p := range all {
		b.WriteString(p.text + "\n")
	}
	return b.String()
}

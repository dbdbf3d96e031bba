package check

import (
	"slices"
	"strings"

	"assembly/internal/deck"
)

// piece is a stretch of text with its place.
type piece struct {
	text  string
	pos   deck.Pos
	quote bool // of a block quote
	code  bool
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
	out := []piece{{deck.PlainText(b.Spans), b.Pos, quote, false}, {b.Text, b.Pos, quote, true}}
	for _, it := range b.Items {
		out = append(append(out, piece{deck.PlainText(it.Spans), b.Pos, quote, false}), pieces(it.Blocks, quote)...)
	}
	for _, row := range b.Rows {
		for _, cell := range row {
			out = append(out, piece{deck.PlainText(cell), b.Pos, quote, false})
		}
	}
	return append(out, pieces(b.Blocks, quote)...)
}

// shown are the texts that the hall sees of slide i, with its small print.
func (c *checker) shown(i int) []piece {
	s := c.Slide(i)
	out := pieces(s.Blocks, false)
	for _, small := range []string{s.Header, s.Footer} {
		if small != "" {
			out = append(out, piece{text: small, pos: s.Pos})
		}
	}
	return out
}

// said are the texts of the notes of slide i for a phase, without their cues, of both voices or of one.
func (c *checker) said(i int, phase string, voices ...deck.Voice) []piece {
	var out []piece
	for _, note := range c.Slide(i).Notes.For(phase) {
		if len(voices) == 0 || slices.Contains(voices, note.Voice) {
			out = append(out, piece{text: saidIn(note), pos: note.Pos, quote: note.Voice == deck.Letter})
		}
	}
	return out
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

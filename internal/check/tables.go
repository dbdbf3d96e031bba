package check

import (
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/slides/rules"
)

// allBlocks are blocks with those within them.
func allBlocks(blocks []deck.Block) []deck.Block {
	var out []deck.Block
	for _, b := range blocks {
		out = append(append(out, b), allBlocks(b.Blocks)...)
		for _, it := range b.Items {
			out = append(out, allBlocks(it.Blocks)...)
		}
	}
	return out
}

// table finds the wrong numbers of a table, where the other cells of a row are the label.
func (n *numberer) table(b deck.Block) {
	cells := make([][]string, len(b.Rows))
	for i, row := range b.Rows {
		for _, cell := range row {
			cells[i] = append(cells[i], strings.TrimSpace(deck.PlainText(cell)))
		}
	}
	for i, row := range cells {
		r, column := contactRow(row)
		if r.Number == "" || n.told[r.Number] || !rules.AsksForNumber(r.Label) || counts(cells, i, column) {
			continue
		}
		if verdict, right := rules.JudgeRow(r.Label, r.Number); verdict == rules.Wrong {
			n.wrongRow(r, right, n.file.at(n.checker, n.slide, piece{text: r.Number, pos: b.Pos}, r.Number))
		}
	}
}

// contactRow is a row of a table with the only number that it has, and the column of that.
func contactRow(cells []string) (r deck.Row, column int) {
	var label []string
	for i, cell := range cells {
		switch {
		case !isFigure(cell):
			label = append(label, cell)
		case r.Number != "":
			return deck.Row{}, 0
		default:
			r.Number, column = cell, i
		}
	}
	r.Label = strings.TrimSpace(strings.Join(label, " "))
	return r, column
}

// isFigure reports whether a text is digits, parted as those of a telephone number may be.
func isFigure(text string) bool {
	return strings.Trim(text, "0123456789+()[]-./ \u00a0") == "" && strings.ContainsAny(text, "0123456789")
}

// counts reports whether other rows of a column have figures that are not those of telephone numbers.
func counts(cells [][]string, row, column int) bool {
	for i, other := range cells {
		if i == row || column >= len(other) || !isFigure(other[column]) {
			continue
		}
		if digits := strings.Trim(other[column], "+()[] "); len(digits) != 3 && digits[0] != '0' && len(digits) < 5 || strings.Contains(digits, ".") {
			return true
		}
	}
	return false
}

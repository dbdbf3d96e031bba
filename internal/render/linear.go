package render

import (
	"cmp"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// Linear is a slide as lines of text of at most width columns, for screen readers, logs and pipes:
// all that it says, in order, between its header and its footer. Code and tables keep their lines.
func Linear(s deck.PublicSlide, phase string, width int) []string {
	out := linearBlocks(s.Blocks, "", width)
	if s.Layout != deck.LayoutReflection {
		return slices.Concat(linearPrint(s.Header, width), out, linearPrint(s.Footer, width))
	}
	if d := s.Silence.For(phase); d > 0 {
		return append(out, "A shape fills for "+deck.FormatDuration(d)+".")
	}
	return append(out, "A shape fills.")
}

// linearPrint is small print, nothing when there is none.
func linearPrint(text string, width int) []string {
	if text == "" {
		return nil
	}
	return cell.Hang("", text, width)
}

func linearBlocks(blocks []deck.Block, indent string, width int) []string {
	var out []string
	for _, b := range blocks {
		out = append(out, linearBlock(b, indent, width)...)
	}
	return out
}

func linearBlock(b deck.Block, indent string, width int) []string {
	switch b.Kind {
	case deck.List:
		return linearList(b, indent, width)
	case deck.Quote:
		return linearBlocks(b.Blocks, indent+"> ", width)
	case deck.Code:
		return behind(indent+"    ", codeRows(b))
	case deck.Table:
		return behind(indent, tableRows(b))
	case deck.Picture:
		return cell.Hang(indent, "Picture: "+pictureName(b.Image), width)
	}
	return cell.Hang(indent, deck.PlainText(b.Spans), width)
}

func linearList(b deck.Block, indent string, width int) []string {
	var out []string
	for i, it := range b.Items {
		out = append(out, cell.Hang(indent+bullet(b, i, "-")+" ", deck.PlainText(it.Spans), width)...)
		out = append(out, linearBlocks(it.Blocks, indent+"  ", width)...)
	}
	return out
}

func tableRows(b deck.Block) []string {
	var out []string
	for _, row := range b.Rows {
		cells := make([]string, len(row))
		for i, c := range row {
			cells[i] = deck.PlainText(c)
		}
		out = append(out, strings.Join(cells, " | "))
	}
	return out
}

// behind puts an indent ahead of lines.
func behind(indent string, lines []string) []string {
	for i, l := range lines {
		lines[i] = indent + cell.Clean(l)
	}
	return lines
}

func pictureName(im *deck.Image) string {
	if im == nil {
		return ""
	}
	return cmp.Or(im.Alt, im.Path)
}

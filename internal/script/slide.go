package script

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// onSlide is what pupils see of a slide, top to bottom. What a later step shows says so. A title that stands above
// everything else is in the heading of the section, and not told again. A message gives way to what is to be remembered.
func onSlide(s deck.PublicSlide, phase string) []Part {
	if s.Layout == deck.LayoutMessage && s.Steps > 1 {
		return []Part{{Title: "On the slide", Shown: true, Blocks: slices.Concat(printed(s.Header), alone(s.Blocks), printed(s.Footer))}}
	}
	title, blocks := "On the slide", s.Blocks
	if s.Header == "" && len(blocks) > 0 && blocks[0].Kind == deck.Heading && blocks[0].Step == 0 && s.Title != "" {
		title, blocks = "On the slide, below its title", blocks[1:]
	}
	out := slices.Concat(printed(s.Header), blocksOf(blocks, 0, 0), shape(s, phase), printed(s.Footer))
	if len(out) == 0 {
		return nil
	}
	return []Part{{Title: title, Shown: true, Blocks: out}}
}

// alone is the blocks of a message, whose steps have the slide to themselves, one after the other. The first of them is
// the title, which the heading of the section has.
func alone(all []deck.Block) []Block {
	var out []Block
	told, ahead := 0, "Its title. Then, alone"
	for _, b := range all {
		blocks := blockOf(b, 0, b.Step)
		if b.Step == 0 && b.Kind == deck.Heading {
			continue
		}
		if b.Step > told && len(blocks) > 0 {
			blocks = named(ahead, blocks)
			told, ahead = b.Step, "Then, alone"
		}
		out = append(out, blocks...)
	}
	return out
}

// shape is the shape of a reflection in words.
func shape(s deck.PublicSlide, phase string) []Block {
	d := s.Reflection(phase)
	if d == 0 {
		return nil
	}
	return atStep(1, 0, []Block{{Runs: plain("A shape fills for " + InWords(d) + ".")}})
}

// printed is small print, nothing where there is none.
func printed(text string) []Block {
	if text = oneLine(text); text == "" {
		return nil
	}
	return []Block{{Runs: plain(text)}}
}

// blocksOf is blocks of a slide that stand in a number of lists, after a step that has been told.
func blocksOf(all []deck.Block, level, told int) []Block {
	var out []Block
	for _, b := range all {
		out = append(out, atStep(b.Step, told, blockOf(b, level, max(told, b.Step)))...)
		told = max(told, b.Step)
	}
	return out
}

// atStep marks the first of some blocks with the step that shows them.
func atStep(step, told int, blocks []Block) []Block {
	if step <= told || len(blocks) == 0 {
		return blocks
	}
	return named("Step "+strconv.Itoa(step+1), blocks)
}

// named is blocks behind a name.
func named(name string, blocks []Block) []Block {
	if k := blocks[0].Kind; k == Code || k == Table {
		return append([]Block{{Runs: plain(name + ":"), Level: blocks[0].Level, Keep: true}}, blocks...)
	}
	blocks[0].Runs = append([]Run{{Text: name + ": "}}, blocks[0].Runs...)
	return blocks
}

func blockOf(b deck.Block, level, told int) []Block {
	switch b.Kind {
	case deck.List:
		return listOf(b, level, told)
	case deck.Quote:
		out := blocksOf(b.Blocks, level+1, told)
		for i := range out {
			if out[i].Kind == Paragraph {
				out[i].Kind = Quote
			}
		}
		return out
	case deck.Code:
		return []Block{{Kind: Code, Level: level, Runs: plain(codeLines(b.Text))}}
	case deck.Table:
		return []Block{{Kind: Table, Level: level, Rows: rowsOf(b.Rows)}}
	case deck.Picture:
		return []Block{{Level: level, Runs: plain("Picture: " + pictureName(b.Image))}}
	case deck.Paragraph, deck.Heading:
	}
	runs := spansOf(b.Spans)
	if len(runs) == 0 {
		return nil
	}
	return []Block{{Level: level, Runs: runs}}
}

// codeLines is code with its indents, in which a tab is four blanks.
func codeLines(text string) string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(cleanLine(strings.ReplaceAll(l, "\t", "    ")), " ")
	}
	return strings.Join(lines, "\n")
}

func listOf(b deck.Block, level, told int) []Block {
	var out []Block
	for i, it := range b.Items {
		item := Block{Kind: Item, Marker: "-", Level: level + 1, Runs: spansOf(it.Spans)}
		if b.Ordered {
			item.Marker = strconv.Itoa(b.Start+i) + "."
		}
		out = append(out, atStep(it.Step, told, []Block{item})...)
		told = max(told, it.Step)
		out = append(out, blocksOf(it.Blocks, level+1, told)...)
	}
	return out
}

func rowsOf(rows [][]deck.Cell) [][]string {
	var out [][]string
	for _, row := range rows {
		var cells []string
		for _, c := range row {
			cells = append(cells, oneLine(deck.PlainText(c)))
		}
		out = append(out, cells)
	}
	return out
}

func spansOf(spans []deck.Span) []Run {
	var out []Run
	for _, s := range spans {
		out = addRun(out, s.Text, s.Strong || s.Emph)
	}
	return trimmed(out)
}

// addRun adds text to runs, clean, and joins it with the last one of the same style.
func addRun(runs []Run, text string, strong bool) []Run {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		lines[i] = cleanLine(l)
	}
	text = strings.Join(lines, "\n")
	if last := len(runs) - 1; last >= 0 && runs[last].Strong == strong {
		runs[last].Text += text
		return runs
	}
	return append(runs, Run{text, strong})
}

// trimmed is runs without the blanks around them, nil where there are no words.
func trimmed(runs []Run) []Run {
	runs = slices.Clone(runs)
	for len(runs) > 0 {
		if runs[0].Text = strings.TrimLeft(runs[0].Text, " \n"); runs[0].Text != "" {
			break
		}
		runs = runs[1:]
	}
	for len(runs) > 0 {
		last := &runs[len(runs)-1]
		if last.Text = strings.TrimRight(last.Text, " \n"); last.Text != "" {
			break
		}
		runs = runs[:len(runs)-1]
	}
	return runs
}

// pictureName is a picture in words.
func pictureName(im *deck.Image) string {
	if im == nil {
		return "no name"
	}
	return cmp.Or(oneLine(im.Alt), oneLine(im.Path), "no name")
}

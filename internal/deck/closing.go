package deck

import (
	"slices"
	"strconv"
	"strings"
)

// Row is a line of a closing slide: a number to call with what it is for, or words alone.
type Row struct {
	Label  string // what the number is for, or the words; may be "" beside a number
	Number string // "" on a line of words
	Beside bool   // the number is so short that its label stands beside it
	Apart  bool   // an emergency number below others, parted from them by a rule
	Image  *Image // a picture in place of words
	Step   int    // the first reveal step that shows it
}

// beside is the longest number, in characters, that has its label beside it.
const beside = 4

// closingRows reads every line of the blocks below the title of a closing slide, in order. Without a
// number there are no rows: the slide is drawn as text.
func closingRows(blocks []Block) []Row {
	out := blocksRows(blocks)
	if !slices.ContainsFunc(out, func(r Row) bool { return r.Number != "" }) {
		return nil
	}
	settleRows(out)
	return out
}

func settleRows(rows []Row) {
	others := false
	for i := range rows {
		r := &rows[i]
		r.Beside = r.Number != "" && len(r.Number) <= beside
		if emergency(r.Number) {
			r.Apart = others && !emergency(rows[i-1].Number)
		}
		others = others || r.Number != ""
	}
}

func emergency(number string) bool { return number == "999" || number == "112" }

// blockRows reads whatever a block holds, of which each kind has its own part.
func blockRows(b Block) []Row {
	out := slices.Concat(lineRows(PlainText(b.Spans)), listRows(b), blocksRows(b.Blocks), lineRows(b.Text))
	for _, row := range b.Rows {
		out = append(out, lineRows(cellsText(row))...)
	}
	if b.Kind == Picture {
		out = []Row{{Label: b.Image.InWords(), Image: b.Image}}
	}
	return after(b.Step, out)
}

func blocksRows(blocks []Block) []Row {
	var out []Row
	for _, b := range blocks {
		out = append(out, blockRows(b)...)
	}
	return out
}

func listRows(b Block) []Row {
	var out []Row
	for i, it := range b.Items {
		rows := lineRows(PlainText(it.Spans))
		if b.Ordered && len(rows) > 0 {
			rows[0].Label = strings.TrimSpace(strconv.Itoa(b.Start+i) + ". " + rows[0].Label)
		}
		out = append(out, after(it.Step, append(rows, blocksRows(it.Blocks)...))...)
	}
	return out
}

func cellsText(row []Cell) string {
	var words []string
	for _, c := range row {
		if text := strings.TrimSpace(PlainText(c)); text != "" {
			words = append(words, text)
		}
	}
	return strings.Join(words, ": ")
}

// InWords is what stands for a picture that cannot be drawn.
func (im *Image) InWords() string {
	if im == nil || im.Alt == "" {
		return "(picture)"
	}
	return "(" + im.Alt + ")"
}

// after shows rows at a step at the earliest.
func after(step int, rows []Row) []Row {
	for i := range rows {
		rows[i].Step = max(rows[i].Step, step)
	}
	return rows
}

func lineRows(text string) []Row {
	var out []Row
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, splitRow(line)...)
		}
	}
	return out
}

// Closes reports whether the lists of a slide hold nothing but labels with numbers, as those of a
// closing slide do that is not named so.
func Closes(blocks []Block) bool {
	items := 0
	for _, b := range blocks {
		for _, it := range b.Items {
			rows := lineRows(PlainText(it.Spans))
			if len(rows) == 0 || rows[0].Label == "" || rows[0].Number == "" {
				return false
			}
			items++
		}
	}
	return items > 0
}

package script

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// textWidth is the longest line of plain text, in columns.
const textWidth = 66

// cueWidth is how far words to say stand to the right of their cue, in columns.
const cueWidth = 6

// Text writes the document as plain text in UTF-8, in lines of at most 66 columns.
func (doc *Document) Text(w io.Writer) error {
	t := &textWriter{Writer: bufio.NewWriter(w)}
	t.head(doc)
	doc.Sections(func(s Section) bool {
		t.section(s)
		return t.err == nil
	})
	if err := t.Flush(); err != nil {
		return fmt.Errorf("write plain text: %w", err)
	}
	return nil
}

// textWriter writes paragraphs with one empty line between them.
type textWriter struct {
	*bufio.Writer
	err   error
	begun bool
}

// lines writes lines below an empty one.
func (t *textWriter) lines(lines ...string) {
	if t.begun {
		t.line("")
	}
	t.begun = true
	for _, l := range lines {
		t.line(l)
	}
}

func (t *textWriter) line(l string) {
	if t.err == nil {
		_, t.err = t.WriteString(strings.TrimRight(l, " ") + "\n")
	}
}

func (t *textWriter) head(doc *Document) {
	title := cell.Hang("", doc.Short(), textWidth)
	t.lines(append(title, strings.Repeat("=", widest(title)))...)
	if doc.SubTitle != "" {
		t.lines(cell.Hang("", doc.SubTitle, textWidth)...)
	}
	var facts []string
	for _, f := range doc.Facts {
		facts = append(facts, cell.Hang(f.Name+": ", f.Value, textWidth)...)
	}
	if facts != nil {
		t.lines(facts...)
	}
	if doc.Statement != "" {
		t.lines(cell.Hang("", doc.Statement, textWidth)...)
	}
}

func widest(lines []string) int {
	n := 0
	for _, l := range lines {
		n = max(n, cell.Width(l))
	}
	return n
}

func (t *textWriter) section(s Section) {
	title := cell.Hang("", s.Heading(), textWidth)
	t.line("")
	t.lines(append(title, strings.Repeat("-", widest(title)))...)
	if len(s.Facts) > 0 {
		t.lines(cell.Hang("", strings.Join(s.Facts, " "), textWidth)...)
	}
	for _, p := range s.Parts {
		if p.Title != "" {
			t.lines(cell.Hang("", p.Title+":", textWidth)...)
		}
		last := Block{}
		for i, b := range p.Blocks {
			lines := textBlock(b)
			if i > 0 && tight(last, b) {
				for _, l := range lines {
					t.line(l)
				}
			} else {
				t.lines(lines...)
			}
			last = b
		}
	}
}

// tight reports whether two blocks stand together, as items of a list and cues do.
func tight(above, b Block) bool {
	listed := func(b Block) bool { return b.Kind == Item || b.Kind == Tick }
	return listed(above) && listed(b) || above.Kind == Direction && b.Kind == Direction
}

// deepest is the deepest list that is set further to the right than the one it stands in.
const deepest = 6

// inset is the columns that a list or a quotation stands to the right.
func inset(level int) string { return strings.Repeat("  ", min(max(level, 0), deepest)) }

func textBlock(b Block) []string {
	switch b.Kind {
	case Item:
		return cell.Hang(inset(b.Level-1)+b.Marker+" ", b.Text(), textWidth)
	case Tick:
		return cell.Hang("[ ] ", b.Text()+spare(b), textWidth)
	case Quote:
		return cell.Hang(inset(b.Level-1)+"> "+item(b), b.Text(), textWidth)
	case Code:
		return cell.Hang(inset(b.Level)+"    ", b.Text(), textWidth)
	case Table:
		return textRows(b)
	case Say, Direction:
		return textCue(b)
	case Number:
		return textNumber(b)
	case Blank:
		lines := cell.Hang("", b.Text(), textWidth/2)
		last := &lines[len(lines)-1]
		*last += " " + strings.Repeat("_", textWidth-1-cell.Width(*last))
		return lines
	case Paragraph:
	}
	return cell.Hang(inset(b.Level), b.Text(), textWidth)
}

// spare is the spare words of a block.
func spare(b Block) string { return Block{Runs: b.Spare}.Text() }

// item is the marker of a block and a blank, nothing without one.
func item(b Block) string {
	if b.Marker == "" {
		return ""
	}
	return b.Marker + " "
}

// bullet is the same in print.
func bullet(b Block) string {
	if b.Marker == "-" {
		return "• "
	}
	return item(b)
}

// textCue sets words beside their cue. A cue too long to stand beside them runs into its words.
func textCue(b Block) []string {
	if b.Kind == Direction && cell.Width(b.Cue) >= cueWidth {
		return cell.Hang("", strings.TrimSpace(b.Cue+colon(b)+b.Text()), textWidth)
	}
	lead := b.Cue + strings.Repeat(" ", max(cueWidth-cell.Width(b.Cue), 0))
	return cell.Hang(lead+inset(b.Level-1)+item(b), b.Text(), textWidth)
}

// colon parts a cue of two words from what follows it: "PAUSE 3 seconds", and "NEXT STEP: Your voice matters".
func colon(b Block) string {
	if strings.Contains(b.Cue, " ") && b.Cue != doNot && len(b.Runs) > 0 {
		return ": "
	}
	return " "
}

func textNumber(b Block) []string {
	lines := cell.Hang("", b.Text(), textWidth)
	if b.Apart {
		lines = append([]string{strings.Repeat("-", 20), ""}, lines...)
	}
	return append(lines, cell.Hang("    ", b.Marker, textWidth)...)
}

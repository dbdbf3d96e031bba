package cli

import (
	"fmt"
	"strings"

	"assembly/internal/cell"
	"assembly/internal/deck"
	"assembly/internal/markdown"
	"assembly/slides"
)

// plainWidth is the longest line of linear text, in columns.
const plainWidth = 78

// printDeck prints a deck as linear text. That parses every slide of a long one, so only then is
// all known that there is to say about it.
func (a *app) printDeck(d *deck.Deck, phase string, notes bool) error {
	text := plainDeck(d, phase, notes)
	var bad markdown.Errors
	var remarks []string
	for _, diag := range d.Diagnostics() {
		if diag.Severity == deck.Error {
			bad = append(bad, diag)
		} else {
			remarks = append(remarks, diag.Error())
		}
	}
	if bad != nil {
		return fail(bad, mendHint)
	}
	for _, r := range remarks[:min(len(remarks), maxErrors)] {
		a.errorLine("assembly: note: ", r)
	}
	return a.print(text)
}

// plainDeck is a deck as linear text: what each slide says, in order, whole; with notes when they
// are asked for, each under its label.
func plainDeck(d *deck.Deck, phase string, notes bool) string {
	var b strings.Builder
	if d.Meta.Title != "" {
		fmt.Fprintln(&b, cell.Clean(d.Meta.Title))
	}
	if s := statement(d); notes && s != "" {
		writeWrapped(&b, "", s)
	}
	for i := range d.Len() {
		s := d.Slide(i)
		fmt.Fprintf(&b, "\nSlide %d of %d\n\n", i+1, d.Len())
		plainFace(&b, s.PublicSlide, phase)
		if notes {
			plainNotes(&b, d, s.Notes.For(phase))
		}
	}
	return b.String()
}

func plainFace(b *strings.Builder, f deck.PublicSlide, phase string) {
	plainBlocks(b, f.Blocks, "")
	if f.Layout == deck.LayoutReflection {
		if d := f.Silence.For(phase); d > 0 {
			fmt.Fprintf(b, "A shape fills for %s.\n", deck.FormatDuration(d))
		} else {
			fmt.Fprintln(b, "A shape fills.")
		}
	}
}

func plainBlocks(b *strings.Builder, blocks []deck.Block, indent string) {
	for _, bl := range blocks {
		switch bl.Kind {
		case deck.List:
			plainList(b, bl, indent)
		case deck.Quote:
			plainBlocks(b, bl.Blocks, indent+"> ")
		case deck.Code:
			for _, l := range strings.Split(strings.TrimRight(bl.Text, "\n"), "\n") {
				fmt.Fprintln(b, indent+"    "+cell.Clean(l))
			}
		case deck.Table:
			plainTable(b, bl, indent)
		case deck.Picture:
			writeWrapped(b, indent, "Picture: "+pictureName(bl.Image))
		default:
			writeWrapped(b, indent, deck.PlainText(bl.Spans))
		}
	}
}

func pictureName(im *deck.Image) string {
	switch {
	case im == nil:
		return ""
	case im.Alt != "":
		return im.Alt
	}
	return im.Path
}

func plainList(b *strings.Builder, bl deck.Block, indent string) {
	for i, it := range bl.Items {
		mark := "- "
		if bl.Ordered {
			mark = fmt.Sprintf("%d. ", bl.Start+i)
		}
		writeWrapped(b, indent+mark, deck.PlainText(it.Spans))
		plainBlocks(b, it.Blocks, indent+"  ")
	}
}

func plainTable(b *strings.Builder, bl deck.Block, indent string) {
	for _, row := range bl.Rows {
		cells := make([]string, len(row))
		for i, c := range row {
			cells[i] = deck.PlainText(c)
		}
		fmt.Fprintln(b, indent+cell.Clean(strings.Join(cells, " | ")))
	}
}

// writeWrapped writes text in lines of at most plainWidth columns, the first behind lead and the
// others below its end.
func writeWrapped(b *strings.Builder, lead, text string) {
	under := strings.Repeat(" ", cell.Width(lead))
	if strings.HasSuffix(lead, "> ") {
		under = lead
	}
	for _, l := range cell.Wrap(text, plainWidth-len(under)) {
		fmt.Fprintln(b, lead+cell.Clean(l))
		lead = under
	}
}

func plainNotes(b *strings.Builder, d *deck.Deck, notes []deck.Note) {
	label := ""
	for _, n := range notes {
		if l := d.Label(n.Voice); l != label {
			label = l
			fmt.Fprintf(b, "\n%s:\n", noteHeading(label))
		}
		lead := "  "
		if n.Item {
			lead = "  - "
		}
		writeWrapped(b, lead, n.String())
	}
}

// noteHeading makes a heading of a label.
func noteHeading(label string) string {
	if label == "notes" {
		return "Notes"
	}
	return "Notes (" + label + ")"
}

// plainStart is the start screen as linear text.
func plainStart(d *deck.Deck) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d slides\n\n", d.Heading(), d.Len())
	writeWrapped(&b, "", statement(d))
	b.WriteString("\nassembly show              the slides, on this screen\n" +
		"assembly present           now, next, notes and the clock\n" +
		"assembly rehearse          the same with the clock recorded\n" +
		"assembly show --plain      the slides as text\n" +
		"assembly letter            the letter that the assembly comes from\n" +
		"assembly new FILE          a copy of the deck, to edit\n" +
		"assembly --help            every command\n")
	return b.String()
}

// plainLetter is the letter as linear text, behind the statement of how old it is.
func plainLetter() string {
	var b strings.Builder
	writeWrapped(&b, "", slides.Statement)
	b.WriteByte('\n')
	for _, l := range strings.Split(strings.TrimSpace(strings.ReplaceAll(slides.Letter(), "**", "")), "\n") {
		lead := ""
		if text, ok := strings.CutPrefix(l, "- "); ok {
			lead, l = "- ", text
		}
		writeWrapped(&b, lead, l)
	}
	return b.String()
}

package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/session"
	"github.com/westandtogether-assembly/assembly/slides"
)

// plainWidth is the longest line of linear text, in columns.
const plainWidth = 78

// printDeck prints a deck as linear text. That parses every slide of a long one, so only then is
// all known that there is to say about it.
func (a *app) printDeck(d *deck.Deck, phase string, notes bool) error {
	text := plainDeck(d, phase, notes)
	if bad := errorsIn(d); bad != nil {
		return fail(bad, session.FixHint)
	}
	a.remarks(d)
	return a.print(text)
}

// errorsIn are the errors of a deck, as far as it has been parsed; nil for none.
func errorsIn(d *deck.Deck) markdown.Errors {
	var bad markdown.Errors
	for _, diag := range d.Diagnostics() {
		if diag.Severity == deck.Error {
			bad = append(bad, diag)
		}
	}
	return bad
}

// remarks prints what there is to say about a deck, errors before the rest.
func (a *app) remarks(d *deck.Deck) {
	all := deck.Grouped(d.Diagnostics())
	slices.SortStableFunc(all, func(x, y deck.Diagnostic) int { return int(y.Severity) - int(x.Severity) })
	for _, diag := range all[:min(len(all), maxErrors)] {
		label := "assembly: note: "
		if diag.Severity == deck.Error {
			label = "assembly: "
		}
		a.errorLine(label, diag.Error())
	}
	if more := len(all) - maxErrors; more > 0 {
		a.errorLine("assembly: note: ", fmt.Sprintf("and %d more", more))
	}
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
		writeLines(&b, render.Linear(s.PublicSlide, phase, plainWidth))
		if notes {
			plainNotes(&b, d, s.Notes.For(phase))
		}
	}
	return b.String()
}

// writeWrapped writes text in lines of at most plainWidth columns behind a lead, as cell.Hang has it.
func writeWrapped(b *strings.Builder, lead, text string) {
	writeLines(b, cell.Hang(lead, text, plainWidth))
}

func writeLines(b *strings.Builder, lines []string) {
	for _, l := range lines {
		b.WriteString(l + "\n")
	}
}

func plainNotes(b *strings.Builder, d *deck.Deck, notes []deck.Note) {
	label := ""
	for _, n := range notes {
		if l := d.Label(n.Voice); l != label {
			label = l
			fmt.Fprintf(b, "\n%s:\n", noteHeading(label))
		}
		writeWrapped(b, noteLead(n), n.String())
	}
}

// noteLead is what stands ahead of a note.
func noteLead(n deck.Note) string {
	lead := "  " + strings.Repeat(" ", n.Indent())
	if n.Item {
		lead += cmp.Or(n.Number, "-") + " "
	}
	return lead
}

// noteHeading makes a heading of a label.
func noteHeading(label string) string {
	if label == "notes" {
		return "Notes"
	}
	return "Notes (" + label + ")"
}

// plainStart is the start screen of the deck at a path as linear text.
func plainStart(d *deck.Deck, path string) string {
	var b strings.Builder
	slides := fmt.Sprintf("%d slides", d.Len())
	if d.Len() == 1 {
		slides = "1 slide"
	}
	fmt.Fprintf(&b, "%s: %s\n\n", cell.Clean(d.Heading()), slides)
	if s := statement(d); s != "" {
		writeWrapped(&b, "", s)
		b.WriteByte('\n')
	}
	of := ""
	if path != "" {
		of = " " + typed(path)
	}
	lines := [][2]string{
		{"show" + of, "the slides, on this screen"},
		{"present" + of, "now, next, notes and the clock"},
		{"rehearse" + of, "the same with the clock recorded"},
		{"show" + of + " --plain", "the slides as text"},
		{"check" + of, "what to fix before the day"},
		{"doctor", "what this terminal and this computer can do"},
		{"letter", "the letter that the assembly comes from"},
		{"new FILE", "a deck of your own, to edit"},
		{"--help", "every command"},
	}
	column := 0
	for _, l := range lines {
		column = max(column, cell.Width(l[0]))
	}
	for _, l := range lines {
		fmt.Fprintf(&b, "assembly %s%s   %s\n", l[0], strings.Repeat(" ", column-cell.Width(l[0])), l[1])
	}
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

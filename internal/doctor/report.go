package doctor

import (
	"fmt"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// Verdict says how a fact is judged.
type Verdict uint8

// The verdicts.
const (
	OK    Verdict = iota
	Worth         // knowing: the talk can be given, and would be better otherwise
	ToFix         // before the day
)

// Item is a fact and what is to be thought of it.
type Item struct {
	Label   string
	Value   string
	Verdict Verdict
	Do      string // what to know or to do; "" where the value says it all
}

// Section is what belongs together.
type Section struct {
	Title string
	Items []Item
}

// Line is a line of the report. The first bytes of its text, as many as Strong says, may stand out.
type Line struct {
	Text   string
	Strong int
}

// Sections judges the facts.
func Sections(f Facts) []Section {
	return []Section{
		{"This program", f.program()},
		{"This terminal", f.terminal()},
		{"The hall", f.hall()},
		{"This computer", f.computer()},
		{"The deck", f.deck()},
	}
}

// Report writes the facts in lines of a width, with a summary above them.
func Report(f Facts, width int) []Line {
	all := Sections(f)
	out := wrapped("", Summary(all), width)
	out[0].Strong = len(out[0].Text)
	column := 0
	for _, s := range all {
		for _, i := range s.Items {
			column = max(column, cell.Width(i.Label))
		}
	}
	for _, s := range all {
		out = append(out, Line{}, Line{s.Title, len(s.Title)})
		for _, i := range s.Items {
			out = append(out, i.lines(column, width)...)
		}
	}
	return append(append(out, Line{}), wrapped("", "No name of a person, computer or folder is in this report: it can be sent with a bug report.", width)...)
}

// Summary says in a sentence or two whether there is something to fix, and where.
func Summary(all []Section) string {
	fix, worth := labels(all, ToFix), labels(all, Worth)
	var out string
	switch {
	case len(fix)+len(worth) == 0:
		return "Ready: nothing to fix."
	case len(fix) == 0:
		out = "Ready, with " + counted(len(worth), "thing") + " worth knowing: "
	default:
		out = counted(len(fix), "thing") + " to fix: " + strings.Join(fix, ", ")
		if len(worth) == 0 {
			return out + "."
		}
		out += ". Worth knowing: "
	}
	return out + strings.Join(worth, ", ") + "."
}

// labels are those of the items with a verdict.
func labels(all []Section, v Verdict) []string {
	var out []string
	for _, s := range all {
		for _, i := range s.Items {
			if i.Verdict == v {
				out = append(out, strings.ToLower(i.Label[:1])+i.Label[1:])
			}
		}
	}
	return out
}

// The marks ahead of items. The words behind them say the same.
const (
	markOK    = "[ok] "
	markWorth = "[i]  "
	markFix   = "[!]  "
)

// lines writes an item: its mark, its label, its value, and below that what to do.
func (i Item) lines(column, width int) []Line {
	mark, word := markOK, ""
	switch i.Verdict {
	case Worth:
		mark, word = markWorth, "Worth knowing: "
	case ToFix:
		mark, word = markFix, "To fix: "
	case OK:
	}
	lead := mark + i.Label + strings.Repeat(" ", column-cell.Width(i.Label)) + "  "
	out := wrapped(lead, i.Value, width)
	out[0].Strong = len(mark) + len(i.Label)
	if do := word + i.Do; do != "" {
		out = append(out, wrapped(strings.Repeat(" ", len(lead)), do, width)...)
	}
	return out
}

// narrowest is the room that text has beside a label, whatever the width.
const narrowest = 20

func wrapped(lead, text string, width int) []Line {
	var out []Line
	for _, l := range cell.Hang(lead, text, max(width, cell.Width(lead)+narrowest)) {
		out = append(out, Line{Text: l})
	}
	return out
}

// sentence joins parts that may be empty.
func sentence(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, ", ")
}

// number is a figure without needless zeros.
func number(v float64) string { return strings.TrimSuffix(fmt.Sprintf("%.1f", v), ".0") }

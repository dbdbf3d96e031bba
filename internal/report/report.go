// Package report writes what rehearsals have measured as lines of text: the summary of a run, the
// history of runs with its chart, and the comparison of two. The same lines are printed and drawn
// on the screen.
package report

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/plan"
	"github.com/westandtogether-assembly/assembly/internal/rehearsal"
)

// Style says how a line stands out, where it can. It never carries a meaning of its own.
type Style uint8

// The styles.
const (
	Plain Style = iota
	Strong
	Quiet
)

// Line is a line of a report. Its text contains no control characters.
type Line struct {
	Text  string
	Style Style
}

// Caveat says what a rehearsal measures.
const Caveat = "This measures time, not speech. words/min: the words of the notes divided by the time taken, less pauses, " +
	"silence and 15% for breathing, as in the plan."

// page collects lines of at most w columns.
type page struct {
	w     int
	lines []Line
}

// widest is the longest line of prose, in columns.
const widest = 96

func newPage(w int) *page { return &page{w: max(w, 1)} }

func (p *page) add(s Style, text string) {
	p.lines = append(p.lines, Line{cell.Truncate(cell.Clean(text), p.w), s})
}

// gap adds an empty line, unless the last one is empty.
func (p *page) gap() {
	if n := len(p.lines); n > 0 && p.lines[n-1].Text != "" {
		p.add(Plain, "")
	}
}

// say adds plain text, wrapped.
func (p *page) say(text string) { p.prose(Plain, "", text) }

// prose adds text, wrapped, with its further lines indented below the end of lead.
func (p *page) prose(s Style, lead, text string) {
	for _, l := range cell.Hang(lead, unbroken(text), min(p.w, widest)) {
		p.add(s, strings.ReplaceAll(l, noBreak, " "))
	}
}

const noBreak = "\u00a0"

var lengths = regexp.MustCompile(`\d+ (h|min|s)( \d+ (min|s))*\b`)

// unbroken keeps a length of time, such as 1 min 30 s, on one line.
func unbroken(text string) string {
	return lengths.ReplaceAllStringFunc(text, func(l string) string { return strings.ReplaceAll(l, " ", noBreak) })
}

func (p *page) table(t *table) {
	for i, l := range t.lines(p.w) {
		p.add(t.styles[i], l)
	}
}

// Summary compares a run with its plan and with earlier runs of the same deck, phase and person, the
// oldest first.
func Summary(run rehearsal.Run, past []rehearsal.Run, w int) []Line {
	p := newPage(w)
	p.head(run)
	p.gap()
	rows, sum := rehearsal.Rows(run, past), rehearsal.Sum(run, past)
	p.table(summaryTable(run, rows, sum))
	p.gap()
	p.around(run, sum)
	p.advice(run)
	p.gap()
	p.legend(run, len(past) > 0)
	return p.lines
}

func (p *page) head(run rehearsal.Run) {
	p.prose(Strong, "", "Rehearsal of "+name(run))
	when := run.Began.Format(longDate) + " to " + run.Ended.Format("15:04") + unfinished(run)
	if run.Number > 0 {
		when = fmt.Sprintf("Run %d, %s", run.Number, when)
	}
	if run.Mixed {
		when += ", the phase changed part way through"
	}
	p.add(Plain, when)
}

// longDate writes the start of a run in a sentence.
const longDate = "Mon 2 Jan 2006, 15:04"

func unfinished(r rehearsal.Run) string {
	if r.Finished {
		return ""
	}
	return ", unfinished"
}

// name gives the deck of a run, its phase and the person who rehearsed.
func name(run rehearsal.Run) string {
	parts := []string{run.Title, run.Phase, run.As}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
}

func summaryTable(run rehearsal.Run, rows []rehearsal.Row, sum rehearsal.Totals) *table {
	t := newTable(
		column{title: "No", right: true},
		column{title: "Slide", elastic: true},
		column{title: "speaker", drop: 1, optional: true},
		column{title: "planned", right: true, drop: 5},
		column{title: "this run", right: true},
		column{title: "diff", right: true},
		column{title: "best", right: true, drop: 3},
		column{title: "last", right: true, drop: 4},
		column{title: "words/min", right: true, drop: 2},
	)
	for _, r := range rows {
		t.row(Plain, strconv.Itoa(r.Number), title(r.Slide), r.Speaker, clock(r.Planned), runText(r),
			signed(r.Difference()), measured(r.Best), measured(r.Last), count(r.Pace()))
	}
	t.row(Strong, "", "Whole run", "", orNone(sum.Planned), length(sum.Run), signed(run.Difference()),
		measured(sum.Best), measured(sum.Last), count(run.Pace()))
	return t
}

func title(s rehearsal.Slide) string { return cmp.Or(s.Title, "(no title)") }

// runText is the time that a run spent on a slide, or why there is none.
func runText(r rehearsal.Row) string {
	switch {
	case r.Run.OK && r.Open:
		return length(r.Run.Time) + "*"
	case r.Run.OK:
		return length(r.Run.Time)
	case r.Out:
		return "left out"
	}
	return none
}

// around adds what concerns the run as a whole.
func (p *page) around(run rehearsal.Run, sum rehearsal.Totals) {
	if k := sum.Silence; k.Planned > 0 {
		p.say("Silence kept: " + plan.Words(k.Run) + " of " + plan.Words(k.Planned) + ".")
	}
	if len(sum.LeftOut) > 0 {
		p.say("Left out: " + slides(sum.LeftOut) + ", which saved " + plan.Words(sum.Saved) + ".")
	}
	if len(sum.Unreached) > 0 {
		p.say("Not shown: " + slides(sum.Unreached) + ".")
	}
	for _, s := range rehearsal.BySpeaker(run) {
		p.say(speaker(s))
	}
}

// speaker says how long one person spoke.
func speaker(s rehearsal.SpeakerTime) string {
	text := cmp.Or(s.Name, "No speaker named") + ": " + plan.Words(s.Run)
	if s.Planned > 0 {
		text += ", planned " + plan.Words(s.Planned)
	}
	return text + "."
}

// slides names slides by their numbers, such as "slides 1, 3 to 5 and 7".
func slides(numbers []int) string {
	parts := ranges(numbers)
	if len(numbers) == 1 {
		return "slide " + parts[0]
	}
	if n := len(parts); n > 1 {
		parts = append(parts[:n-2], parts[n-2]+" and "+parts[n-1])
	}
	return "slides " + strings.Join(parts, ", ")
}

// ranges are ascending numbers, with three or more consecutive ones as "3 to 5".
func ranges(numbers []int) []string {
	var parts []string
	for i := 0; i < len(numbers); i++ {
		first := numbers[i]
		for i+1 < len(numbers) && numbers[i+1] == numbers[i]+1 {
			i++
		}
		switch last := numbers[i]; last - first {
		case 0:
			parts = append(parts, strconv.Itoa(first))
		case 1:
			parts = append(parts, strconv.Itoa(first), strconv.Itoa(last))
		default:
			parts = append(parts, fmt.Sprintf("%d to %d", first, last))
		}
	}
	return parts
}

func (p *page) advice(run rehearsal.Run) {
	advice := rehearsal.Advice(run)
	if len(advice) == 0 && !rehearsal.Praise(run) {
		return
	}
	p.gap()
	if len(advice) == 0 {
		p.prose(Strong, "", "Nothing stands out: every slide was close to its plan.")
		return
	}
	p.add(Strong, "Worth changing")
	for _, a := range advice {
		p.prose(Plain, "- ", a)
	}
}

func (p *page) legend(run rehearsal.Run, past bool) {
	text := "diff: this run compared with the plan."
	if past {
		text += " best: the earlier run closest to the plan. last: the previous run."
	}
	if !run.Finished {
		text += " *: the rehearsal ended on this slide."
	}
	p.prose(Quiet, "", text)
	if run.Untimed(run.First()) {
		p.prose(Quiet, "", "The first slide was not timed: press Enter, or next, as you begin to speak.")
	}
	p.prose(Quiet, "", Caveat)
}

// length writes a length of time in a table, to the nearest second.
func length(d time.Duration) string { return plan.Clock(d.Round(time.Second)) }

// none stands in a table for what is not known.
const none = "-"

// orNone writes a length, or none.
func orNone(d time.Duration) string { return measured(rehearsal.Measured{Time: d, OK: d != 0}) }

func clock(ms int64) string { return orNone(time.Duration(ms) * time.Millisecond) }

func measured(m rehearsal.Measured) string {
	if !m.OK {
		return none
	}
	return length(m.Time)
}

// signed writes a difference with its sign, so that nothing depends on a colour.
func signed(m rehearsal.Measured) string {
	sign, d := "", m.Time.Round(time.Second)
	switch {
	case !m.OK:
		return none
	case d < 0:
		sign = "-"
	case d > 0:
		sign = "+"
	}
	return sign + plan.Clock(d.Abs())
}

func count(n int) string {
	if n == 0 {
		return none
	}
	return strconv.Itoa(n)
}

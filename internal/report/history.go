package report

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/westandtogether-assembly/assembly/internal/plan"
	"github.com/westandtogether-assembly/assembly/internal/rehearsal"
)

// Listing is what a history shows.
type Listing struct {
	Title string          // of the deck
	Runs  []rehearsal.Run // the oldest first
	Most  int             // how many runs are listed; 0 for all
	Decks bool            // the runs are of more decks than one
	Other int             // runs of the deck that were filtered out
	ASCII bool            // draw the chart with ASCII only
}

// History lists runs, the newest first, below a chart of their trend.
func History(l Listing, w int) []Line {
	p := newPage(w)
	p.prose(Strong, "", "Rehearsals of "+l.Title)
	if len(l.Runs) == 0 {
		p.say(l.none())
		return p.lines
	}
	p.gap()
	if !l.Decks {
		p.chart(l)
	}
	listed := l.listed()
	p.table(historyTable(listed, l.Decks))
	p.gap()
	if n := len(l.Runs) - len(listed); n > 0 {
		p.prose(Quiet, "", fmt.Sprintf("%d earlier runs are not listed: --all lists them.", n))
	}
	p.prose(Quiet, "", "--run NUMBER shows one slide by slide; --run A --with B compares two. "+Caveat)
	return p.lines
}

// chart adds the trend of the runs that reached their end, if there are any.
func (p *page) chart(l Listing) {
	lines := chart(l.Runs, p.w, l.ASCII)
	if lines == nil {
		return
	}
	p.prose(Strong, "", "Complete runs against the plan, the newest on the right")
	for _, line := range lines {
		p.add(Plain, line)
	}
	p.gap()
}

// none says why there is nothing to list.
func (l Listing) none() string {
	if l.Other > 0 {
		return fmt.Sprintf("No runs match, but there are %d others: assembly history without flags lists them.", l.Other)
	}
	return "There are none yet: assembly rehearse records one. --all-decks lists those of every deck: a deck " +
		"that has been moved or renamed counts as a different one."
}

// listed gives the runs to list, the newest first.
func (l Listing) listed() []rehearsal.Run {
	out := slices.Clone(l.Runs)
	slices.Reverse(out)
	if l.Most > 0 {
		out = out[:min(l.Most, len(out))]
	}
	return out
}

// whenFormat writes the start of a run in a table.
const whenFormat = "2 Jan 2006 15:04"

func historyTable(runs []rehearsal.Run, decks bool) *table {
	t := newTable(
		column{title: "Run", right: true},
		column{title: "when", elastic: true, least: len(whenFormat)},
		column{title: "deck", drop: 6, optional: true},
		column{title: "who", drop: 4, optional: true},
		column{title: "phase", drop: 3, optional: true},
		column{title: "slides", right: true, drop: 2},
		column{title: "time", right: true},
		column{title: "planned", right: true, drop: 5},
		column{title: "diff", right: true},
		column{title: "silence", right: true, drop: 1, optional: true},
		column{title: "words/min", right: true, drop: 1},
	)
	for _, r := range runs {
		sum, deck := rehearsal.Sum(r, nil), ""
		if decks {
			deck = r.Title
		}
		t.row(Plain, strconv.Itoa(r.Number), r.Began.Format(whenFormat), deck, r.As, r.Phase, shown(r),
			length(sum.Run), orNone(sum.Planned), difference(r), silence(sum.Silence), count(r.Pace()))
	}
	return t
}

// shown counts the slides of the deck that a run showed.
func shown(r rehearsal.Run) string {
	n := 0
	for i, s := range r.Slides {
		if s.Visits > 0 || r.Untimed(i) {
			n++
		}
	}
	return fmt.Sprintf("%d of %d", n, len(r.Slides))
}

// difference says how far a run was off its plan. A run that ended early cannot be compared with it.
func difference(r rehearsal.Run) string {
	if !r.Finished {
		return "unfinished"
	}
	return signed(r.Difference())
}

func silence(k rehearsal.Kept) string {
	if k.Planned == 0 {
		return none
	}
	return length(k.Run) + " of " + length(k.Planned)
}

// Compare sets two runs side by side, slide by slide.
func Compare(a, b rehearsal.Run, w int) []Line {
	p := newPage(w)
	p.prose(Strong, "", fmt.Sprintf("Run %d with run %d", a.Number, b.Number))
	for _, r := range []rehearsal.Run{a, b} {
		p.say(fmt.Sprintf("Run %d: %s, %s%s", r.Number, r.Began.Format(longDate), name(r), unfinished(r)))
	}
	p.gap()
	p.table(compareTable(a, b))
	p.gap()
	ka, kb := rehearsal.Sum(a, nil).Silence, rehearsal.Sum(b, nil).Silence
	if ka.Planned > 0 || kb.Planned > 0 {
		p.say(fmt.Sprintf("Silence kept: %s in run %d, %s in run %d.", plan.Words(ka.Run), a.Number, plan.Words(kb.Run), b.Number))
	}
	p.prose(Quiet, "", fmt.Sprintf("change: run %d compared with run %d. %s", a.Number, b.Number, Caveat))
	return p.lines
}

func compareTable(a, b rehearsal.Run) *table {
	t := newTable(
		column{title: "No", right: true},
		column{title: "Slide", elastic: true},
		column{title: "planned", right: true, drop: 1},
		column{title: fmt.Sprintf("run %d", a.Number), right: true},
		column{title: fmt.Sprintf("run %d", b.Number), right: true},
		column{title: "change", right: true},
	)
	for _, c := range rehearsal.Pair(a, b) {
		t.row(Plain, strconv.Itoa(c.Number), title(c.Slide), clock(c.Planned), measured(c.A), measured(c.B), signed(rehearsal.Change(c.A, c.B)))
	}
	first, second := rehearsal.Measured{Time: a.Total(), OK: true}, rehearsal.Measured{Time: b.Total(), OK: true}
	t.row(Strong, "", "Whole run", orNone(a.Planned()), measured(first), measured(second), signed(rehearsal.Change(first, second)))
	return t
}

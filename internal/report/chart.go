package report

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"assembly/internal/plan"
	"assembly/internal/rehearsal"
)

// The chart's size: rows above the plan and below it, and the columns of a run and of the scale.
const (
	chartRows  = 3
	chartRun   = 6
	chartScale = 8
)

// chart draws how far each complete run was off its plan: bars above the plan's line ran over, bars
// below it ran under. It is nil when no run is complete.
func chart(runs []rehearsal.Run, w int, ascii bool) []string {
	whole := wholeRuns(runs, (w-chartScale)/chartRun)
	if len(whole) == 0 {
		return nil
	}
	unit := chartUnit(whole)
	var lines []string
	for row := chartRows; row >= -chartRows; row-- {
		var b strings.Builder
		fmt.Fprintf(&b, "%*s ", chartScale-1, scale(row, unit))
		for _, r := range whole {
			b.WriteString(chartCell(wholeDifference(r).Time, row, unit, ascii))
		}
		lines = append(lines, strings.TrimRight(b.String(), " "))
	}
	foot := fmt.Sprintf("%*s ", chartScale-1, "run")
	for _, r := range whole {
		foot += fmt.Sprintf("%*d", chartRun-1, r.Number) + " "
	}
	return append(lines, strings.TrimRight(foot, " "))
}

// wholeRuns are the newest complete runs that have a plan, at most n.
func wholeRuns(runs []rehearsal.Run, n int) []rehearsal.Run {
	out := slices.DeleteFunc(slices.Clone(runs), func(r rehearsal.Run) bool { return !r.Whole() || r.Planned() == 0 })
	return out[max(len(out)-max(n, 0), 0):]
}

// chartUnit is the time that a row of the chart stands for: the smallest of some round times at which
// the largest deviation fits.
func chartUnit(runs []rehearsal.Run) time.Duration {
	most := time.Duration(0)
	for _, r := range runs {
		most = max(most, wholeDifference(r).Time.Abs())
	}
	for _, u := range []time.Duration{10, 20, 30, 60, 120, 300, 600, 1200} {
		if u*time.Second*chartRows >= most {
			return u * time.Second
		}
	}
	return (most/chartRows + time.Minute).Truncate(time.Minute)
}

// scale labels a row: the outermost two and the plan's.
func scale(row int, unit time.Duration) string {
	switch row {
	case 0:
		return "plan"
	case chartRows:
		return "+" + plan.Clock(unit*chartRows)
	case -chartRows:
		return "-" + plan.Clock(unit*chartRows)
	}
	return ""
}

// chartCell draws a run's part of a row, to the nearest half row.
func chartCell(off time.Duration, row int, unit time.Duration, ascii bool) string {
	if row == 0 {
		return strings.Repeat("-", chartRun)
	}
	if row < 0 {
		row, off = -row, -off
		return chartBar(off, row, unit, ascii, "▀")
	}
	return chartBar(off, row, unit, ascii, "▄")
}

func chartBar(off time.Duration, row int, unit time.Duration, ascii bool, half string) string {
	halves := int((2*off+unit/2)/unit) - 2*(row-1)
	full := "█"
	if ascii {
		full, half = "#", "#"
	}
	mark := " "
	switch {
	case halves >= 2:
		mark = full
	case halves == 1:
		mark = half
	}
	return "  " + strings.Repeat(mark, 3) + " "
}

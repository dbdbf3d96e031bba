package report

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/rehearsal"
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
	line := func(label string, cell func(rehearsal.Run) string) string {
		text := fmt.Sprintf("%*s ", chartScale-1, label)
		for _, r := range whole {
			text += cell(r)
		}
		return strings.TrimRight(text, " ")
	}
	var lines []string
	unit := chartUnit(whole)
	for row := chartRows; row >= -chartRows; row-- {
		lines = append(lines, line(scale(row, unit), func(r rehearsal.Run) string {
			return chartCell(r.Difference().Time, row, unit, ascii)
		}))
	}
	return append(lines, line("run", func(r rehearsal.Run) string { return fmt.Sprintf("%*d ", chartRun-1, r.Number) }))
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
		most = max(most, r.Difference().Time.Abs())
	}
	for _, seconds := range []time.Duration{10, 20, 30, 60, 120, 300, 600, 1200} {
		if unit := seconds * time.Second; unit*chartRows >= most {
			return unit
		}
	}
	return (most/chartRows + time.Minute).Truncate(time.Minute)
}

// scale labels a row: the outermost two and the plan's.
func scale(row int, unit time.Duration) string {
	switch row {
	case 0:
		return "plan"
	case chartRows, -chartRows:
		return signed(rehearsal.Measured{Time: unit * time.Duration(row), OK: true})
	}
	return ""
}

// chartCell draws a run's part of a row, to the nearest half row.
func chartCell(off time.Duration, row int, unit time.Duration, ascii bool) string {
	marks := [...]string{" ", "▄", "█"}
	switch {
	case row == 0:
		return strings.Repeat("-", chartRun)
	case row < 0:
		row, off, marks[1] = -row, -off, "▀"
	}
	if ascii {
		marks = [...]string{" ", "#", "#"}
	}
	halves := int((2*off+unit/2)/unit) - 2*(row-1)
	return "  " + strings.Repeat(marks[min(max(halves, 0), 2)], 3) + " "
}

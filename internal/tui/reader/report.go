package reader

import (
	"assembly/internal/cell"
	"assembly/internal/report"
	"assembly/internal/tui/ui"
)

// Report is a report as a text to read.
func Report(lines func(w int) []report.Line) Text {
	return func(look ui.Look, w int) *cell.Grid {
		st := ui.NewStyles(look.Palette)
		styles := [...]cell.Style{report.Plain: st.Text, report.Strong: st.Bold, report.Quiet: st.Dim}
		all := lines(w)
		g := cell.New(w, len(all), st.Text)
		for y, l := range all {
			g.Put(0, y, l.Text, styles[l.Style])
		}
		return g
	}
}

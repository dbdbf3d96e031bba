package check

import "github.com/westandtogether-assembly/assembly/internal/deck"

// formatRule is the name of the rule that what a deck's reader says stands under.
const formatRule = "format"

// Diagnostics makes findings of what the reader of a deck has to say: errors and warnings. Its notices only tell
// what was done.
func Diagnostics(all []deck.Diagnostic) []Finding {
	var out []Finding
	for _, d := range deck.Grouped(all) {
		switch d.Severity {
		case deck.Error:
			out = append(out, Finding{Pos: d.Pos, Severity: Error, Rule: formatRule, What: d.Message})
		case deck.Warning:
			out = append(out, Finding{Pos: d.Pos, Severity: Warning, Rule: formatRule, What: d.Message})
		case deck.Notice:
		}
	}
	return out
}

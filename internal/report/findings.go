package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/westandtogether-assembly/assembly/internal/check"
)

// Findings is what was found in a deck, for people to read: each finding with its figures, what to do about it and
// where it is, the errors first. Checked says what the deck was checked for.
func Findings(r check.Report, checked string, width int) []Line {
	p := newPage(width)
	summary := r.Summary()
	if r.Slides > 0 {
		summary += " in " + r.About()
	}
	p.prose(Strong, "", capital(summary)+".")
	p.prose(Quiet, "", checked)
	for _, severity := range []check.Severity{check.Error, check.Warning} {
		for _, f := range r.Findings {
			if f.Severity == severity {
				p.finding(f)
			}
		}
	}
	return p.lines
}

// finding is what, why, what to do, and where.
func (p *page) finding(f check.Finding) {
	const indent = "  "
	p.gap()
	p.prose(Strong, strings.ToUpper(string(f.Severity))+"  ", f.What)
	for _, text := range []string{f.Detail, f.Hint} {
		if text != "" {
			p.prose(Plain, indent, capital(text))
		}
	}
	if f.Pos.Line > 0 {
		p.prose(Quiet, indent, fmt.Sprintf("%s, line %d", f.Pos.File, f.Pos.Line))
	}
}

// capital is text with its first letter as a capital.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

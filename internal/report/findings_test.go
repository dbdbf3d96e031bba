package report_test

import (
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/check"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/report"
)

func TestFindings(t *testing.T) {
	r := check.Report{File: "my.md", Format: "assembly", Slides: 3, Findings: []check.Finding{
		{Pos: deck.Pos{File: "my.md", Line: 3, Col: 1}, Severity: check.Warning, What: "slide 1 has emoji", Hint: "use words"},
		{Pos: deck.Pos{File: "my.md", Line: 9, Col: 1}, Severity: check.Error, What: "slide 2 cannot be read from the back: 90 words",
			Detail: "at 80x24: the smallest are read from 2.8 picture heights, and the back row is at 8", Hint: "use fewer words"},
		{Severity: check.Warning, What: "the deck \x1b[31mhas no notes"},
	}}
	var got strings.Builder
	for _, l := range report.Findings(r, "Checked for the hall.", 60) {
		got.WriteString(strings.Repeat("*", int(l.Style)) + l.Text + "\n")
	}
	want := `*1 error, 2 warnings in 3 slides.
**Checked for the hall.

*ERROR  slide 2 cannot be read from the back: 90 words
  At 80x24: the smallest are read from 2.8 picture heights,
  and the back row is at 8
  Use fewer words
**  my.md, line 9

*WARNING  slide 1 has emoji
  Use words
**  my.md, line 3

*WARNING  the deck has no notes
`
	if got.String() != want {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want)
	}
}

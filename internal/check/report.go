package check

import (
	"cmp"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// Report is what was found in one deck.
type Report struct {
	File     string
	Format   string // the tool that the deck is for; "" where the deck cannot be read
	Slides   int
	Findings []Finding
	Failed   string // why the file could not be checked; "" when it was
}

// NewReport makes a report of a deck that was checked.
func NewReport(file string, d *deck.Deck, findings []Finding) Report {
	return Report{File: file, Format: d.Meta.Format, Slides: d.Len(), Findings: findings}
}

// Counts returns how many errors and how many warnings there are.
func (r Report) Counts() (errors, warnings int) {
	errors = Errors(r.Findings)
	return errors, len(r.Findings) - errors
}

// Fixable counts the findings that can be fixed without a question.
func (r Report) Fixable() int {
	n := 0
	for _, f := range r.Findings {
		if f.Fix != nil {
			n++
		}
	}
	return n
}

// Summary says in a line how many findings there are of each severity.
func (r Report) Summary() string {
	errors, warnings := r.Counts()
	switch {
	case r.Failed != "":
		return "could not be checked"
	case len(r.Findings) == 0:
		return "nothing to fix"
	case errors == 0:
		return plural(warnings, "warning", "warnings")
	case warnings == 0:
		return plural(errors, "error", "errors")
	}
	return plural(errors, "error", "errors") + ", " + plural(warnings, "warning", "warnings")
}

// Unread reports whether nothing but what the reader says could be checked, because the deck cannot be read.
func (r Report) Unread() bool { return r.Slides == 0 && r.Failed == "" && len(r.Findings) > 0 }

// Often lists the rules with many findings, the most first, as "legibility 61, load 12"; "" for none.
func (r Report) Often() string {
	count := map[string]int{}
	for _, f := range r.Findings {
		count[f.Rule]++
	}
	var out []string
	for _, rule := range slices.SortedFunc(maps.Keys(count), func(a, b string) int { return cmp.Or(count[b]-count[a], strings.Compare(a, b)) }) {
		if count[rule] >= often {
			out = append(out, fmt.Sprintf("%s %d", rule, count[rule]))
		}
	}
	return strings.Join(out, ", ")
}

// often is how many findings of a rule are many.
const often = 10

// Total sums reports up in a line.
func Total(reports []Report) string {
	sum, failed := Report{}, 0
	for _, r := range reports {
		sum.Findings = append(sum.Findings, r.Findings...)
		if r.Failed != "" {
			failed++
		}
	}
	out := plural(len(reports), "deck", "decks") + ": " + sum.Summary()
	if failed > 0 {
		out += fmt.Sprintf(", %d could not be checked", failed)
	}
	return out
}

// About says what was looked at: how many slides, and the tool that the deck is for if that is another.
func (r Report) About() string {
	out := plural(r.Slides, "slide", "slides")
	if r.Format != "" && r.Format != "assembly" {
		out += " for " + r.Format
	}
	return out
}

// Schema is the JSON Schema of what WriteJSON writes.
func Schema() string { return schema }

//go:embed schema.json
var schema string

// jsonVersion rises when a field changes its meaning or goes. New fields may come without.
const jsonVersion = 1

// The JSON form, as schema.json describes it.
type (
	jsonReport struct {
		Version  int        `json:"version"`
		Distance float64    `json:"distance"`
		Sizes    []jsonSize `json:"sizes"`
		Errors   int        `json:"errors"`
		Warnings int        `json:"warnings"`
		Decks    []jsonDeck `json:"decks"`
	}
	jsonSize struct {
		Columns int    `json:"columns"`
		Rows    int    `json:"rows"`
		Type    string `json:"type"`
	}
	jsonDeck struct {
		File     string        `json:"file"`
		Format   string        `json:"format,omitempty"`
		Slides   int           `json:"slides"`
		Errors   int           `json:"errors"`
		Warnings int           `json:"warnings"`
		Failed   string        `json:"failed,omitempty"`
		Findings []jsonFinding `json:"findings"`
	}
	jsonFinding struct {
		File     string     `json:"file"`
		Line     int        `json:"line"`
		Column   int        `json:"column"`
		Severity Severity   `json:"severity"`
		Rule     string     `json:"rule"`
		Slide    int        `json:"slide,omitempty"`
		Message  string     `json:"message"`
		Detail   string     `json:"detail,omitempty"`
		Hint     string     `json:"hint,omitempty"`
		Sizes    []jsonSize `json:"sizes,omitempty"`
		Fixable  bool       `json:"fixable"`
	}
)

// WriteJSON writes reports of decks that were checked with some options as one JSON value.
func WriteJSON(w io.Writer, o Options, reports []Report) error {
	o = o.withHall()
	out := jsonReport{Version: jsonVersion, Distance: o.Distance, Sizes: jsonSizes(o.Windows), Decks: []jsonDeck{}}
	for _, r := range reports {
		d := jsonDeck{File: r.File, Format: r.Format, Slides: r.Slides, Failed: r.Failed, Findings: []jsonFinding{}}
		d.Errors, d.Warnings = r.Counts()
		for _, f := range r.Findings {
			d.Findings = append(d.Findings, jsonFinding{
				File: f.Pos.File, Line: f.Pos.Line, Column: f.Pos.Col, Severity: f.Severity, Rule: f.Rule, Slide: f.Slide,
				Message: f.What, Detail: f.Detail, Hint: f.Hint, Sizes: jsonSizes(f.Windows), Fixable: f.Fix != nil,
			})
		}
		out.Errors, out.Warnings, out.Decks = out.Errors+d.Errors, out.Warnings+d.Warnings, append(out.Decks, d)
	}
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	err := e.Encode(out)
	if err == nil {
		_, err = io.WriteString(w, harmless(b.String()))
	}
	if err != nil {
		return fmt.Errorf("write findings: %w", err)
	}
	return nil
}

// harmless is JSON in which what some terminals obey, and JSON allows in a string, is escaped.
func harmless(text string) string {
	var b strings.Builder
	for _, r := range text {
		if r >= 0x7f && unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			fmt.Fprintf(&b, `\u%04x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func jsonSizes(windows []Window) (out []jsonSize) {
	for _, w := range windows {
		out = append(out, jsonSize{w.W, w.H, bigtype.Tiers()[w.Tier.Base()]})
	}
	return out
}

// Hall says what halls a deck is checked for.
func (o Options) Hall() string {
	o = o.withHall()
	return fmt.Sprintf("the back row %s picture heights away, windows of %s", number(o.Distance), windowList(o.Windows))
}

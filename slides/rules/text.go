package rules

import (
	"errors"
	"fmt"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
	"github.com/westandtogether-assembly/assembly/slides"
)

// Flat puts a text on one line, with single spaces.
func Flat(text string) string { return strings.Join(strings.Fields(text), " ") }

// WithoutStatement puts a text on one line and removes the dated-source statement.
func WithoutStatement(text string) string {
	return Flat(strings.ReplaceAll(Flat(text), slides.Statement, " "))
}

// WithoutLetter puts a text on one line and removes the paragraphs of the letter from it.
func WithoutLetter(text string) string {
	flat := plain(text)
	for paragraph := range strings.SplitSeq(slides.Letter(), "\n") {
		if words := strings.TrimPrefix(plain(paragraph), "- "); words != "" {
			flat = strings.ReplaceAll(flat, words, " ")
		}
	}
	return Flat(flat)
}

// plain puts a text on one line without bold marks.
func plain(text string) string { return Flat(strings.ReplaceAll(text, "**", "")) }

// mentions reports whether a text, in any case, has one of some words in it. Most texts have none, and patterns take
// their time.
func mentions(text string, words ...string) bool {
	lower := strings.ToLower(Flat(text))
	for _, w := range words {
		if strings.Contains(lower, w) {
			return true
		}
	}
	return false
}

// capitalDigit reports whether a capital letter stands ahead of a digit, as in a postcode.
func capitalDigit(text string) bool {
	for i := 1; i < len(text); i++ {
		if text[i] >= '0' && text[i] <= '9' && text[i-1] >= 'A' && text[i-1] <= 'Z' {
			return true
		}
	}
	return false
}

// Breach is what breaks a rule.
type Breach struct {
	What    string
	Text    string // the words, with some of those around them; "" where there are none to show
	Missing bool   // the rule asks for it, and it is not there
}

// Error says what was found, or what is missing.
func (b Breach) Error() string {
	switch {
	case b.Missing:
		return "missing: " + b.What
	case b.Text == "":
		return "found " + b.What
	}
	return fmt.Sprintf("found %s: %q", b.What, b.Text)
}

// never reports a pattern that the text, on one line, matches.
func never(what, text string, pattern *lazyregexp.Regexp) error {
	flat := Flat(text)
	if at := pattern.FindStringIndex(flat); at != nil {
		return Breach{What: what, Text: around(flat, at)}
	}
	return nil
}

var denial = lazyregexp.New(`(?i)\b(nobody|no one|never|not|don't)\b`)

// neverAffirmed is never for each sentence that denies nothing.
func neverAffirmed(what, text string, pattern *lazyregexp.Regexp) error {
	var errs []error
	for _, s := range Sentences(text) {
		if !denial.MatchString(s) {
			errs = append(errs, never(what, s, pattern))
		}
	}
	return errors.Join(errs...)
}

func always(what, text string, pattern *lazyregexp.Regexp) error {
	if !pattern.MatchString(Flat(text)) {
		return Breach{What: what, Missing: true}
	}
	return nil
}

// around returns a match with some words beside it, so that it can be found.
func around(text string, at []int) string {
	const margin = 20
	from, to := max(0, at[0]-margin), min(len(text), at[1]+margin)
	if i := strings.IndexByte(text[from:at[0]], ' '); i >= 0 && from > 0 {
		from += i + 1
	}
	if i := strings.LastIndexByte(text[at[1]:to], ' '); i >= 0 && to < len(text) {
		to = at[1] + i
	}
	return strings.ToValidUTF8(strings.TrimSpace(text[from:to]), "")
}

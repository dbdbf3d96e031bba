package rules

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"assembly/slides"
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

// never reports a pattern that the text, on one line, matches.
func never(what, text string, pattern *regexp.Regexp) error {
	flat := Flat(text)
	if at := pattern.FindStringIndex(flat); at != nil {
		return fmt.Errorf("found %s: %q", what, around(flat, at))
	}
	return nil
}

var denial = regexp.MustCompile(`(?i)\b(nobody|no one|never|not|don't)\b`)

// neverAffirmed is never for each sentence that denies nothing.
func neverAffirmed(what, text string, pattern *regexp.Regexp) error {
	var errs []error
	for _, s := range Sentences(text) {
		if !denial.MatchString(s) {
			errs = append(errs, never(what, s, pattern))
		}
	}
	return errors.Join(errs...)
}

func always(what, text string, pattern *regexp.Regexp) error {
	if !pattern.MatchString(Flat(text)) {
		return fmt.Errorf("missing: %s", what)
	}
	return nil
}

// around returns a match with some of the text beside it, so that it can be found.
func around(text string, at []int) string {
	const margin = 20
	return strings.ToValidUTF8(text[max(0, at[0]-margin):min(len(text), at[1]+margin)], "")
}

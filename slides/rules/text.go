package rules

import (
	"fmt"
	"regexp"
	"strings"

	"assembly/slides"
)

// Flat is a text on one line, with single spaces.
func Flat(text string) string { return strings.Join(strings.Fields(text), " ") }

// WithoutStatement is a text on one line without the dated-source statement.
func WithoutStatement(text string) string {
	return Flat(strings.ReplaceAll(Flat(text), slides.Statement, " "))
}

// WithoutLetter is a text on one line without the paragraphs of the letter that it holds.
func WithoutLetter(text string) string {
	flat := plain(text)
	for paragraph := range strings.SplitSeq(slides.Letter(), "\n") {
		if words := strings.TrimPrefix(plain(paragraph), "- "); words != "" {
			flat = strings.ReplaceAll(flat, words, " ")
		}
	}
	return Flat(flat)
}

// Sentences splits a text into its sentences.
func Sentences(text string) []string {
	end := regexp.MustCompile(`[.!?]+["”')\]]*( |$)`)
	var out []string
	flat := Flat(text)
	for flat != "" {
		at := len(flat)
		if loc := end.FindStringIndex(flat); loc != nil {
			at = loc[1]
		}
		out = append(out, strings.TrimSpace(flat[:at]))
		flat = flat[at:]
	}
	return out
}

// affirmed is the sentences of a text that deny nothing.
func affirmed(text string) []string {
	denial := regexp.MustCompile(`(?i)\b(nobody|no one|never|not|don't)\b`)
	var out []string
	for _, s := range Sentences(text) {
		if !denial.MatchString(s) {
			out = append(out, s)
		}
	}
	return out
}

// plain is a text on one line without bold marks.
func plain(text string) string { return Flat(strings.ReplaceAll(text, "**", "")) }

// never reports the first of the patterns that the text, on one line, matches.
func never(what, text string, patterns ...string) error {
	flat := Flat(text)
	for _, p := range patterns {
		if at := regexp.MustCompile(p).FindStringIndex(flat); at != nil {
			return fmt.Errorf("found %s: %q", what, around(flat, at))
		}
	}
	return nil
}

func always(what, text, pattern string) error {
	if !regexp.MustCompile(pattern).MatchString(Flat(text)) {
		return fmt.Errorf("missing: %s", what)
	}
	return nil
}

// around is a match with a little of what stands beside it, so that it can be found.
func around(text string, at []int) string {
	const margin = 20
	return strings.ToValidUTF8(text[max(0, at[0]-margin):min(len(text), at[1]+margin)], "")
}

package rules

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
	"github.com/westandtogether-assembly/assembly/slides"
)

// The labels of the two voices.
const (
	LetterLabel   = "the letter"
	GuidanceLabel = "guidance, not police words"
)

// Voices reports that a text with notes has no label for one of the two voices.
func Voices(text string) error {
	flat := strings.ToLower(Flat(text))
	var errs []error
	for _, label := range []string{LetterLabel, GuidanceLabel} {
		if !strings.Contains(flat, label) {
			errs = append(errs, fmt.Errorf("no note is labelled %q", label))
		}
	}
	return errors.Join(errs...)
}

// Quotation reports a quotation that is not in the letter word for word. Bold marks and a final full
// stop do not matter.
func Quotation(quote string) error {
	want := strings.TrimSuffix(plain(quote), ".")
	if want == "" || !strings.Contains(plain(slides.Letter()), want) {
		return fmt.Errorf("%q is not in the letter word for word", quote)
	}
	return nil
}

var quoted = lazyregexp.New(`"([^"]*)"|“([^”]*)”`)

// QuotationMarks reports words in double quotation marks that are not the letter's, except those
// given.
func QuotationMarks(text string, except ...string) error {
	var errs []error
	for _, m := range quoted.FindAllStringSubmatch(Flat(text), -1) {
		if quote := m[1] + m[2]; !slices.Contains(except, quote) {
			errs = append(errs, Quotation(quote))
		}
	}
	return errors.Join(errs...)
}

// Contact is a line of the closing screen.
type Contact struct {
	Label, Number string
}

// Contacts lists the lines of the closing screen, in order. The last one is not from the letter.
func Contacts() []Contact {
	return []Contact{
		{"Police, not an emergency", "101"},
		{"Anti-Terrorist Hotline, confidential", "0800 789 321"},
		{"Emergency (not in the letter)", "999"},
	}
}

var oldHotline = lazyregexp.New(`(?i)\banti-terrorism hotline\b`)

// Closing reports what a closing screen lacks: a label, or a number on one line, spaced exactly as
// it must be. Lines matter to this rule; a label may be broken over lines.
func Closing(screen string) error {
	errs := []error{Numbers(screen), never("the hotline's name in the letter", screen, oldHotline)}
	for _, c := range Contacts() {
		if !strings.Contains(Flat(screen), c.Label) {
			errs = append(errs, fmt.Errorf("missing: %s", c.Label))
		}
		whole := regexp.MustCompile(`(?m)(^ *|[^\d ] *)` + c.Number + `( *$| *[^\d ])`)
		if !whole.MatchString(screen) {
			errs = append(errs, fmt.Errorf("%s is not on one line", c.Number))
		}
	}
	return errors.Join(errs...)
}

// Numbers reports a telephone number that is not an official one, or is spaced differently.
func Numbers(text string) error {
	var errs []error
	for _, n := range FindNumbers(Flat(text)) {
		switch verdict, right := Judge(n); verdict {
		case Unknown:
			errs = append(errs, fmt.Errorf("%q is not an official number", n.Text))
		case Respaced, Wrong:
			errs = append(errs, fmt.Errorf("%q is not %s", n.Text, right))
		case Right:
		}
	}
	return errors.Join(errs...)
}

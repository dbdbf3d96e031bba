package rules_test

import (
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/slides/rules"
)

func TestGaps(t *testing.T) {
	for text, want := range map[string]string{
		"The hall is TBC.":                          "TBC",
		"XXX will come, or XXXX":                    "XXX|XXXX",
		"Ring [phone number] at [ School Name ].":   "[phone number]|[ School Name ]",
		"Welcome to [your school name], [name]":     "[your school name]|[name]",
		"[insert name here]":                        "[insert name here]",
		"Insert name here":                          "Insert name here",
		"lorem Ipsum dolor":                         "lorem Ipsum",
		"Love and kisses, xxx":                      "",
		"Psalm XXXI":                                "",
		"[Year 6 sing] [1] [sic] [laughter] names":  "",
		"Put the chairs here, and the tub in there": "",
		"I feel ........ when [ ] or [x]":           "",
	} {
		if got := strings.Join(rules.Gaps(text), "|"); got != want {
			t.Errorf("%q has the gaps %q, want %q", text, got, want)
		}
	}
}

func TestWritten(t *testing.T) {
	for text, want := range map[string]string{
		"0800789321":      "is not spaced as people know it",
		"0800-789-321":    "is not spaced as people know it",
		"O800 789 321":    "is written with a letter O for a zero",
		"O8oo 789 32l":    "is written with a letter O for a zero and a letter l for a one",
		"+44 800 789 321": "is not written as people know it",
	} {
		if got := rules.Written(rules.FindNumbers("Call " + text)[0]); got != want {
			t.Errorf("%q %s, want %s", text, got, want)
		}
	}
}

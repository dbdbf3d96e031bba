package rules_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/slides"
	"github.com/westandtogether-assembly/assembly/slides/rules"
)

func TestLetterHas(t *testing.T) {
	letter := rules.NewLetter("Dear all,\n\nWe don’t **give**\nup. We go on.\n\n- Be kind\n- Be brave\n")
	for _, quote := range []string{"We don't give up", "We don’t give up.", "we go on"[1:], "Be kind,", "We don't … go on", "give up. We"} {
		if !letter.Has(quote) {
			t.Errorf("%q should be in the letter", quote)
		}
	}
	for _, quote := range []string{"", ".", "…", "We do not give up", "be kind", "Be kind … Be proud"} {
		if letter.Has(quote) {
			t.Errorf("%q should not be in the letter", quote)
		}
	}
}

func TestLetterWithout(t *testing.T) {
	letter := rules.NewLetter("Level is CRITICAL\nnow. Be\nsafe.\n\n- Be kind\n")
	for text, want := range map[string]string{
		"Level is CRITICAL now.": "", "CRITICAL": "CRITICAL", "Be kind\nBe quick": "Be quick",
		"I say this. Be safe. And that.": "I say this. And that.", "Level is CRITICAL now. Be safe.": "",
	} {
		if got := letter.Without(text); got != want {
			t.Errorf("%q: left %q, want %q", text, got, want)
		}
	}
	if got := rules.NewLetter(slides.Letter()).Without(slides.Letter()); got != "" {
		t.Errorf("of the letter itself %q is left", got)
	}
}

func TestQuotations(t *testing.T) {
	for text, want := range map[string]string{
		`The letter says "be kind" and more.`:                            "be kind",
		`Here is the second message. "No faith believes."`:               "No faith believes.",
		`“Be kind” – the letter of 2017`:                                 "Be kind",
		`You can say, "I do not think that," and still be friends.`:      "",
		`If someone sends you a message such as "I hate you", tell us.`:  "",
		`The letter says "be kind". Then say "thank you", and "please".`: "be kind",
	} {
		if got := strings.Join(rules.Quotations(text), "|"); got != want {
			t.Errorf("%q: found %q, want %q", text, got, want)
		}
	}
	if got := rules.Quotations(strings.Repeat(`"`, 9)); slices.Contains(got, "x") {
		t.Error(got)
	}
}

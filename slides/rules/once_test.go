package rules_test

import (
	"testing"

	"github.com/westandtogether-assembly/assembly/slides/rules"
)

func TestEachFaultOnce(t *testing.T) {
	for _, c := range []struct {
		name string
		rule func(string) error
		keep bool
		text string
	}{
		{"a level", rules.SpeakersOnly, true, "The threat level is severe"},
		{"where to look it up", rules.SpeakersOnly, false, "Look up the threat level"},
		{"the source and a level", rules.SpeakersOnly, false, "Source: letter from a friend. The threat level is severe."},
		{"a level on one line, and what is for the speaker on another", rules.SpeakersOnly, false, "The threat level is severe\nAsk about the threat level\n"},
		{"a label", rules.SpeakersOnly, false, "Guidance, not police words"},
		{"a call to visit", rules.AddressAlone, true, "Please visit www.example.org"},
		{"a call to post, and to visit", rules.AddressAlone, true, "Post it and visit www.example.org/kind?x=1 today"},
		{"an address beside a call", rules.AddressAlone, false, "Share it. See www.example.org"},
		{"a call on another line", rules.AddressAlone, false, "Share it\nOthers visit www.example.org"},
		{"an e-mail address", rules.AddressAlone, true, "Write to head@school.sch.uk"},
		{"an e-mail address beside another", rules.AddressAlone, false, "Write to head@school.sch.uk or see school.sch.uk"},
	} {
		if err := c.rule(c.text); (err == nil) != c.keep {
			t.Errorf("%s: %q gives %v", c.name, c.text, err)
		}
	}
}

package check_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/check"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/slides"
)

// foundIn checks a deck, and returns what rules but those of the hall find.
func foundIn(t *testing.T, source string, o markdown.Options) []check.Finding {
	t.Helper()
	o.Name = "deck.md"
	d, err := markdown.ParseAll([]byte(source), o)
	if err != nil {
		t.Fatal(err)
	}
	var out []check.Finding
	for _, f := range check.Deck(d, check.Options{Source: []byte(source)}) {
		if mine(f.Rule) {
			out = append(out, f)
		}
	}
	return out
}

// mine reports whether a rule is about the words or the marks, whatever the hall.
func mine(rule string) bool {
	switch rule {
	case "number", "spacing", "quotation", "closing", "labels", "threat-level", "run-hide-tell", "suspicious", "call-to-post",
		"attack", "contact-details", "speak-for-faith", "prayer", "address", "statement", "no-notes", "one-phase",
		"placeholder", "pasted", "quotes", "control":
		return true
	}
	return false
}

func TestGuideSaysNothingWrong(t *testing.T) {
	for _, f := range foundIn(t, string(slides.Guide()), markdown.Options{Files: slides.Files()}) {
		t.Errorf("[%s] %s", f.Rule, f)
	}
}

var builtInNumber = regexp.MustCompile(`\b(0800 [\d ]+\d|999|101)\b`)

// A wrong digit anywhere in a number of the built-in decks is an error, on slides and in notes.
func TestEverySlipIsFound(t *testing.T) {
	for _, source := range []string{string(slides.Builtin()), string(slides.Short())} {
		places := builtInNumber.FindAllStringIndex(source, -1)
		if len(places) < 6 {
			t.Fatalf("found only %d numbers", len(places))
		}
		for _, at := range places {
			for i := at[0]; i < at[1]; i++ {
				if source[i] == ' ' {
					continue
				}
				digit := string('0' + (source[i]-'0'+3)%10)
				slip := source[:i] + digit + source[i+1:]
				if !strings.Contains(said(foundIn(t, slip, markdown.Options{Files: slides.Files()})), "error: ") {
					t.Errorf("not found: %q", slip[at[0]-30:at[1]+20])
				}
			}
		}
	}
}

func said(all []check.Finding) string {
	var b strings.Builder
	for _, f := range all {
		b.WriteString("[" + f.Rule + "] " + f.String() + "\n")
	}
	return b.String()
}

// Figures, times and rooms of an ordinary school deck are nothing to fix, nor are other people's numbers.
func TestOrdinaryDeck(t *testing.T) {
	const source = `# Anti-Bullying Week 2026

15–19 November

---

# What we know

- 1 in 4 pupils have been bullied
- 98 % of 110 pupils in Year 10 said "I would tell someone"
- Scores: 9-9-9, 1-0-1
- Registration 08.40–09.00, lunch 1205-1255

---

# When

| Day | Time | Room |
|---|---|---|
| Monday | 0845-0915 | 101 |
| Tuesday | 08:45 – 11:15 | 999 |

---

# Words

Psalm 119:105; Matthew 5:3–12

> "Do to others as you would have them do to you." Luke 6:31

The number 109 is prime. I feel ........ when ........

---

# Where to get help

- Childline: 0800 1111
- Talk to us in room 111, or call 111 if you are ill
- School office: 0161 496 0000, ext. 100
- Emergency: 999
- Text SHOUT to 85258

<!--
Remind them: call 999 in an emergency, 101 if it is not. Ring the bell 110 times? No.
Ask 100 pupils to stand. The hymn is number 112. Phone the office on 0161 496 0000 before 9.15.
-->
`
	if got := said(foundIn(t, source, markdown.Options{})); got != "" {
		t.Error(got)
	}
}

// What all notes of a slide lack is told, and not what one of them does.
func TestMissingOfAllNotes(t *testing.T) {
	deck := "---\nsource: letter.txt\n---\n\n# A\n\n<!--\nIt is suspicious.\n\nDo not touch it.\n-->\n"
	got := said(foundIn(t, deck, markdown.Options{Files: os.DirFS("testdata")}))
	if !strings.Contains(got, "does not say in its notes: tell an adult;") {
		t.Error(got)
	}
}

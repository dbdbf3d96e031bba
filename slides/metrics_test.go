package slides_test

import (
	"math"
	"regexp"
	"strings"
	"testing"

	"assembly/slides/rules"
)

// words splits a text into what is read as words; a dash or a bracket alone is none.
func words(text string) []string {
	var out []string
	for word := range strings.FieldsSeq(text) {
		if regexp.MustCompile(`[\pL\pN]`).MatchString(word) {
			out = append(out, word)
		}
	}
	return out
}

// syllables counts the groups of vowels in a word, without endings that are not heard. Digits
// are read out one at a time.
func syllables(word string) int {
	n := 0
	for part := range strings.FieldsFuncSeq(strings.ToLower(word), func(r rune) bool { return r == '-' }) {
		n += spoken(part)
	}
	return max(n, 1)
}

func spoken(word string) int {
	digits := regexp.MustCompile(`\d`).FindAllString(word, -1)
	word = regexp.MustCompile(`[^a-z]`).ReplaceAllString(word, "")
	if word == "" {
		return len(digits)
	}
	word = regexp.MustCompile(`^some`).ReplaceAllString(word, "som")
	word = regexp.MustCompile(`([^aeiouylrcsxzg]es|[^aeiouytdr]ed|[^aeiouyl]e)$`).ReplaceAllStringFunc(word,
		func(end string) string { return end[:1] })
	n := len(regexp.MustCompile(`[aeiouy]+`).FindAllString(word, -1))
	// "extremism" has a syllable without a vowel; "giant", "riot" and "video" have two in a group.
	n += len(regexp.MustCompile(`sm$|ia[^l]|io[^nu]|eo$`).FindAllString(word, -1))
	return max(n, 1) + len(digits)
}

// readingAge is the Flesch-Kincaid grade of a text and five years.
func readingAge(text string) float64 {
	sentences := rules.Sentences(text)
	all, sounds := 0, 0
	for _, s := range sentences {
		for _, w := range words(s) {
			all++
			sounds += syllables(w)
		}
	}
	if all == 0 {
		return math.NaN()
	}
	return 0.39*float64(all)/float64(len(sentences)) + 11.8*float64(sounds)/float64(all) - 15.59 + 5
}

func TestSyllables(t *testing.T) {
	for word, want := range map[string]int{
		"the": 1, "people": 2, "police": 2, "looked": 1, "wanted": 2, "hatred": 2, "extremism": 4, "religion": 3,
		"violence": 3, "suspicious": 3, "anything": 3, "generation": 4, "campaign": 2, "voice": 1, "confidential": 4,
		"emergency": 4, "Anti-Terrorist": 5, "neighbours": 2, "believes": 2, "blame.": 1, "belong,": 2, "101": 3,
		"grown-up": 2, "faces": 2, "communities": 4,
		"something": 2, "someone": 2, "video": 3,
	} {
		if got := syllables(word); got != want {
			t.Errorf("%q has %d syllables, want %d", word, got, want)
		}
	}
}

func TestReadingAgeTellsEasyFromHard(t *testing.T) {
	easy := "The cat sat on the mat. It was a big red cat. We like it."
	hard := "Institutional accountability necessitates considerable organisational transparency, " +
		"notwithstanding administrative inconvenience."
	if e, h := readingAge(easy), readingAge(hard); e > 6 || h < 20 {
		t.Errorf("reading ages of easy and hard words are %.1f and %.1f", e, h)
	}
}

package rules

import (
	"strings"
	"unicode"
)

// Words splits a text into what is read as words; a dash or a bracket alone is none.
func Words(text string) []string {
	var out []string
	for word := range strings.FieldsSeq(text) {
		if isWord(word) {
			out = append(out, word)
		}
	}
	return out
}

// CountWords counts the words of a text as Words splits it.
func CountWords(text string) int {
	n := 0
	for word := range strings.FieldsSeq(text) {
		if isWord(word) {
			n++
		}
	}
	return n
}

func isWord(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}

// LeastWords is the shortest text that a reading age is worked out for: that of fewer words is down to chance.
const LeastWords = 100

// Counts are what readability formulas are made of.
type Counts struct{ Sentences, Words, Syllables int }

// Count counts the sentences, words and syllables of a text. A sentence ends at the end of a line at the latest, so
// each paragraph has to be in one line.
func Count(text string) Counts {
	var c Counts
	known := map[string]int{} // Most words of a text are the same few.
	for line := range strings.Lines(text) {
		for _, s := range Sentences(line) {
			before := c.Words
			for word := range strings.FieldsSeq(s) {
				if !isWord(word) {
					continue
				}
				n, ok := known[word]
				if !ok {
					n = Syllables(word)
					known[word] = n
				}
				c.Words++
				c.Syllables += n
			}
			if c.Words > before {
				c.Sentences++
			}
		}
	}
	return c
}

// Grade is the Flesch-Kincaid grade level, a school year of the United States (Kincaid and others, "Derivation of
// New Readability Formulas for Navy Enlisted Personnel", 1975); 0 for no words.
func (c Counts) Grade() float64 {
	if c.Words == 0 {
		return 0
	}
	return 0.39*float64(c.Words)/float64(c.Sentences) + 11.8*float64(c.Syllables)/float64(c.Words) - 15.59
}

// Ease is the Flesch reading ease, which is higher for easier texts (Flesch, "A New Readability Yardstick", 1948);
// 0 for no words.
func (c Counts) Ease() float64 {
	if c.Words == 0 {
		return 0
	}
	return 206.835 - 1.015*float64(c.Words)/float64(c.Sentences) - 84.6*float64(c.Syllables)/float64(c.Words)
}

// ageOverGrade is the age of pupils of a grade, less the grade.
const ageOverGrade = 5

// ReadingAge is the age, in years, of those who follow a text: its Flesch-Kincaid grade and five. It is not known of
// a text of fewer than LeastWords words. Each paragraph has to be in one line.
func ReadingAge(text string) (age float64, ok bool) {
	c := Count(text)
	return c.Grade() + ageOverGrade, c.Words >= LeastWords
}

package rules

import (
	"slices"
	"strconv"
	"strings"
)

// Limits are what pupils of an age take in from a slide and from a voice.
//
// The words, the lines and the words a line of a slide are the usual advice on slides for a hall: few lines of few
// words, so that the type can be large, and fewer for those who have just learnt to read. The longest sentence is the
// 25 words of GOV.UK's guidance on writing, and 15 for the youngest. The reading age is that of the youngest who
// listen: 7 at the end of key stage 1, 9 in the middle of key stage 2 and 11 at the beginning of key stage 3. Long
// words are those of one syllable more than the formula SMOG calls hard: pupils know many words of three.
type Limits struct {
	Name       string // of the phase, for messages
	SlideWords int    // that a slide shows at once
	Lines      int    // below its title
	LineWords  int    // of one line of a list
	Sentence   int    // words of a spoken sentence
	ReadingAge int    // of all that is said
	LongWords  int    // of LongWord syllables on a slide that nothing explains
}

// LongWord is the syllables of a long word.
const LongWord = 4

// The phases that there are limits for. Those of secondary pupils are for everybody older too.
func youngest() Limits {
	return Limits{Name: "ages 5 to 7", SlideWords: 8, Lines: 3, LineWords: 4, Sentence: 15, ReadingAge: 7, LongWords: 0}
}

func primary() Limits {
	return Limits{Name: "primary", SlideWords: 15, Lines: 4, LineWords: 5, Sentence: 25, ReadingAge: 9, LongWords: 1}
}

func secondary() Limits {
	return Limits{Name: "secondary", SlideWords: 25, Lines: 5, LineWords: 6, Sentence: 25, ReadingAge: 11, LongWords: 2}
}

// LimitsFor gives the limits of a phase by the names that schools use: those of ages 5 to 7 for "ks1", "infants",
// "reception", "year 2" and the like, those of primary pupils for "primary", "ks2", "juniors" and "year 5", and
// those of secondary pupils for all others and for no phase.
func LimitsFor(phase string) Limits {
	words := strings.FieldsFunc(strings.ToLower(phase), func(r rune) bool { return strings.ContainsRune(" -_.,", r) })
	name := strings.Join(words, " ")
	has := func(all ...string) bool {
		return slices.ContainsFunc(all, func(w string) bool { return strings.Contains(" "+name+" ", " "+w+" ") })
	}
	year := schoolYear(words)
	switch {
	case has("ks1", "key stage 1", "key stage one", "infant", "infants", "reception", "nursery", "early years", "eyfs", "ages 5 to 7", "5 to 7", "5 7"),
		year == 1 || year == 2:
		return youngest()
	case has("primary", "ks2", "key stage 2", "key stage two", "junior", "juniors"), year >= 3 && year <= 6:
		return primary()
	}
	return secondary()
}

// schoolYear is the year in "year 4", "y4" or "year4"; 0 for none.
func schoolYear(words []string) int {
	for i, w := range words {
		digits := strings.TrimPrefix(strings.TrimPrefix(w, "year"), "y")
		if w == "year" || w == "y" {
			digits = strings.Join(words[i+1:min(i+2, len(words))], "")
		}
		if n, err := strconv.Atoi(digits); err == nil && digits != w {
			return n
		}
	}
	return 0
}

package rules

import (
	"bytes"
	"slices"
	"strings"
)

// What follows says which letters of a word are heard. A letter that is not becomes silent, and one that is heard as
// a consonant becomes w or j: the count of vowels passes over both.

const silent = '-'

// glides makes consonants of the u in "quick" and "guess" and of the y in "yes" and "player".
func glides(w []byte) []byte {
	w = slices.Clone(w)
	for i := range w {
		switch {
		case !isVowel(w, i+1):
		case w[i] == 'u' && i > 0 && (w[i-1] == 'q' || w[i-1] == 'g' && w[i+1] != 'o' && letters(w, i-2, i) != "rg"):
			w[i] = 'w'
		case w[i] == 'y' && (i == 0 || isVowel(w, i-1)) && i+2 != len(w):
			w[i] = 'j'
		}
	}
	return w
}

// mute silences each e that is not spoken: at the end of a word, ahead of endings such as that of "lovely", and at
// the end of the first word of a compound such as "homework".
func mute(w []byte) []byte {
	stem := len(w)
	for again := true; again; {
		again = false
		for _, ending := range []string{"ly", "ful", "fully", "less", "ness", "ment", "ments", "ty", "some", "where"} {
			if at := stem - len(ending); at > 2 && w[at-1] == 'e' && string(w[at:stem]) == ending {
				stem, again = at, true
			}
		}
	}
	muteEnd(w, len(w))
	if stem < len(w) {
		muteEnd(w, stem)
	}
	for _, first := range compounds {
		if at := len(first); bytes.HasPrefix(w, []byte(first)) && len(w) > at+2 && !isVowel(w, at) && bytes.ContainsAny(w[at:], vowels) {
			w[at-1] = silent
		}
	}
	return w
}

// compounds are words that longer ones begin with, and whose e is mute in them too.
var compounds = strings.Fields("base care face file fire fore frame game grape grave guide here home hope horse house " + //nolint:gochecknoglobals // A table that never changes.
	"life like more name nine note pipe police rose safe side some space state stone there time type use wave where white whole wide")

// muteEnd silences the e at the end of the first letters of a word, alone or ahead of s or d.
func muteEnd(w []byte, end int) {
	e := end - 1
	if e > 0 && (w[e] == 's' || w[e] == 'd') {
		e--
	}
	if e < 1 || w[e] != 'e' || isVowel(w, e-1) && w[e-1] != 'y' || !bytes.ContainsAny(w[:e], vowels) {
		return
	}
	if !carries(w[:e], string(w[e+1:end])) {
		w[e] = silent
	}
}

// carries reports whether an e behind some letters is spoken with no more than an s or a d behind it: in "table",
// "centre", "faces", "wanted" and "hatred".
func carries(before []byte, ending string) bool {
	last, prior := before[len(before)-1], letters(before, len(before)-2, len(before)-1)
	among := func(set string) bool { return strings.IndexByte(set, last) >= 0 }
	switch {
	case last == 'l':
		return prior != "" && !strings.ContainsAny(prior, vowels+"lrw-")
	case last == 'r':
		return strings.ContainsAny(prior, "tdcbg")
	case ending == "s":
		return among("sxzcg") || last == 'h' && (prior == "s" || prior == "c")
	}
	return ending == "d" && among("td")
}

// heard counts the groups of vowels, and what is heard apart in one.
func heard(w []byte) int {
	n := 0
	for i := range w {
		if isVowel(w, i) && (!isVowel(w, i-1) || apart(w, i-1)) {
			n++
		}
	}
	for _, ending := range []string{"sm", "sms", "thm", "thms"} {
		if bytes.HasSuffix(w, []byte(ending)) {
			n++ // "extremism" and "rhythm" end in a syllable without a vowel.
		}
	}
	if bytes.HasSuffix(w, []byte("ically")) {
		n-- // It is said as "icly".
	}
	return n
}

// letters is a part of a word; nothing where the word has no such part.
func letters(w []byte, from, to int) string {
	if from < 0 || from >= len(w) {
		return ""
	}
	return string(w[from:to])
}

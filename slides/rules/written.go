package rules

import "strings"

// Written says how a number with the right digits is written otherwise than people know it: "is not spaced as people
// know it".
func Written(n Number) string {
	var letters []string
	for _, l := range []struct{ marks, what string }{{"Oo", "a letter O for a zero"}, {"l", "a letter l for a one"}, {"I", "a letter I for a one"},
		{"gq", "a letter g for a nine"}, {"Ss", "a letter S for a five"}, {"B", "a letter B for an eight"}} {
		if strings.ContainsAny(n.Text, l.marks) {
			letters = append(letters, l.what)
		}
	}
	switch {
	case letters != nil:
		return "is written with " + strings.Join(letters, " and ")
	case onlyDigits(n.Text) == n.Digits:
		return "is not spaced as people know it"
	}
	return "is not written as people know it" // with the country's code, or in digits of full width
}

// onlyDigits is a text without everything but its ASCII digits.
func onlyDigits(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}

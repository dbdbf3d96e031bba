package live

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxRoom bounds the name of a classroom, in characters.
const maxRoom = 40

// maxMarks is how many accents a letter of any language has at most.
const maxMarks = 4

// fillers are letters that show nothing.
const fillers = "\u115f\u1160\u2800\u3164\uffa0"

// CleanRoom makes a name that a classroom has given itself fit for the speaker's screen: at most 40
// characters, of those that show, with single spaces between words.
func CleanRoom(name string) string { return Clean(name, maxRoom) }

// Clean makes a text from outside fit for the speaker's screen: at most so many characters, of those that show, with
// single spaces between words.
func Clean(name string, most int) string {
	if !utf8.ValidString(name) {
		name = strings.ToValidUTF8(name, "")
	}
	marks := 0 // in a row
	visible := strings.Map(func(c rune) rune {
		if marks++; !unicode.In(c, unicode.Mn, unicode.Me) {
			marks = 0
		}
		switch {
		case unicode.IsSpace(c):
			return ' '
		case marks > maxMarks || strings.ContainsRune(fillers, c):
			return -1
		case unicode.IsGraphic(c):
			return c
		}
		return -1
	}, name)
	joined := []rune(strings.Join(strings.Fields(visible), " "))
	return strings.TrimSpace(string(joined[:min(len(joined), most)]))
}

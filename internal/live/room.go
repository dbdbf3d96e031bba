package live

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxRoom bounds the name of a classroom, in characters.
const maxRoom = 40

// CleanRoom makes a name that a classroom has given itself fit for the speaker's screen: at most 40
// characters, of those that show, with single spaces between words.
func CleanRoom(name string) string { return Clean(name, maxRoom) }

// Clean makes a text from outside fit for the speaker's screen: at most so many characters, of those that show, with
// single spaces between words.
func Clean(name string, most int) string {
	if !utf8.ValidString(name) {
		name = strings.ToValidUTF8(name, "")
	}
	visible := strings.Map(func(c rune) rune {
		switch {
		case unicode.IsSpace(c):
			return ' '
		case unicode.IsGraphic(c):
			return c
		}
		return -1
	}, name)
	joined := []rune(strings.Join(strings.Fields(visible), " "))
	return strings.TrimSpace(string(joined[:min(len(joined), most)]))
}

package paper

import (
	"strings"
	"unicode"
	textutf16 "unicode/utf16"
)

// clean is a text on one line, without what is not text.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return strings.Join(strings.Fields(s), " ")
}

// tag is a name of a language with nothing in it that does not belong there.
func tag(lang string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			return r
		}
		return -1
	}, lang)
}

// units are the UTF-16 units of a text. fpdf knows only characters of one unit.
func units(s string) []uint16 { return textutf16.Encode([]rune(s)) }

// utf16 is a text as PDF has it outside of pages: UTF-16, with a mark that says so. Nothing stays nothing.
func utf16(s string) string {
	if s == "" {
		return ""
	}
	out := []byte{0xFE, 0xFF}
	for _, u := range units(s) {
		out = append(out, byte(u>>8), byte(u)) //nolint:gosec // each byte is cut out on purpose
	}
	return string(out)
}

// rightToLeft holds for letters of scripts that run from right to left.
func rightToLeft(r rune) bool {
	return unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Adlam)
}

package cell

import (
	"slices"
	"strings"
)

// Wrap breaks text at blanks, but not at no-break spaces nor within a number, into lines of at most width columns. A
// word wider than a line is broken between characters, and a character wider than a line is left
// out; a width below 1 gives no lines. Line breaks in the text are kept.
func Wrap(text string, width int) []string {
	if width < 1 {
		return nil
	}
	var lines []string
	for _, para := range strings.Split(text, "\n") {
		lines = append(lines, wrapLine(Clean(para), width)...)
	}
	return lines
}

// Hang breaks text as Wrap does, with its first line behind a lead and the others below the lead's
// end. A lead that quotes, ending in "> ", stands ahead of every line. The width counts the lead.
func Hang(lead, text string, width int) []string {
	lead = Clean(lead)
	under := strings.Repeat(" ", Width(lead))
	if strings.HasSuffix(lead, "> ") {
		under = lead
	}
	lines := Wrap(text, width-len(under))
	for i := range lines {
		lines[i] = lead + lines[i]
		lead = under
	}
	return lines
}

func wrapLine(text string, width int) []string {
	var lines []string
	line, used := make([]byte, 0, min(len(text), width)), 0
	for _, word := range words(text, width) {
		parts, w := pieces(word, width)
		if used > 0 && len(parts) == 1 && used+1+w <= width {
			line, used = append(append(line, ' '), parts[0]...), used+1+w
			continue
		}
		if used > 0 {
			lines = append(lines, string(line))
		}
		last := len(parts) - 1
		lines = append(lines, parts[:last]...)
		line, used = append(line[:0], parts[last]...), w
	}
	return append(lines, string(line))
}

// pieces breaks a word into pieces of at most width columns, and returns how many the last of them fills. It has one piece
// at least.
func pieces(word string, width int) (all []string, last int) {
	if ascii(word) && len(word) <= width {
		return []string{word}, len(word)
	}
	chars := slices.Collect(graphemes(word))
	for columns(chars) > width {
		n := fitting(chars, width)
		if n == 0 {
			chars = chars[1:] // It is wider than a whole line.
			continue
		}
		all, chars = append(all, joined(chars[:n])), chars[n:]
	}
	return append(all, joined(chars)), columns(chars)
}

// words divides text at blanks. Numbers in groups of digits that a line has room for stay whole.
func words(text string, width int) []string {
	var out []string
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' }) {
		if last := len(out) - 1; last >= 0 && Grouped(out[last], w) && len(out[last])+1+len(w) <= width {
			out[last] += " " + w
			continue
		}
		out = append(out, w)
	}
	return out
}

// mostGrouped is the length of the longest number in groups, in characters: those of the world's telephones are shorter.
const mostGrouped = 20

// Grouped reports whether a word goes on with a group of digits of the number that the words before it end with, as a
// telephone number does: such a number stays on one line.
func Grouped(before, word string) bool {
	if len(before)+len(word) > 2*mostGrouped {
		return false
	}
	number := before[strings.LastIndexAny(before, "(+/,;:")+1:]
	digits := func(r rune) bool { return '0' <= r && r <= '9' }
	group := strings.TrimRightFunc(word, func(r rune) bool { return strings.ContainsRune(").,;:!?\"'", r) })
	last := strings.TrimSuffix(number[strings.LastIndexByte(number, ' ')+1:], ")")
	return len(number)+1+len(group) <= mostGrouped && isGroup(last, digits) && isGroup(group, digits)
}

// Whole is a text whose numbers in groups of digits have no-break spaces within them, for what breaks lines itself.
func Whole(text string) string {
	var b strings.Builder
	before := ""
	for i, w := range strings.Split(text, " ") {
		switch {
		case i > 0 && Grouped(before, w):
			b.WriteString("\u00a0")
			before += " " + w
		case i > 0:
			b.WriteByte(' ')
			fallthrough
		default:
			before = w
		}
		b.WriteString(w)
	}
	return b.String()
}

// leastGroup is the length of the shortest group of digits.
const leastGroup = 2

func isGroup(text string, digit func(rune) bool) bool {
	return len(text) >= leastGroup && strings.TrimLeftFunc(text, digit) == ""
}

// fitting is how many of the first characters fill at most width columns.
func fitting(chars []grapheme, width int) int {
	for i, c := range chars {
		if width -= c.Width; width < 0 {
			return i
		}
	}
	return len(chars)
}

func columns(chars []grapheme) int {
	n := 0
	for _, c := range chars {
		n += c.Width
	}
	return n
}

func joined(chars []grapheme) string {
	var b strings.Builder
	for _, c := range chars {
		b.WriteString(c.Text)
	}
	return b.String()
}

// Truncate shortens text to width columns, with an ellipsis where something is lost.
func Truncate(text string, width int) string {
	if len(text) <= width && ascii(text) {
		return text
	}
	chars := slices.Collect(graphemes(text))
	if columns(chars) <= width {
		return joined(chars)
	}
	if width < 1 {
		return ""
	}
	return joined(chars[:fitting(chars, width-1)]) + "…"
}

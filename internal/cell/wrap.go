package cell

import "strings"

// Wrap breaks text at blanks, but not at no-break spaces, into lines of at most width columns. A
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
	line, used := "", 0
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' }) {
		chars := graphemes(word)
		w := columns(chars)
		if used > 0 && used+1+w <= width {
			line, used = line+" "+joined(chars), used+1+w
			continue
		}
		if used > 0 {
			lines = append(lines, line)
		}
		for w > width {
			n := fitting(chars, width)
			if n == 0 {
				chars = chars[1:] // It is wider than a whole line.
			} else {
				lines = append(lines, joined(chars[:n]))
				chars = chars[n:]
			}
			w = columns(chars)
		}
		line, used = joined(chars), w
	}
	return append(lines, line)
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
	chars := graphemes(text)
	if columns(chars) <= width {
		return joined(chars)
	}
	if width < 1 {
		return ""
	}
	return joined(chars[:fitting(chars, width-1)]) + "…"
}

package cell

import "strings"

// Wrap breaks text at blanks, but not at no-break spaces, into lines of at most width columns. A word wider than a line is
// broken between characters, but for a width below 1, which gives no lines. Line breaks in the
// text are kept.
func Wrap(text string, width int) []string {
	if width < 1 {
		return nil
	}
	var lines []string
	for _, para := range strings.Split(text, "\n") {
		lines = append(lines, wrapLine(para, width)...)
	}
	return lines
}

func wrapLine(text string, width int) []string {
	var lines []string
	line, used := "", 0
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\t' }) {
		w := Width(word)
		if used > 0 && used+1+w <= width {
			line, used = line+" "+word, used+1+w
			continue
		}
		if used > 0 {
			lines = append(lines, line)
		}
		for w > width {
			head, rest := cut(word, width)
			if rest == word {
				return append(lines, head)
			}
			lines = append(lines, head)
			word, w = rest, Width(rest)
		}
		line, used = word, w
	}
	return append(lines, line)
}

// cut splits a word after as many characters as fit in width columns.
func cut(word string, width int) (head, rest string) {
	var b strings.Builder
	used := 0
	for _, c := range Clusters(word) {
		if used+c.Width > width {
			break
		}
		used += c.Width
		b.WriteString(c.Text)
	}
	return b.String(), strings.TrimPrefix(Clean(word), b.String())
}

// Truncate shortens text to width columns, with an ellipsis where something is lost.
func Truncate(text string, width int) string {
	if Width(text) <= width {
		return Clean(text)
	}
	if width < 1 {
		return ""
	}
	head, _ := cut(text, width-1)
	return head + "…"
}

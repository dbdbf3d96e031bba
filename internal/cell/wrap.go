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
		clusters := Clusters(word)
		w := columns(clusters)
		if used > 0 && used+1+w <= width {
			line, used = line+" "+joined(clusters), used+1+w
			continue
		}
		if used > 0 {
			lines = append(lines, line)
		}
		for w > width {
			n := fitting(clusters, width)
			if n == 0 {
				clusters = clusters[1:] // It is wider than a whole line.
			} else {
				lines = append(lines, joined(clusters[:n]))
				clusters = clusters[n:]
			}
			w = columns(clusters)
		}
		line, used = joined(clusters), w
	}
	return append(lines, line)
}

// fitting is how many of the first characters fill at most width columns.
func fitting(clusters []Cluster, width int) int {
	for i, c := range clusters {
		if width -= c.Width; width < 0 {
			return i
		}
	}
	return len(clusters)
}

func columns(clusters []Cluster) int {
	n := 0
	for _, c := range clusters {
		n += c.Width
	}
	return n
}

func joined(clusters []Cluster) string {
	var b strings.Builder
	for _, c := range clusters {
		b.WriteString(c.Text)
	}
	return b.String()
}

// Truncate shortens text to width columns, with an ellipsis where something is lost.
func Truncate(text string, width int) string {
	clusters := Clusters(text)
	if columns(clusters) <= width {
		return joined(clusters)
	}
	if width < 1 {
		return ""
	}
	return joined(clusters[:fitting(clusters, width-1)]) + "…"
}

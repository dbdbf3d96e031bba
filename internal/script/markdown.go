package script

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Markdown writes the document as Markdown. Whatever the deck's words hold, they are words in it.
func (doc *Document) Markdown(w io.Writer) error {
	m := &mdWriter{Writer: bufio.NewWriter(w)}
	m.head(doc)
	doc.Sections(func(s Section) bool {
		m.section(s)
		return m.err == nil
	})
	if err := cmp.Or(m.err, m.Flush()); err != nil {
		return fmt.Errorf("write Markdown: %w", err)
	}
	return nil
}

// mdWriter writes blocks of Markdown with one empty line between them.
type mdWriter struct {
	*bufio.Writer
	err   error
	begun bool
}

func (m *mdWriter) put(all ...string) {
	if m.begun {
		all = append([]string{"\n"}, all...)
	}
	m.begun = true
	m.join(all...)
}

// join writes a block right below the last one.
func (m *mdWriter) join(all ...string) {
	for _, s := range append(all, "\n") {
		if m.err == nil {
			_, m.err = m.WriteString(s)
		}
	}
}

func (m *mdWriter) head(doc *Document) {
	m.put("# ", md(doc.Short()))
	if doc.SubTitle != "" {
		m.put(md(doc.SubTitle))
	}
	for i, f := range doc.Facts {
		put := m.join
		if i == 0 {
			put = m.put
		}
		put("- ", md(f.Name), ": ", md(f.Value))
	}
	if doc.Statement != "" {
		m.put("> ", md(doc.Statement))
	}
}

func (m *mdWriter) section(s Section) {
	m.put("## ", md(s.Heading()))
	if len(s.Facts) > 0 {
		m.put(md(strings.Join(s.Facts, " ")))
	}
	for _, p := range s.Parts {
		if p.Title != "" {
			m.put("### ", md(p.Title))
		}
		last := Block{}
		for i, b := range p.Blocks {
			put := m.put
			if i > 0 && tight(last, b) && b.Kind != Direction {
				put = m.join
			}
			put(mdBlock(b)...)
			last = b
		}
	}
}

func mdBlock(b Block) []string {
	in := strings.Repeat("  ", max(b.Level, 0))
	under := strings.Repeat("  ", max(b.Level-1, 0))
	switch b.Kind {
	case Item:
		return []string{under, mdMarker(b.Marker), " ", mdRuns(b.Runs, in)}
	case Tick:
		return []string{"- [ ] ", mdRuns(slices.Concat(b.Runs, b.Spare), "  ")}
	case Quote:
		return []string{under, "> ", md(item(b)), mdRuns(b.Runs, under+"> ")}
	case Code:
		return mdCode(b, in)
	case Table:
		return mdTable(b, in)
	case Say, Direction:
		return mdCue(b)
	case Number:
		return mdNumber(b)
	case Blank:
		return []string{md(b.Text()), " ", strings.Repeat("\\_", 20)}
	case Paragraph:
	}
	return []string{in, mdRuns(b.Runs, in)}
}

// mdMarker is the marker of an item, a number's as it is.
func mdMarker(marker string) string {
	if strings.Trim(marker, "0123456789") == "." && len(marker) < 10 {
		return marker
	}
	return "-"
}

func mdCue(b Block) []string {
	out := []string{}
	if b.Cue != "" {
		out = append(out, "**", b.Cue, "**", colon(b))
	}
	text := mdRuns(b.Runs, "")
	if b.Marker != "" {
		text = md(b.Marker+" ") + text
	}
	return []string{strings.TrimRight(strings.Join(append(out, text), ""), " ")}
}

func mdNumber(b Block) []string {
	rule := ""
	if b.Apart {
		rule = "---\n\n"
	}
	return []string{rule, mdRuns(b.Runs, ""), "\n\n**", md(b.Marker), "**"}
}

// mdCode fences code with more backticks than it holds in a row.
func mdCode(b Block, in string) []string {
	text := b.Text()
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	lines := append([]string{fence}, strings.Split(text, "\n")...)
	return []string{in, strings.Join(append(lines, fence), "\n"+in)}
}

func mdTable(b Block, in string) []string {
	var lines []string
	for i, row := range b.Rows {
		cells := make([]string, len(row))
		rule := make([]string, len(row))
		for j, c := range row {
			cells[j], rule[j] = md(c), "---"
		}
		lines = append(lines, "| "+strings.Join(cells, " | ")+" |")
		if i == 0 {
			lines = append(lines, "| "+strings.Join(rule, " | ")+" |")
		}
	}
	return []string{in, strings.Join(lines, "\n"+in)}
}

// mdRuns is words with their styles. A line break that the author asked for stays one.
func mdRuns(all []Run, in string) string {
	var b strings.Builder
	for _, r := range all {
		lines := strings.Split(r.Text, "\n")
		for i, l := range lines {
			if i > 0 {
				b.WriteString("\\\n" + in)
			}
			lead, text, tail := trimmedLine(l, i > 0 || b.Len() == 0)
			if r.Strong && text != "" {
				text = "**" + text + "**"
			}
			b.WriteString(lead + text + tail)
		}
	}
	return b.String()
}

// trimmedLine is a stretch of a line, escaped, and the blanks around it, which may not stand within marks. No
// line begins with one.
func trimmedLine(l string, begins bool) (lead, text, tail string) {
	text = strings.TrimLeft(l, " ")
	lead = l[:len(l)-len(text)]
	trim := strings.TrimRight(text, " ")
	tail = text[len(trim):]
	if begins {
		lead = ""
		return lead, md(trim), tail
	}
	return lead, mdInline(trim), tail
}

// md is text at the beginning of a line, in which nothing is a mark.
func md(text string) string {
	text = mdInline(text)
	digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
	switch {
	case text == "":
	case strings.ContainsRune("#+-=:", rune(text[0])):
		text = "\\" + text
	case digits > 0 && digits < len(text) && strings.ContainsRune(".)", rune(text[digits])):
		text = text[:digits] + "\\" + text[digits:]
	}
	return text
}

// mdInline is text within a line, in which nothing is a mark.
func mdInline(text string) string {
	var b strings.Builder
	for _, r := range text {
		if strings.ContainsRune("\\`*_[]<>&|~$!", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

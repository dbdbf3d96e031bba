package edit

import (
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/markdown"
)

// kept says which line of an old text a line of a new one is: its index, or -1 when it is another.
type kept struct {
	text string
	old  int
}

// follow finds the lines of an old text in a new one: as many as possible, in their order.
func follow(old, now []string) []kept {
	out := make([]kept, len(now))
	from, to := 0, len(old)
	for from < min(to, len(now)) && old[from] == now[from] {
		out[from] = kept{now[from], from}
		from++
	}
	end := len(now)
	for to > from && end > from && old[to-1] == now[end-1] {
		to--
		end--
		out[end] = kept{now[end], to}
	}
	common(old[from:to], now[from:end], out[from:end], from)
	return out
}

// mostCompared bounds the work of finding lines again. No slide has as many lines.
const mostCompared = 4_000_000

// common finds the longest sequence of lines that two texts have in common.
func common(old, now []string, out []kept, shift int) {
	for j, line := range now {
		out[j] = kept{line, -1}
	}
	if len(old)*len(now) > mostCompared {
		return
	}
	length := lengths(old, now)
	for i, j := 0, 0; i < len(old) && j < len(now); {
		switch {
		case old[i] == now[j]:
			out[j].old = i + shift
			i++
			j++
		case length[i+1][j] >= length[i][j+1]:
			i++
		default:
			j++
		}
	}
}

// lengths says how many lines old[i:] and now[j:] have in common.
func lengths(old, now []string) [][]int {
	out := make([][]int, len(old)+1)
	for i := range out {
		out[i] = make([]int, len(now)+1)
	}
	for i := len(old) - 1; i >= 0; i-- {
		for j := len(now) - 1; j >= 0; j-- {
			out[i][j] = max(out[i+1][j], out[i][j+1])
			if old[i] == now[j] {
				out[i][j] = out[i+1][j+1] + 1
			}
		}
	}
	return out
}

// lineEditor makes the edits of a passage whose lines are those of the file.
type lineEditor struct {
	file
	lines  []markdown.Line
	indent string // of new lines
}

// newLineEditor makes one. New lines are indented as the first one that says something is by what is not
// part of its text.
func newLineEditor(f file, p markdown.Passage) *lineEditor {
	e := &lineEditor{file: f, lines: p.Lines}
	if p.Value == nil {
		return e
	}
	for _, l := range p.Lines {
		if strings.TrimSpace(l.Text) != "" {
			from := f.offset(l.From)
			e.indent = string(f.source[f.lines[l.From.Line-1].start:from])
			return e
		}
	}
	return e
}

// edits makes the lines those of a new text.
func (e *lineEditor) edits(now []kept) []edit {
	var out []edit
	at, texts := 0, []string(nil)
	for _, l := range now {
		if l.old < 0 {
			texts = append(texts, l.text)
			continue
		}
		out = append(out, e.hunk(at, l.old, texts)...)
		at, texts = l.old+1, nil
	}
	return append(out, e.hunk(at, len(e.lines), texts)...)
}

// hunk replaces the lines from a to b by texts.
func (e *lineEditor) hunk(a, b int, texts []string) []edit {
	var out []edit
	n := min(b-a, len(texts))
	for i := range n {
		more := []string(nil)
		if i == n-1 {
			more = texts[n:]
		}
		out = append(out, e.replace(e.lines[a+i], texts[i], more))
	}
	if n == 0 && len(texts) > 0 {
		return []edit{e.insert(a, texts)}
	}
	for _, l := range e.lines[a+n : b] {
		out = append(out, e.remove(l))
	}
	return out
}

// place is where a line stands: the offsets of its text, and those of the line of the file when it holds
// nothing else.
func (e *lineEditor) place(l markdown.Line) (from, to int, whole bool) {
	from, to = e.offset(l.From), e.offset(l.To)
	is := e.on(l)
	whole = blank(e.source[is.start:from]) && blank(e.source[to:is.end])
	return from, to, whole
}

// on is the line of the file that a line is on.
func (e *lineEditor) on(l markdown.Line) line { return e.file.lines[l.From.Line-1] }

// replace writes a line anew, with more of them below it.
func (e *lineEditor) replace(l markdown.Line, text string, more []string) edit {
	from, to, whole := e.place(l)
	if whole && (text == "" || from == to) {
		from = e.on(l).start
		if text != "" {
			text = e.indent + text
		}
	}
	return edit{from, to, text + e.below(from, more)}
}

// insert writes texts above line i of the passage.
func (e *lineEditor) insert(i int, texts []string) edit {
	if i > 0 {
		_, to, whole := e.place(e.lines[i-1])
		if whole {
			to = e.on(e.lines[i-1]).end
		}
		return edit{to, to, e.below(to, texts)}
	}
	from, _, whole := e.place(e.lines[0])
	indent, end := e.indent, e.lineEnd(from)
	if whole {
		from = e.on(e.lines[0]).start
		return edit{from, from, indent + strings.TrimPrefix(below(end, indent, texts), end+indent) + end}
	}
	return edit{from, from, strings.TrimPrefix(below(end, indent, texts), end+indent) + end + indent}
}

// remove takes a line away, with its end when it has a line of the file to itself.
func (e *lineEditor) remove(l markdown.Line) edit {
	from, to, whole := e.place(l)
	is := e.on(l)
	switch {
	case whole && is.next > is.end:
		return edit{is.start, is.next, ""}
	case whole && l.From.Line > 1: // The file ends here.
		return edit{e.file.lines[l.From.Line-2].end, is.end, ""}
	}
	return edit{from, to, ""}
}

// below is lines of text, each behind a line end.
func (e *lineEditor) below(at int, texts []string) string {
	return below(e.lineEnd(at), e.indent, texts)
}

func below(end, indent string, texts []string) string {
	var b strings.Builder
	for _, t := range texts {
		b.WriteString(end)
		if t != "" {
			b.WriteString(indent + t)
		}
	}
	return b.String()
}

// textLines are the lines of what somebody has typed, without blank ones at the ends. A line of nothing but
// white space is an empty one.
func textLines(text string) []string {
	lines := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", "    ").Replace(text), "\n")
	for i, l := range lines {
		if strings.TrimSpace(l) == "" {
			lines[i] = ""
		}
	}
	filled := func(l string) bool { return l != "" }
	first := slices.IndexFunc(lines, filled)
	if first < 0 {
		return nil
	}
	last := len(lines)
	for lines[last-1] == "" {
		last--
	}
	return lines[first:last]
}

package dialect

import (
	"bytes"
	"path"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// codeTitle is what Slidev shows above code, as the second group: ```ts [main.ts] {1,2}.
var codeTitle = lazyregexp.New("^(`{3,}|~{3,})[ \\t]*[\\w'+#-]*[ \\t\\w'-]*\\[([^\\]]+)\\]")

// code reads a code fence.
func (p *slidevPage) code(it item) {
	line := p.file.line(it)
	if magicMove.Match(line) && p.magicMove(it) {
		return
	}
	if m := codeTitle.FindSubmatch(line); m != nil && bytes.IndexByte(m[2], '`') < 0 {
		p.edits = append(p.edits, edit{at: it.from, end: it.from, text: "`" + string(m[2]) + "`\n\n"})
	}
}

// magicMove is the first line of a code fence that has several stages of code in it.
var magicMove = lazyregexp.New("^`{4}(md|markdown) magic-move\\b")

// mostStageLines is how many lines the stages of code have that are shown one below the other. Of longer ones
// the last is shown.
const mostStageLines = 60

// magicMove makes steps of the stages of code.
func (p *slidevPage) magicMove(it item) bool {
	text := p.file.Text[:it.end]
	_, from := cutLine(text, it.from)
	var stages []item
	lines := 0
	for inner := range p.file.items(from, it.end) {
		switch {
		case inner.kind == itemCode && !magicMoveEnd(p.file.line(inner)):
			stages = append(stages, inner)
			lines += bytes.Count(p.file.text(inner), []byte("\n")) - 1
		case snippetLine.Match(p.file.line(inner)):
			stages = append(stages, inner)
		}
	}
	if len(stages) == 0 {
		return false
	}
	if lines > mostStageLines {
		p.unused("earlier stages of code", "only the last is shown", string(p.file.line(it)), it.from)
		stages = stages[len(stages)-1:]
	}
	p.stages(it, stages)
	return true
}

// magicMoveEnd reports whether a line ends stages of code.
func magicMoveEnd(line []byte) bool { return isWord(line, "````") }

// stages writes stages of code in the place of the fence that they are in.
func (p *slidevPage) stages(it item, stages []item) {
	from := it.from
	for i, s := range stages {
		p.edits = append(p.edits, edit{at: from, end: s.from})
		if i > 0 {
			p.edits = append(p.edits, stepBlock(s.from, s.from))
		}
		if from = s.end; s.kind == itemLine {
			p.snippet(s.from, p.file.line(s))
		}
	}
	p.edits = append(p.edits, edit{at: from, end: it.end, text: "\n"})
}

// snippetLine is a line that stands for the text of a file: its path, a region, a language and other words.
var snippetLine = lazyregexp.New(`^([ \t]*)<<<[ \t]*([^\s#{]+)(#[\w-]+)?[ \t]*([\w'+-]*)[ \t]*(?:\{.*)?[ \t]*$`)

// maxSnippet bounds the text of a file that is shown as code, in bytes.
const maxSnippet = 64 << 10

// snippet writes the text of a file as code in the place of a line, and returns the line's end.
func (p *slidevPage) snippet(at int, line []byte) int {
	m := snippetLine.FindSubmatch(line)
	name := p.resolve(string(m[2]))
	end := at + len(line)
	e := edit{at: at, end: end}
	f, err := p.openFile(name)
	switch {
	case err != nil:
		p.warnf(at, "the text of %s is left out: %v", Quote(clipped(name)), err)
	default:
		code := snippetRegion(f.Text, strings.TrimPrefix(string(m[3]), "#"))
		if len(code) > maxSnippet || !p.spend(len(code), at) {
			p.warnf(at, "the text of %s is left out: it is longer than %d KB", Quote(clipped(name)), maxSnippet>>10)
			break
		}
		language := string(m[4])
		if language == "" {
			language = strings.TrimPrefix(path.Ext(name), ".")
		}
		e.text = fenced(code, language, string(m[1][:min(len(m[1]), maxPrefix)]))
	}
	p.edits = append(p.edits, e)
	return end
}

// fenced writes code in a code fence, with an indentation.
func fenced(code []byte, language, indent string) string {
	most := 2
	for i := 0; i < len(code); i++ {
		if code[i] == '`' {
			n := run(code[i:])
			most, i = max(most, n), i+n
		}
	}
	marks := strings.Repeat("`", most+1)
	var out strings.Builder
	out.WriteString("\n" + indent + marks + language + "\n")
	for line := range bytes.Lines(bytes.TrimRight(code, "\n")) {
		out.WriteString(indent)
		out.Write(bytes.TrimRight(line, "\n"))
		out.WriteByte('\n')
	}
	return out.String() + indent + marks + "\n"
}

var regionMark = lazyregexp.New(`(?:#|pragma[ \t]+|//[ \t]*|::[ \t]*)(end)?region\b[ \t]*([\w-]*)`)

// snippetRegion is the part of a file's text between the marks of a region, or all of it.
func snippetRegion(text []byte, name string) []byte {
	if name == "" {
		return text
	}
	from, depth := -1, 0
	for at := 0; at < len(text); {
		line, next := cutLine(text, at)
		m := regionMark.FindSubmatch(line)
		switch {
		case m == nil:
		case from < 0 && len(m[1]) == 0 && string(m[2]) == name:
			from = next
		case from >= 0 && len(m[1]) == 0:
			depth++
		case from >= 0 && depth == 0:
			return dedented(text[from:at])
		case from >= 0:
			depth--
		}
		at = next
	}
	return text
}

// dedented is code without the indentation that all its lines have.
func dedented(code []byte) []byte {
	least := -1
	for line := range bytes.Lines(code) {
		if n := len(line) - len(bytes.TrimLeft(line, " \t")); !isBlank(line) && (least < 0 || n < least) {
			least = n
		}
	}
	var out []byte
	for line := range bytes.Lines(code) {
		if !isBlank(line) {
			line = line[max(least, 0):]
		}
		out = append(out, line...)
	}
	return out
}

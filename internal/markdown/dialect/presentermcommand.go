package dialect

import (
	"bytes"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// command is a comment that may be a command of presenterm: its name and its value.
var command = lazyregexp.New(`(?s)^([a-z_]+)(?:[ \t]*:(.*))?$`)

// comment follows the comment at file.Text[from:end], or writes it.
func (p *presenterm) comment(from, end int) {
	at, to := p.file.body(from, end)
	for p.prefix != "" && bytes.HasPrefix(p.file.Text[at:to], []byte(p.prefix)) {
		at += len(p.prefix)
	}
	at += len(p.file.Text[at:to]) - len(bytes.TrimLeft(p.file.Text[at:to], " \t\n"))
	m := command.FindSubmatchIndex(p.file.Text[at:to])
	if m == nil || !p.command(string(p.file.Text[at:at+m[3]]), stretch{at + max(m[4], m[3]), to}, from) {
		p.remark(from, end, string(p.file.Text[at:min(to, at+4)]))
	}
}

// remark writes a comment that is no command. Some kinds are for programs.
func (p *presenterm) remark(from, end int, begin string) {
	for _, mark := range []string{"{{{", "}}}", "//", "vim:"} {
		if strings.HasPrefix(begin, mark) {
			return
		}
	}
	p.aside(from, end)
}

// command follows a command with its value, and reports whether it is one.
func (p *presenterm) command(name string, value stretch, at int) bool {
	text := strings.Trim(string(bytes.TrimSpace(p.file.Text[value.from:value.end])), `"'`)
	switch name {
	case "end_slide":
		p.endSlide(at, true)
	case "pause":
		p.begin()
		p.put("<!-- pause -->", at)
	case "skip_slide":
		p.slide.hidden, p.slide.hiddenAt = true, at
	case "incremental_lists":
		p.slide.steps = text == "true"
	case "alignment":
		p.put("<!-- align: "+text+" -->", at)
	case "speaker_note":
		p.note(value)
	case "include":
		p.include(text, at, func() { p.read(p.file.frontEnd()) })
	case "comment":
	default:
		return p.unfollowed(name, at)
	}
	return true
}

// unfollowed counts a command that has no meaning here, and reports whether there is one of that name.
func (p *presenterm) unfollowed(name string, at int) bool {
	switch name {
	case "column_layout", "column", "reset_layout":
		p.unused("columns", "what stands in them is shown one below the other", name, at)
	case "font_size", "jump_to_middle", "new_line", "new_lines", "newline", "newlines", "list_item_newlines", "no_footer":
		p.unused("commands for sizes and gaps", "slides are laid out by their layout", name, at)
	case "incremental_tables":
		p.unused("commands for tables", "a table is shown at once", name, at)
	case "snippet_output":
		p.unused("output of code", "code is shown and not run", name, at)
	default:
		return false
	}
	return true
}

var blockMark = lazyregexp.New(`^[|>][-+0-9]*[ \t]*(#[^\n]*)?$`)

// note writes the value of speaker_note as notes: text below | or >, in quotation marks, or as it is.
func (p *presenterm) note(value stretch) {
	lines := p.file.linesOf(value.from, value.end)
	if len(lines) == 0 {
		return
	}
	head := bytes.TrimSpace(p.file.Text[lines[0].from:lines[0].end])
	switch {
	case blockMark.Match(head):
		p.notes(lines[1:], head[0] == '>')
	case len(head) > 0 && (head[0] == '"' || head[0] == '\''):
		p.quotedNote(value, lines)
	default:
		p.notes(p.file.trimmed(lines), true)
	}
}

// quotedNote writes a note in quotation marks.
func (p *presenterm) quotedNote(value stretch, lines []stretch) {
	text := readFront(append([]byte("note: "), bytes.TrimSpace(p.file.Text[value.from:value.end])...)).Lines("note")
	if len(text) == 0 {
		p.notes(p.file.trimmed(lines), true)
		return
	}
	out := "<!--\nnotes: |2\n"
	for _, line := range text {
		out += "  " + commentMark.ReplaceAllStringFunc(line, func(mark string) string { return mark[:2] + " " + mark[2:] }) + "\n"
	}
	p.put(out+"-->", value.from)
}

// trimmed takes the white space around lines away.
func (f *File) trimmed(lines []stretch) []stretch {
	out := make([]stretch, len(lines))
	for i, s := range lines {
		line := f.Text[s.from:s.end]
		from := s.from + len(line) - len(bytes.TrimLeft(line, " \t"))
		out[i] = stretch{from, max(from, s.from+len(bytes.TrimRight(line, " \t")))}
	}
	return out
}

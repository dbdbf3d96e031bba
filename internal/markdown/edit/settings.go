package edit

import (
	"bytes"
	"cmp"
	"strings"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown"

	"go.yaml.in/yaml/v4"
)

// mapEditor finds what to change in a comment that is settings. It uses the positions that the
// YAML reader names, so that everything else stays as the author wrote it.
type mapEditor struct {
	markdown.Settings
	file   file
	setter *timeSetter // nil for what is not a time
}

// at returns the offset in the file of the byte Text[off].
func (e *mapEditor) at(off int) int { return e.file.offset(e.Pos(off)) }

// behind returns the offset in the file right after the byte Text[off-1].
func (e *mapEditor) behind(off int) int { return e.file.offset(e.PosBehind(off)) }

// setTime sets the value of the time setting, which now means the times in old.
func (e *mapEditor) setTime(v *yaml.Node, want string, old deck.Times) (edit, bool) {
	w := e.setter
	switch {
	case v.Kind == yaml.MappingNode:
		if one := markdown.Lookup(v, w.phase); one != nil {
			return e.setValue(one, want)
		}
		return e.addEntry(v, w.entry(want))
	case len(w.deck.Meta.Phases) > 1:
		return e.split(v, want, old[""])
	}
	return e.setValue(v, want)
}

// setValue replaces a value by text, inside any quotation marks.
func (e *mapEditor) setValue(v *yaml.Node, text string) (edit, bool) {
	s, ok := e.find(v)
	if !ok {
		return edit{}, false
	}
	return e.replace(s.from, s.to, text), true
}

// split turns a value for every phase into a map, in which the other phases keep it.
func (e *mapEditor) split(v *yaml.Node, want string, old time.Duration) (edit, bool) {
	s, ok := e.find(v)
	if !ok {
		return edit{}, false
	}
	kept := old.String()
	if old%time.Second == 0 {
		kept = deck.FormatDuration(old)
	}
	kept = cmp.Or(e.written(v, s), kept)
	var entries []string
	for _, phase := range e.setter.deck.Meta.Phases {
		value := kept
		if phase == e.setter.phase {
			value = want
		}
		entries = append(entries, phase+": "+value)
	}
	return e.replace(s.start, s.end, "{"+strings.Join(entries, ", ")+"}"), true
}

// written returns a value as the source has it, or "" when a map cannot have it so.
func (e *mapEditor) written(v *yaml.Node, s scalarRange) string {
	if v.Style&(yaml.LiteralStyle|yaml.FoldedStyle|yaml.TaggedStyle) != 0 || v.Anchor != "" {
		return ""
	}
	text := string(e.setter.source[e.at(s.start):e.behind(s.end)])
	if cell.Clean(text) != text { // More than one line, or what is never shown.
		return ""
	}
	return text
}

// addEntry adds an entry to a map by phase, after its last.
func (e *mapEditor) addEntry(v *yaml.Node, entry string) (edit, bool) {
	if len(v.Content) == 0 {
		at, ok := e.brace(v)
		return e.insertBehind(at, entry), ok
	}
	last, ok := e.find(v.Content[len(v.Content)-1])
	switch {
	case !ok:
		return edit{}, false
	case v.Style&yaml.FlowStyle != 0:
		return e.insertBehind(last.end, ", "+entry), true
	}
	return e.addLine(v, last.end, entry), true
}

// addLine adds an entry to a block map, below the line that its last value ends in.
func (e *mapEditor) addLine(v *yaml.Node, last int, entry string) edit {
	first := e.Offset(v.Content[0].Line, 1)
	indent := string(e.Text()[first:skip(e.Text(), first, " ")])
	below, _, _ := bytes.Cut(e.Text()[last:], []byte("\n"))
	at := e.behind(last + len(below))
	line := e.setter.lines[e.setter.lineAt(at)]
	if rest := e.setter.source[at:line.end]; blank(rest) {
		at = line.end // After everything in the line, including what is never shown.
	}
	return edit{at, at, e.setter.lineEnd(at) + indent + entry}
}

// blank reports whether a part of a line shows nothing.
func blank(text []byte) bool { return strings.Trim(cell.Clean(string(text)), " \t") == "" }

// addSetting adds a setting to the start of a map that has none like it: inside its brace, or on a
// line above the first key. A comment of one line without a brace has no room for it.
func (e *mapEditor) addSetting(n *yaml.Node, setting string) (edit, bool) {
	if n.Style&yaml.FlowStyle != 0 {
		at, ok := e.brace(n)
		if ok && e.Text()[at] != ' ' && e.Text()[at] != '\n' {
			return e.insertBehind(at, setting+", "), ok
		}
		return e.insertBehind(at, setting+","), ok
	}
	first, key := e.Offset(n.Content[0].Line, 1), e.Offset(n.Content[0].Line, n.Content[0].Column)
	at := e.at(key)
	before := e.setter.source[e.setter.lines[e.setter.lineAt(at)].start:at]
	if bytes.IndexByte(e.Text(), '\n') < 0 && !blank(before) {
		return edit{}, false
	}
	return edit{at, at, setting + e.setter.lineEnd(at) + string(e.Text()[first:key])}, true
}

// brace returns the offset after the opening brace of a map in braces.
func (e *mapEditor) brace(n *yaml.Node) (at int, ok bool) {
	at = skipProperties(e.Text(), e.Offset(n.Line, n.Column))
	if at >= len(e.Text()) || e.Text()[at] != '{' {
		return 1, false
	}
	return at + 1, true
}

// replace replaces Text[from:to], which is not empty.
func (e *mapEditor) replace(from, to int, text string) edit {
	return edit{e.at(from), e.behind(to), text}
}

// insertBehind inserts text after Text[at-1].
func (e *mapEditor) insertBehind(at int, text string) edit {
	off := e.behind(at)
	return edit{off, off, text}
}

// scalarRange says where a value is in the text: from start to end with all that belongs to it,
// and from from to to without quotation marks.
type scalarRange struct{ start, from, to, end int }

// find finds a scalar that is not empty.
func (e *mapEditor) find(n *yaml.Node) (s scalarRange, ok bool) {
	s.start = e.Offset(n.Line, n.Column)
	at := skipProperties(e.Text(), s.start)
	switch {
	case n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0:
		s.from = at + 1
		s.to = s.from + bytes.IndexByte(e.Text()[s.from:], e.Text()[at]) // No time has a quotation mark in it.
		s.end = s.to + 1
		return s, s.from < s.to
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		at += bytes.IndexByte(e.Text()[at:], '\n') + 1
	}
	s.from, s.to = matchFolded(e.Text(), at, n.Value)
	s.end = s.to
	return s, s.from < s.to
}

// whole is the range in the text of a value with all that belongs to it; it is empty for a value that is.
func (e *mapEditor) whole(n *yaml.Node) (from, to int, ok bool) {
	from = e.Offset(n.Line, n.Column)
	quoted := n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0
	if n.Value == "" && !quoted {
		return from, from + e.header(from), true
	}
	if quoted {
		at := skipProperties(e.Text(), from)
		to = quotedEnd(e.Text(), at)
		return from, to, to > at
	}
	s, ok := e.find(n)
	return from, s.end, ok
}

// header is the length of the mark of a block without any lines, which begins at an offset.
func (e *mapEditor) header(at int) int {
	line, _, _ := bytes.Cut(e.Text()[at:], []byte("\n"))
	if len(line) > 0 && (line[0] == '|' || line[0] == '>') {
		return len(bytes.TrimRight(line, " \t"))
	}
	return 0
}

// quotedEnd is the offset behind the quotation mark that closes the one at an offset; 0 when none does.
func quotedEnd(text []byte, at int) int {
	mark := text[at]
	for i := at + 1; i < len(text); i++ {
		switch {
		case text[i] == '\\' && mark == '"':
			i++
		case text[i] != mark:
		case mark == '\'' && i+1 < len(text) && text[i+1] == mark:
			i++
		default:
			return i + 1
		}
	}
	return 0
}

const space = " \t\n"

// skip returns the offset after the characters of a set that begin at an offset.
func skip(text []byte, at int, set string) int {
	return len(text) - len(bytes.TrimLeft(text[at:], set))
}

// skipProperties returns the offset after the anchor and the tag that a node may begin with.
func skipProperties(text []byte, at int) int {
	for at < len(text) && (text[at] == '&' || text[at] == '!') {
		n := bytes.IndexAny(text[at:], space)
		if n < 0 {
			return len(text)
		}
		at = skip(text, at+n, space)
	}
	return at
}

// matchFolded finds the words of a value from an offset on, past white space, however its lines
// are broken. Both offsets are 0 when there are other words.
func matchFolded(text []byte, at int, value string) (from, to int) {
	from = skip(text, at, space)
	to = from
	for _, word := range strings.Fields(value) {
		to = skip(text, to, space)
		if !bytes.HasPrefix(text[to:], []byte(word)) {
			return 0, 0
		}
		to += len(word)
	}
	return from, to
}

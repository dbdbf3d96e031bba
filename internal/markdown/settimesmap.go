package markdown

import (
	"bytes"
	"strings"
	"time"
	"unicode/utf8"

	"assembly/internal/deck"

	"go.yaml.in/yaml/v4"
)

// mapEditor finds what to change in a comment that is settings. It goes by the places that the
// YAML reader names, so that all else stays as the author wrote it.
type mapEditor struct {
	*yamlText
	setter *timeSetter
}

// setTime sets the value of the time setting, which has come to mean the times in old.
func (e *mapEditor) setTime(v *yaml.Node, want string, old deck.Times) (edit, bool) {
	w := e.setter
	switch {
	case v.Kind == yaml.MappingNode:
		if one := lookup(v, w.phase); one != nil {
			return e.setValue(one, want)
		}
		return e.addEntry(v, w.entry(want))
	case len(w.deck.Meta.Phases) > 1:
		return e.split(v, want, old[""])
	}
	return e.setValue(v, want)
}

// setValue puts text in the place of a value, within the quotation marks that it may have.
func (e *mapEditor) setValue(v *yaml.Node, text string) (edit, bool) {
	s, ok := e.find(v)
	if !ok {
		return edit{}, false
	}
	return e.replace(s.from, s.to, text), true
}

// split makes a value for every phase into a map, in which the other phases keep it.
func (e *mapEditor) split(v *yaml.Node, want string, old time.Duration) (edit, bool) {
	s, ok := e.find(v)
	if !ok {
		return edit{}, false
	}
	kept := e.written(v, s)
	if kept == "" {
		kept = duration(old)
	}
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

// written is a value as it stands in the source, or "" when it cannot stand so in a map.
func (e *mapEditor) written(v *yaml.Node, s scalarPlace) string {
	if v.Style&(yaml.LiteralStyle|yaml.FoldedStyle|yaml.TaggedStyle) != 0 || v.Anchor != "" {
		return ""
	}
	text := e.places.book.text[e.source(s.start):e.sourceBehind(s.end)]
	if bytes.IndexByte(text, '\n') >= 0 {
		return ""
	}
	return string(text)
}

// addEntry adds an entry to a map by phase, behind its last.
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
	first := e.offset(v.Content[0].Line, 1)
	indent := string(e.text[first : first+span(e.text[first:], ' ', ' ')])
	end := len(e.text)
	if n := bytes.IndexByte(e.text[last:], '\n'); n >= 0 {
		end = last + n
	}
	off, text := e.sourceBehind(end), e.places.book.text
	at := e.setter.origin.behind(off)
	if off += indentation(text[off:]); bytes.HasPrefix(text[off:], []byte("\n")) {
		at = e.setter.origin.at(off) // Behind all that is in the line, what is never shown as well.
	}
	return edit{at, at, e.setter.lineEnd(at) + indent + entry}
}

// addSetting adds a setting as the first to a map that has none like it: within its brace, or on a
// line above the first key. A comment of one line without a brace has no room for it.
func (e *mapEditor) addSetting(n *yaml.Node, setting string) (edit, bool) {
	if n.Style&yaml.FlowStyle != 0 {
		at, ok := e.brace(n)
		if ok && e.text[at] != ' ' && e.text[at] != '\n' {
			setting += ", "
		} else {
			setting += ","
		}
		return e.insertBehind(at, setting), ok
	}
	first, key := e.offset(n.Content[0].Line, 1), e.offset(n.Content[0].Line, n.Content[0].Column)
	if len(e.lines) == 1 && !e.beginsLine(key) {
		return edit{}, false
	}
	at := e.setter.origin.at(e.source(key))
	return edit{at, at, setting + e.setter.lineEnd(at) + string(e.text[first:key])}, true
}

// beginsLine reports whether text[off] comes first in its line of the source.
func (e *mapEditor) beginsLine(off int) bool {
	before := e.places.book.text[:e.source(off)]
	before = before[bytes.LastIndexByte(before, '\n')+1:]
	return indentation(before) == len(before)
}

// brace is the offset behind the brace that a map in braces begins with.
func (e *mapEditor) brace(n *yaml.Node) (at int, ok bool) {
	at = skipProperties(e.text, e.offset(n.Line, n.Column))
	if at >= len(e.text) || e.text[at] != '{' {
		return 1, false
	}
	return at + 1, true
}

// replace puts text in the place of text[from:to], which is not empty.
func (e *mapEditor) replace(from, to int, text string) edit {
	o := e.setter.origin
	return edit{o.at(e.source(from)), o.behind(e.sourceBehind(to)), text}
}

// insertBehind puts text behind text[at-1].
func (e *mapEditor) insertBehind(at int, text string) edit {
	off := e.setter.origin.behind(e.sourceBehind(at))
	return edit{off, off, text}
}

// sourceBehind is the offset in the text of the book right behind text[off-1]; a {{fill}} is longer
// there than its placeholder.
func (e *mapEditor) sourceBehind(off int) int {
	r, _ := utf8.DecodeLastRune(e.text[:off])
	if i := int(r) - firstFill; 0 <= i && i < len(e.holders.fills) {
		f := e.holders.fills[i]
		return f.off + len(f.raw)
	}
	return e.source(off-1) + 1
}

// scalarPlace is where a value stands in the text: from start to end with all that belongs to it,
// and from from to to without quotation marks.
type scalarPlace struct{ start, from, to, end int }

// find is the place of a scalar that is not empty.
func (e *mapEditor) find(n *yaml.Node) (s scalarPlace, ok bool) {
	s.start = e.offset(n.Line, n.Column)
	at := skipProperties(e.text, s.start)
	switch {
	case n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0:
		s.from = at + 1
		s.to = s.from + bytes.IndexByte(e.text[s.from:], e.text[at]) // No time has a quotation mark in it.
		s.end = s.to + 1
		return s, s.from < s.to
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		_, at = cutLine(e.text, at)
	}
	s.from, s.to = matchFolded(e.text, at, n.Value)
	s.end = s.to
	return s, s.from < s.to
}

// skipProperties is the offset behind the anchor and the tag that a node may begin with.
func skipProperties(text []byte, at int) int {
	for at < len(text) && (text[at] == '&' || text[at] == '!') {
		for at < len(text) && !isSpace(rune(text[at])) {
			at++
		}
		at += len(text[at:]) - len(bytes.TrimLeft(text[at:], " \t\n"))
	}
	return at
}

// matchFolded finds the words of a value from an offset on, past white space, however its lines
// are broken. Both offsets are 0 when other words stand there.
func matchFolded(text []byte, at int, value string) (from, to int) {
	skip := func() { at += len(text[at:]) - len(bytes.TrimLeft(text[at:], " \t\n")) }
	skip()
	from = at
	for i, word := range strings.FieldsFunc(value, isSpace) {
		if i > 0 {
			skip()
		}
		if !bytes.HasPrefix(text[at:], []byte(word)) {
			return 0, 0
		}
		at += len(word)
	}
	return from, at
}

package markdown

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown/dialect"
	"github.com/westandtogether-assembly/assembly/internal/spelling"

	"go.yaml.in/yaml/v4"
)

// yamlText is a YAML map, in the front matter or in a comment, and where it came from.
type yamlText struct {
	*excerpt
	*placeholders
	lines []int // offsets in the excerpt where its lines begin
}

func newYAML(e *excerpt, h *placeholders) *yamlText {
	y := &yamlText{excerpt: e, placeholders: h, lines: []int{0}}
	for i, c := range e.text {
		if c == '\n' {
			y.lines = append(y.lines, i+1)
		}
	}
	return y
}

// offset returns the offset in the excerpt of a position that the YAML reader names, which counts columns
// in characters.
func (y *yamlText) offset(line, col int) int {
	line = min(max(line, 1), len(y.lines))
	off := y.lines[line-1]
	for ; col > 1 && off < len(y.text) && y.text[off] != '\n'; col-- {
		_, n := utf8.DecodeRune(y.text[off:])
		off += n
	}
	return off
}

// start returns the offset in the source at which a node begins.
func (y *yamlText) start(n *yaml.Node) int { return y.source(y.offset(n.Line, n.Column)) }

func (y *yamlText) errorf(n *yaml.Node, format string, args ...any) {
	y.report(n, y.gravity(), format, args...)
}

// lenient reports whether the deck is for another tool: its settings are then that tool's, and what
// cannot be read of them says nothing about the slides.
func (y *yamlText) lenient() bool { return y.book.format != dialect.Assembly }

// gravity is how bad a setting is that cannot be read.
func (y *yamlText) gravity() deck.Severity {
	if y.lenient() {
		return deck.Warning
	}
	return deck.Error
}

func (y *yamlText) warnf(n *yaml.Node, format string, args ...any) {
	y.report(n, deck.Warning, format, args...)
}

func (y *yamlText) report(n *yaml.Node, sev deck.Severity, format string, args ...any) {
	if y.room(sev) { // To find a node is costly.
		y.say(sev, y.start(n), format, args...)
	}
}

// load reads the map. It is nil when the text is not a map, or not YAML, which is the error.
func (y *yamlText) load() (*yaml.Node, *yaml.LoadError) {
	var doc yaml.Node
	if err := yaml.Load(y.text, &doc); err != nil {
		if bad, ok := errors.AsType[*yaml.LoadError](err); ok {
			return nil, bad
		}
		return nil, &yaml.LoadError{Message: err.Error()}
	}
	if len(doc.Content) != 1 || doc.Content[0].Kind != yaml.MappingNode {
		return nil, nil
	}
	return doc.Content[0], nil
}

// bad reports that the text is not YAML, in words that help.
func (y *yamlText) bad(what string, err *yaml.LoadError) {
	mark := err.Mark
	if mark.Line == 0 {
		mark = err.ContextMark
	}
	message := strings.TrimPrefix(err.Message, "yaml: ")
	switch {
	case strings.Contains(message, "mapping values are not allowed"):
		message = "a second \": \" in a line: put the text in quotes, \"like this: so\""
	case strings.Contains(message, "cannot start any token"):
		message = "a character that cannot start a value: indent with spaces, not tabs, and put text that begins with a punctuation mark in quotes"
	case strings.Contains(message, "did not find expected"):
		message += ": look at the indentation, and write text that has brackets or colons below a line that ends with |"
	}
	y.say(y.gravity(), y.source(y.offset(mark.Line, mark.Column)), "%s cannot be read: %s", what, message)
}

// pairs calls do for each key and value of a map. A key that is not a word or comes twice is an error.
func (y *yamlText) pairs(n *yaml.Node, do func(key string, k, v *yaml.Node)) {
	seen := make(map[string]bool, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		switch {
		case k.Kind != yaml.ScalarNode:
			y.errorf(k, "expected a word before the colon")
		case seen[k.Value]:
			y.errorf(k, "%q is set twice: expected it once", oneLine(k.Value))
		default:
			seen[k.Value] = true
			do(k.Value, k, v)
		}
	}
}

// Lookup returns the value of a key in a map, or nil.
func Lookup(n *yaml.Node, key string) *yaml.Node {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

// str reads a node as text on one line, with fills replaced.
func (y *yamlText) str(n *yaml.Node, key string) (string, bool) {
	if !y.isText(n, key) {
		return "", false
	}
	return oneLine(y.restore(scalar(n), false)), true
}

// isText reports whether a node is text, which is an error when it is not.
func (y *yamlText) isText(n *yaml.Node, key string) bool {
	if n.Kind != yaml.ScalarNode {
		y.errorf(n, "%s: expected text, found %s", key, kindName(n))
	}
	return n.Kind == yaml.ScalarNode
}

// scalar returns the text of a scalar as written: no value is empty text.
func scalar(n *yaml.Node) string {
	if n.Tag == "!!null" {
		return ""
	}
	return n.Value
}

// kindName says what a node is in plain words.
func kindName(n *yaml.Node) string {
	switch n.Kind {
	case yaml.SequenceNode:
		return "a list"
	case yaml.MappingNode:
		return "a map of names and values"
	case yaml.ScalarNode:
		return found(oneLine(scalar(n)))
	}
	return "a reference"
}

// found quotes text that was found where something else was expected.
func found(text string) string {
	if text == "" {
		return "nothing"
	}
	return strconv.Quote(clip(text))
}

// clip shortens text that is quoted in a message.
func clip(s string) string {
	const most = 40
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "..."
}

// flag reads a node that is true or false.
func (y *yamlText) flag(n *yaml.Node, key string) bool {
	words := map[string]bool{"true": true, "yes": true, "on": true, "false": false, "no": false, "off": false}
	v, ok := words[strings.ToLower(n.Value)]
	if !ok {
		y.errorf(n, "%s: expected true or false, found %s", key, kindName(n))
	}
	return v
}

// word reads a node that is one of some words; otherwise it returns "".
func (y *yamlText) word(n *yaml.Node, key string, words ...string) string {
	v := strings.ToLower(oneLine(scalar(n)))
	if n.Kind == yaml.ScalarNode && slices.Contains(words, v) {
		return v
	}
	y.errorf(n, "%s: expected %s, found %s%s", key, orList(words), kindName(n), suggest(v, words))
	return ""
}

// parsed reads a node as text on one line that parse understands.
func parsed[T any](y *yamlText, n *yaml.Node, key string, parse func(string) (T, error)) (got T, ok bool) {
	text, ok := y.str(n, key)
	if !ok {
		return got, false
	}
	got, err := parse(text)
	if err != nil {
		y.errorf(n, "%s: %v", key, err)
	}
	return got, err == nil
}

// perPhase reads a single value, for the phase "", or a map of values by phase. Without any it is nil.
func perPhase[T any](y *yamlText, n *yaml.Node, key string, parse func(string) (T, error)) map[string]T {
	out := map[string]T{}
	y.phases(n, key, func(phase string, v *yaml.Node) {
		if got, ok := parsed(y, v, key, parse); ok {
			out[phase] = got
		}
	})
	if len(out) == 0 {
		return nil
	}
	return out
}

// phases calls do for a single value, with the phase "", or for each value of a map by phase.
func (y *yamlText) phases(n *yaml.Node, key string, do func(phase string, v *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		do("", n)
		return
	}
	known := y.book.meta.Phases
	y.pairs(n, func(phase string, k, v *yaml.Node) {
		switch {
		case phase == "" || slices.Contains(known, phase):
			do(phase, v)
		case len(known) == 0:
			y.errorf(k, "%s: %q would be a phase, but this deck has none: expected one value, or phases: in the front matter", key, clip(oneLine(phase)))
		default:
			y.errorf(k, "%s: unknown phase %q: expected %s%s", key, clip(oneLine(phase)), orList(known), suggest(phase, known))
		}
	})
}

// orList writes words as "a, b or c".
func orList(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}

// andList writes words as "a, b and c".
func andList(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// suggestAny is suggest for the first of some words that is close to one.
func suggestAny(words, known []string) string {
	for _, w := range words {
		if near := spelling.Nearest(w, known); near != "" {
			return "; did you mean " + near + " instead of " + w + "?"
		}
	}
	return ""
}

// suggest returns "; did you mean x?" when a word is close to w, or "".
func suggest(w string, words []string) string {
	if near := spelling.Nearest(w, words); near != "" {
		return "; did you mean " + near + "?"
	}
	return ""
}

// hasYAMLKey reports whether the first line of text that says something could begin a YAML map.
func hasYAMLKey(text []byte) bool {
	for line := range bytes.Lines(text) {
		line = bytes.Trim(line, " \t\n")
		if len(line) > 0 && line[0] != '#' {
			return line[0] == '{' || yamlKey(line) != ""
		}
	}
	return false
}

// yamlKey returns the key that a line begins with, or "".
func yamlKey(line []byte) string {
	i := bytes.IndexByte(line, ':')
	if i < 0 || i > 40 || i+1 < len(line) && strings.IndexByte(" \t\n", line[i+1]) < 0 {
		return ""
	}
	key := strings.Trim(string(line[:i]), " \t")
	if n := len(key); n > 2 && (key[0] == '"' || key[0] == '\'') && key[n-1] == key[0] {
		key = key[1 : n-1]
	}
	if !isName(key) {
		return ""
	}
	return key
}

package edit

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"unicode"
	"unicode/utf8"

	"github.com/westandtogether-assembly/assembly/internal/markdown"

	"go.yaml.in/yaml/v4"
)

// Front are keys of the front matter to set. What is empty stays as it is.
type Front struct {
	Fill   []Value  // added to those that the deck has, or put in their place
	Finish string   // a time of day, "15:04"
	Phases []string // in the order in which they are offered
}

// Value is a value for {{Name}}. It may hold anything; line ends and control characters are not shown.
type Value struct{ Name, Text string }

// SetFront sets keys of a deck's front matter, and leaves the rest of the source as it is. The deck must
// be one of ParseAll before and after; otherwise the error says why.
func SetFront(source []byte, o markdown.Options, set Front) ([]byte, error) {
	from, to, err := frontLines(source)
	if err != nil {
		return nil, err
	}
	front, err := setKeys(source[from:to], set)
	if err != nil {
		return nil, err
	}
	out := slices.Concat(source[:from], front, source[to:])
	if _, err := markdown.ParseAll(out, o); err != nil {
		return nil, fmt.Errorf("set front matter: %w", err)
	}
	return out, nil
}

// frontLines returns the range between the two lines --- at the top of a source.
func frontLines(source []byte) (from, to int, err error) {
	f := newFile(source)
	isRule := func(l line) bool { return string(bytes.TrimRight(source[l.start:l.end], " \t")) == "---" }
	last := slices.IndexFunc(f.lines[1:], isRule) + 1
	if !isRule(f.lines[0]) || last < 1 {
		return 0, 0, errors.New("set front matter: the deck does not begin with it, between two lines ---")
	}
	return f.lines[0].next, f.lines[last].start, nil
}

// setKeys sets keys in the YAML of front matter, one after another.
func setKeys(front []byte, set Front) ([]byte, error) {
	values, err := set.nodes(front)
	for _, v := range values {
		if err == nil {
			front, err = setKey(front, v.key, v.node)
		}
	}
	return front, err
}

// keyNode is a key and its value.
type keyNode struct {
	key  string
	node *yaml.Node
}

func (set Front) nodes(front []byte) ([]keyNode, error) {
	var out []keyNode
	if set.Finish != "" {
		out = append(out, keyNode{"finish", text(set.Finish)})
	}
	if len(set.Phases) > 0 {
		list := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
		for _, phase := range set.Phases {
			list.Content = append(list.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: phase})
		}
		out = append(out, keyNode{"phases", list})
	}
	if len(set.Fill) > 0 {
		root, err := mapping(front)
		if err != nil {
			return nil, err
		}
		out = append(out, keyNode{"fill", filled(markdown.Lookup(root, "fill"), set.Fill)})
	}
	return out, nil
}

// text is a scalar in quotation marks, within which YAML has an escape for every character.
func text(value string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: value, Style: yaml.DoubleQuotedStyle}
}

// filled is the map of values with some set.
func filled(was *yaml.Node, set []Value) *yaml.Node {
	out := &yaml.Node{Kind: yaml.MappingNode}
	if was != nil && was.Kind == yaml.MappingNode {
		out.Content = slices.Clone(was.Content)
	}
	for _, v := range set {
		at := slices.IndexFunc(out.Content, func(n *yaml.Node) bool { return n.Value == v.Name })
		if at >= 0 && at%2 == 0 {
			out.Content[at+1] = text(v.Text)
			continue
		}
		out.Content = append(out.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: v.Name}, text(v.Text))
	}
	return out
}

// mapping reads front matter.
func mapping(front []byte) (*yaml.Node, error) {
	var doc yaml.Node
	if err := yaml.Load(front, &doc); err != nil {
		return nil, fmt.Errorf("read front matter: %w", err)
	}
	if len(doc.Content) != 1 || doc.Content[0].Kind != yaml.MappingNode || doc.Content[0].Style&yaml.FlowStyle != 0 {
		return nil, errors.New("set front matter: it is not a list of keys, each on a line of its own")
	}
	return doc.Content[0], nil
}

// setKey puts the lines of a key in the place of those that it has, or behind all others.
func setKey(front []byte, key string, value *yaml.Node) ([]byte, error) {
	root, err := mapping(front)
	if err != nil {
		return nil, err
	}
	node := &yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{{Kind: yaml.ScalarNode, Value: key}, value}}
	lines, err := yaml.Dump(node, yaml.WithLineWidth(-1), yaml.WithUnicode(true))
	if err != nil {
		return nil, fmt.Errorf("write front matter: %w", err)
	}
	from, to := keyLines(front, root, key)
	end := []byte(newFile(front).lineEnd(0))
	return slices.Concat(front[:from], bytes.ReplaceAll(readable(lines), []byte("\n"), end), front[to:]), nil
}

var escape = regexp.MustCompile(`\\\\|\\U[0-9A-F]{8}`)

// readable puts emoji and other characters in the place of their numbers, which YAML allows and its writer
// does not do.
func readable(yaml []byte) []byte {
	return escape.ReplaceAllFunc(yaml, func(found []byte) []byte {
		n, err := strconv.ParseUint(string(found[min(2, len(found)):]), 16, 32)
		if r := rune(n); err == nil && unicode.IsPrint(r) {
			return utf8.AppendRune(nil, r)
		}
		return found // A backslash, or what could not be seen.
	})
}

// keyLines returns the range of the lines of a key, which is empty and at the end where there are none.
// Empty lines and comments after them are not the key's.
func keyLines(front []byte, root *yaml.Node, key string) (from, to int) {
	f := newFile(front)
	for i := 0; i < len(root.Content); i += 2 {
		if root.Content[i].Value != key {
			continue
		}
		first, last := root.Content[i].Line-1, len(f.lines)-1
		if i+2 < len(root.Content) {
			last = root.Content[i+2].Line - 1
		}
		for last-1 > first && idle(front[f.lines[last-1].start:f.lines[last-1].end]) {
			last--
		}
		return f.lines[first].start, f.lines[last].start
	}
	return len(front), len(front)
}

// idle reports whether a line of YAML is empty or a comment.
func idle(line []byte) bool {
	line = bytes.TrimLeft(line, " \t")
	return len(line) == 0 || line[0] == '#'
}

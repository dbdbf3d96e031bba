package dialect

import (
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Front is front matter, or settings that another tool has in YAML. The zero Front has no keys.
type Front struct{ node *yaml.Node }

// NewFront makes a Front of a map, or of nil.
func NewFront(n *yaml.Node) Front { return Front{n} }

// LooseFront makes a Front of the lines "key: value" in front matter that is not YAML.
func LooseFront(text []byte) Front {
	n := &yaml.Node{Kind: yaml.MappingNode}
	for line := range strings.Lines(string(text)) {
		key, value, ok := strings.Cut(strings.TrimRight(line, " \t\n"), ":")
		if ok && key != "" && !strings.ContainsAny(key, " \t#-") {
			n.Content = append(n.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: key},
				&yaml.Node{Kind: yaml.ScalarNode, Value: strings.Trim(value, " \t\"'")})
		}
	}
	return Front{n}
}

// readFront reads YAML; what is not a map has no keys.
func readFront(text []byte) Front {
	var doc yaml.Node
	if yaml.Load(text, &doc) != nil {
		return Front{}
	}
	return frontOf(&doc)
}

// frontOf is the map that a document is; another has no keys.
func frontOf(doc *yaml.Node) Front {
	if len(doc.Content) != 1 || doc.Content[0].Kind != yaml.MappingNode {
		return Front{}
	}
	return Front{doc.Content[0]}
}

// Keys returns the keys in their order.
func (f Front) Keys() []string {
	var keys []string
	for i := 0; f.node != nil && i+1 < len(f.node.Content); i += 2 {
		keys = append(keys, f.node.Content[i].Value)
	}
	return keys
}

// At returns the map below a key.
func (f Front) At(key string) Front {
	if n := f.lookup(key); n != nil && n.Kind == yaml.MappingNode {
		return Front{n}
	}
	return Front{}
}

// Has reports whether there is one of some keys.
func (f Front) Has(keys ...string) bool {
	return slices.ContainsFunc(keys, func(key string) bool { return f.lookup(key) != nil })
}

// Text returns the value of a key when it is text, in one line.
func (f Front) Text(key string) string {
	n := f.lookup(key)
	if n == nil || n.Kind != yaml.ScalarNode || n.Tag == "!!null" {
		return ""
	}
	return strings.Join(strings.Fields(n.Value), " ")
}

// Value returns the value of a key when it is text, as it is.
func (f Front) Value(key string) string {
	n := f.lookup(key)
	if n == nil || n.Kind != yaml.ScalarNode || n.Tag == "!!null" {
		return ""
	}
	return n.Value
}

// List returns the texts of a list, or the one text that a key has.
func (f Front) List(key string) []string {
	n := f.lookup(key)
	if n == nil || n.Kind != yaml.SequenceNode {
		return slices.DeleteFunc([]string{f.Text(key)}, func(s string) bool { return s == "" })
	}
	var out []string
	for _, item := range n.Content {
		if text := strings.Join(strings.Fields(item.Value), " "); text != "" {
			out = append(out, text)
		}
	}
	return out
}

// True reports whether the value of a key is true, in any spelling of YAML.
func (f Front) True(key string) bool {
	return slices.Contains([]string{"true", "yes", "on"}, strings.ToLower(f.Text(key)))
}

// isSwitch reports whether the value of a key is true or false.
func (f Front) isSwitch(key string) bool {
	n := f.lookup(key)
	return n != nil && (n.Tag == "!!bool" || n.Tag == "" && (n.Value == "true" || n.Value == "false"))
}

// Int returns the value of a key, or 0 when it is no number.
func (f Front) Int(key string) int {
	n, err := strconv.Atoi(f.Text(key))
	if err != nil {
		return 0
	}
	return n
}

func (f Front) lookup(key string) *yaml.Node {
	for i := 0; f.node != nil && i+1 < len(f.node.Content); i += 2 {
		if f.node.Content[i].Value == key {
			return f.node.Content[i+1]
		}
	}
	return nil
}

// Lines returns the lines of the value of a key when it is text.
func (f Front) Lines(key string) []string {
	n := f.lookup(key)
	if n == nil || n.Kind != yaml.ScalarNode || n.Value == "" {
		return nil
	}
	return strings.Split(strings.TrimSpace(n.Value), "\n")
}

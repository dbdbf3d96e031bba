package dialect

import (
	"bytes"

	"go.yaml.in/yaml/v4"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// maxSettings bounds the settings of a slide, and a comment that may be directives, in bytes.
const maxSettings = 64 << 10

// looseSettings reads settings, also such that are not quite YAML: then each line that is "key: value" is
// one. It reports whether there are any, or nothing at all.
func looseSettings(text []byte) (f Front, ok bool) {
	plain := bytes.TrimSpace(text)
	switch {
	case len(plain) == 0:
		return f, true
	case len(text) > maxSettings || bytes.IndexByte(text, ':') < 0:
		return f, false
	case plainSettings.Match(plain):
		return LooseFront(plain), true
	}
	var doc yaml.Node
	if yaml.Load(text, &doc) == nil {
		f = frontOf(&doc)
		return f, f.node != nil
	}
	first, _ := cutLine(bytes.TrimLeft(text, " \t\n"), 0)
	if !settingLine.Match(first) {
		return f, false
	}
	return LooseFront(text), true
}

// plainSettings are lines "key: word", which need no reader of YAML: a deck has them on every slide.
var plainSettings = lazyregexp.New(`^(?:[A-Za-z_][\w-]*: +[A-Za-z0-9_./][\w./-]*[ \t]*(?:\n+|$))+$`)

// over returns the settings with those of another below them, which count where these have none.
func (f Front) over(below Front) Front {
	switch {
	case f.node == nil:
		return below
	case below.node == nil:
		return f
	}
	out := &yaml.Node{Kind: yaml.MappingNode, Content: append([]*yaml.Node(nil), f.node.Content...)}
	for i := 0; i+1 < len(below.node.Content); i += 2 {
		if k := below.node.Content[i]; !f.Has(k.Value) {
			out.Content = append(out.Content, k, below.node.Content[i+1])
		}
	}
	return NewFront(out)
}

// only returns the settings with some keys.
func (f Front) only(keys ...string) Front {
	out := &yaml.Node{Kind: yaml.MappingNode}
	for _, key := range keys {
		if v := f.lookup(key); v != nil {
			out.Content = append(out.Content, scalarNode(key), v)
		}
	}
	return NewFront(out)
}

func scalarNode(value string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: value}
}

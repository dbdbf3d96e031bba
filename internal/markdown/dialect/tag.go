package dialect

import (
	"bytes"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// tag is a tag of HTML, or of a component.
type tag struct {
	at, end int
	name    string
	closing bool // </name>
	empty   bool // <name />
	attrs   []attr
}

// attr is an attribute of a tag.
type attr struct {
	name      string
	from, end int // its value without quotation marks; both are 0 without a value
}

// longestTag bounds the length of a tag in bytes.
const longestTag = 8 << 10

// tagAt reads the tag that begins at an offset. Unlike CommonMark it takes names of attributes that Vue has,
// such as @click and #left.
func tagAt(text []byte, at int) (g tag, ok bool) {
	end := min(len(text), at+longestTag)
	g.at = at
	i := at + 1
	if i < end && text[i] == '/' {
		g.closing = true
		i++
	}
	from := i
	for i < end && (isLetter(text[i]) || i > from && bytes.IndexByte([]byte("0123456789-_.:"), text[i]) >= 0) {
		i++
	}
	g.name = string(text[from:i])
	if i == from || i == end || bytes.IndexByte([]byte(" \t\n/>"), text[i]) < 0 {
		return g, false
	}
	return g.attributes(text[:end], i)
}

// attributes reads the attributes of a tag, and its end.
func (g tag) attributes(text []byte, i int) (tag, bool) {
	for {
		i += len(text[i:]) - len(bytes.TrimLeft(text[i:], " \t\n"))
		switch {
		case i == len(text):
			return g, false
		case text[i] == '>':
			g.end = i + 1
			return g, true
		case text[i] == '/' && i+1 < len(text) && text[i+1] == '>':
			g.end, g.empty = i+2, true
			return g, true
		}
		var a attr
		var ok bool
		if a, i, ok = attrAt(text, i); !ok {
			return g, false
		}
		g.attrs = append(g.attrs, a)
	}
}

// attrAt reads an attribute, and returns the offset behind it.
func attrAt(text []byte, i int) (a attr, end int, ok bool) {
	n := bytes.IndexAny(text[i:], " \t\n=><\"'")
	if n < 0 || n == 0 {
		return a, i, false
	}
	a.name = strings.TrimSuffix(string(text[i:i+n]), "/")
	if text[i+n-1] == '/' && text[i+n] == '>' {
		n--
	}
	if n == 0 || text[i+n] != '=' {
		return a, i + n, n > 0
	}
	i += n + 1
	if i < len(text) && (text[i] == '"' || text[i] == '\'') {
		m := bytes.IndexByte(text[i+1:], text[i])
		a.from, a.end = i+1, i+1+m
		return a, i + m + 2, m >= 0
	}
	m := bytes.IndexAny(text[i:], " \t\n><")
	a.from, a.end = i, i+m
	return a, i + m, m > 0
}

// value returns the value of an attribute, and whether there is one of that name.
func (g tag) value(text []byte, name string) (string, bool) {
	for _, a := range g.attrs {
		if a.name == name {
			return string(text[a.from:a.end]), true
		}
	}
	return "", false
}

// plainTag is a tag as CommonMark has it.
var plainTag = lazyregexp.New(`^</?[A-Za-z][A-Za-z0-9-]*(\s+[A-Za-z_:][\w.:-]*(\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>` + "`" + `]+))?)*\s*/?>$`)

// isPlain reports whether a tag is one to CommonMark too, and can be left to the reader of slides.
func (g tag) isPlain(text []byte) bool {
	tag := text[g.at:g.end]
	return plainTag.Match(tag) && !bytes.Contains(tag, []byte("{{"))
}

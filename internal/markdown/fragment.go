package markdown

import (
	"bytes"
	"slices"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// fragment is the text of a block of HTML, and where its lines come from.
type fragment struct {
	page  *page
	text  []byte
	lines []fragmentLine
}

// fragmentLine says where a line begins in a fragment and in the shown text.
type fragmentLine struct{ at, off int }

func (p *page) fragment(n *ast.HTMLBlock) *fragment {
	f := &fragment{page: p}
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		f.line(seg.Start, seg.Value(p.shown.text))
	}
	if n.HasClosure() {
		f.line(n.ClosureLine.Start, n.ClosureLine.Value(p.shown.text))
	}
	f.text = safeEntities(f.text)
	return f
}

func (f *fragment) line(off int, text []byte) {
	f.lines = append(f.lines, fragmentLine{len(f.text), off})
	f.text = append(f.text, text...)
}

// off is the offset in the shown text of one in the fragment.
func (f *fragment) off(at int) int {
	i := sort.Search(len(f.lines), func(i int) bool { return f.lines[i].at > at }) - 1
	if i < 0 {
		return 0
	}
	return f.lines[i].off + at - f.lines[i].at
}

// anyTag is the form of a tag, for what is left when the last one is never closed.
var anyTag = lazyregexp.New(`<[^>]*>`)

// read hands out the words of a fragment, by line, and its tags.
func (f *fragment) read(text func(words string, off int), do func(tag)) {
	z := html.NewTokenizer(bytes.NewReader(f.text))
	at := 0
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		size := len(z.Raw())
		switch kind {
		case html.TextToken:
			f.words(at, f.text[at:at+size], text)
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			do(readTag(z, kind, f.off(at)))
		default:
			f.page.leave(string(f.text[at:at+2]), f.off(at))
		}
		at += size
	}
	f.words(at, anyTag.ReplaceAll(f.text[at:], nil), text)
}

// words hands out the words between two tags, by line.
func (f *fragment) words(at int, raw []byte, text func(words string, off int)) {
	for line := range bytes.Lines(raw) {
		text(html.UnescapeString(string(line)), f.off(min(at, max(0, len(f.text)-1))))
		at += len(line)
	}
}

// numericEntity is a character by its number.
var numericEntity = lazyregexp.New(`&#(?:[xX][0-9a-fA-F]+|[0-9]+);?`)

// safeEntities blanks the entities of characters that are never shown, among them those that stand for values.
func safeEntities(text []byte) []byte {
	if !bytes.Contains(text, []byte("&#")) {
		return text
	}
	return numericEntity.ReplaceAllFunc(text, func(entity []byte) []byte {
		if strings.ContainsFunc(html.UnescapeString(string(entity)), forbidden) {
			return bytes.Repeat([]byte(" "), len(entity))
		}
		return entity
	})
}

// tag is a tag of HTML.
type tag struct {
	name  string // in lower case
	end   bool
	empty bool // it closes itself
	attrs []html.Attribute
	off   int // in the shown text
}

// tagStart is how a tag begins.
var tagStart = lazyregexp.New(`^</?([A-Za-z][A-Za-z0-9-]*)`)

// parseTag reads a tag within a line. Only those whose attributes count are read in full.
func parseTag(raw []byte, off int) (t tag, ok bool) {
	m := tagStart.FindSubmatch(raw)
	if m == nil {
		return t, false
	}
	t = tag{name: strings.ToLower(string(m[1])), end: raw[1] == '/', empty: bytes.HasSuffix(raw, []byte("/>")), off: off}
	if !hasAttributes(t.name) {
		return t, true
	}
	z := html.NewTokenizer(bytes.NewReader(safeEntities(raw)))
	kind := z.Next()
	if kind != html.StartTagToken && kind != html.EndTagToken && kind != html.SelfClosingTagToken {
		return t, true
	}
	return readTag(z, kind, off), true
}

// hasAttributes reports whether the attributes of an element matter.
func hasAttributes(name string) bool {
	switch name {
	case "img", "a", "ol", "code", "template", "aside", "div", "section":
		return true
	}
	return false
}

func readTag(z *html.Tokenizer, kind html.TokenType, off int) tag {
	name, more := z.TagName()
	t := tag{name: string(name), end: kind == html.EndTagToken, empty: kind == html.SelfClosingTagToken, off: off}
	for more && hasAttributes(t.name) {
		var key, value []byte
		key, value, more = z.TagAttr()
		t.attrs = append(t.attrs, html.Attribute{Key: string(key), Val: string(value)})
	}
	if t.name != "script" && t.name != "style" {
		z.NextIsNotRawText()
	}
	return t
}

// attr is the value of an attribute, "" without it.
func (t tag) attr(key string) string {
	for _, a := range t.attrs {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// isNotes reports whether an element is the speaker's notes, as reveal.js and Pandoc write them.
func (t tag) isNotes() bool {
	return !t.end && !t.empty && (t.name == "aside" || t.name == "div" || t.name == "section") &&
		slices.Contains(strings.Fields(t.attr("class")), "notes")
}

// isSlot reports whether a template is one that Slidev shows in a place of the slide.
func (t tag) isSlot() bool {
	for _, a := range t.attrs {
		if strings.HasPrefix(a.Key, "#") || strings.HasPrefix(a.Key, "v-slot") {
			return true
		}
	}
	return false
}

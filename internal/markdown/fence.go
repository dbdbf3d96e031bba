package markdown

import (
	"bytes"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"

	"github.com/yuin/goldmark/ast"
)

// languagePattern finds the name of a language in a code fence's info string: its first word, or the first
// class in braces.
var languagePattern = lazyregexp.New(`^(?:\{\s*(?:#\S*\s+)?[.=]?)?([A-Za-z0-9+#_-][A-Za-z0-9+#._-]*)`)

// language is the name of a code block's language, "" for none.
func (p *page) language(n *ast.FencedCodeBlock) string {
	if n.Info == nil {
		return ""
	}
	return languageOf(n.Info.Segment.Value(p.shown.text))
}

// maxLanguage is the longest name of a language in bytes. Each screen of long code has it.
const maxLanguage = 40

// languageOf is the name of the language in an info string, "" for none.
func languageOf(info []byte) string {
	if m := languagePattern.FindSubmatch(bytes.TrimLeft(info, " \t")); m != nil && len(m[1]) <= maxLanguage {
		return string(m[1])
	}
	return ""
}

// isDiagram reports whether code in a language is shown as a diagram.
func isDiagram(lang string) bool {
	switch strings.ToLower(lang) {
	case "mermaid", "plantuml", "puml", "dot", "graphviz", "d2":
		return true
	}
	return false
}

// fenced turns a fenced code block into code, or into what its language draws.
func (p *page) fenced(n *ast.FencedCodeBlock, b *deck.Block, off int) {
	lang := p.language(n)
	switch drawn := isDiagram(lang); {
	case strings.EqualFold(lang, "math"), strings.EqualFold(lang, "latex"), strings.EqualFold(lang, "katex"):
		p.display(n, b, off)
	case drawn:
		p.once("diagrams", p.shown.source(off), "a diagram in %s cannot be drawn here: save it as a PNG, and show that as a picture", lang)
		b.Spans = []deck.Span{{Text: "(a diagram)"}}
	default:
		b.Kind, b.Lang, b.Text = deck.Code, lang, p.code(n)
	}
}

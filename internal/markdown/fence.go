package markdown

import (
	"regexp"
	"strings"

	"assembly/internal/deck"

	"github.com/yuin/goldmark/ast"
)

// languagePattern finds the name of a language in a code fence's info string: its first word, or the first
// class in braces.
var languagePattern = regexp.MustCompile(`^(?:\{\s*(?:#\S*\s+)?[.=]?)?([A-Za-z0-9+#_-][A-Za-z0-9+#._-]*)`)

// language is the name of a code block's language, "" for none.
func (p *page) language(n *ast.FencedCodeBlock) string {
	if n.Info == nil {
		return ""
	}
	if m := languagePattern.FindSubmatch(n.Info.Segment.Value(p.shown.text)); m != nil {
		return string(m[1])
	}
	return ""
}

// fenced turns a fenced code block into code, or into what its language draws.
func (p *page) fenced(n *ast.FencedCodeBlock, b *deck.Block, off int) {
	lang := p.language(n)
	switch strings.ToLower(lang) {
	case "math", "latex", "katex":
		p.display(n, b, off)
	case "mermaid", "plantuml", "puml", "dot", "graphviz", "d2":
		p.once("diagrams", p.shown.source(off), "a diagram in %s cannot be drawn here: save it as a PNG, and show that as a picture", lang)
		b.Spans = []deck.Span{{Text: "(a diagram)"}}
	default:
		b.Kind, b.Lang, b.Text = deck.Code, lang, p.code(n)
	}
}

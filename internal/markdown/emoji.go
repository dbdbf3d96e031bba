package markdown

import (
	"unicode"

	"github.com/yuin/goldmark-emoji/definition"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// words is text that stands for what was written.
type words struct {
	ast.BaseInline
	text string
}

var kindWords = ast.NewNodeKind("Words") //nolint:gochecknoglobals // A value that never changes.

func (*words) Kind() ast.NodeKind { return kindWords }

func (n *words) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// emojiParser reads the short names of emoji, such as :smile:.
type emojiParser struct{}

func (emojiParser) Trigger() []byte { return []byte{':'} }

// shortName is the short name of an emoji. One that begins with a digit would be found in times of day.
var shortName = lazyregexp.New(`^:[a-z+_-][a-z0-9+_-]{0,49}:`)

func (emojiParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	name := shortName.Find(line)
	if before := block.PrecendingCharacter(); name == nil || unicode.IsLetter(before) || unicode.IsDigit(before) {
		return nil
	}
	e, ok := definition.Github().Get(string(name[1 : len(name)-1]))
	if !ok || !e.IsUnicode() {
		return nil
	}
	block.Advance(len(name))
	return &words{text: string(e.Unicode)}
}

package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// looseTagParser reads tags with attributes that CommonMark does not know, such as Vue's @click and #name.
type looseTagParser struct{}

func (looseTagParser) Trigger() []byte { return []byte{'<'} }

// looseTag is such a tag. It is on one line.
var looseTag = lazyregexp.New("^<[A-Za-z][A-Za-z0-9-]*(?:[ \t]+[@#:\\[A-Za-z_][^\\s\"'=<>/`]*" +
	"(?:=(?:\"[^\"\\n]*\"|'[^'\\n]*'|[^\\s\"'=<>`]+))?)+[ \t]*/?>")

// maxLooseTag is the most bytes of one.
const maxLooseTag = 1000

func (looseTagParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	n := len(looseTag.Find(line[:min(len(line), maxLooseTag)]))
	if n == 0 {
		return nil
	}
	tag := ast.NewRawHTML()
	tag.Segments.Append(segment.WithStop(segment.Start + n))
	block.Advance(n)
	return tag
}

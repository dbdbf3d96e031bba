package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// spacedParser reads a picture whose file has blanks in its name, as files of teachers do. CommonMark takes it for text,
// and pupils would read the marks.
type spacedParser struct{}

func (spacedParser) Trigger() []byte { return []byte{'!'} }

// spacedPicture is what may be one. It is on one line.
var spacedPicture = lazyregexp.New(`^!\[([^\[\]\n]*)\]\([ \t]*([^\s<>"][^<>"\n]*?\.(?i:png|jpe?g|gif|webp|svg))[ \t]*\)`)

// maxSpaced is the most bytes of one.
const maxSpaced = 1000

func (spacedParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	m := spacedPicture.FindSubmatchIndex(line[:min(len(line), maxSpaced)])
	if m == nil || !bytes.ContainsAny(line[m[4]:m[5]], " \t") || !balanced(line[m[4]:m[5]]) {
		return nil
	}
	link := ast.NewLink()
	link.Destination = bytes.Clone(line[m[4]:m[5]])
	link.AppendChild(link, ast.NewTextSegment(text.NewSegment(segment.Start+m[2], segment.Start+m[3])))
	img := ast.NewImage(link)
	img.SetPos(segment.Start)
	block.Advance(m[1])
	return img
}

// balanced reports whether each bracket in a name has its other one: "crest (1).png" is a name, and "a.txt) and (b.png" is not.
func balanced(name []byte) bool {
	open := 0
	for _, c := range name {
		switch c {
		case '(':
			open++
		case ')':
			open--
		}
		if open < 0 {
			return false
		}
	}
	return open == 0
}

package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// maxDepth is the deepest nesting of lists and quotes; deeper marks are text.
const maxDepth = 16

// shallow is a parser of container blocks that opens none deeper than maxDepth.
type shallow struct{ parser.BlockParser }

func (s shallow) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	depth := 0
	for n := parent; n != nil; n = n.Parent() {
		depth++
	}
	if depth > 2*maxDepth { // A list and its item are two nodes.
		return nil, parser.NoChildren
	}
	return s.BlockParser.Open(parent, reader, pc)
}

// indented is a parser of blocks that may be indented as far as code would be.
type indented struct{ parser.BlockParser }

func (indented) CanAcceptIndentedLine() bool { return true }

// Limits of a table. A row costs as much as the widest, however short it is written.
const (
	maxColumns = 20
	maxCells   = 1000
)

// narrow turns paragraphs into tables, except beyond the limits, where they stay text.
type narrow struct{ parser.ParagraphTransformer }

func (t narrow) Transform(n *ast.Paragraph, reader text.Reader, pc parser.Context) {
	columns := 0
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		line := seg.Value(reader.Source())
		if len(bytes.Trim(line, "|-: \t\n")) == 0 { // It may be the line below the header.
			columns = max(columns, len(cellsOf(line)))
		}
	}
	if columns > maxColumns || columns*n.Lines().Len() > maxCells {
		return
	}
	t.ParagraphTransformer.Transform(n, reader, pc)
}

// maxBrackets is the most brackets of a slide that may open a link. Each costs as much as the rest of the
// paragraph is long.
const maxBrackets = 400

// sparing is a parser of links, up to maxBrackets.
type sparing struct{ parser.InlineParser }

var bracketsKey = parser.NewContextKey() //nolint:gochecknoglobals // A value that never changes.

func (s sparing) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if block.Peek() != ']' {
		n, _ := pc.Get(bracketsKey).(int)
		if n >= maxBrackets {
			return nil
		}
		pc.Set(bracketsKey, n+1)
	}
	return s.InlineParser.Parse(parent, block, pc)
}

// CloseBlock makes text of the brackets that opened nothing.
func (s sparing) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	if c, ok := s.InlineParser.(parser.CloseBlocker); ok {
		c.CloseBlock(parent, block, pc)
	}
}

// strike is a parser of struck-out text, in which one ~ beside a letter or digit on both sides is a character, as in
// 5~10.
type strike struct{ parser.InlineParser }

func (s strike) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	n := s.InlineParser.Parse(parent, block, pc)
	if d, ok := n.(*parser.Delimiter); ok && d.OriginalLength == 1 {
		line, _ := block.PeekLine()
		after, _ := utf8.DecodeRune(line)
		d.CanOpen = d.CanOpen && !isLetter(before)
		d.CanClose = d.CanClose && !isLetter(after)
	}
	return n
}

func isLetter(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// newSlideParser makes goldmark read slides: CommonMark with GitHub's tables, strike-through and bare addresses,
// definition lists, footnotes, formulas and the short names of emoji.
func newSlideParser() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewSetextHeadingParser(), 100),
			util.Prioritized(shallow{extension.NewDefinitionListParser()}, 101),
			util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
			util.Prioritized(displayParser{}, 150),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(shallow{parser.NewListParser()}, 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(parser.NewATXHeadingParser(), 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(shallow{parser.NewBlockquoteParser()}, 800),
			util.Prioritized(parser.NewHTMLBlockParser(), 900),
			util.Prioritized(single{extension.NewFootnoteBlockParser()}, 999),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(extension.NewFootnoteParser(), 101),
			util.Prioritized(formulaParser{}, 150),
			util.Prioritized(spacedParser{}, 199),
			util.Prioritized(sparing{parser.NewLinkParser()}, 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(parser.NewRawHTMLParser(), 400),
			util.Prioritized(looseTagParser{}, 401),
			util.Prioritized(parser.NewEmphasisParser(), 500),
			util.Prioritized(emojiParser{}, 500),
			util.Prioritized(strike{extension.NewStrikethroughParser()}, 500),
			util.Prioritized(extension.NewLinkifyParser(), 999),
		),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
		parser.WithParagraphTransformers(util.Prioritized(narrow{extension.NewTableParagraphTransformer()}, 200)),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
	)
}

// newNotesParser makes goldmark read notes. Text in angle brackets or after a # is words to say,
// an indented line is not code, and a line --- does not make a heading.
func newNotesParser() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(shallow{parser.NewListParser()}, 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewATXHeadingParser(), 600),
			util.Prioritized(shallow{parser.NewBlockquoteParser()}, 800),
			util.Prioritized(indented{parser.NewParagraphParser()}, 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(spacedParser{}, 199),
			util.Prioritized(sparing{parser.NewLinkParser()}, 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(parser.NewEmphasisParser(), 500),
			util.Prioritized(emojiParser{}, 500),
		),
	)
}

// newLineParser makes goldmark read a line of text, whatever it begins with.
func newLineParser() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(util.Prioritized(parser.NewParagraphParser(), 1000)),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithInlineParsers(util.Prioritized(strike{extension.NewStrikethroughParser()}, 500)),
	)
}

// offsetOf returns the offset at which a node begins in the parsed text.
func offsetOf(n ast.Node) int {
	for n.Type() != ast.TypeInline {
		if lines := n.Lines(); lines != nil && lines.Len() > 0 && n.FirstChild() == nil {
			return lines.At(0).Start
		}
		if pos := n.Pos(); pos >= 0 {
			return pos
		}
		if n.FirstChild() == nil {
			return 0
		}
		n = n.FirstChild()
	}
	return max(n.Pos(), 0)
}

package markdown

import (
	"bytes"
	"strings"
	"unicode"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
	"github.com/westandtogether-assembly/assembly/internal/markdown/tex"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// formula is TeX within a line.
type formula struct {
	ast.BaseInline
	tex string
}

var kindFormula = ast.NewNodeKind("Formula") //nolint:gochecknoglobals // A value that never changes.

func (*formula) Kind() ast.NodeKind { return kindFormula }

func (n *formula) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// formulaParser reads $x$, $$x$$, \(x\) and \[x\] within a line.
type formulaParser struct{}

func (formulaParser) Trigger() []byte { return []byte{'$', '\\'} }

func (formulaParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if block.PrecendingCharacter() == '$' || bytes.HasPrefix(line, []byte("$$$")) {
		return nil
	}
	source, size := formulaAt(line[:min(len(line), tex.MaxSize)])
	if size == 0 {
		return nil
	}
	block.Advance(size)
	return &formula{tex: string(source)}
}

// formulaAt returns the formula that a line begins with, and the length that it has with its marks, 0 for none.
func formulaAt(line []byte) (source []byte, size int) {
	for _, marks := range [][2]string{{"$$", "$$"}, {`\(`, `\)`}, {`\[`, `\]`}} {
		rest, found := bytes.CutPrefix(line, []byte(marks[0]))
		if !found {
			continue
		}
		inner, _, closed := bytes.Cut(rest, []byte(marks[1]))
		if !closed || !isFormula(string(inner)) || marks[0] != "$$" && !bytes.ContainsAny(inner, `\^_{=`) {
			return nil, 0 // A bracket behind a backslash is mostly just that.
		}
		return inner, len(inner) + 4
	}
	if n := dollars(line); n > 0 && isFormula(string(line[1:n])) {
		return line[1:n], n + 1
	}
	return nil, 0
}

// dollars returns the index of the $ that closes a formula, 0 for none. As in Pandoc, there is no space within
// the marks, and no digit behind them: "$5 and $10" are prices.
func dollars(line []byte) int {
	if len(line) < 3 || line[0] != '$' || isSpace(rune(line[1])) {
		return 0
	}
	for i := 1; i < len(line); i++ {
		switch {
		case line[i] == '\\':
			i++
		case line[i] != '$':
		case i == 1 || isSpace(rune(line[i-1])) || i+1 < len(line) && (line[i+1] == '$' || '0' <= line[i+1] && line[i+1] <= '9'):
			return 0
		default:
			return i
		}
	}
	return 0
}

// texMark is what only formulas have; longWord and loneWord are what they have only within such marks.
var (
	texMark  = lazyregexp.New(`\\[A-Za-z,;!% ]|[\\^{]`)
	longWord = lazyregexp.New(`[A-Za-z]{3,}`)
	loneWord = lazyregexp.New(`(^|\s)[A-Za-z]{2,}(\s|$)`)
	operator = lazyregexp.New(`[=+*/<>|_]`)
)

// isFormula reports whether what is between the marks of a formula looks like one rather than like prose.
func isFormula(s string) bool {
	switch {
	case !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || isPlaceholder(r) }):
		return false
	case texMark.MatchString(s):
		return true
	}
	for _, word := range longWord.FindAllString(s, -1) {
		switch word {
		case "sin", "cos", "tan", "log", "exp", "min", "max", "lim", "mod", "gcd":
		default:
			return false
		}
	}
	return !loneWord.MatchString(s) || operator.MatchString(s)
}

// display is a formula of its own, over several lines.
type display struct {
	ast.BaseBlock
	closer string
}

var kindDisplay = ast.NewNodeKind("Display") //nolint:gochecknoglobals // A value that never changes.

func (*display) Kind() ast.NodeKind { return kindDisplay }

func (*display) IsRaw() bool { return true }

func (n *display) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// displayParser reads a formula between lines $$, or between lines \[ and \].
type displayParser struct{}

func (displayParser) Trigger() []byte { return []byte{'$', '\\'} }

func (displayParser) CanInterruptParagraph() bool { return true }

func (displayParser) CanAcceptIndentedLine() bool { return false }

func (displayParser) Close(ast.Node, text.Reader, parser.Context) {}

func (displayParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || pos+2 > len(line) {
		return nil, parser.NoChildren
	}
	closer := map[string]string{"$$": "$$", `\[`: `\]`}[string(line[pos:pos+2])]
	rest := line[pos+2:]
	if closer == "" || bytes.Contains(rest, []byte(closer)) || closer != "$$" && !isBlank(bytes.TrimRight(rest, "\n")) ||
		!closesLine(reader.Source()[segment.Stop:], closer) {
		return nil, parser.NoChildren
	}
	n := &display{closer: closer}
	if len(bytes.TrimSpace(rest)) > 0 {
		n.Lines().Append(text.NewSegment(segment.Start-segment.Padding+pos+2, segment.Stop))
	}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// closesLine reports whether a mark comes soon, and then at the end of its line.
func closesLine(source []byte, mark string) bool {
	i := bytes.Index(source[:min(len(source), tex.MaxSize)], []byte(mark))
	if i < 0 {
		return false
	}
	behind, _, _ := bytes.Cut(source[i+len(mark):], []byte("\n"))
	return isBlank(behind)
}

func (displayParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n, ok := node.(*display)
	if !ok {
		return parser.Close
	}
	line, segment := reader.PeekLine()
	inner, closed := bytes.CutSuffix(bytes.TrimRight(line, " \t\n"), []byte(n.closer))
	if closed {
		segment = segment.WithStop(segment.Start + max(0, len(inner)-segment.Padding))
	}
	if !closed || len(inner) > 0 {
		segment.ForceNewline = true
		n.Lines().Append(segment)
	}
	reader.AdvanceToEOL()
	if closed {
		return parser.Close
	}
	return parser.Continue | parser.NoChildren
}

// formula adds a formula as text, or as code when it has no simple form.
func (in *inliner) formula(n *formula, style deck.Span) {
	if s, ok := tex.Unicode(n.tex); ok {
		in.add(s, style)
		return
	}
	if tex.Defines(n.tex) {
		in.page.warnDefinition(max(n.Pos(), 0))
		return
	}
	in.page.warnFormula(max(n.Pos(), 0))
	style.Code = true
	style.Text = flatten(in.page.placeholders.restore(n.tex, true))
	in.out = append(in.out, inline{Span: style})
}

// display turns the lines of a formula into a paragraph, or into code when it has no simple form.
func (p *page) display(n ast.Node, b *deck.Block, off int) {
	source := string(n.Lines().Value(p.shown.text))
	if tex.Defines(source) {
		p.warnDefinition(off)
		b.Kind, b.Text = deck.Code, ""
		return
	}
	if s, ok := tex.Unicode(source); ok {
		in := &inliner{page: p, src: &p.shown}
		in.add(s, deck.Span{})
		b.Spans = spansOf(in.out)
		return
	}
	b.Kind, b.Lang, b.Text = deck.Code, "tex", p.code(n)
	if strings.TrimSpace(b.Text) != "" {
		p.warnFormula(off)
	}
}

func (p *page) warnDefinition(off int) {
	p.once("commands of formulas", p.shown.source(off), "the commands that this formula defines are not followed, and it shows nothing: write what they stand for")
}

func (p *page) warnFormula(off int) {
	p.once("formulas", p.shown.source(off), "this formula has no simple form in a line of text, so its TeX is shown: write it in words, or as a picture")
}

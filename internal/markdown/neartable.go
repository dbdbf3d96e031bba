package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"

	"github.com/westandtogether-assembly/assembly/internal/markdown/dialect"
)

// warnTable warns about a paragraph that is almost a table: rows between bars, without the row of hyphens below the
// first, so that everybody would see the bars.
func (p *page) warnTable(n ast.Node) {
	lines := n.Lines().Sliced(0, n.Lines().Len())
	if p.book.format != dialect.Assembly || len(lines) < 2 {
		return
	}
	for _, seg := range lines {
		row := bytes.TrimSpace(seg.Value(p.shown.text))
		if len(row) == 0 || row[0] != '|' || bytes.Count(row, []byte("|")) < 2 {
			return
		}
	}
	p.warnf(p.shown.source(lines[0].Start), "this is not read as a table: expected a row such as |---|---| below the first, with as many columns")
}

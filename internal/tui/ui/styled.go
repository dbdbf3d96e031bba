package ui

import (
	"image/color"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

const noBreakSpace = "\u00a0"

// PutLine puts a line that another library has set into a row. Its colours and attributes are kept, on a
// base style; everything else that escape sequences can do is lost.
func PutLine(g *cell.Grid, x, y int, line uv.Line, base cell.Style) {
	for _, c := range line {
		if c.Content != "" {
			g.Put(x, y, strings.ReplaceAll(c.Content, noBreakSpace, " "), styleOf(c.Style, base))
		}
		x += c.Width // A wide character is one cell of the line.
	}
}

// styleOf is the style of a cell on a base.
func styleOf(s uv.Style, base cell.Style) cell.Style {
	if s.Fg != nil {
		base.FG = colorOf(s.Fg)
	}
	if s.Bg != nil {
		base.BG = colorOf(s.Bg)
	}
	for has, attr := range map[uint8]cell.Attr{
		uv.AttrBold: cell.Bold, uv.AttrStrikethrough: cell.Strike, uv.AttrReverse: cell.Reverse,
	} {
		if s.Attrs&has != 0 {
			base = base.With(attr)
		}
	}
	if s.Underline != uv.UnderlineNone {
		base = base.With(cell.Underline)
	}
	return base
}

func colorOf(c color.Color) cell.Color {
	r, g, b, _ := c.RGBA()
	return cell.RGB(r>>8<<16 | g>>8<<8 | b>>8)
}

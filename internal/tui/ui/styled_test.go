package ui_test

import (
	"testing"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// Colours and attributes are kept, and wide characters take their two columns.
func TestPutLine(t *testing.T) {
	base := cell.Style{FG: cell.RGB(0x010203), BG: cell.RGB(0x040506)}
	g := cell.New(20, 1, base)
	text := "a\u00a0\x1b[1;4m🏫\x1b[0m 学b\x1b[7;38;2;1;0;0mc\x1b[0;48;2;0;1;0md\x1b[9me"
	ui.PutLine(g, 2, 0, uv.NewStyledString(text).Lines(ansi.GraphemeWidth)[0], base)
	if got, want := screentest.Plain(g), "  a 🏫 学bcde"; got != want {
		t.Errorf("the row is %q, want %q", got, want)
	}
	for x, want := range map[int]cell.Style{
		2: base, 4: base.With(cell.Bold).With(cell.Underline), 9: base,
		10: {FG: cell.RGB(0x010000), BG: base.BG, Attr: cell.Reverse},
		11: {FG: base.FG, BG: cell.RGB(0x000100)}, 12: {FG: base.FG, BG: cell.RGB(0x000100), Attr: cell.Strike},
	} {
		if got := g.At(x, 0).Style; got != want {
			t.Errorf("column %d is %+v, want %+v", x, got, want)
		}
	}
}

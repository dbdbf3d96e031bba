package cell_test

import (
	"image/color"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"unicode"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/vt"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
)

func TestEncode(t *testing.T) {
	red := cell.Style{FG: cell.RGB(0xFF0000)}
	loud := cell.Style{FG: cell.RGB(0x010203), BG: cell.RGB(0), Attr: cell.Bold | cell.Underline | cell.Reverse | cell.Strike}
	g := cell.New(4, 3, cell.Style{})
	g.Put(1, 0, "ab", red)
	g.Put(0, 1, "x", loud)
	want := " \x1b[0;38;2;255;0;0mab\x1b[0m \n" +
		"\x1b[0;1;4;7;9;38;2;1;2;3;48;2;0;0;0mx\x1b[0m   \n" +
		"    "
	if got := g.Encode(); got != want {
		t.Errorf("Encode gives %q, want %q", got, want)
	}
}

// A row that ends in a style ends it, or the terminal would carry it on.
func TestEncodeEndsEachRowUnstyled(t *testing.T) {
	g := cell.New(2, 2, cell.Style{BG: cell.RGB(0xFFFFFF)})
	for _, line := range strings.Split(g.Encode(), "\n") {
		if !strings.HasSuffix(line, "\x1b[m") {
			t.Errorf("the row %q ends in a style", line)
		}
	}
}

func TestPlain(t *testing.T) {
	g := cell.New(6, 3, cell.Style{BG: cell.RGB(0xFFFFFF)})
	g.Put(0, 0, "世 a", cell.Style{})
	g.Put(2, 2, "é", cell.Style{Attr: cell.Bold})
	if got, want := screentest.Plain(g), "世 a\n\n  é"; got != want {
		t.Errorf("Plain gives %q, want %q", got, want)
	}
}

// A terminal shows what the grid holds: the same characters, in the same cells, in the same
// styles.
func TestATerminalShowsTheGrid(t *testing.T) {
	g := cell.New(24, 4, cell.Style{BG: cell.RGB(0xFBF3DF)})
	g.Put(0, 0, "All forms of hatred", cell.Style{FG: cell.RGB(0x0A2B5C), Attr: cell.Bold})
	g.Put(1, 1, wide+accented+family+flag+heart+thumb+england, cell.Style{BG: cell.RGB(0x00FF00)})
	g.Put(0, 2, "0800 789 321", cell.Style{Attr: cell.Underline | cell.Reverse})
	g.Put(13, 2, "gone", cell.Style{Attr: cell.Strike})
	g.Put(23, 3, "x", cell.Style{})
	shows(t, g)
}

// Random drawing, one over the other, ends the same in the grid and in the terminal.
func TestATerminalShowsAnyDrawing(t *testing.T) {
	pieces := []string{"a", "hatred is wrong", wide, "世界", accented, family, flag, england, heart, thumb, "▄▀█", "\x1b[2J", "é\u00a0x"}
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		g := cell.New(1+r.IntN(30), 1+r.IntN(6), cell.Style{})
		for range 30 {
			g.Put(r.IntN(g.W+4)-2, r.IntN(g.H), pieces[r.IntN(len(pieces))], anyStyle(r))
			if r.IntN(8) == 0 {
				g.Fill(r.IntN(g.W), r.IntN(g.H), 3, 2, anyStyle(r))
			}
		}
		whole(t, g)
		shows(t, g)
	}
}

func anyStyle(r *rand.Rand) cell.Style {
	colors := []cell.Color{{}, cell.RGB(0), cell.RGB(0xFFFFFF), cell.RGB(0x1D4E89)}
	return cell.Style{FG: colors[r.IntN(4)], BG: colors[r.IntN(4)], Attr: cell.Attr(r.IntN(16))}
}

// shows writes a grid to a terminal of its size and compares the two cell by cell.
func shows(t *testing.T, g *cell.Grid) {
	t.Helper()
	term := vt.NewEmulator(g.W, g.H)
	for y, line := range strings.Split(g.Encode(), "\n") {
		if y > 0 {
			_, _ = term.WriteString("\r\n")
		}
		_, _ = term.WriteString(line)
	}
	for y := range g.H {
		for x := range g.W {
			want := g.At(x, y)
			got := term.CellAt(x, y)
			if want.Text == "" {
				continue // The emulator keeps nothing in a covered cell.
			}
			if got.Content != want.Text || styleOf(got) != want.Style {
				t.Fatalf("cell (%d,%d) shows %q in %+v, want %q in %+v\n%q",
					x, y, got.Content, styleOf(got), want.Text, want.Style, g.Encode())
			}
		}
	}
}

// styleOf is an emulator's style in our terms.
func styleOf(c *uv.Cell) cell.Style {
	s := cell.Style{FG: colorOf(c.Style.Fg), BG: colorOf(c.Style.Bg)}
	for from, to := range map[uint8]cell.Attr{uv.AttrBold: cell.Bold, uv.AttrReverse: cell.Reverse, uv.AttrStrikethrough: cell.Strike} {
		if c.Style.Attrs&from != 0 {
			s.Attr |= to
		}
	}
	if c.Style.Underline != uv.UnderlineNone {
		s.Attr |= cell.Underline
	}
	return s
}

func colorOf(c color.Color) cell.Color {
	if c == nil {
		return cell.Color{}
	}
	r, g, b, _ := c.RGBA()
	return cell.Color{R: uint8(r >> 8), G: uint8(g >> 8), B: uint8(b >> 8), Set: true}
}

// ours matches the only escape sequences that Encode may write.
const ours = `\x1b\[(0(;[1479])*(;[34]8;2;\d{1,3};\d{1,3};\d{1,3}){0,2})?m`

// FuzzPut draws any text at any place, over a wide character, and holds the grid to its size and
// the encoded text to our own escape sequences.
func FuzzPut(f *testing.F) {
	for _, text := range []string{"abc", wide, family + flag, "\x1b[31mred", "\x1b]0;t\x07", "a\u202eb", "\xff\xfe", "\u0301", "🇬\u200d", "각ᆨ", "\u0600a"} {
		f.Add(text, 3, 1, uint8(1))
		f.Add(text, -1, 0, uint8(0))
	}
	sgr := regexp.MustCompile(ours)
	f.Fuzz(func(t *testing.T, text string, x, y int, attr uint8) {
		g := cell.New(9, 3, cell.Style{})
		g.Put(2, 1, "世界", cell.Style{})
		g.Put(x%12, y%4, text, cell.Style{FG: cell.RGB(0xABCDEF), Attr: cell.Attr(attr % 16)})
		g.Put(x, y, text, cell.Style{})
		whole(t, g)
		if g.W != 9 || g.H != 3 || strings.Count(g.Encode(), "\n") != 2 {
			t.Errorf("Put(%q) leaves %d rows of a grid of %dx%d", text, strings.Count(g.Encode(), "\n")+1, g.W, g.H)
		}
		for _, r := range sgr.ReplaceAllString(g.Encode(), "") {
			if unicode.IsControl(r) && r != '\n' {
				t.Errorf("Put(%q) lets %U through: %q", text, r, g.Encode())
			}
		}
	})
}

func BenchmarkPut(b *testing.B) {
	g := cell.New(200, 50, cell.Style{})
	line := strings.Repeat("We look after each other. ", 8)[:200]
	b.ReportAllocs()
	for b.Loop() {
		for y := range g.H {
			g.Put(0, y, line, cell.Style{})
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	g := cell.New(200, 50, cell.Style{BG: cell.RGB(0xFBF3DF)})
	for y := range g.H {
		for x := range g.W {
			g.SetRune(x, y, '▄', cell.Style{FG: cell.RGB(uint32(x / 9)), BG: cell.RGB(0xFBF3DF)})
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		_ = g.Encode()
	}
}

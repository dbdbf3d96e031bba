package pictures

import (
	"image"
	"image/color"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// testCell is the size of a cell in these tests, in which letters stand 12 pixels below the top.
var testCell = image.Pt(8, 16)

// Block elements fill whole pixels, and nothing else.
func TestBlocks(t *testing.T) {
	left, top := image.Rect(0, 0, testCell.X/2, testCell.Y), image.Rect(0, 0, testCell.X, testCell.Y/2)
	for _, c := range []struct {
		block              rune
		all, inLeft, inTop int // pixels
	}{
		{' ', 0, 0, 0}, {'█', 128, 64, 64}, {'▄', 64, 32, 0}, {'▀', 64, 32, 64}, {'▁', 16, 8, 0}, {'▇', 112, 56, 48},
		{'▌', 64, 64, 32}, {'▏', 16, 16, 8}, {'▉', 112, 64, 56}, {'▐', 64, 0, 32}, {'▔', 16, 8, 16}, {'▕', 16, 0, 8},
		{'▘', 32, 32, 32}, {'▗', 32, 0, 0}, {'▚', 64, 32, 32}, {'▙', 96, 64, 32}, {'▟', 96, 32, 32}, {'▜', 96, 32, 64},
	} {
		red := cell.RGB(0xFF0000)
		for _, style := range []cell.Style{{FG: red}, {BG: red, Attr: cell.Reverse}} {
			picture := painted(t, string(c.block), style)
			r := rgba(red, nil)
			if all, l, u := pixels(picture, picture.Bounds(), r), pixels(picture, left, r), pixels(picture, top, r); all != c.all || l != c.inLeft || u != c.inTop {
				t.Errorf("%c fills %d pixels, %d on the left and %d at the top, want %d, %d and %d", c.block, all, l, u, c.all, c.inLeft, c.inTop)
			}
		}
	}
}

// Letters stay in their cells and on their line, and bold ones are darker.
func TestLetters(t *testing.T) {
	style := cell.Style{FG: cell.RGB(0xFFFFFF), BG: cell.RGB(0)}
	plain, bold := painted(t, "  gÅ  ", style), painted(t, "  gÅ  ", style.With(cell.Bold))
	black, white := rgba(style.BG, nil), rgba(style.FG, nil)
	for _, x := range []int{0, 4 * testCell.X} {
		if got := pixels(plain, image.Rect(x, 0, x+2*testCell.X, testCell.Y), black); got != 2*testCell.X*testCell.Y {
			t.Errorf("beside the letters, from pixel %d, %d pixels are blank", x, got)
		}
	}
	above, below := image.Rect(0, 0, testCell.X, 2), image.Rect(0, 12, testCell.X, testCell.Y)
	if h := painted(t, "H", style); pixels(h, above, black) != 2*testCell.X || pixels(h, below, black) != (testCell.Y-12)*testCell.X {
		t.Error("H does not stand on its line")
	}
	if p, b := pixels(plain, plain.Bounds(), white), pixels(bold, bold.Bounds(), white); p == 0 || b <= p {
		t.Errorf("plain letters have %d pixels, bold ones %d", p, b)
	}
}

// What cannot be drawn is told, with its place.
func TestCharactersThatGoMonoLacks(t *testing.T) {
	for _, text := range []string{"世", "e\u0323"} {
		g := cell.New(4, 1, cell.Style{})
		g.Put(2, 0, text, cell.Style{})
		if _, err := Paint(g, testCell); err == nil || !strings.Contains(err.Error(), "row 1, column 3: draw ") {
			t.Errorf("%q gives the error %v", text, err)
		}
	}
}

func painted(t *testing.T, text string, s cell.Style) image.Image {
	t.Helper()
	g := cell.New(cell.Width(text), 1, cell.Style{})
	g.Put(0, 0, text, s)
	picture, err := Paint(g, testCell)
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// pixels counts the pixels of a colour.
func pixels(picture image.Image, in image.Rectangle, c color.Color) (n int) {
	want := color.RGBAModel.Convert(c)
	for y := in.Min.Y; y < in.Max.Y; y++ {
		for x := in.Min.X; x < in.Max.X; x++ {
			if color.RGBAModel.Convert(picture.At(x, y)) == want {
				n++
			}
		}
	}
	return n
}

package pictures

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// A picture has its size, the slide's background in its corner, and letters only in its middle. Drawn
// again, it is the same file.
func TestWrite(t *testing.T) {
	first, again := t.TempDir(), t.TempDir()
	for _, folder := range []string{first, again} {
		if err := Write(folder); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"remember.png", "closing.png", "presenter.png"} {
		if a := read(t, first, name); !bytes.Equal(a, read(t, again, name)) {
			t.Errorf("%s is another file each time", name)
		}
	}
	picture, err := png.Decode(bytes.NewReader(read(t, first, "remember.png")))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := picture.Bounds(), image.Rect(0, 0, 960, 480); got != want {
		t.Errorf("the picture is %v, want %v", got, want)
	}
	_, look, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	corner, strong := rgba(look.Palette.Background, nil), rgba(look.Palette.Strong, nil)
	if got := count(picture, image.Rect(0, 0, 960, 16), corner); got != 960*16 {
		t.Errorf("%d pixels of the first row are background, want all", got)
	}
	if got := count(picture, picture.Bounds(), strong); got < 50_000 || got > 200_000 {
		t.Errorf("%d pixels are of letters", got)
	}
}

// An icon is a square of its size with clear corners, a frame and one letter, and the one in the tree.
func TestWriteIcons(t *testing.T) {
	drawn, committed := t.TempDir(), filepath.FromSlash("../../cmd/assembly/winres")
	if err := WriteIcons(drawn); err != nil {
		t.Fatal(err)
	}
	_, look, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	frame, letter := rgba(look.Palette.Strong, nil), rgba(look.Palette.Foreground, nil)
	for _, size := range []int{16, 24, 32, 48, 64, 128, 256} {
		name := fmt.Sprintf("icon%d.png", size)
		data := read(t, drawn, name)
		if !bytes.Equal(data, read(t, committed, name)) {
			t.Errorf("%s in %s is not what is drawn: go run ./cmd/pictures", name, committed)
		}
		picture, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		all := image.Rect(0, 0, size, size)
		if picture.Bounds() != all {
			t.Errorf("%s is %v", name, picture.Bounds())
		}
		if _, _, _, a := picture.At(0, 0).RGBA(); a > 0x8000 {
			t.Errorf("%s has no round corners", name)
		}
		if top := image.Rect(size/4, 0, size-size/4, 1); count(picture, top, frame) != top.Dx() {
			t.Errorf("%s has no frame at its top", name)
		}
		if n := count(picture, all, letter); n < size*size/12 || n > size*size/4 {
			t.Errorf("%s has %d pixels of letter", name, n)
		}
	}
}

func read(t *testing.T, folder, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// count counts the pixels of a colour.
func count(picture image.Image, in image.Rectangle, c color.Color) (n int) {
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

// Block elements fill whole pixels, and nothing else.
func TestBlocks(t *testing.T) {
	left, top := image.Rect(0, 0, cellW/2, cellH), image.Rect(0, 0, cellW, cellH/2)
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
			if all, l, u := count(picture, picture.Bounds(), r), count(picture, left, r), count(picture, top, r); all != c.all || l != c.inLeft || u != c.inTop {
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
	for _, x := range []int{0, 4 * cellW} {
		if got := count(plain, image.Rect(x, 0, x+2*cellW, cellH), black); got != 2*cellW*cellH {
			t.Errorf("beside the letters, from pixel %d, %d pixels are blank", x, got)
		}
	}
	above, below := image.Rect(0, 0, cellW, 2), image.Rect(0, baseline, cellW, cellH)
	if h := painted(t, "H", style); count(h, above, black) != 2*cellW || count(h, below, black) != (cellH-baseline)*cellW {
		t.Error("H does not stand on its line")
	}
	if p, b := count(plain, plain.Bounds(), white), count(bold, bold.Bounds(), white); p == 0 || b <= p {
		t.Errorf("plain letters have %d pixels, bold ones %d", p, b)
	}
}

// What cannot be drawn is told, with its place.
func TestCharactersThatGoMonoLacks(t *testing.T) {
	for _, text := range []string{"世", "e\u0323"} {
		g := cell.New(4, 1, cell.Style{})
		g.Put(2, 0, text, cell.Style{})
		if _, err := Paint(g); err == nil || !strings.Contains(err.Error(), "row 1, column 3: draw ") {
			t.Errorf("%q gives the error %v", text, err)
		}
	}
}

func painted(t *testing.T, text string, s cell.Style) image.Image {
	t.Helper()
	g := cell.New(cell.Width(text), 1, cell.Style{})
	g.Put(0, 0, text, s)
	picture, err := Paint(g)
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

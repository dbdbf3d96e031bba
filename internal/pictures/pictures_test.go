package pictures

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/gif"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/screentest"
)

// The pictures in the repository are those that the command draws, and it draws all of them. Another processor or
// another Go may round the edge of a letter, or pack a file, in its own way: then what is to be seen counts.
func TestThePicturesAreFresh(t *testing.T) {
	notUnderRace(t)
	folder, committed := t.TempDir(), filepath.Join("..", "..", ".github")
	if err := Write(folder); err != nil {
		t.Fatal(err)
	}
	names := list(t, folder)
	if got := list(t, committed); !slices.Equal(got, names) {
		t.Errorf("the repository has %q, and the command draws %q", got, names)
	}
	for _, name := range names {
		have, want := read(t, committed, name), read(t, folder, name)
		if len(have) > 700_000 {
			t.Errorf("%s has %d bytes: too many for a page", name, len(have))
		}
		if !bytes.Equal(have, want) && !alike(frames(t, have), frames(t, want)) {
			t.Errorf("%s does not show what the program does now: go run ./cmd/pictures, and look at it", name)
		}
	}
}

// notUnderRace skips what goes through many millions of pixels.
func notUnderRace(t *testing.T) {
	t.Helper()
	if underRace {
		t.Skip("takes a minute under the race detector, and nothing here runs at the same time as anything else")
	}
}

// list is the names of the pictures in a folder, in order.
func list(t *testing.T, folder string) (out []string) {
	t.Helper()
	for _, pattern := range []string{"*.gif", "*.png"} {
		files, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			out = append(out, filepath.Base(f))
		}
	}
	return out
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
		if top := image.Rect(size/4, 0, size-size/4, 1); pixels(picture, top, frame) != top.Dx() {
			t.Errorf("%s has no frame at its top", name)
		}
		if n := pixels(picture, all, letter); n < size*size/12 || n > size*size/4 {
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

// frames is what a file shows, one after the other.
func frames(t *testing.T, file []byte) (out []*image.RGBA) {
	t.Helper()
	if moving, err := gif.DecodeAll(bytes.NewReader(file)); err == nil {
		screen := image.NewRGBA(moving.Image[0].Rect)
		for _, part := range moving.Image {
			draw.Draw(screen, part.Rect, part, part.Rect.Min, draw.Over)
			frame := image.NewRGBA(screen.Rect)
			copy(frame.Pix, screen.Pix)
			out = append(out, frame)
		}
		return out
	}
	picture, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	frame := image.NewRGBA(picture.Bounds())
	draw.Draw(frame, frame.Rect, picture, frame.Rect.Min, draw.Src)
	return []*image.RGBA{frame}
}

// alike reports whether frames look the same.
func alike(a, b []*image.RGBA) bool {
	return slices.EqualFunc(a, b, func(a, b *image.RGBA) bool {
		if a.Rect != b.Rect {
			return false
		}
		others := 0
		for i, x := range a.Pix {
			if y := b.Pix[i]; max(x, y)-min(x, y) > 16 {
				others++
			}
		}
		return others < len(a.Pix)/10_000
	})
}

// A freshness that nothing fails would be none: a clock a second later is another picture.
func TestAnotherSecondIsAnotherPicture(t *testing.T) {
	d, look, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	moments := play(d, look)
	var shown []*image.RGBA
	for _, m := range moments[:2] { // The title, a second apart.
		frame, err := drawMoment(m)
		if err != nil {
			t.Fatal(err)
		}
		shown = append(shown, frame)
	}
	if !alike(shown[:1], shown[:1]) || alike(shown[:1], shown[1:]) {
		t.Error("a picture is not like itself, or is like another one")
	}
}

// Each picture shows what its name says, as large as a fine screen needs it in a README.
func TestStills(t *testing.T) {
	d, look, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	all := stills(d, look)
	for name, words := range map[string]string{"start": " > This screen only", "presenter": "HALL  OK terminal 192x54"} {
		if got := screentest.Plain(all[name].grid); !strings.Contains(got, words) {
			t.Errorf("%s shows\n%s\nwithout %q", name, got, words)
		}
	}
	strong := rgba(look.Palette.Strong, nil)
	for name, least := range map[string]int{"remember": 150_000, "closing": 100_000} {
		s := all[name]
		picture, err := Paint(s.grid, s.size)
		if err != nil {
			t.Fatal(err)
		}
		if got := pixels(picture, picture.Rect, strong); got < least {
			t.Errorf("%s has %d pixels of what is strong, want %d", name, got, least)
		}
		if got, want := picture.Rect, image.Rect(0, 0, 1536, 864); got != want {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
}

package export_test

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/export"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/slides"
)

func builtin(t testing.TB) *deck.Deck {
	t.Helper()
	return parsed(t, slides.Builtin())
}

func parsed(t testing.TB, src []byte) *deck.Deck {
	t.Helper()
	d, err := markdown.Parse(src, markdown.Options{Name: "deck.md", Files: slides.Files()})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func options(t testing.TB, phase string) export.Options {
	t.Helper()
	p, err := theme.Lookup("cream")
	if err != nil {
		t.Fatal(err)
	}
	return export.Options{Phase: phase, Palette: p, Statement: slides.Statement, Created: time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC)}
}

// Every page is a picture as wide as asked, with the statement in the file and the closing numbers' ink on it.
func TestPictures(t *testing.T) {
	e := export.New(builtin(t), options(t, "primary"))
	var names []string
	err := e.Pictures(640, func(name string, write func(io.Writer) error) error {
		names = append(names, name)
		var b bytes.Buffer
		if err := write(&b); err != nil {
			return err
		}
		if !strings.Contains(b.String(), "tEXtComment\x00"+slides.Statement) {
			t.Errorf("%s: the statement is not in the file", name)
		}
		im, err := png.Decode(&b)
		if err != nil {
			return err
		}
		if size := im.Bounds().Size(); size != image.Pt(640, 360) {
			t.Errorf("%s is of %v pixels", name, size)
		}
		if share := inked(im); share < 0.05 || share > 0.6 {
			t.Errorf("%s: %.0f %% is ink", name, 100*share)
		}
		return nil
	})
	if err != nil || !slices.Equal(names, e.PictureNames()) || len(names) != 12 {
		t.Errorf("pictures %v, %v", names, err)
	}
}

// inked is the share of a picture that is not as its corner.
func inked(im image.Image) float64 {
	paper, n := im.At(0, 0), 0
	b := im.Bounds()
	for y := range b.Dy() {
		for x := range b.Dx() {
			if im.At(x, y) != paper {
				n++
			}
		}
	}
	return float64(n) / float64(b.Dx()*b.Dy())
}

// One picture for a slide shows it as it looks in the end.
func TestEachSlide(t *testing.T) {
	o := options(t, "primary")
	o.Each = export.EachSlide
	d := parsed(t, []byte("# One\n\na\n\n<!-- pause -->\n\nb\n\n---\n\n# A message\n\n<!-- pause -->\n\n**Remember**\n"))
	if got := strings.Join(export.New(d, o).PictureNames(), " "); got != "1 2-1 2-2" {
		t.Errorf("the pictures are %s", got)
	}
	o.Each = export.EachStep
	if got := strings.Join(export.New(d, o).PictureNames(), " "); got != "1-1 1-2 2-1 2-2" {
		t.Errorf("the pictures of steps are %s", got)
	}
}

// What is not shown as it is meant is told, with its slide.
func TestWarnings(t *testing.T) {
	files := fstest.MapFS{"broken.png": {Data: brokenPNG(t)}}
	d, err := markdown.Parse([]byte("# Fine\n\n---\n\n# Picture\n\n![crest](broken.png)\n\n---\n\n# Letters \U0001F9FF 平\n\n---\n\n# Much\n\n```\n"+strings.Repeat("a long line of code; ", 20)+"\n```\n"),
		markdown.Options{Name: "deck.md", Files: files})
	if err != nil {
		t.Fatal(err)
	}
	e := export.New(d, options(t, ""))
	if err := e.PDF(io.Discard); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, w := range e.Warnings() {
		got = append(got, w.String())
	}
	for _, want := range []string{"slide 2: a picture could not be read", "slide 3: this computer has no font for", "slide 4: there is too much on it"} {
		if !slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, want) }) {
			t.Errorf("no warning %q in %q", want, got)
		}
	}
	if len(got) != 3 {
		t.Errorf("the warnings are %q", got)
	}
}

// brokenPNG is a picture whose size can be read, and whose pixels cannot.
func brokenPNG(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 90, 60))); err != nil {
		t.Fatal(err)
	}
	b.Bytes()[b.Len()/2] ^= 0xFF
	return b.Bytes()
}

// An export that is no longer wanted ends at once.
func TestInterrupted(t *testing.T) {
	stop := errors.New("stop")
	for name, write := range map[string]func(e *export.Deck, w io.Writer) error{
		"PDF": (*export.Deck).PDF, "HTML": (*export.Deck).HTML, "PowerPoint": (*export.Deck).PowerPoint,
	} {
		o, calls := options(t, ""), 0
		o.Progress = func(done, of int) error {
			calls++
			if done != calls || of != 7 {
				t.Errorf("%s: %d of %d at call %d", name, done, of, calls)
			}
			if done == 2 {
				return stop
			}
			return nil
		}
		if err := write(export.New(builtin(t), o), io.Discard); !errors.Is(err, stop) || calls != 2 {
			t.Errorf("%s: %v after %d calls", name, err, calls)
		}
	}
}

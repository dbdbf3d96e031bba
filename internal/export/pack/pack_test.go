package pack_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/export"
	"github.com/westandtogether-assembly/assembly/internal/export/pack"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/internal/script"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/slides"
)

func options(t *testing.T, d *deck.Deck) pack.Options {
	t.Helper()
	p, err := theme.Lookup("cream")
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 11, 27, 0, 0, 0, 0, time.UTC)
	text := func(s string) func(io.Writer) error {
		return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
	}
	return pack.Options{
		Script: script.Options{Phase: "primary", Statement: slides.Statement, Preflight: slides.Preflight(), Date: at},
		Export: export.Options{Phase: "primary", Palette: p, Statement: slides.Statement, Created: at},
		For:    "Anna Bell",
		Sources: []pack.File{
			{Name: "own.md", Mode: 0o644, Write: text(d.Name)}, {Name: "img/crest.png", Mode: 0o644, Write: text("png")},
			{Name: "../outside.txt", Mode: 0o644, Write: text("never")},
		},
		Program: pack.File{Name: "assembly.exe", Mode: 0o755, Write: text("MZ")},
		Flags:   " --phase primary",
		Quote:   func(name string) string { return `"` + name + `"` },
	}
}

func builtin(t *testing.T) *deck.Deck {
	t.Helper()
	d, err := markdown.Parse(slides.Builtin(), markdown.Options{Name: "own.md", Files: slides.Files()})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// A pack has everything, in its folder and nowhere else, and is the same twice.
func TestZip(t *testing.T) {
	d := builtin(t)
	var first, second bytes.Buffer
	for _, w := range []*bytes.Buffer{&first, &second} {
		n := 0
		err := pack.Zip(w, "for Anna", pack.Of(d, options(t, d)), time.Date(2026, 11, 27, 0, 0, 0, 0, time.UTC), func(done int) error {
			n++
			if done != n {
				t.Errorf("file %d is told as %d", n, done)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("two packs differ")
	}
	z, err := zip.NewReader(bytes.NewReader(first.Bytes()), int64(first.Len()))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"0 Start here.txt", "1 Brief.pdf", "2 Before you present.pdf", "3 Script.pdf", "3 Script, large print.pdf",
		"4 Slides.pptx", "4 Slides.pdf", "5 For class teachers.pdf", "Deck/own.md", "Deck/img/crest.png", "assembly.exe",
	}
	var got []string
	for _, f := range z.File {
		got = append(got, strings.TrimPrefix(f.Name, "for Anna/"))
		if f.UncompressedSize64 == 0 {
			t.Errorf("%s is empty", f.Name)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("the pack has %q, want %q", got, want)
	}
}

func TestStart(t *testing.T) {
	d := builtin(t)
	var b bytes.Buffer
	files := pack.Of(d, options(t, d))
	if err := files[0].Write(&b); err != nil || files[0].Name != pack.StartName {
		t.Fatal(files[0].Name, err)
	}
	text := strings.ReplaceAll(b.String(), "\r\n", " ")
	for _, want := range []string{"#WeStandTogether", "For Anna Bell", "Pupils: primary", slides.Statement, `.\assembly.exe "Deck\own.md" --phase primary`} {
		if !strings.Contains(text, want) {
			t.Errorf("the start does not say %q:\n%s", want, b.String())
		}
	}
	for l := range strings.SplitSeq(b.String(), "\r\n") {
		if len(l) > 72 {
			t.Errorf("a line is %d long: %s", len(l), l)
		}
	}
}

// A file that cannot be read ends the pack, and is named.
func TestUnreadable(t *testing.T) {
	d, gone := builtin(t), errors.New("gone")
	o := options(t, d)
	o.Sources[1].Write = func(io.Writer) error { return gone }
	err := pack.Zip(io.Discard, "p", pack.Of(d, o), time.Time{}, func(int) error { return nil })
	if !errors.Is(err, gone) || !strings.Contains(err.Error(), "Deck/img/crest.png") {
		t.Errorf("the error is %v", err)
	}
}

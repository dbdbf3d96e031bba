package export_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"assembly/internal/deck"
	"assembly/internal/export"
	"assembly/internal/markdown"
	"assembly/internal/theme"
	"assembly/slides"
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

// The pictures can be kept for looking at them: ASSEMBLY_PICTURES names a folder.
func TestPictures(t *testing.T) {
	e, n := export.New(builtin(t), options(t, "primary")), 0
	err := e.Pictures(640, func(name string, write func(io.Writer) error) error {
		n++
		var b bytes.Buffer
		if err := write(&b); err != nil {
			return err
		}
		if dir := os.Getenv("ASSEMBLY_PICTURES"); dir != "" {
			return os.WriteFile(filepath.Join(dir, name+".png"), b.Bytes(), 0o600)
		}
		return nil
	})
	if err != nil || n != 12 {
		t.Errorf("%d pictures, %v", n, err)
	}
}

func TestPDF(t *testing.T) {
	e := export.New(builtin(t), options(t, "primary"))
	var b bytes.Buffer
	if err := e.PDF(&b); err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("ASSEMBLY_PICTURES"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, "slides.pdf"), b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestPowerPoint(t *testing.T) {
	e := export.New(builtin(t), options(t, "primary"))
	var b bytes.Buffer
	if err := e.PowerPoint(&b); err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("ASSEMBLY_PICTURES"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, "slides.pptx"), b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

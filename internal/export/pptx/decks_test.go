package pptx_test

import (
	"bytes"
	"io/fs"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"assembly/internal/deck"
	"assembly/internal/export"
	"assembly/internal/export/pptx"
	"assembly/internal/markdown"
	"assembly/internal/theme"
	"assembly/slides"
)

// Decks of every tool keep to the format.
func TestDecksKeepToTheFormat(t *testing.T) {
	names, err := filepath.Glob("../../markdown/testdata/*.txtar")
	if err != nil || len(names) < 50 {
		t.Fatal("too few decks", len(names), err)
	}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files := fstest.MapFS{}
		for _, f := range archive.Files {
			files[f.Name] = &fstest.MapFile{Data: f.Data}
		}
		if src := files["deck.md"]; src != nil {
			if d, err := markdown.Parse(src.Data, markdown.Options{Name: "deck.md", Files: fs.FS(files)}); err == nil {
				t.Run(filepath.Base(name), func(t *testing.T) { keeps(t, d) })
			}
		}
	}
	for name, src := range map[string][]byte{"builtin": slides.Builtin(), "short": slides.Short(), "guide": slides.Guide()} {
		d, err := markdown.Parse(src, markdown.Options{Name: name, Files: slides.Files()})
		if err != nil {
			t.Fatal(err)
		}
		t.Run(name, func(t *testing.T) { keeps(t, d) })
	}
}

func keeps(t *testing.T, d *deck.Deck) {
	t.Helper()
	p, err := theme.Lookup("dark")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := export.New(d, export.Options{Palette: p, Phase: "primary", Ratio: 4.0 / 3}).PowerPoint(&b); err != nil {
		t.Fatal(err)
	}
	for _, told := range pptx.Validate(t, b.Bytes()) {
		t.Error(told)
	}
}

// Package decktest gives tests the decks that the reader is tested with, made for whichever tool.
package decktest

import (
	"io/fs"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
)

// least is how many decks there are at least: a test of none would pass.
const least = 40

// EveryTool calls a test with each deck in a folder that can be read, and the files that it is made of. The folder is that of
// the reader's tests, from the package that is tested.
func EveryTool(t *testing.T, folder string, test func(t *testing.T, d *deck.Deck, files map[string][]byte)) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(folder, "*.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	read := 0
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files, system := map[string][]byte{}, fstest.MapFS{}
		for _, f := range archive.Files {
			files[f.Name], system[f.Name] = f.Data, &fstest.MapFile{Data: f.Data}
		}
		if d, err := markdown.Parse(files["deck.md"], markdown.Options{Name: "deck.md", Files: fs.FS(system)}); err == nil {
			read++
			t.Run(filepath.Base(name), func(t *testing.T) { test(t, d, files) })
		}
	}
	if read < least {
		t.Errorf("only %d decks were read", read)
	}
}

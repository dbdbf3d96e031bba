package cli_test

import (
	"bytes"
	"os"
	"path"
	"path/filepath"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/manual/generate"
)

// What lies in the manual's folder is what the program's help says now, and nothing else. It is tested here, as this has
// the whole program in it already.
func TestManualIsFresh(t *testing.T) {
	folder := filepath.Join("..", "manual")
	files, err := generate.Files()
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 19 {
		t.Fatalf("%d files are made, so this test sees too little", len(files))
	}
	for name, want := range files {
		got, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(name)))
		if err != nil || !bytes.Equal(withoutReturns(got), want) {
			t.Errorf("%s is not what the program's help says now (%v): run go generate ./...", name, err)
		}
	}
	for _, part := range []string{"man", "completions"} {
		entries, err := os.ReadDir(filepath.Join(folder, part))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if name := path.Join(part, e.Name()); files[name] == nil {
				t.Errorf("%s is of nothing that the program has: remove it", name)
			}
		}
	}
}

// withoutReturns takes away what git may add on Windows.
func withoutReturns(text []byte) []byte { return bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")) }

package session

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/filetest"
)

func TestFolderKeepsToItself(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"in/deck.md", "in/sub/a.md", "out.md"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(name), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	for link, to := range map[string]string{"link.md": "sub/a.md", "out.md": "../out.md", "up": ".."} {
		filetest.Link(t, filepath.FromSlash(to), filepath.Join(dir, "in", link))
	}
	f := folder(filepath.Join(dir, "in"))
	for name, want := range map[string]error{
		"deck.md": nil, "sub/a.md": nil, "link.md": nil, "out.md": errOutside, "up/out.md": errOutside, "up/in/deck.md": nil,
		"../out.md": fs.ErrInvalid, "none.md": fs.ErrNotExist,
	} {
		_, err := fs.Stat(f, name)
		data, readErr := fs.ReadFile(f, name)
		if !errors.Is(err, want) || !errors.Is(readErr, want) || want == nil && len(data) == 0 {
			t.Errorf("%s gives %v and %v, want %v", name, err, readErr, want)
		}
	}
}

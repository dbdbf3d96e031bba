//go:build unix

package markdown

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// A pipe in a picture's place is not opened: that would wait for a writer.
func TestAPipeIsNoPicture(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mkfifo(filepath.Join(dir, "a.png"), 0o600); err != nil {
		t.Skip(err)
	}
	pictureless(t, "![a](a.png)", os.DirFS(dir), "it is not a file")
}

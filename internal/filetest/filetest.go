// Package filetest gives tests files of the kinds that not every system has.
package filetest

import (
	"io/fs"
	"os"
	"testing"
)

// Link makes a symbolic link, and skips the test where there are none. Some systems report a link as made that is not
// there.
func Link(t testing.TB, to, link string) {
	t.Helper()
	if err := os.Symlink(to, link); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode().Type() != fs.ModeSymlink {
		t.Skip("no symbolic links here, though making one succeeds")
	}
}

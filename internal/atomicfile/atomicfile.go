// Package atomicfile writes files whole: after a crash, on a full disk or when a memory stick is
// pulled out, there is the old file or the new one, never half of one.
package atomicfile

import (
	"cmp"
	"os"
	"path/filepath"
)

// Write writes a temporary file in the same folder, syncs it and renames it. It replaces whatever
// had the name, even a link. An error leaves that as it was.
func Write(name string, text []byte, mode os.FileMode) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".assembly-*")
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err = cmp.Or(err, f.Chmod(mode), f.Sync(), f.Close()); err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}

// Package atomicfile writes files whole: after a crash, on a full disk or when a memory stick is
// pulled out, there is the old file or the new one, never half of one.
package atomicfile

import (
	"os"
	"path/filepath"
)

// Write writes a temporary file in the same folder, syncs it and renames it. It replaces whatever
// had the name, even a link. An error leaves that as it was.
func Write(name string, text []byte, mode os.FileMode) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), ".assembly-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = os.Remove(f.Name())
		}
	}()
	if _, err = f.Write(text); err != nil {
		return err
	}
	if err = f.Chmod(mode); err != nil {
		return err
	}
	if err = f.Sync(); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

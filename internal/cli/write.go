package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"assembly/internal/atomicfile"
	"assembly/internal/cell"
)

// writeNew writes a deck to a file that must not be there yet, unless force is set. A write that
// fails leaves an earlier file as it was.
func (a *app) writeNew(name string, text []byte, force bool) error {
	if !force {
		if _, err := os.Lstat(name); err == nil {
			return fail(fmt.Errorf("%s is there already", name), "choose another name, or add --force to write over it")
		}
	}
	if err := atomicfile.Write(name, text, 0o644); err != nil {
		return cannotWrite(name, err)
	}
	shown := cell.Clean(name)
	return a.print(fmt.Sprintf("Wrote %s. Edit it with any editor, then: assembly show %s\n", shown, shown))
}

// cannotWrite says why a file was not written, by its own name and not by that of the temporary
// file beside it.
func cannotWrite(name string, err error) error {
	folder := filepath.Dir(name)
	if info, statErr := os.Stat(folder); statErr != nil || !info.IsDir() {
		return fail(fmt.Errorf("there is no folder %s", folder), "make the folder first, or choose another")
	}
	if info, statErr := os.Stat(name); statErr == nil && info.IsDir() {
		return fail(fmt.Errorf("%s is a folder", name), "name a file in it: assembly new "+filepath.Join(name, "my-assembly.md"))
	}
	return fail(fmt.Errorf("write %s: %w", name, reason(err)), "choose a folder that you may write to, such as your own documents")
}

// reason is why something could not be done to a file, without the file's name, which may be that
// of a temporary one or too long for where it is said.
func reason(err error) error {
	var inFile *fs.PathError
	var moving *os.LinkError
	switch {
	case errors.As(err, &inFile):
		return inFile.Err
	case errors.As(err, &moving):
		return moving.Err
	}
	return err
}

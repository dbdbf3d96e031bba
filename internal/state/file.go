package state

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/gofrs/flock"
)

// maxFile is the most bytes that are read of a file: far more than a lifetime of rehearsals.
const maxFile = 64 << 20

// readFile reads a file of the folder, which may hold anything by now. Nothing else here opens one to
// read it.
func (f *Folder) readFile(name string) ([]byte, error) {
	if err := ordinary(f.path(name)); err != nil {
		return nil, err
	}
	file, err := f.files.Open(f.path(name), os.O_RDONLY, 0)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	return io.ReadAll(io.LimitReader(file, maxFile))
}

// unusable reports what stands where the program has its own files, and what to do about it.
type unusable struct{ path, why string }

func (u *unusable) Error() string { return "cannot read " + u.path + ": " + u.why }

// ordinary refuses what this program did not leave under a name, before anything opens it: to open a
// pipe would wait for a writer, and a device may never end. Where there is nothing it has no objection.
func ordinary(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case info.Mode().Type()&^fs.ModeIrregular != 0: // Files of OneDrive can be irregular.
		return &unusable{path, "it is not an ordinary file; remove it"}
	case info.Size() > maxFile:
		return &unusable{path, fmt.Sprintf("it is larger than %d MB; move it elsewhere", maxFile>>20)}
	}
	return nil
}

// tryLock locks a file, unless another program has.
func tryLock(l *flock.Flock) (bool, error) {
	if err := ordinary(l.Path()); err != nil {
		return false, err
	}
	return l.TryLock()
}

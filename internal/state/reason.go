package state

import (
	"errors"
	"io/fs"
	"os"
)

// Reason returns the cause of an error about a file without the file's name, which may be that of a
// temporary one, or too long for where it is shown.
func Reason(err error) error {
	if inFile, ok := errors.AsType[*fs.PathError](err); ok {
		return inFile.Err
	}
	if moving, ok := errors.AsType[*os.LinkError](err); ok {
		return moving.Err
	}
	return err
}

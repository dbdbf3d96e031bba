package state

import (
	"errors"
	"io/fs"
	"os"
)

// Reason returns the cause of an error about a file without the file's name, which may be that of a
// temporary one, or too long for where it is shown.
func Reason(err error) error {
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

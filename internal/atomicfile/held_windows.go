package atomicfile

import (
	"errors"

	"golang.org/x/sys/windows"
)

// held reports whether an error says that another program holds a file. To rename over a file that is open elsewhere is
// refused as a lack of access.
func held(err error) bool {
	return errors.Is(err, windows.ERROR_ACCESS_DENIED) || Busy(err)
}

// Busy reports whether an error says that another program has a file for itself for now.
func Busy(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION)
}

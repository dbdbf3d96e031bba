package atomicfile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// ErrNotOrdinary is the error of OpenOrdinary for a folder, a pipe, a socket or a device.
var ErrNotOrdinary = errors.New("it is not a file")

// OpenOrdinary opens a file to read it, and refuses anything else that has its name: to open or read a pipe waits for a
// writer, perhaps for ever, and a device may never end. The open file itself is looked at, as another may come in its
// place at any moment.
func OpenOrdinary(name string) (*os.File, error) {
	f, err := os.OpenFile(name, os.O_RDONLY|withoutWaiting, 0) //nolint:gosec // whoever asks knows which file
	if err != nil {
		return nil, err //nolint:wrapcheck // it names the file, as that of os.Open does
	}
	info, err := f.Stat()
	if err == nil && info.Mode().Type()&^fs.ModeIrregular != 0 { // Files of OneDrive can be irregular.
		err = &fs.PathError{Op: "open", Path: name, Err: ErrNotOrdinary}
	}
	if err != nil {
		_ = f.Close()
		return nil, err
	}
	return f, nil
}

// ReadOrdinary reads a file of at most so many bytes, as OpenOrdinary opens it.
func ReadOrdinary(name string, most int64) ([]byte, error) {
	f, err := OpenOrdinary(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	data, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(data)) > most {
		err = fmt.Errorf("read %s: it is larger than %d bytes", name, most)
	}
	return data, err
}

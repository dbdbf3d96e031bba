package atomicfile

import (
	"io"
	"os"
)

// Disk is what files are opened and renamed on: the system's, or in a test one that fails.
type Disk interface {
	OpenFile(name string, flag int, mode os.FileMode) (File, error)
	CreateTemp(dir, pattern string) (File, error)
	Rename(from, to string) error
	Remove(name string) error
}

// File is an open file of a Disk. An *os.File is one.
type File interface {
	io.ReadWriteCloser
	io.WriterAt
	Name() string
	Chmod(mode os.FileMode) error
	Truncate(size int64) error
	Sync() error
}

// System is the Disk of the system.
type System struct{}

// OpenFile implements Disk.
func (System) OpenFile(name string, flag int, mode os.FileMode) (File, error) {
	f, err := os.OpenFile(name, flag, mode) //nolint:gosec // whoever asks knows which file
	if err != nil {
		return nil, err // And not a File that is there and holds nil.
	}
	return f, nil
}

// CreateTemp implements Disk.
func (System) CreateTemp(dir, pattern string) (File, error) {
	f, err := os.CreateTemp(dir, pattern)
	if err != nil {
		return nil, err
	}
	return f, nil
}

// Rename implements Disk.
func (System) Rename(from, to string) error { return os.Rename(from, to) }

// Remove implements Disk.
func (System) Remove(name string) error { return os.Remove(name) }

// Files are the files of a disk. The zero value is those of the system's.
type Files struct{ On Disk }

func (f Files) disk() Disk {
	if f.On == nil {
		return System{}
	}
	return f.On
}

// Write does what the function of that name does.
func (f Files) Write(name string, text []byte, mode os.FileMode) error {
	return f.Stream(name, mode, func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
}

// Open opens a file as os.OpenFile does, as Patiently does.
func (f Files) Open(name string, flag int, mode os.FileMode) (file File, err error) {
	err = Patiently(func() error {
		file, err = f.disk().OpenFile(name, flag, mode)
		return err
	})
	return file, err
}

// Rename gives a file or a folder another name, in the place of what has that, as Patiently does.
func (f Files) Rename(from, to string) error {
	return Patiently(func() error { return f.disk().Rename(from, to) })
}

// Remove removes a file as os.Remove does, as Patiently does.
func (f Files) Remove(name string) error {
	return Patiently(func() error { return f.disk().Remove(name) })
}

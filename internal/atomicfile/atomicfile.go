// Package atomicfile writes files and folders whole: after a crash, on a full disk or when a memory stick is
// pulled out, there is the old one or the new one, never half of one.
package atomicfile

import (
	"bufio"
	"cmp"
	"io"
	"os"
	"path/filepath"
)

// Write writes a temporary file in the same folder, syncs it and renames it. It replaces whatever
// had the name, even a link. An error leaves that as it was.
func Write(name string, text []byte, mode os.FileMode) error { return Files{}.Write(name, text, mode) }

// Stream is Write for what is made while it is written. An error of the writing function leaves what had the name as
// it was too.
func Stream(name string, mode os.FileMode, write func(w io.Writer) error) error {
	return Files{}.Stream(name, mode, write)
}

// Temporary is the pattern of the names of files and folders that are being written. A program that is killed leaves them.
const Temporary = ".assembly-*"

// Stream does what the function of that name does.
func (f Files) Stream(name string, mode os.FileMode, write func(w io.Writer) error) error {
	made, err := f.disk().CreateTemp(filepath.Dir(name), Temporary)
	if err != nil {
		return err
	}
	if err = fill(made, mode, write); err == nil {
		err = f.Rename(made.Name(), name)
	}
	if err != nil {
		_ = f.disk().Remove(made.Name())
	}
	return err
}

// fill writes a file that is open, and closes it.
func fill(f File, mode os.FileMode, write func(w io.Writer) error) error {
	w := bufio.NewWriterSize(f, 1<<16)
	err := write(w)
	if err == nil {
		err = cmp.Or(w.Flush(), f.Chmod(mode), f.Sync())
	}
	return cmp.Or(err, f.Close())
}

// Adder adds a file. In a folder that is being made its name is relative to that, with slashes.
type Adder func(name string, mode os.FileMode, write func(w io.Writer) error) error

// Batch writes several files, each of which replaces what has its name. An error before the last is written leaves all of
// them as they were.
func Batch(add func(Adder) error) error {
	var made, names []string
	defer func() {
		for _, name := range made {
			_ = os.Remove(name)
		}
	}()
	err := add(func(name string, mode os.FileMode, write func(w io.Writer) error) error {
		f, err := os.CreateTemp(filepath.Dir(name), Temporary)
		if err != nil {
			return err
		}
		made, names = append(made, f.Name()), append(names, name)
		return fill(f, mode, write)
	})
	if err != nil {
		return err
	}
	for i, name := range names {
		if err := Rename(made[i], name); err != nil {
			return err
		}
	}
	made = nil
	return nil
}

// Folder makes a folder with the files that a function adds. It replaces a folder that had the name. An error leaves
// that as it was, and nothing of the new one.
func Folder(name string, add func(Adder) error) error {
	made, err := os.MkdirTemp(filepath.Dir(name), Temporary)
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(made) }()
	err = add(func(inside string, mode os.FileMode, write func(w io.Writer) error) error {
		path := filepath.Join(made, filepath.FromSlash(inside))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		f, err := os.Create(path)
		if err != nil {
			return err
		}
		return fill(f, mode, write)
	})
	if err == nil {
		err = os.Chmod(made, 0o755)
	}
	if err != nil {
		return err
	}
	return replace(name, made)
}

// replace gives a folder the name of another, which goes only when that is done.
func replace(name, made string) error {
	if _, err := os.Lstat(name); err != nil {
		return Rename(made, name)
	}
	old, err := os.MkdirTemp(filepath.Dir(name), Temporary)
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(old) }()
	aside := filepath.Join(old, "old")
	if err := Rename(name, aside); err != nil {
		return err
	}
	if err := Rename(made, name); err != nil {
		return cmp.Or(err, Rename(aside, name))
	}
	return nil
}

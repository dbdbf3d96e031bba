package session

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/atomicfile"
)

// folder is a deck's folder: its files and those below it, and no others, wherever links in it lead.
type folder string

// Open implements fs.FS.
func (f folder) Open(name string) (fs.File, error) {
	path, err := f.resolve("open", name)
	if err != nil {
		return nil, err
	}
	return atomicfile.OpenOrdinary(path)
}

// Stat implements fs.StatFS: to look at a file by opening it would wait at a pipe.
func (f folder) Stat(name string) (fs.FileInfo, error) {
	path, err := f.resolve("stat", name)
	if err != nil {
		return nil, err
	}
	return os.Stat(path)
}

var errOutside = errors.New("a link leads out of the deck's folder")

// resolve returns the path of a file without links. The error is errOutside when it is outside.
func (f folder) resolve(op, name string) (string, error) {
	if !fs.ValidPath(name) {
		return "", &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	root, err := filepath.EvalSymlinks(string(f))
	if err != nil {
		return "", err
	}
	path, err := filepath.EvalSymlinks(filepath.Join(string(f), filepath.FromSlash(name)))
	if err != nil {
		return "", err
	}
	if below, err := filepath.Rel(root, path); err != nil || below == ".." || strings.HasPrefix(below, ".."+string(filepath.Separator)) {
		return "", errOutside
	}
	return path, nil
}

// Package state is the user's folder: the unfinished talks, the runs of rehearsals, the pace of each
// person, where the presenter serves, and the lock that keeps presenters to one.
//
// Each file is written whole, or a line at a time, with a checksum, and synced, so that a program killed at any
// moment loses what it was writing and nothing else, and what a disk has damaged is not taken for what was saved. Only
// its owner can read the folder.
package state

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/adrg/xdg"
	"github.com/gofrs/flock"

	"github.com/westandtogether-assembly/assembly/internal/atomicfile"
)

// Folder is the user's state folder.
type Folder struct {
	dir   string
	err   error
	files atomicfile.Files

	wanted  string // the folder that there would be, where dir is ""
	private string // a folder for the endpoint where dir takes none; "" for none
}

// The files in the folder, besides those of talks and of runs in progress.
const (
	presentLock = "present.lock"
	runsFile    = "rehearsals.jsonl"
	runsLock    = "rehearsals.lock"
	pacesFile   = "paces.json"
	probeFile   = "probe"
)

// Open finds the state folder and creates it. Where that is not possible (no home, a read-only disk)
// nothing is saved, and Err says why.
func Open(env func(string) string) *Folder {
	f := &Folder{private: privateFolder(env)}
	if env("XDG_STATE_HOME") == "" {
		if _, err := os.UserHomeDir(); err != nil {
			f.err = errors.New("no home folder found")
			return f
		}
	}
	xdg.Reload()
	f.wanted = filepath.Join(xdg.StateHome, "assembly")
	if f.err = os.MkdirAll(f.wanted, 0o700); f.err == nil {
		f.dir = f.wanted
	}
	return f
}

// At returns the state folder at a path, which must exist.
func At(dir string) *Folder { return &Folder{dir: dir} }

// On returns a state folder on a disk, for a test of one that fails.
func On(disk atomicfile.Disk, dir string) *Folder {
	return &Folder{dir: dir, files: atomicfile.Files{On: disk}}
}

// Err returns the reason why nothing can be saved, nil where it can.
func (f *Folder) Err() error { return f.err }

// Dir returns the folder's path, for messages; "" where nothing can be saved.
func (f *Folder) Dir() string { return f.dir }

// Probe reports why nothing can be saved, by saving something and removing it; nil where it can.
func (f *Folder) Probe() error {
	if f.err != nil {
		return f.err
	}
	if err := f.write(probeFile, nil); err != nil {
		return err
	}
	return f.remove(probeFile)
}

// Presenting reports whether a presenter of this user holds the lock.
func (f *Folder) Presenting() bool {
	release, err := f.Lock()
	if release != nil {
		release()
	}
	return errors.Is(err, errPresenting)
}

func (f *Folder) path(name string) string { return filepath.Join(f.dir, name) }

// save writes a value whole, so that a crash leaves the old one or the new one.
func (f *Folder) save(name string, v any) error {
	if f.err != nil {
		return f.err
	}
	text, err := seal(v)
	if err != nil {
		return fmt.Errorf("encode %s: %w", name, err)
	}
	return f.write(name, text)
}

// load reads a value that was saved.
func (f *Folder) load(name string, v any) error {
	if f.err != nil {
		return f.err
	}
	text, err := f.readFile(name)
	if err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	if err := unseal(text, v); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

// write replaces a file, for its owner alone.
func (f *Folder) write(name string, text []byte) error {
	if err := f.files.Write(f.path(name), text, 0o600); err != nil {
		return fmt.Errorf("save %s: %w", name, err)
	}
	return nil
}

// remove deletes a file, if it exists.
func (f *Folder) remove(name string) error {
	if f.dir == "" {
		return nil
	}
	if err := f.files.Remove(f.path(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// errPresenting reports that another presenter holds the lock.
var errPresenting = errors.New("a presenter is already running")

// Lock makes this process the only presenter, until release is called or it dies. Without a folder
// there is nothing to lock, and no hall could find a presenter either. release is nil where another
// presenter runs; any other error only says why nothing is locked: the talk matters more.
func (f *Folder) Lock() (release func(), err error) {
	if f.dir == "" {
		return func() {}, nil
	}
	l := flock.New(f.path(presentLock))
	ok, err := tryLock(l)
	switch _, is := errors.AsType[*unusable](err); {
	case is:
		return func() {}, err
	case err != nil:
		// Some network drives cannot be locked.
		return func() {}, nil //nolint:nilerr // see above
	case !ok:
		return nil, errPresenting
	}
	return func() { _ = l.Unlock() }, nil
}

// deckKey returns the absolute path of a deck.
func deckKey(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

// DeckID tells decks apart in the runs and the talks, without saving where they are.
func DeckID(path string) string {
	if path == "" {
		return "built-in"
	}
	key := deckKey(path)
	if target, err := filepath.EvalSymlinks(key); err == nil {
		key = target
	} else if folder, err := filepath.EvalSymlinks(filepath.Dir(key)); err == nil {
		key = filepath.Join(folder, filepath.Base(key)) // The history of a deleted deck is still its own.
	}
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:8])
}

// Reason returns the cause of an error about a file without the file's name, which may be that of a
// temporary one, or too long for where it is shown. A file that has to be removed is named.
func Reason(err error) error {
	if there, ok := errors.AsType[*unusable](err); ok {
		return there
	}
	if inFile, ok := errors.AsType[*fs.PathError](err); ok {
		return inFile.Err
	}
	if moving, ok := errors.AsType[*os.LinkError](err); ok {
		return moving.Err
	}
	return err
}

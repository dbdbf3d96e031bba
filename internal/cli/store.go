package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/adrg/xdg"
	"github.com/gofrs/flock"

	"assembly/internal/atomicfile"
)

// store is the user's state folder. Where there is none that can be written (no home, a read-only
// disk) nothing is kept, and why tells the reason.
type store struct {
	dir string
	why error
}

// The files in the store.
const (
	talkFile  = "talk.json"    // the talk in progress, for resuming it
	placeFile = "live.json"    // where the presenter serves, and its token
	lockFile  = "present.lock" // held while a presenter runs
)

// openStore finds the state folder and makes it.
func openStore(env func(string) string) *store {
	if env("XDG_STATE_HOME") == "" {
		if _, err := os.UserHomeDir(); err != nil {
			return &store{why: errors.New("there is no home folder")}
		}
	}
	xdg.Reload()
	dir := filepath.Join(xdg.StateHome, "assembly")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return &store{why: err}
	}
	return &store{dir: dir}
}

// save writes a value whole, so that a crash leaves the old one or the new one. Only its owner
// can read it.
func (s *store) save(name string, v any) error {
	if s.dir == "" {
		return s.why
	}
	data, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("encode %s: %w", name, err)
	}
	return atomicfile.Write(filepath.Join(s.dir, name), data, 0o600)
}

// load reads a value back. A file that is missing or is no such value is an error.
func (s *store) load(name string, v any) error {
	data, err := s.read(name)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, v); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

// read is the text of a file.
func (s *store) read(name string) ([]byte, error) {
	if s.dir == "" {
		return nil, s.why
	}
	return os.ReadFile(filepath.Join(s.dir, name))
}

// remove forgets a value; one that is not there is forgotten already.
func (s *store) remove(name string) error {
	if s.dir == "" {
		return nil
	}
	if err := os.Remove(filepath.Join(s.dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// errPresenting says that another presenter holds the lock.
var errPresenting = errors.New("a presenter is running already")

// lock makes this process the only presenter, until release is called or it dies. Without a
// store there is nothing to lock, and no hall could find a presenter either.
func (s *store) lock() (release func(), err error) {
	if s.dir == "" {
		return func() {}, nil
	}
	l := flock.New(filepath.Join(s.dir, lockFile))
	ok, err := l.TryLock()
	switch {
	case err != nil:
		// A folder that cannot be locked in, such as some network drives, is no reason to stop.
		return func() {}, nil //nolint:nilerr // the talk matters more than the lock
	case !ok:
		return nil, errPresenting
	}
	return func() { _ = l.Unlock() }, nil
}

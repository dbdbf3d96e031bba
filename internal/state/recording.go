package state

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"

	"assembly/internal/rehearsal"
)

// Recording saves a run while it lasts, in a file of its own: a program killed at any moment loses the
// slide in progress at most. It is not safe for concurrent use.
type Recording struct {
	folder *Folder
	id     string
	lock   *flock.Flock
}

// Record begins a recording of a run with an ID, which must be a valid file name.
func (f *Folder) Record(id string) *Recording {
	r := &Recording{folder: f, id: id, lock: flock.New(f.path(runLock(id)))}
	// Where locking fails, another program may adopt the run while it goes on; add saves a run only once.
	if f.err == nil {
		_, _ = r.lock.TryLock()
	}
	return r
}

// The files of a run in progress.
func runFile(id string) string { return "rehearsal-" + id + ".json" }
func runLock(id string) string { return "rehearsal-" + id + ".lock" }

// Save saves the run so far, in place of what was saved before.
func (r *Recording) Save(run rehearsal.Run) error {
	run.Version, run.ID = runVersion, r.id
	return r.folder.save(runFile(r.id), run)
}

// Finish saves the run among the others and returns its number. Where that fails, the run stays in its
// own file, to be adopted the next time.
func (r *Recording) Finish(run rehearsal.Run) (number int, err error) {
	run.ID = r.id
	if number, err = r.folder.add(run); err != nil {
		_ = r.Save(run) // A failure leaves what was saved before.
		_ = r.lock.Unlock()
		return 0, err
	}
	_ = r.Drop() // Files left behind do no harm: add saves a run only once.
	return number, nil
}

// Drop forgets the run.
func (r *Recording) Drop() error {
	err := r.folder.remove(runFile(r.id))
	_ = r.lock.Unlock()
	_ = r.folder.remove(runLock(r.id))
	return err
}

// Adopt moves the runs of killed programs among the others, as unfinished ones, and returns how many
// there were. A run that cannot be read is left alone.
func (f *Folder) Adopt() (int, error) {
	if f.err != nil {
		return 0, f.err
	}
	files, err := filepath.Glob(f.path(runFile("*")))
	if err != nil {
		return 0, fmt.Errorf("look for rehearsals: %w", err)
	}
	n := 0
	for _, file := range files {
		ok, err := f.adopt(file)
		if err != nil {
			return n, err
		}
		if ok {
			n++
		}
	}
	return n, nil
}

func (f *Folder) adopt(file string) (bool, error) {
	id := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(file), "rehearsal-"), ".json")
	r := &Recording{folder: f, id: id, lock: flock.New(f.path(runLock(id)))}
	if ok, err := r.lock.TryLock(); err == nil && !ok {
		return false, nil // It is still going on.
	}
	text, err := os.ReadFile(file) //nolint:gosec // a file of this folder
	if err != nil {
		_ = r.lock.Unlock()
		return false, nil //nolint:nilerr // another program has adopted it meanwhile
	}
	run, err := decode(text)
	if err != nil {
		_ = r.lock.Unlock()
		return false, nil //nolint:nilerr // of another version, or damaged: not ours to delete
	}
	if run.Total() == 0 {
		return false, r.Drop() // It was killed before anything had been measured.
	}
	_, err = r.Finish(run)
	return true, err
}

package rehearsal

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"
)

// Recorder keeps a run while it lasts, in a file of its own beside the others: killed at any
// moment, it has lost the slide in progress at most. It is not for several goroutines at once.
type Recorder struct {
	store *Store
	id    string
	lock  *flock.Flock
}

// Record begins to keep a run of an ID, which must be fit for a file's name.
func (s *Store) Record(id string) *Recorder {
	r := &Recorder{store: s, id: id, lock: flock.New(s.path(runLock(id)))}
	// Where locking fails, another program may only take the run for one that has ended: it then
	// keeps what there is of it, and Append keeps a run once.
	_, _ = r.lock.TryLock()
	return r
}

// The files of a run in progress.
func runFile(id string) string { return "rehearsal-" + id + ".json" }
func runLock(id string) string { return "rehearsal-" + id + ".lock" }

// Save keeps the run so far, in place of what was saved before.
func (r *Recorder) Save(run Run) error {
	run.Version, run.ID = Version, r.id
	text, err := json.Marshal(run)
	if err != nil {
		return fmt.Errorf("encode rehearsal: %w", err)
	}
	return keep(r.store.path(runFile(r.id)), text)
}

// Finish keeps the run among the others, under the number that it returns. Where that fails, it is
// saved, to be adopted the next time.
func (r *Recorder) Finish(run Run) (number int, err error) {
	run.ID = r.id
	if number, err = r.store.Append(run); err != nil {
		_ = r.Save(run) // What was saved before is not lost by it.
		_ = r.lock.Unlock()
		return 0, err
	}
	_ = r.Drop() // The run is among the others: what is left behind is taken for it, and not kept twice.
	return number, nil
}

// Drop forgets the run.
func (r *Recorder) Drop() error {
	err := os.Remove(r.store.path(runFile(r.id)))
	_ = r.lock.Unlock()
	_ = os.Remove(r.store.path(runLock(r.id)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// Adopt keeps the runs whose program has been killed among the others, as unfinished ones, and
// returns how many there were. One that cannot be read is left alone.
func (s *Store) Adopt() (int, error) {
	files, err := filepath.Glob(s.path(runFile("*")))
	if err != nil {
		return 0, fmt.Errorf("look for rehearsals: %w", err)
	}
	n := 0
	for _, file := range files {
		ok, err := s.adopt(file)
		if err != nil {
			return n, err
		}
		if ok {
			n++
		}
	}
	return n, nil
}

func (s *Store) adopt(file string) (bool, error) {
	id := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(file), "rehearsal-"), ".json")
	r := &Recorder{store: s, id: id, lock: flock.New(s.path(runLock(id)))}
	if ok, err := r.lock.TryLock(); err == nil && !ok {
		return false, nil // It is still going on.
	}
	text, err := os.ReadFile(file) //nolint:gosec // a file of this store
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

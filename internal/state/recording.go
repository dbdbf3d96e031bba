package state

import (
	"io/fs"
	"os"
	"strings"

	"github.com/gofrs/flock"

	"github.com/westandtogether-assembly/assembly/internal/rehearsal"
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
	r := f.recording(id)
	// Where locking fails, another program may adopt the run while it goes on; add saves a run only once.
	if f.err == nil {
		_, _ = tryLock(r.lock)
	}
	return r
}

func (f *Folder) recording(id string) *Recording {
	return &Recording{folder: f, id: id, lock: flock.New(f.path(runLock(id)))}
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
	r.Drop()
	return number, nil
}

// Drop forgets the run. Files that are left behind do no harm: add saves a run only once.
func (r *Recording) Drop() {
	_ = r.folder.remove(runFile(r.id))
	_ = r.lock.Unlock()
	_ = r.folder.remove(runLock(r.id))
}

// Adopt moves the runs of killed programs among the others, as unfinished ones. A run that cannot be
// read is left alone.
func (f *Folder) Adopt() error {
	if f.err != nil {
		return f.err
	}
	files, _ := fs.Glob(os.DirFS(f.dir), runFile("*")) // Only a wrong pattern is an error.
	for _, file := range files {
		if err := f.adopt(file); err != nil {
			return err
		}
	}
	return nil
}

func (f *Folder) adopt(file string) error {
	r := f.recording(strings.TrimSuffix(strings.TrimPrefix(file, "rehearsal-"), ".json"))
	if ok, err := tryLock(r.lock); err == nil && !ok {
		return nil // It is still going on.
	}
	text, err := f.readFile(file)
	run, damaged := decode(text)
	switch {
	case err != nil || damaged != nil:
		// Another program has adopted it meanwhile; or it is of another version, or damaged, and not ours to delete.
		_ = r.lock.Unlock()
		return nil //nolint:nilerr // see above
	case run.Total() == 0:
		r.Drop() // It was killed before anything had been measured.
		return nil
	}
	_, err = r.Finish(run)
	return err
}

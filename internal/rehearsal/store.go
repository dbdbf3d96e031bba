package rehearsal

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"assembly/internal/atomicfile"
)

// The files of a store.
const (
	runsFile = "rehearsals.jsonl"
	lockFile = "rehearsals.lock"
)

// maxRuns is the most bytes of runs that are read: far more than a lifetime of rehearsals.
const maxRuns = 64 << 20

// Store is the runs in a folder.
type Store struct{ dir string }

// Open is the store in a folder that is there.
func Open(dir string) *Store { return &Store{dir} }

func (s *Store) path(name string) string { return filepath.Join(s.dir, name) }

// LineError is a line that cannot be read. It costs that line only.
type LineError struct {
	Line int // from 1
	Err  error
}

// Error is rehearsals.jsonl:line: what is wrong.
func (e LineError) Error() string { return fmt.Sprintf("%s:%d: %v", runsFile, e.Line, e.Err) }

// Unwrap gives the reason.
func (e LineError) Unwrap() error { return e.Err }

var (
	errCutOff  = errors.New("the line is cut off or damaged, and was passed over")
	errVersion = errors.New("the line is of another version of assembly, and was passed over")
)

// Runs reads every run, the oldest first, with an error for each line that is none. A store
// without runs has none.
func (s *Store) Runs() ([]Run, []LineError, error) {
	text, err := s.read()
	if err != nil {
		return nil, nil, err
	}
	var runs []Run
	var bad []LineError
	number := 0
	for line := range bytes.Lines(text) {
		number++
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		r, err := decode(line)
		if err != nil {
			bad = append(bad, LineError{number, err})
			continue
		}
		runs = append(runs, r)
	}
	return runs, bad, nil
}

func (s *Store) read() ([]byte, error) {
	f, err := os.Open(s.path(runsFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read rehearsals: %w", err)
	}
	defer func() { _ = f.Close() }()
	text, err := io.ReadAll(io.LimitReader(f, maxRuns+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("read rehearsals: %w", err)
	case len(text) > maxRuns:
		return nil, fmt.Errorf("read rehearsals: %s is larger than %d MB", s.path(runsFile), maxRuns>>20)
	}
	return text, nil
}

func decode(line []byte) (Run, error) {
	var version struct {
		V int `json:"v"`
	}
	if json.Unmarshal(line, &version) != nil {
		return Run{}, errCutOff
	}
	if version.V != Version {
		return Run{}, errVersion
	}
	var r Run
	if json.Unmarshal(line, &r) != nil || r.ID == "" {
		return Run{}, errCutOff
	}
	return r, nil
}

// Append keeps a run: one line, written whole and synced, while no other process writes. It gives
// the run its number, which it returns. A run that is there already is kept once, as it ended last:
// where locking fails, a part of it may have been adopted while it went on.
func (s *Store) Append(r Run) (number int, err error) {
	err = s.locked(func() error {
		text, err := s.read()
		if err != nil {
			return err
		}
		next, there := numbering(text, r.ID)
		if number = next; there != nil {
			number = there.Number
		}
		r.Version, r.Number = Version, number
		line, err := json.Marshal(r)
		switch {
		case err != nil:
			return fmt.Errorf("encode rehearsal: %w", err)
		case there == nil:
			return s.write(append(line, '\n'), text)
		case r.Ended.After(there.Ended):
			return keep(s.path(runsFile), replaced(text, r.ID, append(line, '\n')))
		}
		return nil
	})
	return number, err
}

// numbering is the number of the next run, and the run of an ID that is there already, or nil.
func numbering(text []byte, id string) (next int, there *Run) {
	for line := range bytes.Lines(text) {
		r, err := decode(line)
		if err != nil {
			continue
		}
		if next = max(next, r.Number); r.ID == id {
			there = &r
		}
	}
	return next + 1, there
}

// replaced is the text of the runs with another line for the one of an ID.
func replaced(text []byte, id string, with []byte) []byte {
	var out []byte
	for line := range bytes.Lines(text) {
		if r, err := decode(line); err == nil && r.ID == id {
			line = with
		}
		out = append(out, line...)
	}
	return out
}

// write adds a line to the text that is there.
func (s *Store) write(line, text []byte) (err error) {
	if n := len(text); n > 0 && text[n-1] != '\n' {
		line = append([]byte("\n"), line...) // What a crash has cut off costs its own line only.
	}
	f, err := os.OpenFile(s.path(runsFile), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return fmt.Errorf("keep rehearsal: %w", err)
	}
	defer func() {
		if cerr := f.Close(); err == nil && cerr != nil {
			err = fmt.Errorf("keep rehearsal: %w", cerr)
		}
	}()
	if _, err := f.Write(line); err != nil {
		return fmt.Errorf("keep rehearsal: %w", err)
	}
	if err := f.Sync(); err != nil {
		return fmt.Errorf("keep rehearsal: %w", err)
	}
	return nil
}

// Delete removes the runs that are chosen and returns how many there were. Lines that cannot be
// read stay.
func (s *Store) Delete(chosen func(Run) bool) (int, error) {
	n := 0
	err := s.locked(func() error {
		text, err := s.read()
		if err != nil {
			return err
		}
		var kept []byte
		for line := range bytes.Lines(text) {
			if r, err := decode(line); err == nil && chosen(r) {
				n++
				continue
			}
			kept = append(kept, line...)
		}
		if n == 0 {
			return nil
		}
		return keep(s.path(runsFile), kept)
	})
	return n, err
}

// locked runs a function while no other process writes. It waits for a few seconds at most; a
// folder that cannot be locked in, such as some network drives, is no reason to lose a run.
func (s *Store) locked(do func() error) error {
	l := flock.New(s.path(lockFile))
	ctx, stop := context.WithTimeout(context.Background(), lockWait)
	defer stop()
	ok, err := l.TryLockContext(ctx, lockRetry)
	if errors.Is(err, context.DeadlineExceeded) {
		return errors.New("keep rehearsal: another assembly is writing there and does not end")
	}
	if ok {
		defer func() { _ = l.Unlock() }()
	}
	return do()
}

const (
	lockWait  = 5 * time.Second
	lockRetry = 10 * time.Millisecond
)

// keep writes a file whole, for its owner alone.
func keep(name string, text []byte) error {
	if err := atomicfile.Write(name, text, 0o600); err != nil {
		return fmt.Errorf("keep rehearsal: %w", err)
	}
	return nil
}

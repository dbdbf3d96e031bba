package state

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/gofrs/flock"

	"github.com/westandtogether-assembly/assembly/internal/rehearsal"
)

// runVersion is that of the lines that this program writes and reads.
const runVersion = 1

var (
	errCutOff  = errors.New("this line is cut off or damaged, and was skipped")
	errVersion = errors.New("this line was written by another version of assembly, and was skipped")
)

// Runs reads every run, the oldest first. A line that cannot be read costs that line only, and an
// error in bad, as rehearsals.jsonl:line: reason.
func (f *Folder) Runs() (runs []rehearsal.Run, bad []error, err error) {
	text, err := f.read()
	if err != nil {
		return nil, nil, err
	}
	number := 0
	for line := range bytes.Lines(text) {
		number++
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		if r, err := decode(line); err != nil {
			bad = append(bad, fmt.Errorf("%s:%d: %w", runsFile, number, err))
		} else {
			runs = append(runs, r)
		}
	}
	return runs, bad, nil
}

func (f *Folder) read() ([]byte, error) {
	if f.err != nil {
		return nil, f.err
	}
	text, err := f.readFile(runsFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read rehearsals: %w", err)
	}
	return text, nil
}

func decode(line []byte) (rehearsal.Run, error) {
	var version struct {
		V int `json:"v"`
	}
	var text json.RawMessage
	var r rehearsal.Run
	switch {
	case unseal(line, &text) != nil || json.Unmarshal(text, &version) != nil:
		return r, errCutOff
	case version.V != runVersion:
		return r, errVersion
	case json.Unmarshal(text, &r) != nil || r.ID == "":
		return r, errCutOff
	}
	return r, nil
}

// add saves a run as one line, written whole and synced, while no other process writes. It gives the
// run its number, which it returns. A run that was added before is replaced if it ended later: where
// locking fails, a part of it may have been adopted while it went on.
func (f *Folder) add(r rehearsal.Run) (number int, err error) {
	err = f.locked(func() error {
		text, err := f.read()
		if err != nil {
			return err
		}
		next, there := numbering(text, r.ID)
		if number = next; there != nil {
			number = there.Number
		}
		r.Version, r.Number = runVersion, number
		line, err := seal(r)
		line = append(line, '\n')
		switch {
		case err != nil:
			return fmt.Errorf("encode rehearsal: %w", err)
		case there == nil:
			return f.appendLine(line, text)
		case r.Ended.After(there.Ended):
			return f.write(runsFile, replaced(text, func(r rehearsal.Run) bool { return r.ID == there.ID }, line))
		}
		return nil
	})
	return number, err
}

// numbering returns the number of the next run, and the saved run of an ID, or nil.
func numbering(text []byte, id string) (next int, there *rehearsal.Run) {
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

// replaced returns the text of the runs with another line, or none, for each one that is chosen. Lines
// that cannot be read stay.
func replaced(text []byte, chosen func(rehearsal.Run) bool, with []byte) []byte {
	var out []byte
	for line := range bytes.Lines(text) {
		if r, err := decode(line); err == nil && chosen(r) {
			line = with
		}
		out = append(out, line...)
	}
	return out
}

// appendLine adds a line to the file, which has a text.
func (f *Folder) appendLine(line, text []byte) error {
	if n := len(text); n > 0 && text[n-1] != '\n' {
		line = append([]byte("\n"), line...) // A line that a crash cut off is lost; the next one is not.
	}
	file, err := f.files.Open(f.path(runsFile), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return fmt.Errorf("save rehearsal: %w", err)
	}
	_, err = file.Write(line)
	if err == nil {
		err = file.Sync()
	}
	if err = cmp.Or(err, file.Close()); err != nil {
		return fmt.Errorf("save rehearsal: %w", err)
	}
	return nil
}

// DeleteRuns removes the runs that are chosen and returns how many there were.
func (f *Folder) DeleteRuns(chosen func(rehearsal.Run) bool) (n int, err error) {
	err = f.locked(func() error {
		text, err := f.read()
		if err != nil {
			return err
		}
		left := replaced(text, func(r rehearsal.Run) bool {
			is := chosen(r)
			if is {
				n++
			}
			return is
		}, nil)
		if n == 0 {
			return nil
		}
		return f.write(runsFile, left)
	})
	return n, err
}

// locked runs a function while no other process writes. It waits for a few seconds at most. A run must
// not be lost because a folder, such as some network drives, cannot be locked.
func (f *Folder) locked(do func() error) error {
	if f.err != nil {
		return f.err
	}
	l := flock.New(f.path(runsLock))
	if ordinary(l.Path()) != nil {
		return do()
	}
	ctx, stop := context.WithTimeout(context.Background(), lockWait)
	defer stop()
	ok, err := l.TryLockContext(ctx, lockRetry)
	if errors.Is(err, context.DeadlineExceeded) {
		return errors.New("save rehearsal: another assembly keeps writing there")
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

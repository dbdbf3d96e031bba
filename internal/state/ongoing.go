package state

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/atomicfile"
)

// The files of a deck's talk: the journals of the one in progress, which are numbered, the one that was set aside for
// it, and what could not be read.
func journalFile(deck string, n int) string {
	return fmt.Sprintf("talk-%s-%d.jsonl", DeckID(deck), n)
}
func asideFile(deck string) string   { return "talk-" + DeckID(deck) + "-before.jsonl" }
func damagedFile(deck string) string { return "talk-" + DeckID(deck) + "-damaged.txt" }
func talkLock(deck string) string    { return "talk-" + DeckID(deck) + ".lock" }

// plainFile is where a program before this one saved a talk.
func plainFile(deck string) string { return "talk-" + DeckID(deck) + ".json" }

// asideFiles lists where a talk may be set aside: by this program and by one before it.
func asideFiles(deck string) []string {
	return []string{asideFile(deck), "talk-" + DeckID(deck) + "-before.json"}
}

// talkFiles lists the files of the deck's talk that is in progress, the newest first.
func (f *Folder) talkFiles(deck string) []string {
	var out []string
	numbers := f.journals(deck)
	for _, n := range slices.Backward(numbers) {
		out = append(out, journalFile(deck, n))
	}
	if _, err := os.Lstat(f.path(plainFile(deck))); err == nil {
		out = append(out, plainFile(deck))
	}
	return out
}

// journals lists the numbers of a deck's journals in order.
func (f *Folder) journals(deck string) []int {
	var out []int
	if f.dir == "" {
		return nil
	}
	start := "talk-" + DeckID(deck) + "-"
	files, _ := fs.Glob(os.DirFS(f.dir), start+"*.jsonl") // Only a wrong pattern is an error.
	for _, file := range files {
		number := strings.TrimSuffix(strings.TrimPrefix(file, start), ".jsonl")
		if n, err := strconv.Atoi(number); err == nil && n > 0 && journalFile(deck, n) == file {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out
}

// journal is a journal that is being written.
type journal struct {
	file  atomicfile.File
	name  string
	is    saved  // as its last record has it
	n     uint64 // of its last record
	end   int64  // of its last record: what lies behind it failed
	whole int64  // of its first record
	stale bool   // the disk has failed, and may hold less than it has taken
}

// A journal is followed by another when it has grown to this size, and to as much more than its first record.
const (
	longJournal = 64 << 10
	longerThan  = 2
)

func (j *journal) long() bool { return j.stale || j.end > max(longJournal, longerThan*j.whole) }

// Save saves the talk as it is now. When it returns, a program that is killed has lost nothing; Sync, which takes longer,
// is for when the power fails. An unfinished talk that it does not go on with is set aside until this one has gone past
// its first slide: to begin again by mistake loses nothing.
func (o *Ongoing) Save(r Resumable, now time.Time) error {
	if o.busy {
		return errBusy
	}
	if o.folder.err != nil {
		return o.folder.err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	err := o.save(r, now)
	if err == nil && r.Pos.Slide > 0 && !o.past {
		o.past = true
		for _, file := range asideFiles(o.deck) {
			o.replaces(file)
		}
	}
	return err
}

func (o *Ongoing) save(r Resumable, now time.Time) error {
	whole := saved{talkVersion, DeckID(o.deck), r.Of, r.Talk, now}
	if o.journal == nil {
		if !r.Resumed {
			if err := o.setAside(now); err != nil {
				return err
			}
		}
		return o.begin(whole)
	}
	if j := o.journal; j.long() {
		if err := o.begin(whole); err == nil || j.stale {
			return err
		}
	}
	return o.journal.write(o.journal.is.follow(o.journal.n+1, r, now), whole)
}

// setAside moves the unfinished talk out of the way of a new one. One that is aside already stays there:
// what came after it never left its first slide. What cannot be read is moved, too, for somebody who may.
func (o *Ongoing) setAside(now time.Time) error {
	_, file, err := o.current(now)
	if err != nil {
		return nil //nolint:nilerr // there is none
	}
	for _, aside := range asideFiles(o.deck) {
		if _, err := o.read(aside, now); err == nil {
			return nil
		}
	}
	if err := o.folder.files.Rename(o.folder.path(file), o.folder.path(asideFile(o.deck))); err != nil {
		return fmt.Errorf("set talk aside: %w", err)
	}
	return nil
}

// begin begins a journal with the whole talk. It replaces every other one, once it is on the disk.
func (o *Ongoing) begin(whole saved) error {
	before := o.folder.talkFiles(o.deck)
	file, name, err := o.create()
	if err != nil {
		return fmt.Errorf("save talk: %w", err)
	}
	next := &journal{file: file, name: name}
	if err := next.write(wholeRecord(whole), whole); err != nil {
		_ = file.Close()
		_ = o.folder.remove(name)
		return err
	}
	next.whole = next.end
	if o.journal != nil {
		_ = o.journal.file.Close()
	}
	o.journal = next
	for _, old := range before {
		o.replaces(old)
	}
	return nil
}

// replaces has a file removed once the journal is on the disk.
func (o *Ongoing) replaces(file string) {
	if !slices.Contains(o.over, file) {
		o.over = append(o.over, file)
	}
}

// create creates the next journal. Anything may stand under its name.
func (o *Ongoing) create() (file atomicfile.File, name string, err error) {
	n := 0
	if all := o.folder.journals(o.deck); len(all) > 0 {
		n = all[len(all)-1]
	}
	name = journalFile(o.deck, n+1)
	file, err = o.folder.files.Open(o.folder.path(name), os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	return file, name, err
}

// write writes a record behind the last one, with one call. What a failure leaves is written over by the next.
func (j *journal) write(r record, is saved) error {
	line, err := r.line()
	if err != nil {
		return err
	}
	if _, err := j.file.WriteAt(line, j.end); err != nil {
		_ = j.file.Truncate(j.end)
		return fmt.Errorf("save talk: %w", err)
	}
	j.is, j.n, j.end = is, r.Number, j.end+int64(len(line))
	return nil
}

// errRemoved reports that somebody has removed the file of a talk while it was written.
var errRemoved = errors.New("the file of the talk was removed")

// Sync waits until what was saved is on the disk, and then removes what it replaces. An error says that it may not be:
// the next call, like the next change, writes the talk again.
func (o *Ongoing) Sync() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.busy || o.journal == nil {
		return nil
	}
	if o.journal.stale {
		if err := o.begin(o.journal.is); err != nil {
			return err
		}
	}
	j, over := o.journal, o.over
	o.mu.Unlock() // The talk goes on meanwhile.
	err := j.file.Sync()
	if err == nil {
		err = o.there(j)
	}
	o.mu.Lock()
	if j != o.journal {
		return nil // The journal that has followed it is synced next.
	}
	if err != nil {
		j.stale = true
		return fmt.Errorf("save talk: %w", err)
	}
	o.over = o.over[len(over):]
	for _, file := range over {
		_ = o.folder.remove(file) // What cannot be removed is offered once more.
	}
	return nil
}

// there reports a journal that is no longer where it was.
func (o *Ongoing) there(j *journal) error {
	if _, err := os.Lstat(o.folder.path(j.name)); errors.Is(err, fs.ErrNotExist) {
		return errRemoved
	}
	return nil
}

// sound reports whether a talk of the deck can be read, whether or not it is to be offered.
func (o *Ongoing) sound(now time.Time) bool {
	_, _, err := o.current(now)
	return err == nil || errors.Is(err, errStale)
}

// Damaged moves what cannot be read of an unfinished talk to a file beside it, once, and returns the path of that; ""
// where there was none.
func (o *Ongoing) Damaged(now time.Time) string {
	if o.busy || o.folder.err != nil {
		return ""
	}
	kept := ""
	for _, file := range append(o.folder.talkFiles(o.deck), asideFiles(o.deck)...) {
		info, err := os.Stat(o.folder.path(file))
		if err != nil || now.Sub(info.ModTime()) >= resumeWithin {
			continue
		}
		if _, err := o.read(file, now); !errors.Is(err, errDamaged) || errors.Is(err, errTorn) && o.sound(now) {
			continue
		}
		to := o.folder.path(damagedFile(o.deck))
		if o.folder.files.Rename(o.folder.path(file), to) == nil {
			kept = to
		}
	}
	return kept
}

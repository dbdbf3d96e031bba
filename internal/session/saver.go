package session

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/state"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// Saver saves a talk in the background while it lasts, so that it can be taken up after a crash. What is written
// outlives the program at once, and the computer's power a moment later.
type Saver struct {
	folder     *state.Folder
	now        func() time.Time
	ongoing    *state.Ongoing // belongs to worker until that is closed
	unfinished []state.Resumable
	damaged    string // where what could not be read of an unfinished talk is kept; "" for nothing
	worker     *newest[written]
	syncer     *newest[*state.Ongoing] // the worker puts into it
	moved      atomic.Pointer[string]  // the path of the deck, when it is another one from now on
	stuck      atomic.Bool             // the disk has taken too long
	tidy       sync.Once

	deck    *deck.Deck // of the last change; this and the next belong to worker
	edition state.Edition
}

// written is a change that is to be written, and done is told when it has been tried.
type written struct {
	change
	done chan struct{} // nil where nobody waits
}

// Save prepares to save a talk of the deck at a path, "" for the built-in one. Close ends it.
func Save(folder *state.Folder, path string, now func() time.Time) *Saver {
	s := &Saver{folder: folder, now: now, ongoing: folder.Begin(path)}
	s.damaged = s.ongoing.Damaged(now())
	s.unfinished = s.ongoing.Unfinished(now())
	s.worker = inBackground(s.write)
	s.syncer = inBackground(s.sync)
	return s
}

// sync has what was written go to the disk, in the background, and first tidies the folder.
func (s *Saver) sync(o *state.Ongoing) error {
	s.tidy.Do(func() { s.folder.Sweep(s.now()) })
	return o.Sync()
}

// write saves a change, in the background.
func (s *Saver) write(w written) error {
	err := s.save(w.change)
	s.stuck.Store(false)
	if w.done != nil {
		select {
		case w.done <- struct{}{}:
		default: // It is tried again, and nobody waits any more.
		}
	}
	if err == nil {
		s.syncer.put(s.ongoing)
	}
	return err
}

func (s *Saver) save(c change) error {
	if s.deck != c.deck {
		s.deck, s.edition = c.deck, state.Edition{Hash: c.deck.Hash, Marks: c.deck.Marks()}
	}
	r := state.Resumable{Talk: c.talk, Of: s.edition}
	if path := s.moved.Load(); path != nil {
		return s.move(*path, r)
	}
	return s.ongoing.Save(r, s.now())
}

// Follow saves the talk as that of the deck at another path, from the next change on.
func (s *Saver) Follow(path string) { s.moved.Store(&path) }

// move saves a talk as that of another deck, and no longer as that of the one before.
func (s *Saver) move(path string, r state.Resumable) error {
	next := s.folder.Begin(path)
	if err := next.Save(r, s.now()); err != nil {
		next.Close(false)
		return err
	}
	s.ongoing.Close(true)
	s.ongoing = next
	s.moved.Store(nil)
	return nil
}

// Changed saves a talk. The newest change waits; older ones are overtaken. Only one goroutine may call it and Ahead.
func (s *Saver) Changed(t talk.Talk, d *deck.Deck) { s.worker.put(written{change: change{t, d}}) }

// writeWithin is how long the halls wait for what they are to show to be written. On a disk that works that takes far
// less than a thousandth of it; the hall must not stand still with one that does not.
const writeWithin = 250 * time.Millisecond

// Ahead saves a talk as Changed does, and waits until it is written or could not be: what nobody has seen yet may be
// lost, and what a hall shows may not. It does not wait behind what is still on its way to a disk that takes too long.
func (s *Saver) Ahead(t talk.Talk, d *deck.Deck) {
	done := make(chan struct{}, 1)
	s.worker.put(written{change{t, d}, done})
	if s.stuck.Load() {
		return
	}
	late := time.NewTimer(writeWithin)
	defer late.Stop()
	select {
	case <-done:
	case <-late.C:
		s.stuck.Store(true)
	}
}

// errStuck reports that the disk has not taken what is to be saved.
var errStuck = errors.New("the disk does not answer")

// failed returns the reason why the talk is not saved, nil while it is.
func (s *Saver) failed() error {
	if s.stuck.Load() {
		return errStuck
	}
	if err := s.worker.failed(); err != nil {
		return err
	}
	return s.syncer.failed()
}

// Unfinished lists the talks of the deck that were interrupted, as state.Folder.Interrupted does, at the
// slides of the deck as it is now.
func (s *Saver) Unfinished(d *deck.Deck) []talk.Talk {
	out := make([]talk.Talk, len(s.unfinished))
	for i, r := range s.unfinished {
		out[i] = Resumed(r, d, s.now())
	}
	return out
}

// Lost says what was saved of an unfinished talk and cannot be read, and what to do; "" for nothing.
func (s *Saver) Lost() string {
	switch {
	case len(s.unfinished) > 0 && s.unfinished[0].Short:
		return "The end of what was saved of the talk is damaged: it may have gone on from here. Look at the hall before you go on"
	case s.damaged != "":
		return fmt.Sprintf("A talk was not finished, and what was saved of it is damaged: go to its slide, as with 5 Enter. It is kept in %s", s.damaged)
	}
	return ""
}

// Resumed returns a saved talk at the slides of the deck as it is now: it may have been edited since.
func Resumed(r state.Resumable, d *deck.Deck, now time.Time) talk.Talk {
	where := func(slide int) int { return slide }
	if r.Of.Hash != "" && r.Of.Hash != d.Hash {
		where = d.Where(deck.Marks(r.Of.Marks))
	}
	shape := talk.Shape{Steps: d.Steps(), Closing: d.Closing(), Phases: d.Meta.Phases}
	if back := r.Saved.Sub(now); back > 0 { // The computer's clock was set back: no moment of a talk is in the time to come.
		r.Talk = talk.Do(shape, r.Talk, talk.Command{Op: talk.Skew, N: -int(back.Milliseconds())}, now)
	}
	return talk.Do(shape, r.Talk, talk.Command{Op: talk.Rebase, Moves: talk.NewMoves(where)}, now)
}

// Close waits for what is to be saved. A talk that has finished is not offered again.
func (s *Saver) Close(finished bool) {
	s.worker.close()
	s.syncer.close()
	s.ongoing.Close(finished)
}

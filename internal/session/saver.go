package session

import (
	"sync/atomic"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/state"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// Saver saves a talk in the background while it lasts, so that it can be taken up after a crash.
type Saver struct {
	folder     *state.Folder
	now        func() time.Time
	ongoing    *state.Ongoing // belongs to worker until that is closed
	unfinished []state.Resumable
	worker     *newest[change]
	moved      atomic.Pointer[string] // the path of the deck, when it is another one from now on

	deck    *deck.Deck // of the last change; this and the next belong to worker
	edition state.Edition
}

// Save prepares to save a talk of the deck at a path, "" for the built-in one. Close ends it.
func Save(folder *state.Folder, path string, now func() time.Time) *Saver {
	s := &Saver{folder: folder, now: now, ongoing: folder.Begin(path)}
	s.unfinished = s.ongoing.Unfinished(now())
	s.worker = inBackground(s.save)
	return s
}

// save saves a change, in the background.
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

// Changed saves a talk. The newest change waits; older ones are overtaken. Only one goroutine may call it.
func (s *Saver) Changed(t talk.Talk, d *deck.Deck) { s.worker.put(change{t, d}) }

// Unfinished lists the talks of the deck that were interrupted, as state.Folder.Interrupted does, at the
// slides of the deck as it is now.
func (s *Saver) Unfinished(d *deck.Deck) []talk.Talk {
	out := make([]talk.Talk, len(s.unfinished))
	for i, r := range s.unfinished {
		out[i] = Resumed(r, d, s.now())
	}
	return out
}

// Resumed returns a saved talk at the slides of the deck as it is now: it may have been edited since.
func Resumed(r state.Resumable, d *deck.Deck, now time.Time) talk.Talk {
	where := func(slide int) int { return slide }
	if r.Of.Hash != "" && r.Of.Hash != d.Hash {
		where = d.Where(deck.Marks(r.Of.Marks))
	}
	shape := talk.Shape{Steps: d.Steps(), Closing: d.Closing(), Phases: d.Meta.Phases}
	return talk.Do(shape, r.Talk, talk.Command{Op: talk.Rebase, Moves: talk.NewMoves(where)}, now)
}

// Close waits for what is to be saved. A talk that has finished is not offered again.
func (s *Saver) Close(finished bool) {
	s.worker.close()
	s.ongoing.Close(finished)
}

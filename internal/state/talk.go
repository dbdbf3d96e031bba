package state

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// saved is a talk in progress, as it is saved for resuming it.
type saved struct {
	Version int       `json:"version"`
	Deck    string    `json:"deck"` // its DeckID
	Edition Edition   `json:"edition,omitzero"`
	Talk    talk.Talk `json:"talk"`
	Saved   time.Time `json:"saved"`
}

// Edition is the version of its deck that a talk was saved of. Its zero value is unknown: that of talks
// that an older program saved.
type Edition struct {
	Hash  string `json:"hash"`  // of the deck
	Marks []byte `json:"marks"` // of its slides, as deck.Marks
}

func (e Edition) same(o Edition) bool { return e.Hash == o.Hash && bytes.Equal(e.Marks, o.Marks) }

// Resumable is a talk that can be taken up, with the version of the deck whose slides it counts.
type Resumable struct {
	talk.Talk
	Of    Edition
	Saved time.Time // when it was saved last
	Short bool      // what was saved after it cannot be read: the talk may have gone on
}

// The versions of what is saved: this program's, and the last that was one value without a checksum. That is still
// read, because a newer program may be started in the place of the one that was killed; what it holds is held to its
// bounds.
const (
	talkVersion  = 4
	plainVersion = 3
)

// resumeWithin is how long an unfinished talk is offered again: a crash, a flat battery or a fire
// drill, but not last week's assembly.
const resumeWithin = 6 * time.Hour

// Interrupted lists the unfinished talks of the deck at a path, "" for the built-in deck, that can be
// taken up: the newest first, and then the one that was set aside for it. There is none while the deck
// is being shown or presented.
func (f *Folder) Interrupted(deck string, now time.Time) []Resumable {
	o := f.Begin(deck)
	defer o.letGo()
	return o.Unfinished(now)
}

// Ongoing saves one talk of a deck while it lasts. Save and Sync may be called at the same time; nothing else may.
type Ongoing struct {
	folder *Folder
	deck   string
	lock   *flock.Flock
	held   bool // the lock is ours
	busy   bool // another program is giving a talk of the deck

	mu      sync.Mutex
	journal *journal // nil before anything is saved
	over    []string // files that the journal replaces, once it is on the disk
	past    bool     // the talk has gone past its first slide
}

// errBusy reports that another program saves its own talk of the deck.
var errBusy = errors.New("this deck is shown in another window too")

// Begin prepares to save a talk of the deck at a path, "" for the built-in deck. Close ends it.
func (f *Folder) Begin(deck string) *Ongoing {
	o := &Ongoing{folder: f, deck: deck, lock: flock.New(f.path(talkLock(deck)))}
	if f.err == nil {
		var err error
		o.held, err = tryLock(o.lock)
		o.busy = err == nil && !o.held // Where nothing can be locked, a talk is saved all the same.
	}
	return o
}

// Unfinished lists what Interrupted does, to whoever has begun a talk of the deck.
func (o *Ongoing) Unfinished(now time.Time) []Resumable {
	var out []Resumable
	if o.busy {
		return out
	}
	if r, _, err := o.current(now); err == nil {
		out = append(out, r)
	}
	for _, file := range asideFiles(o.deck) {
		if r, err := o.read(file, now); err == nil {
			out = append(out, r)
		}
	}
	return out
}

// current is the unfinished talk that was not set aside, and its file: the newest that can be read, since another may
// not be whole yet. An error is errDamaged where none can be.
func (o *Ongoing) current(now time.Time) (r Resumable, file string, err error) {
	damaged, begun := false, false
	for _, file := range o.folder.talkFiles(o.deck) {
		r, err := o.read(file, now)
		switch {
		case errors.Is(err, errTorn):
			begun = true // The one before it is removed when this one is on the disk.
		case errors.Is(err, errDamaged):
			damaged = true
		case err == nil || errors.Is(err, errStale):
			r.Short = r.Short || damaged
			return r, file, err
		}
	}
	if damaged || begun {
		return r, "", errDamaged
	}
	return r, "", fs.ErrNotExist
}

// errTorn reports a file of a talk in which nothing is whole, and which is the beginning of one.
var errTorn = fmt.Errorf("%w: it ends in its first line", errDamaged)

// errStale reports a talk that is sound, and not to be offered.
var errStale = errors.New("the talk is over, or has not begun")

// read returns the unfinished talk that a file holds, if it is a recent one of the deck.
func (o *Ongoing) read(file string, now time.Time) (Resumable, error) {
	text, err := o.folder.readFile(file)
	if err != nil {
		return Resumable{}, err
	}
	if len(text) == 0 {
		return Resumable{}, io.EOF // A program was killed before it began to write.
	}
	s, short, err := decodeTalk(text)
	if err != nil {
		return Resumable{}, err
	}
	age := now.Sub(s.Saved)
	begun := s.Talk.Begun()
	recent := age.Abs() < resumeWithin // The computer's clock may have been set back since then.
	switch {
	case s.Deck != DeckID(o.deck) || !recent:
		return Resumable{}, errStale
	case !begun && short:
		return Resumable{}, errDamaged // What came after it is lost: the talk had begun, or was about to.
	case !begun:
		return Resumable{}, errStale
	}
	return Resumable{s.Talk, s.Edition, s.Saved, short}, nil
}

// DecodeTalk reads the text of a file of a talk.
func DecodeTalk(text []byte) (Resumable, error) {
	s, short, err := decodeTalk(text)
	return Resumable{s.Talk, s.Edition, s.Saved, short}, err
}

// decodeTalk reads a journal, or what an older program saved. short reports that there is more, which cannot be read.
func decodeTalk(text []byte) (s saved, short bool, err error) {
	ok, version, damaged := true, talkVersion, errDamaged
	if bytes.HasPrefix(text, []byte("{")) {
		version = plainVersion
		err = unseal(text, &s)
	} else {
		if s, short, ok = readJournal(text); !ok && !short {
			damaged = errTorn
		}
	}
	if err != nil || !ok || s.Version != version || !s.sound() {
		return saved{}, false, damaged
	}
	return s, short, nil
}

// Close ends the saving. A talk that has finished, which was left on purpose, is not offered again;
// one that was set aside for it is.
func (o *Ongoing) Close(finished bool) {
	if o.busy {
		return
	}
	if !finished {
		_ = o.Sync() // What cannot be synced is where a program that is killed leaves it.
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.journal != nil {
		_ = o.journal.file.Close()
		if finished {
			o.forget()
		}
		o.journal = nil
	}
	o.letGo()
}

// forget removes the talk.
func (o *Ongoing) forget() {
	for _, file := range append(o.folder.talkFiles(o.deck), o.over...) {
		_ = o.folder.remove(file) // What cannot be removed is offered once more.
	}
}

// letGo lets another program give a talk of the deck.
func (o *Ongoing) letGo() {
	if o.held {
		_ = o.lock.Unlock()
		_ = o.folder.remove(talkLock(o.deck))
	}
}

const (
	// longest is far more than any talk takes.
	longest = 7 * 24 * time.Hour
	// ahead is how far the times of a talk may be ahead of when it was saved: the computer's clock may be put back.
	ahead = 5 * time.Minute
)

// sound reports whether a presenter can have saved the talk. Where there is no checksum, a damaged file may still be
// JSON, with positions before the first slide or impossible times.
func (s saved) sound() bool {
	t := s.Talk
	positions := []talk.Pos{t.Pos, t.Held, {Slide: t.Log.From}, {Slide: t.Log.Reset.From}}
	timely := true
	for _, v := range slices.Concat(t.Log.Visits, t.Log.Reset.Visits) {
		v.Pos.Slide -= talk.Gone // The slide of a visit may have been deleted.
		positions = append(positions, v.Pos)
		timely = timely && 0 <= v.From && v.From <= v.To && v.To < longest
	}
	before := func(p talk.Pos) bool { return p.Slide < 0 || p.Step < 0 }
	latest := s.Saved.Add(ahead).UnixMilli()
	wrong := func(ms int64) bool { return ms < 0 || ms > latest }
	times := []int64{t.Arrived, t.Shown, t.Blanked, t.Clock.Since, t.Reset.Since}
	return timely && t.Blank <= talk.Frozen && !slices.ContainsFunc(positions, before) && !slices.ContainsFunc(times, wrong) &&
		s.measured(t.Clock) && s.measured(t.Reset)
}

// measured reports whether a clock can have measured what it shows.
func (s saved) measured(c talk.Clock) bool {
	most := longest.Milliseconds()
	return 0 <= c.Banked && c.Banked <= most && (!c.Running() || s.Saved.UnixMilli()-c.Since <= most)
}

package state

import (
	"errors"
	"slices"
	"time"

	"github.com/gofrs/flock"

	"github.com/westandtogether-assembly/assembly/internal/atomicfile"
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

// Resumable is a talk that can be taken up, with the version of the deck whose slides it counts.
type Resumable struct {
	talk.Talk
	Of    Edition
	Saved time.Time // when it was saved last
}

// talkVersion changes when an older program could not read what is saved.
const talkVersion = 3

// resumeWithin is how long an unfinished talk is offered again: a crash, a flat battery or a fire
// drill, but not last week's assembly.
const resumeWithin = 6 * time.Hour

// The files of a deck's talk: the one in progress, and the one that was set aside for it.
func talkFile(deck string) string  { return "talk-" + DeckID(deck) + ".json" }
func asideFile(deck string) string { return "talk-" + DeckID(deck) + "-before.json" }
func talkLock(deck string) string  { return "talk-" + DeckID(deck) + ".lock" }

// Interrupted lists the unfinished talks of the deck at a path, "" for the built-in deck, that can be
// taken up: the newest first, and then the one that was set aside for it. There is none while the deck
// is being shown or presented.
func (f *Folder) Interrupted(deck string, now time.Time) []Resumable {
	t := f.Begin(deck)
	defer t.Close(false)
	return t.Unfinished(now)
}

// Ongoing saves one talk of a deck while it lasts. It is not safe for concurrent use.
type Ongoing struct {
	folder *Folder
	deck   string
	lock   *flock.Flock
	held   bool // the lock is ours
	busy   bool // another program is giving a talk of the deck
	saves  bool // this talk is what is saved
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
	for _, file := range []string{talkFile(o.deck), asideFile(o.deck)} {
		if r, ok := o.read(file, now); ok {
			out = append(out, r)
		}
	}
	return out
}

// read returns the unfinished talk that a file holds, if it is a recent one of the deck.
func (o *Ongoing) read(file string, now time.Time) (Resumable, bool) {
	var s saved
	if o.folder.load(file, &s) != nil {
		return Resumable{}, false
	}
	age := now.Sub(s.Saved)
	begun := s.Talk.Pos != (talk.Pos{}) || s.Talk.Clock.Started()
	recent := age >= 0 && age < resumeWithin
	ok := s.Version == talkVersion && s.Deck == DeckID(o.deck) && begun && recent && sound(s.Talk)
	return Resumable{s.Talk, s.Edition, s.Saved}, ok
}

// Save saves the talk as it is now. An unfinished talk that it does not go on with is set aside until
// this one has gone past its first slide: to begin again by mistake loses nothing.
func (o *Ongoing) Save(r Resumable, now time.Time) error {
	if o.busy {
		return errBusy
	}
	if !o.saves && !r.Resumed {
		o.setAside(now)
	}
	if err := o.folder.save(talkFile(o.deck), saved{talkVersion, DeckID(o.deck), r.Of, r.Talk, now}); err != nil {
		return err
	}
	o.saves = true
	if r.Pos.Slide > 0 {
		_ = o.folder.remove(asideFile(o.deck)) // What cannot be removed is offered once more.
	}
	return nil
}

// setAside moves the unfinished talk out of the way of a new one. One that is aside already stays there:
// what came after it never left its first slide.
func (o *Ongoing) setAside(now time.Time) {
	_, unfinished := o.read(talkFile(o.deck), now)
	if _, is := o.read(asideFile(o.deck), now); unfinished && !is {
		_ = atomicfile.Rename(o.folder.path(talkFile(o.deck)), o.folder.path(asideFile(o.deck)))
	}
}

// Close ends the saving. A talk that has finished, which was left on purpose, is not offered again;
// one that was set aside for it is.
func (o *Ongoing) Close(finished bool) {
	if o.busy {
		return
	}
	if finished && o.saves {
		_ = o.folder.remove(talkFile(o.deck))
	}
	if o.held {
		_ = o.lock.Unlock()
		_ = o.folder.remove(talkLock(o.deck))
	}
}

// longest is far more than any talk takes.
const longest = 7 * 24 * time.Hour

// sound reports whether a presenter can have saved the talk. A damaged file may still be JSON, with
// positions before the first slide or impossible times.
func sound(t talk.Talk) bool {
	positions := []talk.Pos{t.Pos, t.Held, {Slide: t.Log.From}, {Slide: t.Log.Reset.From}}
	timely := true
	for _, v := range slices.Concat(t.Log.Visits, t.Log.Reset.Visits) {
		v.Pos.Slide -= talk.Gone // The slide of a visit may have been deleted.
		positions = append(positions, v.Pos)
		timely = timely && 0 <= v.From && v.From <= v.To && v.To < longest
	}
	before := func(p talk.Pos) bool { return p.Slide < 0 || p.Step < 0 }
	const latest = 1 << 42 // milliseconds: the year 2109, and no time.Duration overflows
	wrong := func(ms int64) bool { return ms < 0 || ms > latest }
	times := []int64{t.Arrived, t.Shown, t.Blanked, t.Clock.Banked, t.Clock.Since, t.Reset.Banked, t.Reset.Since}
	return timely && t.Blank <= talk.Frozen && !slices.ContainsFunc(positions, before) && !slices.ContainsFunc(times, wrong)
}

package state

import (
	"slices"
	"time"

	"assembly/internal/talk"
)

// saved is a talk in progress, as it is saved for resuming it.
type saved struct {
	Version int       `json:"version"`
	Deck    string    `json:"deck"` // see deckKey
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
	Of Edition
}

// talkVersion changes when an older program could not read what is saved.
const talkVersion = 3

// resumeWithin is how long an unfinished talk is offered again: a crash, a flat battery or a fire
// drill, but not last week's assembly.
const resumeWithin = 6 * time.Hour

// SaveTalk saves the talk in progress of the deck at a path, "" for the built-in deck.
func (f *Folder) SaveTalk(deck string, r Resumable, now time.Time) error {
	return f.save(talkFile, saved{talkVersion, deckKey(deck), r.Of, r.Talk, now})
}

// RemoveTalk forgets the talk in progress: it is not offered again.
func (f *Folder) RemoveTalk() error { return f.remove(talkFile) }

// Unfinished returns the talk that its presenter left without saying goodbye, if there is a recent one.
// own reports whether it is a talk of the deck, and found whether it is a talk at all.
func (f *Folder) Unfinished(deck string, now time.Time) (r Resumable, own, found bool) {
	var s saved
	if f.load(talkFile, &s) != nil {
		return Resumable{}, false, false
	}
	age := now.Sub(s.Saved)
	begun := s.Talk.Pos != (talk.Pos{}) || s.Talk.Clock.Started()
	recent := age >= 0 && age < resumeWithin
	found = s.Version == talkVersion && begun && recent && sound(s.Talk)
	return Resumable{s.Talk, s.Edition}, found && s.Deck == deckKey(deck), found
}

// Interrupted returns the unfinished talk of a deck, unless a presenter is giving it now.
func (f *Folder) Interrupted(deck string, now time.Time) (Resumable, bool) {
	r, own, _ := f.Unfinished(deck, now)
	if !own {
		return Resumable{}, false
	}
	release, _ := f.Lock()
	if release == nil {
		return Resumable{}, false
	}
	release()
	return r, true
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

package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"assembly/internal/deck"
	"assembly/internal/plan"
	"assembly/internal/talk"
)

// savedTalk is a talk in progress, as it is saved for resuming it.
type savedTalk struct {
	Version int       `json:"version"`
	Deck    string    `json:"deck"` // absolute path, "" for the built-in deck
	Talk    talk.Talk `json:"talk"`
	Saved   time.Time `json:"saved"`
}

// savedVersion changes when an older program could not read what is saved.
const savedVersion = 3

// resumeWithin is how long an unfinished talk is offered again: a crash, a flat battery or a fire
// drill, but not last week's assembly.
const resumeWithin = 6 * time.Hour

// unfinished is the talk that a presenter of this deck left without saying goodbye, if there is
// one and it is not old.
func (s *store) unfinished(deck string, now time.Time) (savedTalk, bool) {
	var t savedTalk
	if err := s.load(talkFile, &t); err != nil {
		return savedTalk{}, false
	}
	age := now.Sub(t.Saved)
	moved := t.Talk.Pos != (talk.Pos{}) || t.Talk.Clock.Started()
	ok := t.Version == savedVersion && t.Deck == deck && moved && age >= 0 && age < resumeWithin && t.sound()
	return t, ok
}

// brokenOff is the talk of a deck that can be taken up: one that is unfinished, and that no presenter
// is giving. Its place is inside the deck.
func (a *app) brokenOff(src source, d *deck.Deck) (savedTalk, bool) {
	s := openStore(os.Getenv)
	t, ok := s.unfinished(deckKey(src.path), a.now())
	if !ok {
		return savedTalk{}, false
	}
	release, err := s.lock()
	if err != nil {
		return savedTalk{}, false
	}
	release()
	t.Talk.Pos.Slide = min(t.Talk.Pos.Slide, d.Len()-1)
	return t, true
}

// longest is far more than any talk takes.
const longest = 7 * 24 * time.Hour

// sound reports whether a presenter can have saved the talk. A damaged file may still be JSON, and
// lead before the first slide or out of all time.
func (t savedTalk) sound() bool {
	s, log := t.Talk.State, t.Talk.Log
	places := []talk.Pos{s.Pos, s.Held, {Slide: log.From}, {Slide: log.Reset.From}}
	timely := true
	for _, v := range slices.Concat(log.Visits, log.Reset.Visits) {
		v.Pos.Slide -= talk.Gone // A visit may be one of a slide that is no longer there.
		places = append(places, v.Pos)
		timely = timely && 0 <= v.From && v.From <= v.To && v.To < longest
	}
	before := func(p talk.Pos) bool { return p.Slide < 0 || p.Step < 0 }
	const latest = 1 << 42 // milliseconds: the year 2109, and no time.Duration overflows
	amiss := func(ms int64) bool { return ms < 0 || ms > latest }
	times := []int64{s.Arrived, s.Shown, s.Blanked, s.Clock.Banked, s.Clock.Since, s.Reset.Banked, s.Reset.Since}
	return timely && s.Blank <= talk.Frozen && !slices.ContainsFunc(places, before) && !slices.ContainsFunc(times, amiss)
}

// where is the position of the talk in words: "slide 5, 3:12".
func (t savedTalk) where(now time.Time) string {
	return fmt.Sprintf("slide %d, %s", t.Talk.Pos.Slide+1, plan.Clock(t.Talk.Clock.Elapsed(now)))
}

// deckKey is how a deck is named in what is saved.
func deckKey(path string) string {
	if path == "" {
		return ""
	}
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

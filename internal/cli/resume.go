package cli

import (
	"path/filepath"
	"time"

	"assembly/internal/talk"
	"assembly/internal/tui/presenter"
)

// savedTalk is a talk in progress, as it is kept for resuming it.
type savedTalk struct {
	Version int        `json:"version"`
	Deck    string     `json:"deck"` // absolute path, "" for the built-in deck
	Hash    string     `json:"hash"`
	Phase   string     `json:"phase"`
	State   talk.State `json:"state"`
	Saved   time.Time  `json:"saved"`

	Visits []talk.Visit `json:"visits,omitempty"`
	Out    []bool       `json:"out,omitempty"`
}

// savedVersion changes when an older program could not read what is saved.
const savedVersion = 1

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
	moved := t.State.Pos != (talk.Pos{}) || t.State.Clock.Started()
	ok := t.Version == savedVersion && t.Deck == deck && moved && age >= 0 && age < resumeWithin
	return t, ok
}

// talk is what the presenter takes up.
func (t savedTalk) talk() *presenter.Unfinished {
	return &presenter.Unfinished{State: t.State, Visits: t.Visits, Out: t.Out}
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

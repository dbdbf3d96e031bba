package state

import (
	"errors"
	"io/fs"
	"slices"
	"time"
)

// ticksFile holds what is ticked off today before an assembly.
const ticksFile = "ticks.json"

// ticks are the ticks of a day.
type ticks struct {
	Day   string              `json:"day"`   // as 2026-11-23
	Decks map[string][]string `json:"decks"` // the items by the deck's ID
}

// of reports whether the ticks are of a day.
func (t ticks) of(day time.Time) bool { return t.Day == day.Format(time.DateOnly) }

// Ticks returns the items that are ticked off on a day for the deck at a path; nil for none or where the file cannot be
// read.
func (f *Folder) Ticks(day time.Time, path string) []string {
	var t ticks
	if f.load(ticksFile, &t) != nil || !t.of(day) {
		return nil
	}
	return t.Decks[DeckID(path)]
}

// SaveTicks saves the items that are ticked off on a day for the deck at a path, and forgets those of other days. A
// damaged file is replaced: people can tick again.
func (f *Folder) SaveTicks(day time.Time, path string, items []string) error {
	return f.locked(func() error {
		var t ticks
		err := f.load(ticksFile, &t)
		if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, errDamaged) {
			return err
		}
		if err != nil || !t.of(day) || t.Decks == nil {
			t = ticks{Day: day.Format(time.DateOnly), Decks: map[string][]string{}}
		}
		if id := DeckID(path); len(items) > 0 {
			t.Decks[id] = slices.Clone(items)
		} else {
			delete(t.Decks, id)
		}
		return f.save(ticksFile, t)
	})
}

package state

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"time"
)

// UsedDeck is a deck that was opened, as it is saved.
type UsedDeck struct {
	Path  string `json:"path"`            // absolute; "" for the built-in deck
	Title string `json:"title,omitempty"` // as it was then
	Phase string `json:"phase,omitempty"` // that was chosen last; "" for none
}

const (
	// decksFile holds the decks, the one that was used last first.
	decksFile = "decks.json"
	// keptDecks is how many decks are remembered, each with its phase.
	keptDecks = 50
	// recentDecks is how many of them are offered.
	recentDecks = 8
)

// UseDeck remembers a deck as the one that was used last, and its phase unless that is "". What is not an
// ordinary file, such as a pipe, cannot be opened again and is not remembered.
func (f *Folder) UseDeck(d UsedDeck) error {
	if d.Path = absolute(d.Path); d.Path != "" && !isFile(d.Path) {
		return nil
	}
	return f.locked(func() error {
		known, err := f.decks()
		if err != nil {
			return err
		}
		if i := indexOf(known, d.Path); i >= 0 {
			if d.Phase == "" {
				d.Phase = known[i].Phase
			}
			if i == 0 && d == known[0] {
				return nil
			}
			known = slices.Delete(known, i, i+1)
		}
		known = slices.Insert(known, 0, d)
		return f.save(decksFile, known[:min(len(known), keptDecks)])
	})
}

// DeckPhase returns the phase that was chosen last for the deck at a path, "" for none.
func (f *Folder) DeckPhase(path string) string {
	known, _ := f.decks() // Where the file cannot be read nothing is known.
	if i := indexOf(known, absolute(path)); i >= 0 {
		return known[i].Phase
	}
	return ""
}

// RecentDecks returns the decks in files that were used last, the newest first, without the one at a path.
// It looks at every file, which can take long on a network drive. A file that is missing may be on a memory
// stick, so it is left out here and stays remembered.
func (f *Folder) RecentDecks(without string) []UsedDeck {
	var out []UsedDeck
	var files []os.FileInfo
	if info, err := os.Stat(absolute(without)); err == nil {
		files = append(files, info)
	}
	known, _ := f.decks()
	for _, d := range known {
		info, err := os.Stat(d.Path)
		seen := func(other os.FileInfo) bool { return os.SameFile(info, other) }
		if err != nil || !info.Mode().IsRegular() || slices.ContainsFunc(files, seen) {
			continue
		}
		files = append(files, info)
		if out = append(out, d); len(out) == recentDecks {
			break
		}
	}
	return out
}

// InterruptedElsewhere returns the newest unfinished talk of another deck than the one at a path, among the
// recent decks and the built-in one. It looks at files as RecentDecks does.
func (f *Folder) InterruptedElsewhere(than string, now time.Time) (of UsedDeck, r Resumable, ok bool) {
	decks := f.RecentDecks(than)
	if than != "" {
		decks = append(decks, UsedDeck{})
	}
	for _, d := range decks {
		if len(f.talkFiles(d.Path)) == 0 {
			continue
		}
		if talks := f.Interrupted(d.Path, now); len(talks) > 0 && (!ok || talks[0].Saved.After(r.Saved)) {
			of, r, ok = d, talks[0], true
		}
	}
	return of, r, ok
}

// absolute is the absolute path of a deck, "" for the built-in one.
func absolute(path string) string {
	if path == "" {
		return ""
	}
	return deckKey(path)
}

// decks reads the decks. A damaged file counts as an empty one: it is filled again by using decks.
func (f *Folder) decks() ([]UsedDeck, error) {
	var known []UsedDeck
	err := f.load(decksFile, &known)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, errDamaged) {
		return nil, nil
	}
	return known, err
}

// indexOf finds a deck by its path, or returns -1.
func indexOf(known []UsedDeck, path string) int {
	return slices.IndexFunc(known, func(d UsedDeck) bool { return d.Path == path })
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

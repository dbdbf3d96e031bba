package state

import (
	"errors"
	"io/fs"
	"strings"
)

// paces are words a minute by name in lower case, and by phase.
type paces map[string]map[string]int

// Paces returns the paces in words a minute that were saved for a person, by phase; nil for none or
// where the file cannot be read.
func (f *Folder) Paces(person string) map[string]int {
	var p paces
	if f.load(pacesFile, &p) != nil {
		return nil
	}
	return p[strings.ToLower(person)]
}

// SavePace saves a pace in words a minute for a person and a phase.
func (f *Folder) SavePace(person, phase string, pace int) error {
	return f.changePaces(func(p paces) bool {
		name := strings.ToLower(person)
		if p[name] == nil {
			p[name] = map[string]int{}
		}
		p[name][phase] = pace
		return true
	})
}

// ForgetPace forgets every pace that was saved for a person.
func (f *Folder) ForgetPace(person string) error {
	return f.changePaces(func(p paces) bool {
		before := len(p)
		delete(p, strings.ToLower(person))
		return len(p) < before
	})
}

// changePaces writes the paces again when change reports that it changed them. A damaged file is
// replaced: people can settle on a pace again.
func (f *Folder) changePaces(change func(paces) bool) error {
	return f.locked(func() error {
		var p paces
		err := f.load(pacesFile, &p)
		if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, errDamaged) {
			return err
		}
		if err != nil || p == nil {
			p = paces{}
		}
		if !change(p) {
			return nil
		}
		return f.save(pacesFile, p)
	})
}

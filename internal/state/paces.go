package state

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// paces are words a minute by name in lower case, and by phase.
type paces map[string]map[string]int

// Pace returns the pace in words a minute that was saved for a person and a phase, 0 for none or
// where the file cannot be read.
func (f *Folder) Pace(person, phase string) int {
	p, err := f.paces()
	if err != nil {
		return 0
	}
	return p[strings.ToLower(person)][phase]
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
		p, err := f.paces()
		switch {
		case errors.Is(err, errCutOff):
			p = paces{}
		case err != nil:
			return err
		}
		if !change(p) {
			return nil
		}
		return f.save(pacesFile, p)
	})
}

func (f *Folder) paces() (paces, error) {
	if f.err != nil {
		return nil, f.err
	}
	text, err := os.ReadFile(f.path(pacesFile))
	if errors.Is(err, fs.ErrNotExist) {
		return paces{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read paces: %w", err)
	}
	p := paces{}
	if err := json.Unmarshal(text, &p); err != nil || p == nil {
		return nil, fmt.Errorf("read paces: %w", errors.Join(errCutOff, err))
	}
	return p, nil
}

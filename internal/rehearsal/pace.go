package rehearsal

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// paceFile holds the pace that each person has settled on, by name and phase.
const paceFile = "paces.json"

// paces are words a minute by name in lower case, and by phase.
type paces map[string]map[string]int

// Pace is the pace in words a minute that was kept for a person and a phase, 0 for none. A file
// that cannot be read has none.
func (s *Store) Pace(person, phase string) int {
	p, err := s.paces()
	if err != nil {
		return 0
	}
	return p[strings.ToLower(person)][phase]
}

// KeepPace keeps a pace in words a minute for a person and a phase.
func (s *Store) KeepPace(person, phase string, pace int) error {
	return s.changePaces(func(p paces) bool {
		name := strings.ToLower(person)
		if p[name] == nil {
			p[name] = map[string]int{}
		}
		p[name][phase] = pace
		return true
	})
}

// ForgetPace forgets every pace that was kept for a person.
func (s *Store) ForgetPace(person string) error {
	return s.changePaces(func(p paces) bool {
		_, there := p[strings.ToLower(person)]
		delete(p, strings.ToLower(person))
		return there
	})
}

// changePaces writes the paces anew when change says that it changed them. A damaged file is
// replaced: it can be settled on again.
func (s *Store) changePaces(change func(paces) bool) error {
	return s.locked(func() error {
		p, err := s.paces()
		switch {
		case errors.Is(err, errCutOff):
			p = paces{}
		case err != nil:
			return err
		}
		if !change(p) {
			return nil
		}
		text, err := json.Marshal(p)
		if err != nil {
			return fmt.Errorf("encode paces: %w", err)
		}
		return keep(s.path(paceFile), text)
	})
}

func (s *Store) paces() (paces, error) {
	text, err := os.ReadFile(s.path(paceFile))
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

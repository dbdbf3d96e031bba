package preflight

import (
	"sync"

	tea "charm.land/bubbletea/v2"
)

// saver saves ticks in the background. Each saving takes the newest ticks, so that these are what stays, whichever
// is carried out last.
type saver struct {
	save    func(items []string) error
	pending int // savings whose end is not known yet

	mu     sync.Mutex // held while it saves
	newest struct {
		sync.Mutex
		items []string
	}
}

// take takes new ticks and saves them; nil where nothing is saved.
func (s *saver) take(items []string) tea.Cmd {
	if s.save == nil {
		return nil
	}
	s.newest.Lock()
	s.newest.items = items
	s.newest.Unlock()
	s.pending++
	return s.run
}

func (s *saver) run() tea.Msg {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.newest.Lock()
	items := s.newest.items
	s.newest.Unlock()
	return saved{s.save(items)}
}

// before is a command that waits until the newest ticks are saved.
func (s *saver) before(leave tea.Cmd) tea.Cmd {
	if s.pending == 0 {
		return leave
	}
	return tea.Sequence(func() tea.Msg { s.run(); return nil }, leave)
}

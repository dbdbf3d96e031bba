package ui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// AllRead is the message that every slide of a deck has been read, so that all is known that there is to say
// about it, or that another version of the deck is shown by now.
type AllRead struct{ Deck *deck.Deck }

// readAtOnce is how many slides a deck reads when it is opened, at least.
const readAtOnce = 64

// ReadAll reads every slide of the deck in the background: what is wrong with one in the middle of a long deck
// must be known before the talk comes to it. It is nil for a deck that has been read whole, and while another is being
// read.
func (s *Stage) ReadAll() tea.Cmd {
	d := s.Deck
	if d.Len() <= readAtOnce {
		return nil
	}
	return s.reading.Take(func() tea.Msg {
		s.read(d)
		return AllRead{d}
	})
}

// read reads every slide of a deck, for as long as it is the one that is shown, and reports whether it still is. It may be
// called from any goroutine.
func (s *Stage) read(d *deck.Deck) bool {
	for i := 0; i < d.Len() && s.shown.Load() == d; i++ {
		d.Slide(i)
	}
	return s.shown.Load() == d
}

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

// ReadAll reads every slide of the deck in the background, and then looks for the fonts that it needs: what is wrong with a
// slide in the middle of a long deck must be known before the talk comes to it. Nothing begins while another version is read.
func (s *Stage) ReadAll() tea.Cmd {
	d := s.Deck
	if d.Len() <= readAtOnce {
		return s.findFonts()
	}
	return s.reading.Take(func() tea.Msg {
		s.read(d)
		return AllRead{d}
	})
}

// allRead goes on to the fonts of a deck that has been read, or to the version that has come in its place.
func (s *Stage) allRead(msg AllRead) tea.Cmd {
	next := s.reading.Done()
	if msg.Deck != s.Deck {
		return next
	}
	return tea.Batch(next, s.findFonts())
}

// read reads every slide of a deck, for as long as it is the one that is shown. It may be called from any goroutine.
func (s *Stage) read(d *deck.Deck) {
	for i := 0; i < d.Len() && s.shown.Load() == d; i++ {
		d.Slide(i)
	}
}

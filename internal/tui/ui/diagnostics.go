package ui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// AllRead is the message that every slide of a deck has been read, so that all is known that there is to say
// about it.
type AllRead struct{ Deck *deck.Deck }

// readAtOnce is how many slides a deck reads when it is opened, at least.
const readAtOnce = 64

// ReadAll reads every slide of a deck in the background: what is wrong with one in the middle of a long deck
// must be known before the talk comes to it. It is nil for a deck that has been read whole.
func ReadAll(d *deck.Deck) tea.Cmd {
	if d.Len() <= readAtOnce {
		return nil
	}
	return func() tea.Msg {
		for i := range d.Len() {
			d.Slide(i)
		}
		return AllRead{d}
	}
}

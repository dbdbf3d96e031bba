package start

import (
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// Errors in the deck stand on the menu once they are known, and go with the edit that fixes them.
func TestErrorsOnTheMenu(t *testing.T) {
	errors := map[string]string{}
	m := opening(t, 80, 24, func(s *Setup) {
		s.Check = func(d *deck.Deck) string { return errors[d.Heading()] }
		errors[s.Deck.Heading()] = "2 errors in this deck"
	})
	m.wait(m.m.Init())
	m.Sees(t, "Check beforehand 2 errors in this deck")
	m.wait(m.Send(ui.Reload{Deck: parsed(t, "# One\n")}))
	m.Sees(t, "Check beforehand your deck; a list to tick")
}

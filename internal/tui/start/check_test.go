package start

import (
	"testing"
	"time"

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

// However often the deck is saved, and t is pressed, one check and one plan are made at a time, and then the newest.
func TestOneCheckAndOnePlanAtATime(t *testing.T) {
	var checks, plans []string
	m := opening(t, 80, 24, func(s *Setup) {
		s.Check = func(d *deck.Deck) string { checks = append(checks, d.Heading()); return "errors in " + d.Heading() }
		s.Planned = func(d *deck.Deck, _ string) time.Duration { plans = append(plans, d.Heading()); return time.Minute }
	})
	checks, plans = nil, nil
	first := m.m.Init()
	for _, title := range []string{"One", "Two", "Three"} {
		if more := m.Send(ui.Reload{Deck: parsed(t, "# "+title+"\n")}); more != nil {
			t.Fatalf("more begins with %s", title)
		}
	}
	m.wait(first)
	m.Sees(t, "Check beforehand errors in Three")
	if len(checks) != 2 || len(plans) != 2 || checks[1] != "Three" || plans[1] != "Three" {
		t.Errorf("checked are %q, planned %q", checks, plans)
	}
}

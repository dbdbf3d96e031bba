package start

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/slides"
)

// withOthers is the start screen when there are other decks.
func withOthers(t *testing.T, w, h int) first {
	t.Helper()
	return opening(t, w, h, func(s *Setup) {
		s.Path = "/decks/own.md"
		s.Others = func() Others { return Others{Decks: decks()} }
		s.Switch = func(path string) (Setup, error) {
			if path == "/c/broken.md" {
				return Setup{}, errors.New("broken.md:1:1: this deck is empty\nfix the file")
			}
			other := *s
			other.Path, other.Deck, other.Phase = path, parsed(t, "---\ntitle: Kindness week\n---\n# One\n\n---\n\n# Two\n"), ""
			return other, nil
		}
	})
}

func decks() []Deck {
	return []Deck{
		{"/a/kind ness.md", "kind ness.md", "Kindness week", "/a"},
		{"/a/b/remembrance.md", "remembrance.md", "We remember", "/a/b"},
		{"/c/broken.md", "broken.md", "", "/c"},
		{"", "the built-in assembly", "#WeStandTogether", ""},
	}
}

// Another deck is chosen from a list, and has the start screen to itself.
func TestAnotherDeck(t *testing.T) {
	for keys, opens := range map[string]bool{
		"end": false, "6": false, "6 q": false, "6 esc": false, "6 9": false,
		"6 enter": true, "6 1": true, "6 f5": true, "6 esc f5": true, "up down down down down down pgdown space up enter": true,
	} {
		m := withOthers(t, 80, 24)
		m.wait(m.Press(keys))
		if got := strings.Contains(m.Words(), "2 slides"); got != opens {
			t.Errorf("%q: another deck is open: %v\n%s", keys, got, m.Text())
		}
	}
	m := withOthers(t, 80, 24)
	m.Sees(t, "Another deck kind ness.md, remembrance.md ...")
	m.Press("6")
	m.Sees(t, "Which deck?", "> kind ness.md Kindness week in /a", "remembrance.md We remember in /a/b", "the built-in assembly #WeStandTogether",
		"Enter opens q back", slides.Statement)
	m.wait(m.Press("pgdown pgup f5"))
	m.Sees(t, "> This screen only")
	m.Press("enter")
	if o, ok := m.Model.(*opened); !ok || o.Deck.Len() != 2 {
		t.Errorf("it opens %+v", m.Model)
	}
}

// A deck that cannot be read is told, and this one stays.
func TestAnotherDeckThatIsBroken(t *testing.T) {
	m := withOthers(t, 80, 24)
	m.wait(m.Press("6 3"))
	m.Sees(t, "broken.md:1:1: this deck is empty fix the file", "7 slides")
	m.Press("enter")
	if o, ok := m.Model.(*opened); !ok || o.Deck.Len() != 7 {
		t.Errorf("it opens %+v", m.Model)
	}
}

// While a deck is read, which may take long, nothing of the old one opens.
func TestWhileAnotherDeckIsRead(t *testing.T) {
	m := withOthers(t, 80, 24)
	cmd := m.Press("6 enter")
	m.Sees(t, "Opening the deck ... q leaves")
	if m.Press("enter 1 2 m t f5 esc"); m.Model != tea.Model(m.m) {
		t.Errorf("it opens %+v", m.Model)
	}
	if quit := m.Press("q"); quit == nil || quit() != (tea.QuitMsg{}) {
		t.Error("q does not leave")
	}
	m.wait(cmd)
	m.Sees(t, "2 slides")
}

// The list scrolls where it has no room, and the statement stays in sight.
func TestManyDecksOnASmallScreen(t *testing.T) {
	m := opening(t, 40, 12, func(s *Setup) {
		s.Others = func() Others {
			var many []Deck
			for i := range 9 {
				many = append(many, Deck{"p", fmt.Sprintf("deck %d.md", i+1), "T", "/f"})
			}
			return Others{Decks: many}
		}
	})
	m.Press("6")
	for i := range 9 {
		m.Sees(t, fmt.Sprintf("> deck %d.md", i+1), "(in full: Read the letter)")
		m.Press("down")
	}
}

// The interrupted talk of another deck comes first too, and leads to the start screen of that deck.
func TestTheInterruptedTalkOfAnotherDeck(t *testing.T) {
	m := opening(t, 80, 24, func(s *Setup) {
		s.Others = func() Others {
			return Others{Unfinished: &Unfinished{decks()[0], func() string { return "slide 5, 3:12" }}}
		}
		s.Switch = func(path string) (Setup, error) {
			other := *s
			other.Path, other.Others, other.Unfinished = path, nil, []func() string{func() string { return "slide 4, 3:20" }}
			return other, nil
		}
	})
	m.Sees(t, "> Resume at slide 5, 3:12 the interrupted talk of kind ness.md")
	m.wait(m.Press("enter"))
	m.Sees(t, "> Resume at slide 4, 3:20 the interrupted talk")
	m.Lacks(t, "the interrupted talk of")
}

// What is found late moves no entry away from under a finger.
func TestWhatIsFoundLate(t *testing.T) {
	late := found{others: Others{Decks: decks(), Unfinished: &Unfinished{decks()[0], func() string { return "slide 5, 3:12" }}}}
	for keys, want := range map[string]string{"": "> Resume at slide 5", "esc": "> This screen only", "down down": "> Rehearse"} {
		m := newStart(t, 80, 24)
		m.Press(keys)
		m.Send(late)
		m.Sees(t, want)
	}
	m := opening(t, 80, 24, func(s *Setup) { s.Path = "/decks/own.md" }) // One Enter is still its talk.
	late.path = "/decks/own.md"
	m.Send(late)
	m.Sees(t, "Resume at slide 5, 3:12", "> This screen only")
	late.path = ""
	m = newStart(t, 80, 24)
	m.Press("3")
	m.Send(late)
	m.Press("m")
	if o, ok := m.Model.(*opened); !ok || o.Choice != Rehearse {
		t.Errorf("the question about a rehearsal opens %+v", m.Model)
	}
	m = withOthers(t, 80, 24)
	m.Send(found{path: "/decks/gone.md", others: Others{}})
	m.Sees(t, "Another deck")
}

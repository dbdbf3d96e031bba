package ui_test

import (
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// longDeck has more slides than an edit looks at.
const longDeck = 1000

// long is a deck that counts the slides that are read, and tells of each.
func long(name string, count *int, read func(slide int)) *deck.Deck {
	heads := make([]deck.Head, longDeck)
	for i := range heads {
		heads[i].Steps = 1
	}
	return deck.New(name, name, deck.Meta{}, heads, nil, func(i int) (deck.Slide, []deck.Diagnostic) {
		read(i)
		*count++
		return deck.Slide{}, nil
	})
}

func quietly(int) {}

// reading is a stage of such a deck.
func reading(t *testing.T, fonts ui.Fonts, d *deck.Deck) *ui.Stage {
	t.Helper()
	first, _ := stage(t, "# One")
	return ui.NewStage(ui.Setup{Deck: d, Look: first.Look, Now: (&screentest.Clock{}).Now, Fonts: fonts}, ui.ShowKeys())
}

// A deck is read in the background, but not any further once another version of it is shown, and fonts are looked for when
// one has been read.
func TestADeckThatIsReplacedIsNotReadOn(t *testing.T) {
	count, other := 0, 0
	var s *ui.Stage
	s = reading(t, noFaces{}, long("first", &count, func(slide int) {
		if slide == 500 {
			s.Reload(ui.Reload{Deck: long("second", &other, quietly)})
		}
	}))
	late := s.ReadAll()()
	if count != 501 {
		t.Errorf("%d slides of a replaced deck are read", count)
	}
	if s.ReadAll() != nil {
		t.Fatal("another deck is read at the same time")
	}
	_, next := s.Update(late)
	read, ok := next().(ui.AllRead)
	if !ok || read.Deck != s.Deck || other != longDeck {
		t.Fatalf("%d slides of the next deck are read", other)
	}
	_, next = s.Update(read)
	if _, ok := next().(ui.FontsFound); !ok {
		t.Error("no fonts are looked for when a deck has been read")
	}
}

type noFaces struct{}

func (noFaces) Find([]bigtype.Grapheme) bigtype.Faces { return nil }

// However often a deck is saved, one version of it is read at a time, and then the newest.
func TestOneVersionIsReadAtATime(t *testing.T) {
	counts := make([]int, 5)
	s := reading(t, nil, long("0", &counts[0], quietly))
	job := s.ReadAll()
	for i := range counts[1:] {
		s.Reload(ui.Reload{Deck: long(string(rune('1'+i)), &counts[1+i], quietly)})
		if more := s.ReadAll(); more != nil {
			t.Fatalf("version %d is read while another is", i+1)
		}
	}
	for range counts {
		if job != nil {
			_, job = s.Update(job())
		}
	}
	for i, n := range counts {
		if whole := n == longDeck; whole != (i == len(counts)-1) {
			t.Errorf("of version %d, %d slides are read", i, n)
		}
	}
	if job != nil || s.ReadAll() == nil {
		t.Error("when all is done another does not begin")
	}
}

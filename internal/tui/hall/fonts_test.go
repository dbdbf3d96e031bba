package hall

import (
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// asked counts how often fonts are looked for.
type asked int

func (a *asked) Find([]bigtype.Grapheme) bigtype.Faces {
	*a++
	return nil
}

// A hall looks for fonts once for each deck that needs some, tells the presenter anew what fits, and
// takes no fonts for a deck that it no longer shows.
func TestFollowLooksForFonts(t *testing.T) {
	m, up, clock := newFollow(t)
	var fonts asked
	m.setup.Fonts = &fonts
	_, cmd := m.Update(shown(deckOf("We 平 you"), 0, 0, clock.Now()))
	m.Update(shown(m.state.Deck, 0, 0, clock.Now()))
	msg := cmd()
	if fonts != 1 {
		t.Fatalf("fonts are looked for %d times", fonts)
	}
	before := len(up.reports)
	if m.Update(msg); len(up.reports) != before+1 {
		t.Errorf("%d reports, then %d", before, len(up.reports))
	}
	m.Update(shown(deckOf("Other"), 0, 0, clock.Now()))
	before = len(up.reports)
	if m.Update(msg); len(up.reports) != before {
		t.Error("fonts are taken for another deck")
	}
}

func deckOf(text string) *deck.Public {
	d := twoSlides()
	d.Hash = text
	d.Slides[0].Blocks[0].Spans[0].Text = text
	return d
}

// The slides on one screen look for fonts when they begin.
func TestShowLooksForFonts(t *testing.T) {
	m, _, clock := newFollow(t)
	var fonts asked
	d := deck.New("", "", deck.Meta{}, []deck.Head{{Steps: 1}}, nil, func(int) (deck.Slide, []deck.Diagnostic) {
		return deck.Slide{PublicSlide: deckOf("We 平 you").Slides[0]}, nil
	})
	cmd := NewShow(ui.Setup{Deck: d, Look: m.setup.Look, Now: clock.Now, Fonts: &fonts}).Init()
	if _, ok := cmd().(ui.FontsFound); !ok || fonts != 1 {
		t.Errorf("fonts are looked for %d times", fonts)
	}
}

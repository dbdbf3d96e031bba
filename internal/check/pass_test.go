package check_test

import (
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/check"
	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// A deck of which only some slides are kept parsed is parsed a few times, and not once for each of thirty rules.
func TestRulesShareAPass(t *testing.T) {
	const slides, size = 120, 60_000 // 7 MB, of which 2 are kept
	var parsed atomic.Int64
	load := func(int) (deck.Slide, []deck.Diagnostic) {
		parsed.Add(1)
		words := deck.Block{Kind: deck.Paragraph, Spans: []deck.Span{{Text: "Be kind to others", Link: strings.Repeat("x", size)}}}
		notes := []deck.Note{{Voice: deck.Guidance, Parts: []deck.Part{{Text: "Good morning."}}}}
		return deck.Slide{
			PublicSlide: deck.PublicSlide{Layout: deck.LayoutText, Steps: 1, Blocks: []deck.Block{words}},
			Notes:       deck.Notes{"": notes},
		}, nil
	}
	heads := make([]deck.Head, slides)
	for i := range heads {
		heads[i] = deck.Head{Steps: 1}
	}
	meta := deck.Meta{Phases: []string{"primary", "secondary"}, Source: "letter.md", SourceText: "All hatred is wrong.", Duration: time.Minute}
	check.Deck(deck.New("long.md", "", meta, heads, nil, load), check.Options{})
	if passes := parsed.Load() / slides; passes > 10 {
		t.Errorf("the deck is parsed %d times", passes)
	}
}

package deck

import (
	"strings"
	"testing"
)

// A deck of any length keeps about as much parsed as one of hundreds of slides. What was let go is parsed again and is the
// same, and what there was to say about it is said once.
func TestALongDeckLetsSlidesGo(t *testing.T) {
	const slides = 60
	text, loads := strings.Repeat("x", 64<<10), 0
	d := New("deck.md", "1", Meta{}, make([]Head, slides), nil, func(i int) (Slide, []Diagnostic) {
		loads++
		block := Block{Spans: []Span{{Text: text + string(rune('a'+i%26))}}}
		return Slide{PublicSlide: PublicSlide{Blocks: []Block{block}}}, []Diagnostic{{Message: "told"}}
	})
	first := d.Slide(0)
	for range 2 {
		for i := range slides {
			if got := d.Slide(i); got != d.Slide(i) || !strings.HasSuffix(got.Blocks[0].Spans[0].Text, string(rune('a'+i%26))) {
				t.Fatalf("slide %d is not itself", i)
			}
		}
	}
	kept := 0
	for i := range d.slots {
		if d.slots[i].Load() != nil {
			kept++
		}
	}
	if most := mostKept / len(text); kept > most || kept < most/2 {
		t.Errorf("%d slides are kept, want about %d", kept, most)
	}
	if d.Slide(0) == first || loads < 2*slides || len(d.Diagnostics()) != slides {
		t.Errorf("%d slides were parsed, and %d things are said", loads, len(d.Diagnostics()))
	}
}

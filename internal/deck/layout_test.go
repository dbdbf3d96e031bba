package deck_test

import (
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

func heading(text string) deck.Block {
	return deck.Block{Kind: deck.Heading, Level: 1, Spans: spans(text)}
}

func para(step int, text string) deck.Block { return deck.Block{Step: step, Spans: spans(text)} }

// A slide is drawn in the layout that it names or that its content suggests, or as text where that
// would leave something out.
func TestLayouts(t *testing.T) {
	bold := deck.Block{Step: 1, Spans: []deck.Span{{Text: "bold", Strong: true}}}
	crest := deck.Block{Kind: deck.Picture, Image: &deck.Image{File: &deck.File{}}}
	lost := deck.Block{Kind: deck.Picture, Image: &deck.Image{}}
	silence := deck.Times{"": time.Minute}
	for _, c := range []struct {
		why    string
		named  deck.Layout
		blocks []deck.Block
		want   deck.Layout
	}{
		{"a heading alone", "", []deck.Block{heading("a")}, deck.LayoutMessage},
		{"words to remember", "", []deck.Block{heading("a"), bold}, deck.LayoutMessage},
		{"a line below", "", []deck.Block{heading("a"), para(0, "b")}, deck.LayoutTitle},
		{"a list", "", []deck.Block{heading("a"), list("b")}, deck.LayoutText},
		{"a picture", "", []deck.Block{heading("a"), crest}, deck.LayoutImage},
		{"a message that shows all at once", deck.LayoutMessage, []deck.Block{heading("a"), para(0, "b")}, deck.LayoutTitle},
		{"a message with more", deck.LayoutMessage, []deck.Block{heading("a"), bold, para(1, "c")}, deck.LayoutText},
		{"a message with a list", deck.LayoutMessage, []deck.Block{heading("a"), list("b")}, deck.LayoutText},
		{"a title without a heading", deck.LayoutTitle, []deck.Block{para(0, "a")}, deck.LayoutText},
		{"a picture that could not be read", "", []deck.Block{heading("a"), lost}, deck.LayoutText},
		{"a picture with words", deck.LayoutImage, []deck.Block{heading("a"), crest, para(0, "b")}, deck.LayoutText},
		{"an image without a picture", deck.LayoutImage, []deck.Block{heading("a")}, deck.LayoutText},
		{"a closing slide too many", deck.LayoutClosing, []deck.Block{list("Police: 101")}, deck.LayoutText},
		{"a reflection", deck.LayoutReflection, []deck.Block{heading("a")}, deck.LayoutReflection},
	} {
		slide := deck.Slide{PublicSlide: deck.PublicSlide{Layout: c.named, Blocks: c.blocks}}
		load := func(int) (deck.Slide, []deck.Diagnostic) { return slide, nil }
		d := deck.New("", "", deck.Meta{}, make([]deck.Head, 2), nil, load)
		if got := d.PublicSlide(1).Layout; got != c.want {
			t.Errorf("%s is drawn as %s, want %s", c.why, got, c.want)
		}
		if got := d.Public().PublicSlide(1).Layout; got != c.want {
			t.Errorf("%s is sent as %s, want %s", c.why, got, c.want)
		}
		slide.Silence = silence
		if got := deck.New("", "", deck.Meta{}, make([]deck.Head, 2), nil, load).PublicSlide(1).Layout; c.named == "" && got != deck.LayoutReflection {
			t.Errorf("%s with a silence is drawn as %s", c.why, got)
		}
	}
}

// What reads from the left makes the whole slide stand there; pupils are sent the side alone.
func TestSide(t *testing.T) {
	for _, c := range []struct {
		align  deck.Align
		blocks []deck.Block
		want   deck.Align
	}{
		{"", []deck.Block{heading("a"), para(0, "b")}, deck.AlignCenter},
		{"", []deck.Block{heading("a"), list("b")}, deck.AlignLeft},
		{deck.AlignRight, []deck.Block{list("b")}, deck.AlignRight},
	} {
		slide := deck.Slide{PublicSlide: deck.PublicSlide{Align: c.align, Blocks: c.blocks}}
		d := deck.New("", "", deck.Meta{}, []deck.Head{{Steps: 1}}, nil, func(int) (deck.Slide, []deck.Diagnostic) { return slide, nil })
		if got, sent := d.PublicSlide(0).Side(), d.Public().PublicSlide(0).Align; got != c.want || sent != c.want {
			t.Errorf("%q with %d blocks stands %s and is sent as %s, want %s", c.align, len(c.blocks), got, sent, c.want)
		}
	}
}

package deck_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// shelf has one slide for each kind of thing that holds text.
func shelf(parsed *atomic.Int64) *deck.Deck {
	text := func(s string) []deck.Span { return []deck.Span{{Text: s[:1]}, {Text: s[1:], Strong: true}} }
	slides := []deck.PublicSlide{
		{Title: "Welcome", Blocks: []deck.Block{{Kind: deck.Heading, Spans: text("Welcome")}}},
		{Blocks: []deck.Block{{Kind: deck.List, Items: []deck.Item{{Spans: text("apple"),
			Blocks: []deck.Block{{Spans: text("pear")}}}}}}},
		{Blocks: []deck.Block{{Kind: deck.Table, Rows: [][]deck.Cell{{text("plum")}}}}},
		{Blocks: []deck.Block{{Kind: deck.Quote, Blocks: []deck.Block{{Spans: text("Cherry")}}}}},
		{Blocks: []deck.Block{{Kind: deck.Code, Text: "quince\n"}}},
		{},
	}
	heads := make([]deck.Head, len(slides))
	return deck.New("a.md", "hash", deck.Meta{}, heads, nil, func(i int) (deck.Slide, []deck.Diagnostic) {
		parsed.Add(1)
		return deck.Slide{PublicSlide: slides[i], Notes: deck.Notes{"": {{Parts: []deck.Part{{Text: "secret"}}}}}}, nil
	})
}

func TestFind(t *testing.T) {
	d := shelf(new(atomic.Int64))
	for _, c := range [][2]string{
		{"welcome", "[0]"}, {" PEAR ", "[1]"}, {"apple", "[1]"}, {"plum", "[2]"}, {"cherry", "[3]"}, {"quince", "[4]"},
		{"e", "[0 1 3 4]"}, {"secret", "[]"}, {"nothing", "[]"},
	} {
		var got []int
		for _, h := range d.Find(c[0]) {
			got = append(got, h.Slide)
		}
		if fmt.Sprint(got) != c[1] {
			t.Errorf("%q is found on %v, want %s", c[0], got, c[1])
		}
	}
}

// A hit says where it is and what stands around it. Notes are found only when they are asked for, and only those
// of the phase.
func TestHits(t *testing.T) {
	span := func(text string) []deck.Span { return []deck.Span{{Text: text}} }
	note := func(text string) deck.Note {
		return deck.Note{Parts: []deck.Part{{Text: text}, {Cue: deck.Cue{Kind: deck.CueNext}}}}
	}
	slide := deck.Slide{
		PublicSlide: deck.PublicSlide{Title: "A red house", Blocks: []deck.Block{
			{Kind: deck.Heading, Spans: span("A red house")}, {Spans: span("Don\u2019t say \u201cI\nam\u201d red.")},
		}},
		Notes: deck.Notes{"p": {note("Nothing."), note("One  Red\u00a0line. ")}, "s": {note("Blue")}},
	}
	d := deck.New("a.md", "hash", deck.Meta{}, make([]deck.Head, 1), nil, func(int) (deck.Slide, []deck.Diagnostic) { return slide, nil })
	for _, c := range []struct{ query, phase, public, all string }{
		{"RED", "p", "title A [red] house", "title A [red] house"},
		{"don't", "p", "words [Don\u2019t] say \u201cI", "words [Don\u2019t] say \u201cI"},
		{"am\" red", "p", "words [am\u201d red].", "words [am\u201d red]."},
		{"one red", "p", "", "notes [One Red] line. [next]"},
		{"next", "p", "", "notes Nothing.[[next]]"},
		{"one red", "s", "", ""},
		{"blue", "p", "", ""},
		{"blue", "s", "", "notes [Blue][next]"},
	} {
		for want, hits := range map[string][]deck.Hit{c.public: d.Find(c.query), c.all: d.FindWithNotes(c.query, c.phase)} {
			got := ""
			for _, h := range hits {
				got += h.Source.String() + " " + h.Before + "[" + h.Match + "]" + h.After
			}
			if got != want {
				t.Errorf("%q in %q: %q, want %q", c.query, c.phase, got, want)
			}
		}
	}
}

// A search, like everything else, parses a slide once, and keeps it.
func TestEverySlideIsParsedOnce(t *testing.T) {
	var parsed atomic.Int64
	d := shelf(&parsed)
	d.Slide(2)
	d.Find("plum")
	d.Find("p")
	d.Public()
	if n := int(parsed.Load()); n != d.Len() {
		t.Errorf("%d slides were parsed %d times", d.Len(), n)
	}
}

func TestTitle(t *testing.T) {
	d := shelf(new(atomic.Int64))
	for i, want := range []string{"Welcome", "apple pear", "plum", "Cherry", "quince", "Slide 6"} {
		if got := d.Title(i); got != want {
			t.Errorf("slide %d is called %q, want %q", i, got, want)
		}
	}
}

func TestLabelsNameThePoliceOnlyWhereTheyAreQuoted(t *testing.T) {
	plain, sourced := &deck.Deck{}, &deck.Deck{Meta: deck.Meta{Source: "letter.md"}}
	for _, c := range []struct {
		of   *deck.Deck
		v    deck.Voice
		want string
	}{
		{plain, deck.Guidance, "notes"}, {plain, deck.Letter, "quotation"},
		{sourced, deck.Guidance, "guidance, not police words"}, {sourced, deck.Letter, "the letter"},
	} {
		if got := c.of.Label(c.v); got != c.want {
			t.Errorf("voice %v of a deck with source %q is labelled %q, want %q", c.v, c.of.Meta.Source, got, c.want)
		}
	}
}

// Where a deck is on the speaker's disk is nobody else's business: not even its name is told.
func TestADeckIsNotCalledByItsFile(t *testing.T) {
	load := func(int) (deck.Slide, []deck.Diagnostic) {
		return deck.Slide{PublicSlide: deck.PublicSlide{Title: "Kind words"}}, nil
	}
	d := deck.New("/home/anna.smith/talk.md", "", deck.Meta{}, make([]deck.Head, 1), nil, load)
	sent, err := json.Marshal(d.Public())
	if err != nil || d.Heading() != "Kind words" || strings.Contains(string(sent), "talk.md") || strings.Contains(string(sent), "anna") {
		t.Errorf("the deck is called %q; what is sent is %s, %v", d.Heading(), sent, err)
	}
	if got := (&deck.Deck{Name: "/home/anna.smith/talk.md"}).Heading(); got != "" {
		t.Errorf("a deck without slides is called %q", got)
	}
}

package deck_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"assembly/internal/deck"
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
		{"e", "[0 1 3 4]"}, {"", "[0 1 2 3 4 5]"}, {"secret", "[]"}, {"nothing", "[]"},
	} {
		if got := fmt.Sprint(d.Find(c[0])); got != c[1] {
			t.Errorf("%q is found on %s, want %s", c[0], got, c[1])
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

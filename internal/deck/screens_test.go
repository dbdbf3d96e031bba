package deck_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// divided is a slide whose head says that its text needs some screens.
func divided(screens int, blocks ...deck.Block) deck.PublicSlide {
	heads := []deck.Head{{Steps: screens, Screens: screens}}
	d := deck.New("a", "a", deck.Meta{}, heads, nil, func(int) (deck.Slide, []deck.Diagnostic) {
		return deck.Slide{PublicSlide: deck.PublicSlide{Blocks: blocks}}, nil
	})
	return d.PublicSlide(0)
}

// screens is the words of each screen.
func screens(s deck.PublicSlide) []string {
	var out []string
	for step := range s.Steps {
		s := s
		s.Blocks = s.Screen(step)
		out = append(out, strings.Join(strings.Fields(s.Text()), " "))
	}
	return out
}

func items(n int) deck.Block {
	b := deck.Block{Kind: deck.List, Ordered: true, Start: 1}
	for i := range n {
		b.Items = append(b.Items, deck.Item{Spans: spans("item" + string(rune('A'+i)))})
	}
	return b
}

func TestALongSlideGoesOnToFurtherScreens(t *testing.T) {
	title := deck.Block{Kind: deck.Heading, Level: 1, Spans: spans("Title")}
	second := deck.Block{Kind: deck.Heading, Level: 2, Spans: spans("Second")}
	table := deck.Block{Kind: deck.Table, Rows: [][]deck.Cell{{spans("head")}, {spans("one")}, {spans("two")}, {spans("three")}}}
	long := deck.Block{Kind: deck.Table, Rows: slices.Concat([][]deck.Cell{{spans(strings.Repeat("head ", 100)), spans("b")}}, table.Rows[1:])}
	code := deck.Block{Kind: deck.Code, Text: "a\nb\nc\nd\n"}
	verse := deck.Block{Kind: deck.Quote, Blocks: []deck.Block{{Spans: spans("one,\ntwo,\nthree,\nfour.")}, {Spans: spans("A poet")}}}
	prose := deck.Block{Spans: spans("It is one. Is it two? It is. It is four.")}
	for _, c := range []struct {
		name   string
		n      int
		blocks []deck.Block
		want   string
	}{
		{"list", 2, []deck.Block{title, items(4)}, "Title itemA itemB|Title itemC itemD"},
		{"uneven", 2, []deck.Block{items(5)}, "itemA itemB|itemC itemD itemE"},
		{"table", 2, []deck.Block{title, table}, "Title head one|Title head two three"},
		{"table with a long header", 3, []deck.Block{title, long}, "Title " + strings.Repeat("head ", 100) + "b one|Title two|Title three"},
		{"code", 2, []deck.Block{code}, "a b|c d"},
		{"verse", 2, []deck.Block{verse}, "one, two,|three, four.A poet"},
		{"prose", 2, []deck.Block{prose}, "It is one. Is it two?|It is. It is four."},
		{"a heading stays with its text", 2, []deck.Block{title, items(3), second, items(2)}, "Title itemA itemB itemC|Title Second itemA itemB"},
		{"nothing to divide", 3, []deck.Block{title, {Spans: spans("one")}}, "Title one|Title one|Title one"},
		{"nothing at all", 2, nil, "|"},
	} {
		if got := strings.Join(screens(divided(c.n, c.blocks...)), "|"); got != c.want {
			t.Errorf("%s: the screens are %q, want %q", c.name, got, c.want)
		}
	}
}

// The numbers of a list go on where the last screen ended.
func TestNumbersGoOnOnTheNextScreen(t *testing.T) {
	if b := divided(2, items(4)).Screen(1)[0]; b.Start != 3 || b.Step != 1 || b.Items[0].Step != 1 {
		t.Errorf("the second screen begins at %d, on step %d", b.Start, b.Step)
	}
}

// A sentence that is longer than a screen goes on to the next one.
func TestALongSentenceIsDividedAtABlank(t *testing.T) {
	text := strings.TrimSpace(strings.Repeat("word ", 1000))
	got := screens(divided(4, deck.Block{Kind: deck.Paragraph, Spans: spans(text)}))
	if len(got) != 4 || strings.Join(strings.Fields(strings.Join(got, " ")), " ") != text {
		t.Fatalf("%d screens: %q", len(got), got)
	}
	for i, s := range got {
		if len(s) > 2*len(text)/len(got) {
			t.Errorf("screen %d has %d of %d bytes", i+1, len(s), len(text))
		}
	}
}

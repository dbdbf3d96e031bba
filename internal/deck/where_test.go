package deck_test

import (
	"strings"
	"testing"

	"assembly/internal/deck"
)

// titled is a deck of slides with titles; what stands behind a colon is the text below one, and
// behind an equals sign the picture of a slide without words. An asterisk ends the closing slide's.
func titled(titles ...string) *deck.Deck {
	load := func(i int) (deck.Slide, []deck.Diagnostic) {
		if path, ok := strings.CutPrefix(titles[i], "="); ok {
			return deck.Slide{Face: deck.Face{Steps: 1, Blocks: []deck.Block{{Kind: deck.Picture, Image: &deck.Image{Path: path}}}}}, nil
		}
		title, text, _ := strings.Cut(titles[i], ":")
		blocks := []deck.Block{{Kind: deck.Heading, Spans: []deck.Span{{Text: title}}}, {Spans: []deck.Span{{Text: text}}}}
		return deck.Slide{Face: deck.Face{Title: title, Steps: 1, Blocks: blocks}}, nil
	}
	heads := make([]deck.Head, len(titles))
	for i, t := range titles {
		heads[i].Closing = strings.HasSuffix(t, "*")
	}
	return deck.New("d.md", "", deck.Meta{}, heads, nil, load)
}

func TestWhere(t *testing.T) {
	for _, c := range []struct {
		old, now string
		at, want int
	}{
		{"A B C D", "A B C D", 2, 2},
		{"A B C D", "B C D", 2, 1},
		{"A B C D", "B C D", 0, -1},
		{"A B C D", "N A B C D", 2, 3},
		{"A B C D", "A N B C D", 0, 0},
		{"A B C D", "A B X D", 2, 2},
		{"A B C D", "A B D", 2, -1},
		{"A B C D", "A B", 3, -1},
		{"A B C D", "A C B D", 1, 2},
		{"A B C D", "W X Y Z", 2, 2},
		{"A B C D", "W X Y", 3, -1},
		{"A B:1 B:2 B:3", "B:1 B:2 B:3", 2, 1},
		{"A B:1 B:2", "A B:1 B:9", 2, 2},
		{"A B:1 C", "A N B:2 C", 1, 2},
		{"A", "A", 1, -1},
		{"A", "A", -1, -1},
		{"A =p =r B", "=p =r B", 1, 0},
		{"A =p =r B", "=p =r B", 2, 1},
		{"A =p =r B", "X A =p =r B", 2, 3},
		{"A =p B", "A =q B", 1, 1},
		{"A B Q", "X A B Q2", 2, 3},
		{"A B Q", "B Q2", 2, 1},
		{"A Q B", "X A Q2 B", 1, 2},
		{"Q A", "X Q2 A", 0, 1},
		{"A Q:1 Q:1 B", "X A Q:1 Q:1 B", 2, 3},
		{"A Q:1 Q:1 B", "X A Q:1 Q:1 B", 1, 2},
		{"A B Z*", "N A B Last*", 2, 3},
		{"A B Z*", "A Z*", 2, 1},
	} {
		old, now := titled(strings.Fields(c.old)...), titled(strings.Fields(c.now)...)
		if got := now.Where(old)(c.at); got != c.want {
			t.Errorf("%s, slide %d, is %d in %s, want %d", c.old, c.at, got, c.now, c.want)
		}
	}
}

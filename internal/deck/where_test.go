package deck_test

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// titled is a deck of slides with titles; what stands behind a colon is the text below one, and
// behind an equals sign the picture of a slide without words. An asterisk ends the closing slide's.
func titled(titles ...string) *deck.Deck {
	load := func(i int) (deck.Slide, []deck.Diagnostic) {
		if path, ok := strings.CutPrefix(titles[i], "="); ok {
			return deck.Slide{PublicSlide: deck.PublicSlide{Steps: 1, Blocks: []deck.Block{{Kind: deck.Picture, Image: &deck.Image{Path: path}}}}}, nil
		}
		title, text, _ := strings.Cut(titles[i], ":")
		blocks := []deck.Block{{Kind: deck.Heading, Spans: []deck.Span{{Text: title}}}, {Spans: []deck.Span{{Text: text}}}}
		return deck.Slide{PublicSlide: deck.PublicSlide{Title: title, Steps: 1, Blocks: blocks}}, nil
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
		{"A =p =r B", "A =r B =p", 1, 3},
		{"A =p B =q C", "=s A X B C", 1, 2},
		{"A B Q", "X A B Q2", 2, 3},
		{"A B Q", "B Q2", 2, 1},
		{"A Q B", "X A Q2 B", 1, 2},
		{"Q A", "X Q2 A", 0, 1},
		{"A Q:1 Q:1 B", "X A Q:1 Q:1 B", 2, 3},
		{"A Q:1 Q:1 B", "X A Q:1 Q:1 B", 1, 2},
		{"A P:1 B P:1 C P:1 D", "A B P:1 C P:1 D", 3, 2}, // Between twins, its neighbours tell a slide,
		{"A P:1 B P:1 C", "A P:1 P:1 B P:1 C", 3, 4},
		{"A P:1 B P:1 C", "A P:2 B P:1 C", 1, 1},
		{"A P:1 P:1 C", "A P:2 P:1 C", 1, 1},
		{"A P:1 P:1 C", "A P:1 P:2 C", 2, 2},
		{"A H:1 H:2 C", "A H:2 C", 1, -1}, // and a title is not taken from one that has it already.
		{"A B C D E", "A X C Y Z E", 3, 3},
		{"W S:1 P S:2 N E", "W P S:3 N E", 3, 2}, // Titles pair those between the same two first.
		{"W S:1 P S:2 N E", "W P S:3 N E", 1, -1},
		{"A S:1 B S:2 C", "A N B S:9 C", 3, 3},
		{"A B C D E", "D E A B C2", 2, 4}, // A slide is still beside the one that it moved with.
		{"A B C D E", "C2 D E A B", 2, 0},
		{"A B Z*", "A Z*", 1, -1}, // The numbers are no other slide's,
		{"A B Z", "A B Y*", 2, 2}, // unless there were none.
		{"A B C D E", "A C X E", 3, 2},
		{"A B Z*", "N A B Last*", 2, 3},
		{"A B Z*", "A Z*", 2, 1},
	} {
		old, now := titled(strings.Fields(c.old)...), titled(strings.Fields(c.now)...)
		if got := max(now.Where(old)(c.at), -1); got != c.want {
			t.Errorf("%s, slide %d, is %d in %s, want %d", c.old, c.at, got, c.now, c.want)
		}
	}
}

// A slide in the middle of thousands is found beside its place, and what is looked at is not all.
func TestWhereInALargeDeck(t *testing.T) {
	titles := make([]string, 5000)
	for i := range titles {
		titles[i] = "T" + strconv.Itoa(i)
	}
	old := titled(titles...)
	now := titled(slices.Concat(titles[:1000], []string{"new"}, titles[1003:])...)
	where := now.Where(old)
	for at, want := range map[int]int{0: 0, 999: 999, 1000: 1000, 1001: -1, 1002: -1, 1003: 1001, 3000: 2998, 4999: 4997} {
		if got := max(where(at), -1); got != want {
			t.Errorf("slide %d is %d, want %d", at, got, want)
		}
	}
}

// What is saved of an earlier version finds the same slides as the version itself, and parses as little.
func TestWhereByMarks(t *testing.T) {
	r, parsed := rand.New(rand.NewPCG(3, 4)), 0
	random := func(n int) *deck.Deck {
		titles := make([]string, n)
		for i := range titles {
			titles[i] = string(rune('A'+r.IntN(5))) + ":" + strconv.Itoa(r.IntN(2)) + strings.Repeat("*", r.IntN(10)/9)
		}
		return titled(titles...)
	}
	for range 500 {
		old, now := random(r.IntN(9)), random(r.IntN(9))
		byDeck, byMarks := now.Where(old), now.Where(old.Marks())
		for i := range old.Len() + 1 {
			if a, b := byDeck(i), byMarks(i); a != b {
				t.Fatalf("slide %d is at %d by its deck and at %d by its marks", i, a, b)
			}
		}
	}
	old := random(10_000)
	now := deck.New("d.md", "", deck.Meta{}, make([]deck.Head, 10_000), nil, func(i int) (deck.Slide, []deck.Diagnostic) {
		parsed++
		return *old.Slide(i), nil
	})
	if got := now.Where(old.Marks())(7000); got != 7000 || parsed > 500 {
		t.Errorf("slide 7000 is at %d, for which %d slides were parsed", got, parsed)
	}
}

// Marks that are cut off, or none, find nothing and do no harm.
func TestDamagedMarks(t *testing.T) {
	d := titled("A", "B", "C*")
	for n := range len(d.Marks()) {
		where := d.Where(d.Marks()[:n])
		for i := range 4 {
			if j := where(i); j >= 3 || j < 0 && i >= n/16 && j != ^i {
				t.Errorf("%d bytes of marks find slide %d at %d", n, i, j)
			}
		}
	}
}

// Whatever the edit, no two slides become one, and what was not touched keeps its place among the rest.
func TestWhereLaws(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	random := func() []string {
		titles := make([]string, r.IntN(9))
		for i := range titles {
			titles[i] = string(rune('A'+r.IntN(4))) + ":" + strconv.Itoa(r.IntN(2))
		}
		return titles
	}
	for range 2000 {
		a, b := random(), random()
		head, tail := random(), random()
		head = append(head, "Head:x")
		tail = append([]string{"Tail:x"}, tail...)
		old, now := slices.Concat(head, a, tail), slices.Concat(head, b, tail)
		where := titled(now...).Where(titled(old...))
		seen := map[int]int{}
		for i := range old {
			j := where(i)
			if k, twice := seen[j]; twice && j >= 0 || j >= len(now) {
				t.Fatalf("%q to %q: slides %d and %d are both %d", old, now, k, i, j)
			}
			seen[j] = i
			moved := len(now) - len(old)
			if i < len(head) && j != i || i >= len(head)+len(a) && j != i+moved {
				t.Fatalf("%q to %q: slide %d is %d", old, now, i, j)
			}
		}
	}
}

// For a slide that is gone, the place is told into which the next one has come.
func TestWhereWasWhatIsGone(t *testing.T) {
	for _, c := range []struct {
		old, now string
		at, want int
	}{
		{"A B C D", "A C D", 1, 1},
		{"A B C D E F", "C E F", 3, 1},
		{"A B C D", "B C D", 0, 0},
		{"A B C", "A B", 2, 2},
		{"A H:1 H:2 H:3 C", "A H:1 H:9 C", 3, 2},
		{"A H:1 H:2 H:3 C", "A H:9 H:3 C", 2, 1},
		{"A B C D", "X", 2, 2},
	} {
		got := titled(strings.Fields(c.now)...).Where(titled(strings.Fields(c.old)...))(c.at)
		if got >= 0 || ^got != c.want {
			t.Errorf("%s, slide %d, is %d in %s, want it gone from %d", c.old, c.at, got, c.now, c.want)
		}
	}
}

// The closing slide is found however far it has moved, and no other slide becomes it.
func TestWhereIsTheClosingSlide(t *testing.T) {
	var titles []string
	for i := range 600 {
		titles = append(titles, "T"+strconv.Itoa(i))
	}
	for _, c := range []struct{ old, now, at, want int }{{319, 136, 319, 136}, {149, 590, 149, 590}, {149, 590, 150, 150}, {590, 150, 150, -1}} {
		closed := func(at int) *deck.Deck {
			return titled(slices.Concat(titles[:at], []string{"Numbers*"}, titles[at+1:])...)
		}
		if got := max(closed(c.now).Where(closed(c.old))(c.at), -1); got != c.want && (c.want >= 0 || got == c.now) {
			t.Errorf("closing at %d, then at %d: slide %d is %d, want %d", c.old, c.now, c.at, got, c.want)
		}
	}
}

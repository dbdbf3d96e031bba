package deck_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// Every type that a Public can hold is named here. A new one has to be thought about: could it
// carry a note to the wall?
func TestPublicHoldsOnlyThese(t *testing.T) {
	allowed := []string{
		"deck.Public", "deck.PublicSlide", "deck.Layout", "deck.Align", "deck.PerPhase[time.Duration]", "deck.Block", "deck.Kind", "deck.Row",
		"deck.Pos", "deck.Span", "deck.Item", "deck.Cell", "deck.Image", "deck.File", "time.Duration",
		"string", "int", "bool", "uint8",
	}
	seen := map[reflect.Type]bool{}
	walkTypes(reflect.TypeFor[deck.Public](), seen)
	for typ := range seen {
		if typ.Name() != "" && !slices.Contains(allowed, typ.String()) {
			t.Errorf("a Public can hold a %s", typ)
		}
	}
	for _, forbidden := range []reflect.Type{
		reflect.TypeFor[deck.Notes](), reflect.TypeFor[deck.Note](), reflect.TypeFor[deck.Slide](), reflect.TypeFor[deck.Meta](),
	} {
		if seen[forbidden] {
			t.Errorf("a Public can hold a %s", forbidden)
		}
	}
	want := []string{"Title", "Layout", "Align", "Steps", "Screens", "Blocks", "Rows", "Silence", "Header", "Footer"}
	if got := fieldNames(reflect.TypeFor[deck.PublicSlide]()); !slices.Equal(got, want) {
		t.Errorf("a public slide has the fields %v, want %v", got, want)
	}
	want = []string{"Hash", "Title", "Lang", "Theme", "Steps", "Closing", "Slides", "slide"} // The last is a function that gives public slides alone.
	if got := fieldNames(reflect.TypeFor[deck.Public]()); !slices.Equal(got, want) {
		t.Errorf("a Public has the fields %v, want %v", got, want)
	}
}

func walkTypes(typ reflect.Type, seen map[reflect.Type]bool) {
	if seen[typ] {
		return
	}
	seen[typ] = true
	switch typ.Kind() {
	case reflect.Struct:
		for f := range typ.Fields() {
			walkTypes(f.Type, seen)
		}
	case reflect.Map:
		walkTypes(typ.Key(), seen)
		walkTypes(typ.Elem(), seen)
	case reflect.Slice, reflect.Pointer, reflect.Array:
		walkTypes(typ.Elem(), seen)
	}
}

func fieldNames(typ reflect.Type) []string {
	var out []string
	for f := range typ.Fields() {
		out = append(out, f.Name)
	}
	return out
}

const canary = "CANARY"

// secretDeck has a canary in every place that is the speaker's, and "seen" in every place that is
// the pupils'.
func secretDeck(note string) *deck.Deck {
	at := deck.Pos{File: "/home/" + canary + "/deck.md", Line: 1}
	spans := []deck.Span{{Text: "seen", Link: "https://" + canary}}
	blocks := []deck.Block{
		{Kind: deck.Heading, Pos: at, Spans: spans},
		{Kind: deck.List, Pos: at, Items: []deck.Item{{Spans: spans, Blocks: []deck.Block{{Pos: at, Spans: spans}}}}},
		{Kind: deck.Quote, Pos: at, Blocks: []deck.Block{{Pos: at, Spans: spans}}},
		{Kind: deck.Table, Pos: at, Rows: [][]deck.Cell{{spans}}},
		{Kind: deck.Picture, Pos: at, Image: &deck.Image{Path: canary + "/crest.png", Alt: "seen", File: &deck.File{ID: "123", W: 4, H: 3}}},
	}
	slide := deck.Slide{
		PublicSlide: deck.PublicSlide{Title: "seen", Layout: deck.LayoutReflection, Steps: 2, Blocks: blocks,
			Silence: deck.Times{"primary": 45 * time.Second}},
		Pos: at, Speaker: canary, Time: deck.Times{canary: time.Minute},
		Notes: deck.Notes{canary: {{Parts: []deck.Part{{Text: canary + note}}}}},
	}
	meta := deck.Meta{
		Title: "seen", Lang: "en-GB", Theme: "dark", Author: canary, Event: canary, Location: canary, Date: canary,
		SubTitle: canary, Finish: canary, Phases: []string{canary}, Source: canary, SourceText: canary,
		Fill: map[string]string{canary: canary}, Pace: map[string]int{canary: 100},
	}
	load := func(int) (deck.Slide, []deck.Diagnostic) { return slide, nil }
	return deck.New(canary+".md", canary+note, meta, []deck.Head{{Pos: at, Steps: 2}}, nil, load)
}

func TestPublicCanary(t *testing.T) {
	d := secretDeck("")
	text, err := json.Marshal(d.Public())
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(text), canary) {
		t.Errorf("what is the speaker's is in %s", text)
	}
	if n := strings.Count(string(text), "seen"); n != 8 {
		t.Errorf("what is the pupils' is there %d times, want 8, in %s", n, text)
	}
	if got := d.Slide(0).Blocks[0].Spans[0].Link; got != "https://"+canary {
		t.Errorf("taking the public part changed the deck: its link is %q", got)
	}
}

// What is served is the same deck, though it holds no slide until one is asked for.
func TestServedIsPublic(t *testing.T) {
	d := secretDeck("")
	whole, served := d.Public(), d.Served("dark")
	a, errA := json.Marshal(whole)
	b, errB := json.Marshal(served)
	if errA != nil || errB != nil || string(a) != string(b) || strings.Contains(string(b), canary) {
		t.Errorf("it is sent as %s, want %s", b, a)
	}
	if served.Hash != whole.Hash || served.Slides != nil || served.Len() != 1 || len(served.Files()) != 1 || served.PublicSlide(1).Steps != 1 {
		t.Errorf("it is %+v", served)
	}
	if !reflect.DeepEqual(served.PublicSlide(0), whole.PublicSlide(0)) {
		t.Errorf("its slide is %+v", served.PublicSlide(0))
	}
	if got, want := d.Served("white").Hash, whole.WithTheme("white").Hash; got != want {
		t.Errorf("in white it is %s, want %s", got, want)
	}
}

func TestPublicComesBackFromJSON(t *testing.T) {
	p := secretDeck("").Public()
	text, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	var back deck.Public
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(p, back) {
		t.Errorf("went out as %+v, came back as %+v", p, back)
	}
	if back.Len() != 1 || back.PublicSlide(0).Title != "seen" || back.Closing != -1 || back.PublicSlide(1).Steps != 1 || back.PublicSlide(-1).Steps != 1 {
		t.Errorf("came back as %+v", back)
	}
}

// A deck is written slide by slide as it is encoded at once, and no further than somebody reads.
func TestADeckIsWrittenSlideBySlide(t *testing.T) {
	one := secretDeck("").Public()
	for n := range 4 {
		p := one
		p.Slides, p.Steps = make([]deck.PublicSlide, n), make([]int, n)
		for i := range n {
			p.Slides[i], p.Steps[i] = one.Slides[0], 1
		}
		type plain deck.Public
		want, err := json.Marshal(plain(p))
		var got bytes.Buffer
		if errors.Join(err, p.Encode(&got)) != nil || got.String() != string(want) {
			t.Errorf("%d slides are written as %s, want %s", n, got.String(), want)
		}
		for most := range n + 1 {
			if err := p.Encode(&broken{writes: most}); !errors.Is(err, io.ErrClosedPipe) {
				t.Errorf("after %d of %d slides the reader is gone, and the error is %v", most, n, err)
			}
		}
	}
}

// broken takes a few writes.
type broken struct{ writes int }

// Write implements io.Writer.
func (b *broken) Write(p []byte) (int, error) {
	if b.writes--; b.writes < 0 {
		return 0, io.ErrClosedPipe
	}
	return len(p), nil
}

func TestPublicHash(t *testing.T) {
	p := secretDeck("").Public()
	if got := secretDeck(" and more").Public().Hash; got != p.Hash {
		t.Errorf("another note changes the hash from %s to %s", p.Hash, got)
	}
	white := p.WithTheme("white")
	if white.Hash == p.Hash || white.Theme != "white" || p.Theme != "dark" {
		t.Errorf("another theme gives %q %q beside %q %q", white.Theme, white.Hash, p.Theme, p.Hash)
	}
	if back := white.WithTheme("dark"); back.Hash != p.Hash {
		t.Errorf("the theme back again gives %q, want %q", back.Hash, p.Hash)
	}
}

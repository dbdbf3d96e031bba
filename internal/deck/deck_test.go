package deck_test

import (
	"fmt"
	"reflect"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

func TestPositions(t *testing.T) {
	for want, pos := range map[string]deck.Pos{
		"a.md:3:7": {File: "a.md", Line: 3, Col: 7},
		"a.md:3":   {File: "a.md", Line: 3},
		"a.md":     {File: "a.md"},
		"":         {},
	} {
		if got := pos.String(); got != want {
			t.Errorf("%#v reads %q, want %q", pos, got, want)
		}
	}
	d := deck.Diagnostic{Pos: deck.Pos{File: "a.md", Line: 3}, Severity: deck.Warning, Message: "mend this"}
	if got := d.Error(); got != "a.md:3: mend this" {
		t.Errorf("the diagnostic reads %q", got)
	}
}

func TestTimesFor(t *testing.T) {
	times := deck.Times{"primary": time.Minute, "": time.Second}
	for phase, want := range map[string]time.Duration{
		"primary": time.Minute, "secondary": time.Second, "": time.Second,
	} {
		if got := times.For(phase); got != want {
			t.Errorf("the time for %q is %v, want %v", phase, got, want)
		}
	}
	if got := deck.Times(nil).For("primary"); got != 0 {
		t.Errorf("no times give %v, want 0", got)
	}
}

func TestNotesFor(t *testing.T) {
	all, own := []deck.Note{{Voice: deck.Letter}}, []deck.Note{{Item: true}}
	notes := deck.Notes{"": all, "primary": own, "secondary": nil}
	for phase, want := range map[string][]deck.Note{"primary": own, "secondary": nil, "": all, "sixth form": all} {
		if got := notes.For(phase); !reflect.DeepEqual(got, want) {
			t.Errorf("the notes for %q are %v, want %v", phase, got, want)
		}
	}
	if got := deck.Notes(nil).For("primary"); got != nil {
		t.Errorf("no notes give %v, want none", got)
	}
}

func TestVoices(t *testing.T) {
	if g, l := deck.Guidance.String(), deck.Letter.String(); g != "guidance, not police words" || l != "the letter" {
		t.Errorf("the voices are labelled %q and %q", g, l)
	}
}

func TestNoteString(t *testing.T) {
	note := deck.Note{Parts: []deck.Part{
		{Text: "Be "}, {Text: "still", Strong: true}, {Text: ". "},
		{Cue: deck.Cue{Kind: deck.CuePause, For: 90 * time.Second}}, {Text: " "},
		{Cue: deck.Cue{Kind: deck.CueWait}}, {Text: " "},
		{Cue: deck.Cue{Kind: deck.CueDo, Text: "dim the lights"}},
	}}
	if got, want := note.String(), "Be still. [pause 1m30s] [wait] [do: dim the lights]"; got != want {
		t.Errorf("the note reads %q, want %q", got, want)
	}
	if got := (deck.Cue{}).String(); got != "" {
		t.Errorf("no cue reads %q, want nothing", got)
	}
}

// sample has n slides, the third of which is the closing one. Each slide parsed is counted.
func sample(n int, parsed *atomic.Int64) *deck.Deck {
	heads := make([]deck.Head, n)
	for i := range heads {
		heads[i] = deck.Head{Steps: i%3 + 1, Closing: i == 2}
	}
	first := []deck.Diagnostic{{Message: "of the deck"}}
	return deck.New("a.md", "hash", deck.Meta{}, heads, first, func(i int) (deck.Slide, []deck.Diagnostic) {
		parsed.Add(1)
		slide := deck.Slide{PublicSlide: deck.PublicSlide{Title: fmt.Sprint("slide ", i), Steps: 9}}
		return slide, []deck.Diagnostic{{Message: fmt.Sprint("of slide ", i)}}
	})
}

func TestDeckParsesWhenAsked(t *testing.T) {
	var parsed atomic.Int64
	d := sample(5, &parsed)
	if parsed.Load() != 0 || len(d.Diagnostics()) != 1 {
		t.Fatalf("opening parsed %d slides and has %v to say", parsed.Load(), d.Diagnostics())
	}
	slide := d.PublicSlide(1)
	if slide.Title != "slide 1" || slide.Steps != 2 {
		t.Errorf("slide 1 is %q with %d steps, want the 2 of its head", slide.Title, slide.Steps)
	}
	d.Public()
	d.Public()
	if parsed.Load() != 5 || len(d.Diagnostics()) != 6 {
		t.Errorf("parsed %d times with %d diagnostics, want 5 and 6", parsed.Load(), len(d.Diagnostics()))
	}
}

func TestDeckShape(t *testing.T) {
	d := sample(4, new(atomic.Int64))
	if got := fmt.Sprint(d.Len(), d.Closing(), d.Steps()); got != "4 2 [1 2 3 1]" {
		t.Errorf("length, closing slide and steps are %s", got)
	}
	if got := sample(2, new(atomic.Int64)).Closing(); got != -1 {
		t.Errorf("a deck without a closing slide has it at %d, want -1", got)
	}
}

func TestDiagnosticsAreACopy(t *testing.T) {
	d := sample(1, new(atomic.Int64))
	d.Diagnostics()[0].Message = "spoilt"
	if got := d.Diagnostics()[0].Message; got != "of the deck" {
		t.Errorf("a caller changed the deck's diagnostics to %q", got)
	}
}

// Several goroutines ask for the same slides; the race detector watches.
func TestDeckForManyReaders(t *testing.T) {
	const slides, readers = 50, 8
	var parsed atomic.Int64
	d := sample(slides, &parsed)
	var wg sync.WaitGroup
	for r := range readers {
		wg.Go(func() {
			for i := range slides {
				i := (i*7 + r) % slides
				if got := d.Slide(i).Title; got != fmt.Sprint("slide ", i) {
					t.Errorf("slide %d is %q", i, got)
				}
				_ = d.Diagnostics()
			}
		})
	}
	wg.Wait()
	if parsed.Load() != slides {
		t.Errorf("%d slides were parsed %d times", slides, parsed.Load())
	}
}

// A PublicSlide is all that a hall is given. No type of the speaker's may be reached from it, however
// deep, so that no note can.
func TestFaceReachesNothingOfTheSpeakers(t *testing.T) {
	private := map[reflect.Type]bool{}
	for _, v := range []any{deck.Note{}, deck.Notes{}, deck.Part{}, deck.Cue{}, deck.Voice(0), deck.Slide{}, deck.Deck{}} {
		private[reflect.TypeOf(v)] = true
	}
	if path := reach(reflect.TypeFor[deck.PublicSlide](), private, map[reflect.Type]bool{}); path != "" {
		t.Errorf("PublicSlide%s belongs to the speaker", path)
	}
	if reach(reflect.TypeFor[deck.Slide](), map[reflect.Type]bool{reflect.TypeFor[deck.Cue](): true},
		map[reflect.Type]bool{}) == "" {
		t.Error("the search misses the cues of a slide, so it proves nothing")
	}
}

// reach is the path of fields from a type to one of those wanted, or "". An interface or a
// function could hide anything and counts as found.
func reach(from reflect.Type, wanted, seen map[reflect.Type]bool) string {
	if seen[from] {
		return ""
	}
	seen[from] = true
	if wanted[from] {
		return " (" + from.String() + ")"
	}
	switch from.Kind() {
	case reflect.Interface, reflect.Func, reflect.UnsafePointer:
		return " (" + from.String() + ")"
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Chan:
		return reach(from.Elem(), wanted, seen)
	case reflect.Map:
		return reach(from.Key(), wanted, seen) + reach(from.Elem(), wanted, seen)
	case reflect.Struct:
		for field := range from.Fields() {
			if path := reach(field.Type, wanted, seen); path != "" {
				return "." + field.Name + path
			}
		}
	}
	return ""
}

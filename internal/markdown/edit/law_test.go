package edit

import (
	"bytes"
	"flag"
	"image"
	"image/png"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/slides"
)

var (
	seed   = flag.Uint64("seed", 1, "seed of TestSetTimesInRandomDecks")
	rounds = flag.Int("rounds", 500, "decks that TestSetTimesInRandomDecks makes")
)

// checkTimes holds for any source and any times, whichever phase of its own the deck is set for.
// It returns what came of it.
func checkTimes(t testing.TB, src []byte, files fs.FS, phase string, times map[int]time.Duration) (Edited, error) {
	t.Helper()
	o := markdown.Options{Name: "deck.md", Files: files}
	got, err := SetTimes(src, o, phase, times)
	if err != nil {
		if got.Text != nil || got.Changes != nil {
			t.Fatalf("an error, %v, and a change", err)
		}
		return got, err
	}
	old, err := markdown.ParseAll(src, o)
	if err != nil {
		t.Fatalf("times are set in a deck that is refused: %v", err)
	}
	now, err := markdown.ParseAll(got.Text, o)
	if err != nil {
		t.Fatalf("with its times the deck is refused: %v\n%s", err, got.Text)
	}
	checkEffect(t, old, now, phase, times)
	checkRest(t, old, now)
	checkBytes(t, src, got)
	again, err := SetTimes(got.Text, o, phase, times)
	if err != nil || len(again.Changes) > 0 || !bytes.Equal(again.Text, got.Text) {
		t.Fatalf("a second time changes more: %v, %v", again.Changes, err)
	}
	if diff := got.Diff("deck.md"); strings.ContainsFunc(diff, dangerous) || strings.Contains(diff, "\t") || (diff == "") != bytes.Equal(src, got.Text) {
		t.Fatalf("the diff %q is not fit to be shown", diff)
	}
	return got, nil
}

// checkEffect makes sure that the wanted times hold, and else those that were.
func checkEffect(t testing.TB, old, now *deck.Deck, phase string, times map[int]time.Duration) {
	t.Helper()
	for i := range old.Len() {
		for _, p := range append(old.Meta.Phases, phase) {
			want := old.Slide(i).Time.For(p)
			if wanted, ok := times[i]; ok && p == phase {
				want = wanted
			}
			if have := now.Slide(i).Time.For(p); have != want {
				t.Fatalf("slide %d: the time for %q is %v, want %v", i, p, have, want)
			}
		}
	}
}

// checkRest makes sure that all but the times is what it was.
func checkRest(t testing.TB, old, now *deck.Deck) {
	t.Helper()
	for _, d := range []*deck.Deck{old, now} {
		for i := range d.Len() {
			d.Slide(i).Time = nil // This test's own deck.
		}
	}
	for i := range old.Len() {
		if a, b := old.Slide(i), now.Slide(i); !same(reflect.ValueOf(*a), reflect.ValueOf(*b)) {
			t.Fatalf("slide %d: more than the times has changed: was\n%+v, is\n%+v", i, *a, *b)
		}
	}
	if old.Len() != now.Len() || !reflect.DeepEqual(old.Meta, now.Meta) {
		t.Fatalf("more than the times has changed: was\n%+v, is\n%+v", old, now)
	}
	if a, b := len(old.Diagnostics()), len(now.Diagnostics()); b > a {
		t.Fatalf("there is more to say: %v, after %v", now.Diagnostics(), old.Diagnostics())
	}
}

// same reports whether two values of one type are equal, but for the positions in them.
func same(a, b reflect.Value) bool {
	switch a.Kind() {
	case reflect.Struct:
		for i := range a.NumField() {
			if a.Type() != reflect.TypeFor[deck.Pos]() && !same(a.Field(i), b.Field(i)) {
				return false
			}
		}
		return true
	case reflect.Slice:
		for i := range min(a.Len(), b.Len()) {
			if !same(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return a.Len() == b.Len()
	case reflect.Map:
		for _, k := range a.MapKeys() {
			if v := b.MapIndex(k); !v.IsValid() || !same(a.MapIndex(k), v) {
				return false
			}
		}
		return a.Len() == b.Len()
	case reflect.Pointer:
		return a.IsNil() == b.IsNil() && (a.IsNil() || same(a.Elem(), b.Elem()))
	}
	return a.Equal(b)
}

// checkBytes makes sure that every line outside the changes is as it was to the byte, and that the
// changes are what the text says.
func checkBytes(t testing.TB, src []byte, got Edited) {
	t.Helper()
	old, now := rawLines(src), rawLines(got.Text)
	at, to := 0, 0
	same := func(n int) {
		for ; n > 0; n-- {
			if old[at] != now[to] && (at < len(old)-1 || strings.TrimRight(now[to], "\r\n") != old[at]) {
				t.Fatalf("line %d was %q and is %q, which no change says", at+1, old[at], now[to])
			}
			at, to = at+1, to+1
		}
	}
	for _, c := range got.Changes {
		same(c.Line - 1 - at)
		for i, line := range c.Old {
			if strings.TrimRight(old[at+i], "\r\n") != line {
				t.Fatalf("line %d is %q, and the change says %q", at+i+1, old[at+i], line)
			}
		}
		for i, line := range c.New {
			if strings.TrimRight(now[to+i], "\r\n") != line {
				t.Fatalf("line %d of the new text is %q, and the change says %q", to+i+1, now[to+i], line)
			}
		}
		at, to = at+len(c.Old), to+len(c.New)
	}
	same(len(old) - at)
	if to != len(now) {
		t.Fatalf("the new text goes on: %q", now[to:])
	}
}

func rawLines(src []byte) []string {
	var out []string
	for _, l := range newFile(src).lines {
		out = append(out, string(src[l.start:l.next]))
	}
	return out
}

// timesFor picks slides by the bits of mask, and gives each another time.
func timesFor(n int, mask uint64, first time.Duration) map[int]time.Duration {
	times := map[int]time.Duration{}
	for i := range n {
		if mask>>(i%64)&1 == 1 {
			times[i] = first + time.Duration(i)*time.Second
		}
	}
	return times
}

// checkEveryPhase sets times in a deck that may be no deck for each of its phases, and reports for
// how many slides it was refused and for how many it was done.
func checkEveryPhase(t testing.TB, src []byte, files fs.FS, mask uint64, first time.Duration) (done, refused int) {
	t.Helper()
	d, err := markdown.ParseAll(src, markdown.Options{Name: "deck.md", Files: files})
	if err != nil {
		if _, err := SetTimes(src, markdown.Options{Name: "deck.md", Files: files}, "", nil); err == nil {
			t.Fatal("times are set in a deck that is refused")
		}
		return 0, 0
	}
	phases := d.Meta.Phases
	if phases == nil {
		phases = []string{""}
	}
	for _, phase := range phases {
		times := timesFor(d.Len(), mask, first)
		if _, err := checkTimes(t, src, files, phase, times); err != nil {
			refused += len(times)
			continue
		}
		done += len(times)
	}
	return done, refused
}

func FuzzSetTimes(f *testing.F) {
	for _, src := range timedDecks(f) {
		f.Add(src, ^uint64(0), uint16(100))
	}
	files := beside()
	f.Fuzz(func(t *testing.T, src []byte, mask uint64, seconds uint16) {
		checkEveryPhase(t, src, files, mask, time.Duration(seconds)*time.Second)
	})
}

// lineEnds are those that the deck of a number is tried with: one of the three kinds by turns, or all with CI_LONG=1.
func lineEnds(number int) []string {
	all := []string{"\n", "\r\n", "\r"}
	if os.Getenv("CI_LONG") == "1" {
		return all
	}
	return all[number%3 : number%3+1]
}

// timedDecks is the decks of all tests.
func timedDecks(t testing.TB) [][]byte {
	t.Helper()
	names, _ := filepath.Glob("testdata/*.txtar")
	more, _ := filepath.Glob("../testdata/*.txtar")
	if len(names) == 0 || len(more) == 0 {
		t.Fatal("no decks")
	}
	var out [][]byte
	for _, name := range append(names, more...) {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range a.Files {
			if f.Name == "deck.md" {
				out = append(out, f.Data)
			}
		}
	}
	return out
}

// What other tests read is good for this one as well, with each kind of line end.
func TestSetTimesInTestDecks(t *testing.T) {
	done := 0
	for i, src := range timedDecks(t) {
		for _, end := range lineEnds(i) {
			src := bytes.ReplaceAll(src, []byte("\n"), []byte(end))
			n, _ := checkEveryPhase(t, src, beside(), ^uint64(0), 100*time.Second)
			done += n
		}
	}
	if done < 100 {
		t.Errorf("only %d times were set, so this test sees too little", done)
	}
}

// timeFragments are what the settings of random decks are made of.
const timeFragments = "# a\n|# b\n|\n\n---\n\n|\n---\n|word|\n|\n\n|- |> |\n<!-- time: 9s -->\n|<!-- time: 9s -->|<!-- layout: text -->|" +
	"\n<!--\ntime: 9s\n-->\n|\n<!--\ntime: '9s' # x\nlayout: text\n-->\n|\n<!--\n  layout: text\n-->\n|\n<!-- {optional: true} -->\n|" +
	"\n<!--\ntime: {p: 9s}\n-->\n|\n<!--\ntime:\n  p: 9s\n-->\n|\n<!--\ntime: {}\n-->\n|\n<!-- time: {\"\": \"8s\"} -->\n|" +
	"\n<!--\ntime: {{x PIPE9s}}\n-->\n|\n<!-- time: {{u PIPE9s}} -->\n|\n<!-- layout: text\ntime: 9s -->\n|\n<!--\nspeaker: A\ntime: PIPE\n  9s\n-->|" +
	"\n<!--\ntime: !!str 9s\n-->\n|\n<!--\n# x\ntime: &a 9s\n-->\n|\n???\n|```\n|\n<!-- end_slide -->\n|<!--\nnotes: PIPE\n  hello\n-->\n|" +
	"\x1b[31m|\x01|\ufeff|\f|\u2028|\t|  |\r|    |<!-- pause -->\n|é|<!-- time: \x1b[1m9s\x01 -->|\n<!--\n\x01time: 9s\x02\n-->\n|{{|}}|-->|<!--"

// TestSetTimesInRandomDecks comes nearer to settings than what the fuzzer makes of bytes.
func TestSetTimesInRandomDecks(t *testing.T) {
	r := rand.New(rand.NewPCG(*seed, 1))
	done, refused := 0, 0
	for range *rounds {
		src := []byte(randomDeck(r))
		switch r.IntN(3) {
		case 0:
			src = append([]byte("---\nphases: [p, q]\n---\n"), src...)
		case 1:
			src = append([]byte("---\nphases: [p]\nfill: {x: '*v* '}\n---\n"), src...)
		}
		func() {
			defer func() {
				if t.Failed() {
					t.Logf("source: %q", src)
				}
			}()
			a, b := checkEveryPhase(t, src, nil, r.Uint64()|1, time.Duration(r.IntN(200))*time.Second)
			done, refused = done+a, refused+b
		}()
	}
	if t.Logf("%d times were set and %d refused", done, refused); done < refused || done == 0 {
		t.Errorf("%d times were set and %d refused", done, refused)
	}
}

func TestSetTimesInEmbeddedDecks(t *testing.T) {
	for name, src := range map[string][]byte{slides.BuiltinName: slides.Builtin(), slides.GuideName: slides.Guide()} {
		if done, refused := checkEveryPhase(t, src, slides.Files(), ^uint64(0), 3*time.Second); done == 0 || refused > 0 {
			t.Errorf("%s: %d times were set and %d refused", name, done, refused)
		}
	}
}

// randomDeck is a deck of some of the fragments.
func randomDeck(r *rand.Rand) string {
	words := strings.Split(timeFragments, "|")
	var b strings.Builder
	for range 1 + r.IntN(40) {
		b.WriteString(strings.ReplaceAll(words[r.IntN(len(words))], "PIPE", "|"))
	}
	return b.String()
}

// beside is a folder with a picture and a letter.
func beside() fs.FS {
	var crest bytes.Buffer
	if err := png.Encode(&crest, image.NewGray(image.Rect(0, 0, 4, 4))); err != nil {
		panic(err)
	}
	return fstest.MapFS{
		"crest.png":     {Data: crest.Bytes()},
		"pics/logo.png": {Data: crest.Bytes()},
		"letter.md":     {Data: []byte("That all forms of extremism and hatred is wrong.\n")},
	}
}

// dangerous is what must not reach a terminal, spelled out apart from the code.
func dangerous(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\t' ||
		strings.ContainsRune("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029", r)
}

package slides_test

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/slides"
)

// page is what one phase has of one slide: what pupils see, and what the speaker has to say.
type page struct {
	name  string // of the deck, the slide and the phase
	phase string
	index int
	slide *deck.Slide
	notes []deck.Note
}

// said is the notes as they are read out by one voice, a paragraph on a line, without cues.
func (p page) said(voice deck.Voice) string {
	var b strings.Builder
	for _, note := range p.notes {
		if note.Voice != voice {
			continue
		}
		for _, part := range note.Parts {
			b.WriteString(part.Text)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// text is everything that the phase has of the slide, cues and all.
func (p page) text() string {
	lines := []string{p.slide.Text()}
	for _, note := range p.notes {
		lines = append(lines, note.String())
	}
	return strings.Join(lines, "\n")
}

// names lists the embedded decks: every file but the letter, so that no deck is forgotten.
func names(t *testing.T) []string {
	t.Helper()
	all, err := fs.Glob(slides.Files(), "*")
	if err != nil || len(all) < 3 {
		t.Fatalf("the embedded files are %v, %v", all, err)
	}
	var out []string
	for _, name := range all {
		if name != slides.LetterName {
			out = append(out, name)
		}
	}
	return out
}

func source(t *testing.T, name string) string {
	t.Helper()
	text, err := fs.ReadFile(slides.Files(), name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func parse(t *testing.T, name string) *deck.Deck {
	t.Helper()
	d, err := markdown.Parse([]byte(source(t, name)), markdown.Options{Name: name, Files: slides.Files()})
	if err != nil {
		t.Fatal(err)
	}
	d.Public()
	return d
}

// pages is every slide of a deck in every phase.
func pages(t *testing.T, name string) []page {
	t.Helper()
	d := parse(t, name)
	var out []page
	for _, phase := range d.Meta.Phases {
		for i := range d.Len() {
			s := d.Slide(i)
			out = append(out, page{name + ": " + s.Title + " (" + phase + ")", phase, i, s, s.Notes.For(phase)})
		}
	}
	if len(out) == 0 {
		t.Fatalf("%s has no phases or no slides", name)
	}
	return out
}

// everyPage runs a rule over every page of every embedded deck.
func everyPage(t *testing.T, rule func(p page) error) {
	t.Helper()
	for _, name := range names(t) {
		for _, p := range pages(t, name) {
			if err := rule(p); err != nil {
				t.Errorf("%s: %v", p.name, err)
			}
		}
	}
}

func TestEmbeddedDecksAreClean(t *testing.T) {
	for _, name := range names(t) {
		d := parse(t, name)
		for _, diagnostic := range d.Diagnostics() {
			t.Errorf("%s: %v", name, diagnostic)
		}
		if d.Meta.SourceText == "" {
			t.Errorf("%s: the letter it quotes was not found", name)
		}
	}
}

func TestFiles(t *testing.T) {
	for name, want := range map[string]string{
		slides.BuiltinName: string(slides.Builtin()),
		slides.ShortName:   string(slides.Short()),
		slides.GuideName:   string(slides.Guide()),
	} {
		if got := source(t, name); got != want || got == "" {
			t.Errorf("%s in Files is not what its function gives", name)
		}
	}
	if !strings.HasSuffix(source(t, slides.LetterName), slides.Letter()) {
		t.Error("the letter in Files does not end as Letter does")
	}
	slides.Builtin()[0] = '!'
	if slides.Builtin()[0] == '!' {
		t.Error("a caller changed the built-in deck")
	}
}

// The letter is kept to the byte, its slips included.
func TestLetterIsWordForWord(t *testing.T) {
	const want = "dacb6dcc9fa877947d5d7b6be43992d3b823af5b1195288f2cac81a193d2e3af"
	text := strings.TrimSpace(slides.Letter())
	sum := sha256.Sum256([]byte(text))
	if got := hex.EncodeToString(sum[:]); got != want {
		t.Errorf("the wording of the letter changed: %s", got)
	}
	if !strings.HasPrefix(text, "25th May 2017") || !strings.HasSuffix(text, "Race, Religion and Belief") {
		t.Errorf("the letter begins %.20q and ends %q", text, text[len(text)-20:])
	}
}

package state

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/filetest"
)

// deckFiles writes a deck under each name into a folder, and returns their paths.
func deckFiles(t *testing.T, names ...string) []string {
	t.Helper()
	dir := t.TempDir()
	var out []string
	for _, name := range names {
		path := filepath.Join(dir, name)
		must(t, os.WriteFile(path, []byte("# A\n"), 0o600))
		out = append(out, path)
	}
	return out
}

// recent lists the paths of the recent decks.
func recent(f *Folder, without string) []string {
	var out []string
	for _, d := range f.RecentDecks(without) {
		out = append(out, d.Path)
	}
	return out
}

func TestRecentDecks(t *testing.T) {
	f := At(t.TempDir())
	if got := recent(f, ""); got != nil {
		t.Errorf("a new user has recent decks: %q", got)
	}
	p := deckFiles(t, "a.md", "b c.md", "d.md")
	for _, path := range []string{p[0], p[1], "", p[2], p[0]} {
		must(t, f.UseDeck(UsedDeck{Path: path, Title: "T"}))
	}
	if got, want := recent(f, ""), []string{p[0], p[2], p[1]}; !slices.Equal(got, want) {
		t.Errorf("recent are %q, want the newest first: %q", got, want)
	}
	if got, want := recent(f, p[2]), []string{p[0], p[1]}; !slices.Equal(got, want) {
		t.Errorf("without the deck that is open they are %q, want %q", got, want)
	}
	t.Chdir(filepath.Dir(p[0]))
	must(t, f.UseDeck(UsedDeck{Path: "b c.md"}))
	if got, want := recent(f, "d.md"), []string{p[1], p[0]}; !slices.Equal(got, want) {
		t.Errorf("by a relative path they are %q, want %q", got, want)
	}
}

// A file on a memory stick that is pulled out is not offered until it is back.
func TestAMissingDeckIsRemembered(t *testing.T) {
	f, p := At(t.TempDir()), deckFiles(t, "a.md", "b.md")
	for _, path := range p {
		must(t, f.UseDeck(UsedDeck{Path: path}))
	}
	must(t, os.Rename(p[1], p[1]+".away"))
	if got := recent(f, ""); !slices.Equal(got, p[:1]) {
		t.Errorf("without the file recent are %q", got)
	}
	must(t, f.UseDeck(UsedDeck{Path: p[0]}))
	must(t, os.Rename(p[1]+".away", p[1]))
	if got := recent(f, ""); !slices.Equal(got, p) {
		t.Errorf("with the file again recent are %q", got)
	}
}

// Two names of one file are one deck, and what is not a file is none.
func TestRecentDecksAreFiles(t *testing.T) {
	f, p := At(t.TempDir()), deckFiles(t, "a.md", "b.md")
	link := filepath.Join(filepath.Dir(p[0]), "link.md")
	filetest.Link(t, p[0], link)
	for _, path := range []string{p[0], link, filepath.Dir(p[0]), filepath.Join(filepath.Dir(p[0]), "gone.md"), os.DevNull} {
		must(t, f.UseDeck(UsedDeck{Path: path}))
	}
	if got := recent(f, ""); !slices.Equal(got, []string{link}) {
		t.Errorf("recent are %q, want the last name of the one file", got)
	}
	if got := recent(f, p[0]); got != nil {
		t.Errorf("the deck that is open is offered by its other name: %q", got)
	}
}

func TestManyDecks(t *testing.T) {
	f := At(t.TempDir())
	var names []string
	for i := range keptDecks + 2 {
		names = append(names, strconv.Itoa(i)+".md")
	}
	p := deckFiles(t, names...)
	for _, path := range p {
		must(t, f.UseDeck(UsedDeck{Path: path, Phase: "primary"}))
	}
	if got := recent(f, ""); len(got) != recentDecks || got[0] != p[len(p)-1] {
		t.Errorf("recent are %q", got)
	}
	if got := f.DeckPhase(p[0]); got != "" {
		t.Errorf("the first of very many decks is remembered: %q", got)
	}
}

func TestDeckPhase(t *testing.T) {
	f, p := At(t.TempDir()), deckFiles(t, "a.md", "b.md")
	for _, path := range append(p, "") {
		if got := f.DeckPhase(path); got != "" {
			t.Errorf("%q begins with the phase %q", path, got)
		}
	}
	must(t, f.UseDeck(UsedDeck{Path: p[0], Phase: "secondary"}))
	must(t, f.UseDeck(UsedDeck{Path: "", Phase: "infants"}))
	must(t, f.UseDeck(UsedDeck{Path: p[1]}))
	must(t, f.UseDeck(UsedDeck{Path: p[0]}))
	for path, want := range map[string]string{p[0]: "secondary", p[1]: "", "": "infants"} {
		if got := f.DeckPhase(path); got != want {
			t.Errorf("the phase of %q is %q, want %q", path, got, want)
		}
	}
}

// A damaged file is replaced: decks can be opened again. One that cannot be read is left as it is.
func TestDecksThatCannotBeRead(t *testing.T) {
	p := deckFiles(t, "a.md")
	for _, text := range []string{"", "{}", `[{"path":`, "\x00\x1b[2J"} {
		f := At(t.TempDir())
		must(t, os.WriteFile(f.path(decksFile), []byte(text), 0o600))
		if got := recent(f, ""); got != nil || f.DeckPhase("") != "" {
			t.Errorf("of %q recent are %q", text, got)
		}
		must(t, f.UseDeck(UsedDeck{Path: p[0]}))
		if got := recent(f, ""); !slices.Equal(got, p) {
			t.Errorf("after %q recent are %q", text, got)
		}
	}
	f := At(t.TempDir())
	must(t, os.Mkdir(f.path(decksFile), 0o700))
	if err := f.UseDeck(UsedDeck{Path: p[0]}); err == nil {
		t.Error("the deck is said to be remembered")
	}
}

// The talk of any deck that was interrupted is found, the newest first; not that of the deck that is open,
// and none that is over.
func TestInterruptedElsewhere(t *testing.T) {
	f, p, now := At(t.TempDir()), deckFiles(t, "a.md", "b.md", "c.md"), time.Now()
	for _, path := range p {
		must(t, f.UseDeck(UsedDeck{Path: path, Title: filepath.Base(path)}))
	}
	if d, _, ok := f.InterruptedElsewhere("", now); ok {
		t.Errorf("a talk of %q is found", d.Path)
	}
	for i, path := range []string{p[0], p[1], ""} {
		save(t, f, path, begun(now), now.Add(time.Duration(i)*time.Minute))
	}
	later := now.Add(time.Hour)
	for without, want := range map[string]string{"": "b.md", p[0]: "", p[1]: "", p[2]: ""} {
		if d, r, ok := f.InterruptedElsewhere(without, later); !ok || d.Title != want || r.Pos.Slide != 2 {
			t.Errorf("without %q the talk of %q at %+v is found, %v", without, d.Title, r.Pos, ok)
		}
	}
	must(t, os.Remove(p[1]))
	if d, _, _ := f.InterruptedElsewhere("", later); d.Title != "a.md" {
		t.Errorf("without its file the talk of %q is found", d.Title)
	}
	if _, _, ok := f.InterruptedElsewhere("", now.Add(resumeWithin+time.Hour)); ok {
		t.Error("a talk of this morning is found")
	}
}

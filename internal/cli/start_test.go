package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/filetest"
	"github.com/westandtogether-assembly/assembly/slides"
)

// named writes a deck of two phases into the folder of another, under a name.
func (s *school) named(name, title string) string {
	s.t.Helper()
	path := filepath.Join(filepath.Dir(s.deck), name)
	must(s.t, os.WriteFile(path, []byte("---\ntitle: "+title+"\nphases: [primary, secondary]\n---\n# Slide of "+title+
		"\n\n<!-- notes: Secret note -->\n\n---\n\n# Slide two\n"), 0o600))
	return path
}

// A deck given alone opens its own start screen, from which one key leads to the talk.
func TestStartScreenOfADeck(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	own := s.named("kind week.md", "Kindness")
	tm := s.open(80, 24, own).sees("Kindness", "2 slides", "primary", "> This screen only")
	if strings.Contains(tm.screen(), "letter") {
		t.Errorf("a deck that does not quote the letter offers it:\n%s", tm.screen())
	}
	tm.keys(enter).sees("Slide of Kindness").keys("qy").ends(exitDone)
	if strings.Contains(tm.written(), "Secret") {
		t.Error("a note was written to the one screen")
	}
	s.open(80, 24, own).sees("2 slides").keys("2").sees("Who can see").keys("\x1b[5~\x1b[15~").sees("NOW in the hall", "Secret note")
	s.open(80, 24, filepath.Join(filepath.Dir(own), "gone.md")).sees("there is no file").ends(exitFailed)
}

// An edit is followed on the start screen, and from there into the talk.
func TestAnEditOnTheStartScreen(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	own := s.named("own.md", "Before")
	tm := s.open(40, 12, own).sees("Before")
	must(t, os.WriteFile(own, []byte("# A\n\n<!--\ntime: 30 parsecs\n-->\n"), 0o600))
	tm.sees("The edited deck is not shown:", `"30 parsecs" is not a duration: expected`, "1m30s")
	s.named("own.md", "After")
	tm.gone("not shown").sees("After").keys(enter).sees("Slide of After")
	s.named("own.md", "Later")
	tm.sees("Slide of Later")
}

// Recent decks are offered, and their edits are followed once they are chosen, and no longer those of the
// deck before.
func TestRecentDecks(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	first, second := s.named("first.md", "Alpha"), s.named("second deck.md", "Bravo")
	s.open(40, 12, "show", first).sees("Slide of Alpha").keys("qy").ends(exitDone)
	s.open(80, 24, second).sees("2 slides", "first.md").keys("q").ends(exitDone)
	tm := s.open(80, 24).sees("7 slides", "Another deck second deck.md, first.md").keys("7")
	tm.sees("Which deck? > second deck.md Bravo in "+filepath.Dir(second), "first.md Alpha").keys("\x1b[B" + enter)
	tm.sees("Alpha", "2 slides").keys("t").sees("secondary")
	s.named("first.md", "Charlie")
	tm.sees("Charlie").keys("6").sees("Which deck?", "second deck.md", "the built-in assembly").keys("1").sees("Bravo", "primary")
	s.named("first.md", "Delta")
	s.named("second deck.md", "Echo")
	tm.sees("Echo").keys("q").ends(exitDone)
	if strings.Contains(tm.written(), "Delta") {
		t.Error("an edit of the deck before was shown")
	}

	must(t, os.Remove(second))
	if got := s.open(80, 24).sees("Another deck first.md").screen(); strings.Contains(got, "second") {
		t.Errorf("a deck that is gone is offered:\n%s", got)
	}
	must(t, os.WriteFile(first, []byte("---\ntitle: x\n"), 0o600))
	s.open(80, 24).sees("Another deck").keys("71").sees("the front matter is never closed", "fix the file").keys(enter).sees("look after")
}

// The phase that was chosen for a deck is its own from then on, however it is opened; what was asked for
// counts more.
func TestThePhaseIsRemembered(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	own := s.named("own.md", "Own")
	s.open(80, 24, own).sees("2 slides", "primary").keys("t").sees("secondary").keys("q").ends(exitDone)
	s.open(80, 24, own).sees("2 slides", "secondary").keys("q").ends(exitDone)
	s.open(80, 24).sees("7 slides", "primary").keys("q").ends(exitDone)
	s.open(80, 24, "present", own).sees("Slide 1 of 2 secondary").keys("qy").ends(exitDone)
	s.open(80, 24, "rehearse", "--phase", "primary", own).sees("Slide 1 of 2 primary").keys("qy").ends(exitDone)
	s.open(80, 24, own).sees("2 slides", "primary").keys("q").ends(exitDone)

	// A phase that was asked for is not asked of another deck, which may not have it.
	s.open(80, 24, s.deck).sees("6 slides").keys("q").ends(exitDone)
	s.open(80, 24, "--phase", "secondary", own).sees("2 slides", "secondary", "Another deck").keys("61").sees("6 slides")
}

// A talk that was interrupted is offered whichever deck is opened next.
func TestResumeFromTheStartScreenOfAnotherDeck(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	presenter := s.present().keys("3\r").sees("Slide 3 of 6")
	presenter.until("slide 3 to be saved, and the deck to be remembered", func() bool {
		return s.saved().Talk.Pos.Slide == 2 && s.folder().RecentDecks("") != nil
	})
	presenter.kill()
	tm := s.open(80, 24).sees("> Resume at slide 3, ", "the interrupted talk of "+filepath.Base(s.deck)).keys(enter)
	tm.sees("Five", "6 slides", "> Resume at slide 3").keys(enter).sees("Who can see").keys("m").sees("Slide 3 of 6", "Secret note 3")
}

// The help and the letter's help are a key away.
func TestHelpOnTheStartScreen(t *testing.T) {
	t.Parallel()
	tm := runAt(t, 80, 24).sees("7 slides").keys("?").sees("open the entry").keys("?").gone("open the entry")
	tm.keys("6").sees("Dear Head Teacher").keys("?").sees("next page").keys("q").gone("next page").sees("Dear Head Teacher")
	tm.keys("q").sees("7 slides").keys("q").ends(exitDone)
}

// The script is written next to the deck, never over another file, and the start screen says where.
func TestPrintFromTheStartScreen(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	own := s.named("own.md", "Own")
	script := strings.TrimSuffix(own, ".md") + "-script-primary.pdf"
	must(t, os.WriteFile(script, []byte("mine"), 0o600))
	tm := s.open(80, 24, own).sees("Print the script a PDF, to print").keys("4").sees("own-script-primary-2.pdf: Enter opens it")
	tm.sees("The script is " + filepath.Dir(own)).keys("q").ends(exitDone)
	if got, err := os.ReadFile(script); err != nil || string(got) != "mine" {
		t.Errorf("a file was overwritten: %v", err)
	}
	if got, err := os.ReadFile(strings.Replace(script, "script-primary", "script-primary-2", 1)); err != nil || !strings.HasPrefix(string(got), "%PDF") {
		t.Errorf("the script is %.20q, %v", got, err)
	}
	tm = s.open(80, 24, own).keys("4").sees("own-script-primary-2.pdf: Enter opens it").keys("t").sees("secondary").keys("4")
	tm.sees("own-script-secondary.pdf: Enter opens it").keys("q").ends(exitDone)
}

// The guide is there to be edited: the start screen writes it to a file, once, says where, and opens that.
func TestTheGuideFromTheStartScreen(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for range 2 {
		tm := runWith(t, setting{w: 100, h: 30, dir: dir}, "--phase", "primary").sees("Another deck the guide").keys("7").
			sees("> the guide Make your own deck").keys(enter).sees("The guide is", "guide.md: open it in a text editor, too", "14 slides")
		tm.keys("1").sees("A deck is a text file").keys("qy").ends(exitDone)
	}
	entries, err := os.ReadDir(dir)
	must(t, err)
	if got, err := os.ReadFile(filepath.Join(dir, slides.GuideName)); err != nil || string(got) != string(slides.Guide()) || len(entries) != 1 {
		t.Errorf("the folder holds %v, and the guide is %.40q, %v", entries, got, err)
	}
}

// What has a name is not replaced, whatever it is: a link that leads nowhere, a folder, another file.
func TestFreeName(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "guide.md")
	filetest.Link(t, filepath.Join(dir, "nowhere"), name)
	must(t, os.Mkdir(filepath.Join(dir, "guide-2.md"), 0o700))
	must(t, os.WriteFile(filepath.Join(dir, "guide-3.md"), []byte("other"), 0o600))
	for i, want := range []string{"guide-4.md", "guide-4.md"} {
		got, err := freeName(name, []byte("mine"))
		if err != nil || filepath.Base(got) != want {
			t.Errorf("time %d: it is written to %s, %v", i, got, err)
		}
		must(t, os.WriteFile(got, []byte("mine"), 0o600))
	}
}

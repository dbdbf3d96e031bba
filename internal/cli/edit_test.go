package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/session"
	"github.com/westandtogether-assembly/assembly/internal/tui/hall"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// Notes are edited in a real terminal: nothing that is typed moves the talk, and only the slide's notes
// change in the file.
func TestEditingOnAScreen(t *testing.T) {
	t.Parallel()
	_, path := write(t, fiveSlides)
	tm := runAt(t, 80, 24, "present", path).sees("Alpha").keys("3G").sees("Slide 3 of 5").keys("E").sees("NOTES of slide 3", "no notes yet")
	tm.keys("Say . b q f n G 1"+enter+"more"+pageDown+pageUp+f5).sees("Say . b q f n G 1", "more", "not saved")
	tm.keys("\x13").sees("Saved.").keys(esc).gone("NOTES of").sees("Slide 3 of 5", "Say . b q f n G 1")
	want := strings.Replace(fiveSlides, "# Charlie\n", "# Charlie\n\n<!--\nnotes: |\n  Say . b q f n G 1\n  more\n-->\n", 1)
	if got := contents(t, path); got != want {
		t.Errorf("the deck is now\n%s\nwant\n%s", got, want)
	}
	tm.keys("E").sees("NOTES of").keys("\t").sees("WORDS of").keys(esc).gone("WORDS of").keys("qy").ends(exitDone)
}

// The built-in deck becomes a file of one's own, which is followed and saved under from then on.
func TestEditingTheBuiltInDeckOnAScreen(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	tm := runWith(t, setting{w: 80, h: 24, dir: dir}, "present").sees("look after each other").keys("n").sees("Slide 2 of 7")
	path := filepath.Join(dir, "my-assembly.md")
	tm.keys("E").sees("cannot be changed", "File: ").keys(enter).sees("NOTES of slide 2, primary", "You now present").keys("Good day. \x13").sees("Saved.")
	if got := contents(t, path); strings.Count(got, "Good day. ") != 1 {
		t.Error("what was typed is not in the copy")
	}
	must(t, os.WriteFile(path, []byte(strings.Replace(contents(t, path), "Good day. ", "Good afternoon. ", 1)), 0o600))
	tm.keys(esc).sees("Slide 2 of 7", "Good afternoon. ")
	tm.keys("qy").ends(exitDone)
}

// What was typed and not saved is printed when a program is ended from outside.
func TestUnsavedNotesArePrinted(t *testing.T) {
	t.Parallel()
	_, path := write(t, fiveSlides)
	tm := runAt(t, 80, 24, "present", path).sees("Alpha").keys("E").sees("NOTES of").keys("Dear all" + enter + "good day").sees("good day")
	tm.signal(syscall.SIGTERM).sees("what you had typed was not saved:", "NOTES of slide 1:", "Dear all", "good day")
	if got := contents(t, path); got != fiveSlides {
		t.Errorf("the deck is now %q", got)
	}
}

// The hall is told nothing of a broken edit; the speaker is when the screen has been left.
func TestShowTellsABrokenEditOnLeaving(t *testing.T) {
	_, path := write(t, strings.Replace(fiveSlides, "# Charlie", "# Charlie\n\n![](gone.png)", 1))
	src := session.Source{Path: path}
	d, err := src.Load()
	must(t, err)
	m := hall.NewShow(ui.Setup{Deck: d, Now: time.Now})
	var said bytes.Buffer
	a := &app{errs: &said, called: func() string { return programName }}
	a.untold(m)
	if got := said.String(); !strings.HasPrefix(got, "assembly: note: ") || !strings.Contains(got, "gone.png") || strings.Count(got, "\n") != 1 {
		t.Errorf("a picture that is missing is told as %q", got)
	}
	said.Reset()
	editDeck(t, path, "# Delta", "# Delta\n\n<!-- time: never -->", "# Charlie", "# Charlie\n\n<!-- time: soon -->")
	_, err = src.Load()
	m.Update(ui.Reload{Err: err})
	a.untold(m)
	for _, want := range []string{"assembly: the last edit of the deck was not shown:\n", `assembly: ` + path + `:19:12: time: "soon" is not a duration`, `:25:12: time: "never" is not`} {
		if !strings.Contains(said.String(), want) {
			t.Errorf("a broken edit is told as\n%s", said.String())
		}
	}
}

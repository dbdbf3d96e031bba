package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/filetest"
)

// edit changes a deck the way an editor that writes into the file does.
func editDeck(t *testing.T, path string, oldNew ...string) {
	t.Helper()
	must(t, os.WriteFile(path, []byte(strings.NewReplacer(oldNew...).Replace(fiveSlides)), 0o600))
}

func TestAnEditIsShownOnSave(t *testing.T) {
	t.Parallel()
	_, path := write(t, fiveSlides)
	tm := run(t, "show", path).sees("Alpha").keys("2G").sees("Bravo").keys("n").sees("more of it")
	editDeck(t, path, "more of it", "less of it")
	tm.sees("Bravo", "less of it")

	// An editor that writes a file of its own and moves it over the deck's.
	beside := filepath.Join(filepath.Dir(path), ".deck.swp")
	editDeck(t, beside, "more of it", "moved here")
	must(t, os.Rename(beside, path))
	tm.sees("Bravo", "moved here")

	// One that removes the deck before it writes it anew.
	must(t, os.Remove(path))
	editDeck(t, path, "more of it", "made anew")
	tm.sees("Bravo", "made anew")

	// Slides added and removed: the slide is kept for as long as it is there.
	editDeck(t, path, "# Alpha", "# New\n\n---\n\n# Alpha", "more of it", "still here")
	tm.sees("Bravo", "still here")
	must(t, os.WriteFile(path, []byte("# Only"), 0o600))
	tm.sees("Only")
	editDeck(t, path) // Nobody has moved: the place comes back with its slide.
	tm.sees("Bravo", "more of it")
}

// What is wrong with an edit is the speaker's business. The hall keeps what it has.
func TestABrokenEditIsToldToTheSpeakerOnly(t *testing.T) {
	t.Parallel()
	_, path := write(t, fiveSlides)
	hall := run(t, "show", path).sees("Alpha").keys("2G").sees("Bravo")
	speaker := runAt(t, 120, 30, "present", path).sees("Alpha").keys("2G").sees("Bravo")

	editDeck(t, path, "# Delta", "# Delta\n\n<!-- time: never -->")
	speaker.sees("The edited deck is not shown", "Bravo").keys("n").sees("more of it")
	hall.keys("n").sees("Bravo", "more of it")
	must(t, os.Remove(path))
	speaker.sees("there is no file")
	editDeck(t, path, "more of it", "mended")
	speaker.gone("not shown").sees("mended")
	hall.sees("Bravo", "mended")

	hall.keys("qy").ends(exitDone)
	for _, told := range []string{"not shown", "time", "never", "no file", "fix the", "hint", "rror"} {
		if strings.Contains(hall.written(), told) {
			t.Errorf("the hall was told %q", told)
		}
	}
}

// A deck named through a link into another folder is followed too.
func TestAnEditBehindALinkIsShown(t *testing.T) {
	t.Parallel()
	_, path := write(t, fiveSlides)
	link := filepath.Join(t.TempDir(), "link.md")
	filetest.Link(t, path, link)
	tm := run(t, "show", link).sees("Alpha")
	editDeck(t, path, "Alpha", "Linked")
	tm.sees("Linked")
}

// A file that happens to have the built-in deck's name is not shown in its place.
func TestTheBuiltInDeckIsNotAFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	must(t, os.WriteFile(filepath.Join(dir, "westandtogether.md"), []byte("# Mine"), 0o600))
	runWith(t, setting{dir: dir}, "show").sees("look after each other")
}

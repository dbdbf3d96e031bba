package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/atomicfile"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/slides"
)

// film is a talk or a rehearsal of the built-in assembly, from a file, with a clock that the test moves. What
// its screens show at each scene is kept in testdata.
type film struct {
	*school
	book  *screentest.Book
	clock string
	at    time.Time
}

func newFilm(t *testing.T, name string) *film {
	t.Helper()
	if testing.Short() {
		t.Skip("a whole film")
	}
	_, deck := write(t, string(slides.Builtin()))
	must(t, os.WriteFile(filepath.Join(filepath.Dir(deck), "letter.md"), []byte(slides.Letter()), 0o600))
	f := &film{
		school: &school{t: t, state: t.TempDir(), deck: deck},
		book:   screentest.Read(t, name),
		clock:  filepath.Join(t.TempDir(), "clock"),
		at:     time.Date(2026, 11, 23, 9, 4, 0, 0, time.UTC),
	}
	f.pass(0)
	return f
}

// pass lets time pass for every program of the film.
func (f *film) pass(d time.Duration) {
	f.t.Helper()
	f.at = f.at.Add(d)
	must(f.t, atomicfile.Write(f.clock, []byte(f.at.Format(time.RFC3339)), 0o600))
}

// window opens a program of the film.
func (f *film) window(w, h int, args ...string) *terminal {
	f.t.Helper()
	env := []string{"XDG_STATE_HOME=" + f.state, clockEnv + "=" + f.clock, "TZ=UTC"}
	return runWith(f.t, setting{name: "assembly-timed", w: w, h: h, env: env, dir: filepath.Dir(f.deck)}, args...)
}

// next presses the clicker some seconds later.
func (f *film) next(tm *terminal, after time.Duration) *terminal {
	f.t.Helper()
	f.pass(after)
	return tm.keys(pageDown)
}

// scene keeps what a screen shows, once it shows what it should: the screen that was kept, or, where it is
// kept anew, one that stays as it is for a while.
func (f *film) scene(name string, tm *terminal, sees ...string) {
	f.t.Helper()
	tm.sees(sees...)
	if screentest.Updating() {
		tm.drain()
		time.Sleep(settled)
	} else {
		want := f.book.Want(name)
		tm.wait(func() bool { return shown(tm.text()) == want })
	}
	f.book.Check(name, shown(tm.screen()))
}

// settled is longer than a view takes to look at the clock again.
const settled = 1500 * time.Millisecond

// shown is a screen, whichever hall was back first.
func shown(screen string) string {
	first, second := "OK terminal 40x12", "OK terminal 80x24"
	return strings.ReplaceAll(screen, second+"   "+first, first+"   "+second) + "\n"
}

// A whole talk with two halls: begun late, with a broken and a mended edit, a crash, and a hall that is lost
// and comes back.
func TestFilmOfATalk(t *testing.T) {
	t.Parallel()
	f := newFilm(t, "film-talk")
	present := []string{"present", "deck.md", "--finish", "09:15", "--distance", near}
	speaker := f.window(80, 24, present...).sees("Press Enter")
	hall, side := f.window(40, 12, "hall"), f.window(80, 24, "hall")
	f.scene("before the talk", speaker, "Press Enter as you begin to speak", "40x12", "80x24")

	f.pass(4 * time.Minute) // The pupils come in late.
	speaker.keys("\r").sees("running")
	f.pass(50 * time.Second)
	f.scene("begun late", speaker, "0:50")
	f.next(speaker, 5*time.Second).sees("Slide 2 of 7")
	hall.sees("All forms of extremism and hatred are wrong")
	f.next(speaker, 40*time.Second)
	hall.sees("Hatred is always wrong")
	f.scene("first message", speaker, "step 2 of 2")

	source := string(slides.Builtin())
	must(t, os.WriteFile(f.deck, []byte(strings.Replace(source, "layout: reflection", "layout: refection", 1)), 0o600))
	f.scene("a broken edit", speaker, "refection")
	hall.sees("Hatred is always wrong")
	must(t, os.WriteFile(f.deck, []byte(strings.Replace(source, "# Be still", "# Be still now", 1)), 0o600))
	speaker.gone("refection")
	f.next(speaker, 30*time.Second).sees("Slide 3 of 7")
	f.next(speaker, 40*time.Second)
	side.sees("We do not blame. We belong.")
	f.next(speaker, 30*time.Second).sees("Slide 4 of 7")
	hall.sees("Look out for anything suspicious")

	speaker.until("slide 4 to be saved", func() bool { return f.saved().Talk.Pos.Slide == 3 })
	speaker.kill()
	f.pass(30 * time.Second)
	speaker = f.window(80, 24, present...)
	f.scene("after the crash", speaker, "INTERRUPTED", "slide 4")
	hall.sees("Look out for anything suspicious")
	speaker.keys(pageDown).gone("INTERRUPTED").sees("Slide 4 of 7")
	f.scene("taken up", speaker, "40x12", "80x24")

	side.kill()
	f.pass(10 * time.Second)
	f.scene("a hall is lost", speaker, "LOST")
	side = f.window(80, 24, "hall").sees("Look out for anything suspicious")
	f.next(speaker, 20*time.Second).sees("step 2 of 2")
	f.next(speaker, 30*time.Second).sees("Slide 5 of 7")
	f.next(speaker, 30*time.Second).sees("step 2 of 2")
	f.next(speaker, 30*time.Second).sees("Slide 6 of 7")
	side.sees("Be still now")
	f.next(speaker, 10*time.Second).sees("silence 0:00 of 0:45")
	f.pass(20 * time.Second)
	f.scene("the silence", speaker, "silence 0:20 of 0:45")
	f.pass(30 * time.Second)
	f.scene("the silence is over", speaker, "the silence is over")
	f.next(speaker, 5*time.Second).sees("Slide 7 of 7", "this slide 0:00")
	f.scene("the numbers in the hall", hall, "0800 789 321", "101", "999")
	f.pass(40 * time.Second)
	f.scene("the end", speaker, "Slide 7 of 7")
	speaker.keys("q").sees("y").keys("y").ends(exitDone)
	f.scene("left in the hall", hall, "0800 789 321", "101", "999")
	if text := hall.written() + side.written(); strings.Contains(text, "guidance, not police words") {
		t.Error("notes were written to a hall")
	}
}

// A whole rehearsal, with a pause and a look back, and its summary.
func TestFilmOfARehearsal(t *testing.T) {
	t.Parallel()
	f := newFilm(t, "film-rehearsal")
	speaker := f.window(80, 24, "rehearse", "deck.md")
	f.scene("before it begins", speaker, "Press Enter as you begin to speak")
	speaker.keys("\r").sees("running")
	const step = "step 2 of 2"
	for _, press := range []struct {
		after time.Duration
		sees  string // The press was taken: time passes for a rehearsal as it does for a machine that is awake.
	}{
		{55, "Slide 2"}, {50, step}, {40, "Slide 3"}, {45, step}, {35, "Slide 4"}, {60, step}, {45, "Slide 5"},
		{50, step}, {40, "Slide 6"}, {15, "silence 0:00"}, {50, "Slide 7"},
	} {
		f.next(speaker, press.after*time.Second).sees(press.sees)
	}
	f.pass(45 * time.Second)
	f.scene("the closing slide", speaker, "Slide 7 of 7")
	speaker.keys("q").sees("y").keys("y")
	f.scene("the summary", speaker, "Be still")
}

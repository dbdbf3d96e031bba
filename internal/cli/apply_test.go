package cli

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/filetest"
	"github.com/westandtogether-assembly/assembly/internal/session"

	"github.com/westandtogether-assembly/assembly/internal/rehearsal"
)

const timed = "---\ntitle: Kind words\nphases: [primary, secondary]\n---\r\n# One\n\n<!--\ntime: {primary: 1m, secondary: 45s} # as agreed\nnotes: Hello, all.\n-->\n\n---\n\n" +
	"# Two\n\n<!-- time: 30s -->\n\n---\n\n# Three\n"

// applied is a rehearsal of the deck in a file, one minute and 32 seconds long, that ends with the
// offer to write its times, and an answer.
func applied(t *testing.T, path, answer string, meanwhile func()) (out string, err error) {
	t.Helper()
	n := rehearsed(t, &flags{phase: "secondary", from: 1, apply: true}, path)
	n.keys("s")
	n.speak(48, ">")
	n.speak(31, ">")
	n.speak(13, "qy")
	meanwhile()
	var printed bytes.Buffer
	n.app.out, n.app.in, n.app.inTTY = &printed, strings.NewReader(answer), answer != "none"
	err = n.r.end(nil)
	return printed.String(), err
}

func nothing() {}

func contents(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	must(t, err)
	return string(text)
}

func TestApply(t *testing.T) {
	_, path := write(t, timed)
	out, err := applied(t, path, "y\n", nothing)
	must(t, err)
	want := strings.Replace(timed, "secondary: 45s}", "secondary: 50s}", 1)
	want = strings.TrimSuffix(want, "# Three\n") + "# Three\n\n<!-- time: {secondary: 15s} -->\n"
	if got := contents(t, path); got != want {
		t.Errorf("the deck is now\n%q, want\n%q", got, want)
	}
	for _, line := range []string{"    1  45s      -> 50s      One\n", "    3  no time  -> 15s      Three\n", "Wrote the times into"} {
		if !strings.Contains(out, line) {
			t.Errorf("what it prints has no %q:\n%s", line, out)
		}
	}
	// Once more, nothing is left to change.
	if out, err = applied(t, path, "none", nothing); err != nil || !strings.Contains(out, "already has the measured times") {
		t.Errorf("a second time it says %q, %v", out, err)
	}
}

// Slides can be left out by their numbers, and what is left is asked for again.
func TestApplyWithoutASlide(t *testing.T) {
	_, path := write(t, timed)
	out, err := applied(t, path, "1\ny\n", nothing)
	must(t, err)
	want := strings.TrimSuffix(timed, "# Three\n") + "# Three\n\n<!-- time: {secondary: 15s} -->\n"
	if got := contents(t, path); got != want {
		t.Errorf("the deck is now\n%q, want\n%q", got, want)
	}
	if strings.Count(out, "One\n") != 1 || strings.Count(out, "Three\n") != 2 {
		t.Errorf("it prints\n%s", out)
	}
	if out, err = applied(t, path, "1, 3\n", nothing); err != nil || !strings.Contains(out, "No slide is left") {
		t.Errorf("without any slide it says %q, %v", out, err)
	}
}

// A slide that was clicked through is named, and its time is not offered.
func TestApplyOfAClickedSlide(t *testing.T) {
	_, path := write(t, timed)
	n := rehearsed(t, &flags{phase: "secondary", from: 1, apply: true}, path)
	n.keys("s")
	n.speak(48, ">")
	n.speak(3, ">")
	n.speak(13, "qy")
	var printed bytes.Buffer
	n.app.out, n.app.in, n.app.inTTY = &printed, strings.NewReader("y\n"), true
	must(t, n.r.end(nil))
	if !strings.Contains(printed.String(), "Not offered:\n    2  Two: shown for 3 s, too short to have been spoken\n") {
		t.Errorf("it prints\n%s", printed.String())
	}
	if got := contents(t, path); !strings.Contains(got, "time: 30s") || !strings.Contains(got, "secondary: 50s") {
		t.Errorf("the deck is now %q", got)
	}
}

// A run that was only clicked through has no time to offer, and says so.
func TestApplyOfARunThatWasClickedThrough(t *testing.T) {
	_, path := write(t, timed)
	n := rehearsed(t, &flags{phase: "secondary", from: 1, apply: true}, path)
	n.keys("s")
	n.speak(2, ">")
	n.speak(2, ">")
	n.speak(2, "qy")
	var printed bytes.Buffer
	n.app.out, n.app.inTTY = &printed, true
	must(t, n.r.end(nil))
	if got := printed.String(); !strings.Contains(got, "There is no other time to write.") || strings.Contains(got, "already has") {
		t.Errorf("it prints\n%s", got)
	}
}

func TestNotApplied(t *testing.T) {
	for _, c := range []struct {
		answer, says string
		meanwhile    func(path string)
		code         int
	}{
		{"n\n", "was not changed", func(string) {}, 0},
		{"", "was not changed", func(string) {}, 0},
		{"none", "this needs a terminal to ask", func(string) {}, exitUsage},
		{"y\n", "the slides have changed since the rehearsal", func(path string) {
			must(t, os.WriteFile(path, []byte(strings.Replace(timed, "# Two", "# Zwei", 1)), 0o600))
		}, exitFailed},
		{"y\n", "there is no file", func(path string) { must(t, os.Remove(path)) }, exitFailed},
		{"y\n", "is not a duration", func(path string) {
			must(t, os.WriteFile(path, []byte(strings.Replace(timed, "time: 30s", "time: soon", 1)), 0o600))
		}, exitFailed},
	} {
		_, path := write(t, timed)
		var before string
		out, err := applied(t, path, c.answer, func() {
			c.meanwhile(path)
			if text, err := os.ReadFile(path); err == nil {
				before = string(text)
			}
		})
		said, code := out, 0
		if err != nil {
			said, code = err.Error(), failureOf(err).code
		}
		if code != c.code || !strings.Contains(said, c.says) {
			t.Errorf("the answer %q gives %q and %d, want %q and %d", c.answer, said, code, c.says, c.code)
		}
		if text, err := os.ReadFile(path); err == nil && string(text) != before {
			t.Errorf("the answer %q changes the deck to %q", c.answer, text)
		}
	}
}

// A link to a deck stays a link, and the deck keeps who may read it.
func TestApplyBehindALink(t *testing.T) {
	dir, path := write(t, timed)
	must(t, os.Chmod(path, 0o640))
	link := filepath.Join(dir, "link.md")
	filetest.Link(t, path, link)
	_, err := applied(t, link, "y\n", nothing)
	must(t, err)
	info, err := os.Lstat(link)
	must(t, err)
	if info.Mode()&os.ModeSymlink == 0 || !strings.Contains(contents(t, path), "secondary: 50s") {
		t.Errorf("the link is %v and the deck %q", info.Mode(), contents(t, path))
	}
	if info, err = os.Stat(path); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the deck's mode is %v, %v", info.Mode(), err)
	}
}

// What was not shown to its end has no time to write.
func TestPlannedTimes(t *testing.T) {
	run := rehearsal.Run{Slides: []rehearsal.Slide{
		{Visits: 1, Spent: 61_000}, {Visits: 1, Spent: 900}, {}, {Visits: 2, Spent: 8000, Open: true}, {Visits: 2, Spent: 63_000},
	}}
	got := plannedTimes(run)
	if len(got) != 2 || got[0].String() != "1m0s" || got[4].String() != "1m5s" {
		t.Errorf("the times are %v", got)
	}
}

// A deck that no times can be written into is refused before the rehearsal, not after it.
func TestApplyIsRefusedAhead(t *testing.T) {
	_, path := write(t, "# Caf\xe9\n\n---\n\n# Two\n")
	var f *failure
	err := canApply(session.Source{Path: path})
	if !errors.As(err, &f) || !strings.Contains(err.Error(), "deck.md:1:1: this file is not UTF-8") {
		t.Errorf("a deck in another encoding gives %v", err)
	}
	_, path = write(t, timed)
	must(t, canApply(session.Source{Path: path}))
}

// slowAnswer is somebody who edits the deck in another window before answering yes.
type slowAnswer struct{ edit func() }

func (a slowAnswer) Read(p []byte) (int, error) {
	a.edit()
	return copy(p, "y\n"), nil
}

// An edit that is made while the question stands is not lost.
func TestApplyAfterAnEdit(t *testing.T) {
	_, path := write(t, timed)
	n := rehearsed(t, &flags{phase: "secondary", from: 1, apply: true}, path)
	n.keys("s")
	n.speak(48, ">")
	n.speak(31, "qy")
	edited := strings.Replace(timed, "Hello, all.", "Good morning.", 1)
	n.app.inTTY, n.app.in = true, slowAnswer{func() { must(t, os.WriteFile(path, []byte(edited), 0o600)) }}
	if err := n.r.end(nil); err == nil || !strings.Contains(err.Error(), "was edited in the meantime") {
		t.Errorf("it ends with %v", err)
	}
	if got := contents(t, path); got != edited {
		t.Errorf("the deck is now %q", got)
	}
}

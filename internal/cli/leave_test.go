package cli

import (
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// open runs a command where its screen is text to read: a small window for the slides, and an
// ordinary one for the rest.
func open(t *testing.T, env []string, args string) *terminal {
	t.Helper()
	s := setting{name: "assembly-timed", env: append([]string{clockEnv + "=" + clockSteps}, env...), w: 80, h: 24}
	if args == "show" {
		s.w, s.h = 40, 12
	}
	return runWith(t, s, strings.Fields(args)...)
}

// Every way out of every screen gives the terminal back; ends checks it.
func TestLeaving(t *testing.T) {
	t.Parallel()
	q := func(tm *terminal) { tm.keys("q") }
	qy := func(tm *terminal) { tm.keys("q").sees("Leave the talk?").keys("y") }
	stop := func(tm *terminal) { tm.keys(ctrlC) }
	stopTwice := func(tm *terminal) { tm.keys(ctrlC).sees("Ctrl+C again leaves").keys(ctrlC) }
	by := func(s syscall.Signal) func(*terminal) { return func(tm *terminal) { tm.signal(s) } }
	for _, c := range []struct {
		name, args, first string
		leave             func(*terminal)
		code              int
		still             bool // no time passes, so that the hint on a second Ctrl+C stays
	}{
		{"show by q and y", "show", "look after", qy, exitDone, false},
		{"show by Ctrl+C twice", "show", "look after", stopTwice, exitInterrupted, true},
		{"show by SIGINT", "show", "look after", by(syscall.SIGINT), exitInterrupted, false},
		{"show by SIGTERM", "show", "look after", by(syscall.SIGTERM), exitInterrupted, false},
		{"show by SIGHUP", "show", "look after", by(syscall.SIGHUP), exitInterrupted, false},
		{"present by q and y", "present", "Slide 1 of 7", qy, exitDone, false},
		{"present by Ctrl+C twice", "present", "Slide 1 of 7", stopTwice, exitInterrupted, true},
		{"present by SIGTERM", "present", "Slide 1 of 7", by(syscall.SIGTERM), exitInterrupted, false},
		{"present by SIGHUP", "present", "Slide 1 of 7", by(syscall.SIGHUP), exitInterrupted, false},
		{"a rehearsal by SIGTERM", "rehearse", "Slide 1 of 7", by(syscall.SIGTERM), exitInterrupted, false},
		{"a hall by q and y", "hall", "waits", func(tm *terminal) { tm.keys("q").sees("Close this screen?").keys("y") }, exitDone, false},
		{"a hall by SIGHUP", "hall", "waits", by(syscall.SIGHUP), exitInterrupted, false},
		{"the start screen by q", "", "7 slides", q, exitDone, false},
		{"the start screen by Ctrl+C", "", "7 slides", stop, exitInterrupted, false},
		{"the start screen by SIGTERM", "", "7 slides", by(syscall.SIGTERM), exitInterrupted, false},
		{"the letter by q", "letter", "dated 25 May 2017", q, exitDone, false},
		{"the letter by Ctrl+C", "letter", "dated 25 May 2017", stop, exitInterrupted, false},
		{"the letter by SIGHUP", "letter", "dated 25 May 2017", by(syscall.SIGHUP), exitInterrupted, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var env []string
			if c.still {
				env = []string{clockEnv + "=" + clockStill}
			}
			tm := open(t, env, c.args).sees(c.first)
			c.leave(tm)
			tm.ends(c.code)
			// The emulator's answers to the program's first questions may come when it has gone.
			left := regexp.MustCompile(`\^\[\[\?\d+;\d\$y|assembly: nothing was rehearsed, so nothing was saved`).ReplaceAllString(tm.screen(), "")
			if strings.TrimSpace(left) != "" {
				t.Errorf("left on the screen: %q", left)
			}
		})
	}
}

func TestStaying(t *testing.T) {
	t.Parallel()
	tm := showFive(t)
	for _, no := range []string{"n", esc, enter, pageDown, "q"} {
		tm.keys("q").sees("Leave the talk?").keys(no).gone("Leave").sees("Alpha")
	}
	// A y without a question is no answer, and a Ctrl+C alone is none either.
	tm.keys("y").keys(ctrlC).sees("Ctrl+C again leaves").keys("n").sees("Bravo")
	tm.keys("q").sees("Leave the talk?").keys("y").ends(exitDone)
}

// A fault in any part of a screen ends the program with words to read, on a terminal given back.
func TestPanicGivesTheTerminalBack(t *testing.T) {
	t.Parallel()
	for _, where := range []string{"update", "view", "command"} {
		t.Run(where, func(t *testing.T) {
			t.Parallel()
			tm := runWith(t, setting{name: "assembly-panics", fresh: true, w: 100, h: 200, env: []string{
				// Bubble Tea closes the input of a failed program under its own reader, which is no race of ours.
				panicEnv + "=" + where, "GORACE=" + quickExit + " exitcode=1 log_path=/dev/null",
			}})
			tm.sees("press a key").keys("x").sees("assembly: the program failed", "hint: start it again")
			tm.ends(exitFailed)
		})
	}
}

// A signal that asks where the program is gives the terminal back before it is told, even where the program hangs.
func TestStacksAreToldOnATerminalGivenBack(t *testing.T) {
	t.Parallel()
	for s, says := range map[syscall.Signal]string{syscall.SIGQUIT: "SIGQUIT: quit", syscall.SIGABRT: "SIGABRT: abort"} {
		tm := runWith(t, setting{name: "assembly-panics", fresh: true, w: 200, h: 50, env: []string{panicEnv + "=hang"}})
		tm.sees("press a key").keys("x").sees("hangs").signal(s).ends(2)
		_, after, back := strings.Cut(tm.written(), "\x1b[?1049l")
		if !back || !strings.Contains(after, says) || !strings.Contains(after, "(*faulty).Update") {
			t.Errorf("%v is answered with %q", s, tm.written())
		}
	}
	tm := openTerminal(t, 80, 24)
	tm.mute = true
	tm.start(inTerminal{Args: []string{"assembly", "doctor"}, Dir: t.TempDir(), TTY: tm.slave.Name(), Env: environment(), Fresh: true})
	tm.until("a question", func() bool { return strings.Contains(string(tm.raw), "\x1b[c") })
	tm.signal(syscall.SIGQUIT).ends(2)
}

// A terminal that goes away under the program ends it.
func TestTerminalGone(t *testing.T) {
	t.Parallel()
	tm := run(t, "show").sees("look after")
	must(t, tm.slave.Close())
	must(t, tm.master.Close())
	select {
	case <-tm.stopped:
	case <-time.After(patience):
		t.Fatal("the program goes on without a terminal")
	}
	if code := tm.code; code != exitInterrupted {
		t.Errorf("exit code %d, want %d", code, exitInterrupted)
	}
}

// Where the terminal cannot show screens, or the output goes elsewhere, the text comes instead.
func TestDumbTerminal(t *testing.T) {
	t.Parallel()
	for _, args := range []string{"", "show", "present", "letter"} {
		tm := runWith(t, setting{env: []string{"TERM=dumb"}}, strings.Fields(args)...)
		tm.ends(exitDone)
		if c := steering(strings.ReplaceAll(tm.written(), "\r\n", "\n")); c != 0 {
			t.Errorf("assembly %s wrote %q to a dumb terminal", args, c)
		}
	}
	tm := runWith(t, setting{env: []string{"TERM=dumb"}}, "show", "gone.md")
	tm.ends(exitFailed)
	if got := tm.written(); !strings.HasPrefix(got, "assembly: there is no file gone.md\r\nhint: ") {
		t.Errorf("the error on a dumb terminal is %q", got)
	}
}

// Errors on a terminal stand out there, and not for one who wants no colours.
func TestErrorsOnATerminal(t *testing.T) {
	t.Parallel()
	for env, want := range map[string]string{"A=b": "\x1b[1massembly:\x1b[m there is", "NO_COLOR=1": "assembly: there is"} {
		tm := runWith(t, setting{env: []string{env}}, "show", "gone.md")
		tm.ends(exitFailed)
		if got := tm.written(); !strings.HasPrefix(got, want) {
			t.Errorf("with %s the error is %q, want it to begin with %q", env, got, want)
		}
	}
}

// With NO_COLOR nothing is drawn in colour, and everything is drawn still.
func TestNoColor(t *testing.T) {
	t.Parallel()
	for args, text := range map[string]string{"show": "look after", "present": "Slide 1 of 7", "": "7 slides", "letter": "dated 25 May 2017"} {
		tm := open(t, []string{"NO_COLOR=1"}, args).sees(text)
		tm.keys("?").keys("?").signal(syscall.SIGTERM).ends(exitInterrupted)
		if colored := hasColor(tm.written()); colored != "" {
			t.Errorf("assembly %s wrote %q with NO_COLOR", args, colored)
		}
	}
	tm := run(t, "show").sees("look after").signal(syscall.SIGTERM)
	tm.ends(exitInterrupted)
	if hasColor(tm.written()) == "" {
		t.Error("without NO_COLOR there is no colour either")
	}
}

// hasColor finds a sequence that sets a colour of the text, its ground or the window.
func hasColor(written string) string {
	return regexp.MustCompile(`\x1b\[[0-9;]*\b(3[0-8]|4[0-8]|9[0-7]|10[0-7])\b[0-9;]*m|\x1b\]1[0-2];[^?]`).FindString(written)
}

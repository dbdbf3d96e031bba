package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/session"
)

// awake runs the program with a program of the system that keeps it awake, which is a shell script.
func awake(t *testing.T, script string, args ...string) *terminal {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"systemd-inhibit", "gnome-session-inhibit", "kde-inhibit", "caffeinate"} {
		must(t, os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+script), 0o700)) //nolint:gosec // a program
	}
	path := dir + string(os.PathListSeparator) + os.Getenv("PATH")
	return runWith(t, setting{name: "assembly-awake", w: 80, h: 24, env: []string{"PATH=" + path}}, args...)
}

// Where a computer cannot be kept awake, the speaker is told once.
func TestCannotStayAwake(t *testing.T) {
	t.Parallel()
	const told = "This computer may go to sleep"
	for _, command := range []string{"present", "rehearse"} {
		tm := awake(t, "exit 1\n", command).sees("Slide 1 of 7", told).keys("+").gone(told)
		tm.keys("q").sees("Leave the").keys("y")
		<-tm.stopped
		tm.drain()
		if strings.Contains(tm.screen(), told) {
			t.Errorf("%s says it twice", command)
		}
	}
}

// A screen on which the hall looks says so when it is left, unless the speaker has been told.
func TestCannotStayAwakeInTheHall(t *testing.T) {
	var errs strings.Builder
	a := newApp()
	a.errs, a.errTTY = &errs, false
	a.keepAwake = func(cannot func()) (release func()) { cannot(); return func() {} }
	leave, other := a.stayAwake(), a.stayAwake()
	if errs.Len() > 0 {
		t.Errorf("it is told before the screen is left: %q", errs.String())
	}
	leave()
	other()
	if got := errs.String(); got != "assembly: "+session.CannotStayAwake+"\n" {
		t.Errorf("two screens say %q", got)
	}
	a.toldOfSleep.Store(false)
	a.awakeTelling(func() {})()
	if a.stayAwake()(); strings.Count(errs.String(), "\n") != 1 {
		t.Errorf("a speaker who knows is told %q", errs.String())
	}
}

// Where it can, nothing is said.
func TestStaysAwake(t *testing.T) {
	t.Parallel()
	tm := awake(t, "read end\n", "present").sees("Slide 1 of 7").keys(pageDown).sees("Slide 2 of 7").keys("q").sees("Leave the").keys("y")
	tm.ends(exitDone)
	if strings.Contains(tm.written(), "go to sleep") {
		t.Error("a computer that stays awake is said to go to sleep")
	}
}

//go:build unix

package session

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// fake puts programs that are shell scripts, and nothing else, in the path.
func fake(t *testing.T, script string, names ...string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for _, name := range names {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+script), 0o700); err != nil { //nolint:gosec // a program
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir)
	t.Setenv("DISPLAY", ":0")
	return dir
}

// What H opens stays when the presenter's terminal is closed or its shell ends its job, so it is in a
// session of its own. When it ends, nothing is left of it.
func TestWhatIsOpenedStandsAlone(t *testing.T) {
	dir := fake(t, "echo $$ >\"${0%/*}/began\"\nread end <\"${0%/*}/ends\"\n", "xdg-open", "open", "x-terminal-emulator")
	for _, name := range []string{"began", "ends"} {
		if err := syscall.Mkfifo(filepath.Join(dir, name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, o := range openers(func() string { return "http://127.0.0.1/" })[:2] {
		if o.Open == nil || o.Key == "t" && len(terminalWindow().Args) < 3 {
			t.Skip("no terminal window to open here")
		}
		opened := make(chan error, 1)
		go func() { opened <- o.Open() }()
		began, err := os.Open(filepath.Join(dir, "began"))
		if err != nil {
			t.Fatal(err)
		}
		line, _ := bufio.NewReader(began).ReadString('\n')
		_ = began.Close()
		pid := 0
		if _, err := fmt.Sscan(line, &pid); err != nil {
			t.Fatal(err)
		}
		if session, err := unix.Getsid(pid); err != nil || session != pid {
			t.Errorf("%s: process %d is in session %d (%v)", o.Key, pid, session, err)
		}
		if err := os.WriteFile(filepath.Join(dir, "ends"), []byte("now\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := <-opened; err != nil {
			t.Error(err)
		}
		for until := time.Now().Add(10 * time.Second); syscall.Kill(pid, 0) == nil; time.Sleep(time.Millisecond) {
			if time.Now().After(until) {
				t.Fatalf("%s: process %d is still there", o.Key, pid)
			}
		}
	}
}

// What cannot be opened says so by its exit status, soon; what stays open has been opened.
func TestWhatDoesNotOpen(t *testing.T) {
	fake(t, "exit 3\n", "xdg-open", "open")
	if err := openers(func() string { return "http://127.0.0.1/" })[0].Open(); err == nil || !strings.Contains(err.Error(), "exit status 3") {
		t.Errorf("a browser that does not open gives %v", err)
	}
	given := 0
	way := openers(func() string { given++; return fmt.Sprint("http://127.0.0.1:1/#", given) })[0]
	for range 2 { // Each address opens a page once.
		if got := way.Else(); given == 0 || !strings.HasSuffix(got, fmt.Sprint(":  http://127.0.0.1:1/#", given)) {
			t.Errorf("what to do instead is %q", got)
		}
	}
	if given != 2 {
		t.Errorf("%d addresses are given", given)
	}
	dir := fake(t, "read end <\"${0%/*}/ends\"\nexit 3\n", "browser")
	ends := filepath.Join(dir, "ends")
	if err := syscall.Mkfifo(ends, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := launch(window(filepath.Join(dir, "browser")), time.Millisecond); err != nil {
		t.Errorf("a browser that stays open gives %v", err)
	}
	if err := os.WriteFile(ends, []byte("now\n"), 0o600); err != nil {
		t.Fatal(err)
	}
}

// The program is called by its name where a shell finds it by that, and by its path otherwise.
func TestCalled(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	fake(t, "", "assembly")
	if got := Called(); got != quoted(self) {
		t.Errorf("where the name is another program's it is called %q, want %q", got, quoted(self))
	}
	if err := os.Symlink(self, filepath.Join(fake(t, ""), "assembly")); err != nil {
		t.Fatal(err)
	}
	if got := Called(); got != "assembly" {
		t.Errorf("where it is found it is called %q", got)
	}
	for path, want := range map[string]string{
		"/opt/a-b_c.1/assembly": "/opt/a-b_c.1/assembly", "/home/Zoë/assembly": "/home/Zoë/assembly",
		"/media/my stick/assembly": "'/media/my stick/assembly'", "/it's/$HOME": `'/it'\''s/$HOME'`, `/a\b`: `'/a\b'`,
	} {
		if got := quoted(path); got != want {
			t.Errorf("%s is typed as %s, want %s", path, got, want)
		}
	}
}

// An xterm is told to draw what a hall screen needs, under whatever name it is found; another terminal
// does not know such options.
func TestTerminalWindow(t *testing.T) {
	dir := fake(t, "", "uxterm", "roxterm")
	if got := terminalOptions(filepath.Join(dir, "roxterm")); !slices.Equal(got, []string{"-e"}) {
		t.Errorf("another terminal is given %q", got)
	}
	link := filepath.Join(dir, "x-terminal-emulator")
	if err := os.Symlink(filepath.Join(dir, "uxterm"), link); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{link, filepath.Join(dir, "uxterm")} {
		got := strings.Join(terminalOptions(path), " ")
		if !strings.Contains(got, "-fa ") || !strings.Contains(got, "-tn xterm-256color") || !strings.HasSuffix(got, "-e env COLORTERM=truecolor") {
			t.Errorf("%s is given %q", path, got)
		}
	}
}

// What can be opened is named, and why not what cannot.
func TestOpenings(t *testing.T) {
	fake(t, "", "xdg-open", "open", "osascript", "x-terminal-emulator")
	for _, o := range Openings() {
		if o.Missing != "" || o.By == "" || strings.Contains(o.By, "/") {
			t.Errorf("%+v", o)
		}
	}
	fake(t, "")
	for _, o := range Openings() {
		if o.Missing == "" && runtime.GOOS == "linux" {
			t.Errorf("without any program: %+v", o)
		}
	}
	t.Setenv("DISPLAY", "")
	t.Setenv("WAYLAND_DISPLAY", "")
	if got := Openings()[0].Missing; runtime.GOOS == "linux" && got != noDisplay {
		t.Errorf("without a desktop a browser is missing because %q", got)
	}
}

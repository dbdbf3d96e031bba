package session

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/live"
)

// openers lists how a hall screen can be opened on this machine. What cannot be opened from here is
// said in words to type. page gives the page's address, which opens it once: everybody on this computer can read what a
// program is started with. A terminal window is given nothing secret.
func openers(page func() string) []live.Opener {
	out := []live.Opener{{
		Key: "b", Name: "in the browser: move it to the projector, then full screen (F11)",
		Open: func() error { return launch(browser(page()), failsWithin) },
		Else: func() string {
			return "within two minutes, type this address into a browser on this computer:  " + page()
		},
	}}
	if terminalWindow() != nil {
		out = append(out, live.Opener{
			Key: "t", Name: "in a terminal window: move it to the projector, then full screen" + fullScreenKey(runtime.GOOS),
			Open: func() error { return launch(terminalWindow(), failsWithin) },
		})
	}
	return append(out, live.Opener{Hint: "or type, in any other terminal window:  " + Called() + " hall"})
}

// Opening is a way to open a hall screen on this machine.
type Opening struct {
	What    string // is opened
	By      string // the program that opens it, "" for none
	Missing string // why it cannot be opened; "" when it can
}

// Openings tells how hall screens can be opened on this machine, without opening any.
func Openings() []Opening {
	b := browser("")
	out := []Opening{{What: "a browser", By: programOf(b)}, {What: "a terminal window", By: programOf(terminalWindow())}}
	if _, err := exec.LookPath(b.Path); err != nil {
		out[0].Missing = "there is no " + out[0].By
	}
	if out[1].By == "" {
		out[1].Missing = "no terminal program was found"
	}
	if runtime.GOOS != "windows" && runtime.GOOS != "darwin" && !hasDisplay() {
		out[0].Missing, out[1].Missing = noDisplay, noDisplay
	}
	return out
}

const noDisplay = "this session has no desktop to open windows on"

// programOf is the name of the program that a command runs, "" for no command.
func programOf(c *exec.Cmd) string {
	if c == nil {
		return ""
	}
	return strings.TrimSuffix(filepath.Base(c.Path), ".exe")
}

// browser returns the command that opens an address in the user's browser.
func browser(url string) *exec.Cmd {
	switch runtime.GOOS {
	case "windows":
		return window("rundll32", "url.dll,FileProtocolHandler", url)
	case "darwin":
		return window("open", url)
	}
	return window("xdg-open", url)
}

// OpenFile opens a file in the program that this computer has for it.
func OpenFile(path string) error {
	if whole, err := filepath.Abs(path); err == nil {
		path = whole
	}
	if err := launch(browser(path), failsWithin); err != nil {
		return fmt.Errorf("no program opens %s here: %w", filepath.Base(path), err)
	}
	return nil
}

// terminalWindow returns the command that opens a terminal window with the hall screen in it, nil
// where none is known.
func terminalWindow() *exec.Cmd {
	self, err := os.Executable()
	if err != nil {
		return nil
	}
	switch runtime.GOOS {
	case "windows":
		words := windowsTerminal(exec.LookPath, secondScreen, self)
		return window(words[0], words[1:]...)
	case "darwin":
		script := fmt.Sprintf("tell application \"Terminal\"\nactivate\ndo script quoted form of %q & \" hall\"\nend tell", self)
		return window("osascript", "-e", script)
	}
	for _, name := range []string{"x-terminal-emulator", "uxterm", "xterm"} {
		if path, err := exec.LookPath(name); err == nil && hasDisplay() {
			return window(path, append(terminalOptions(path), self, "hall")...)
		}
	}
	return nil
}

// windowsTerminal is the command that opens a hall screen on Windows: in Windows Terminal where that is installed, full
// screen on the second screen, which is the projector. Where there is only one it would lie over the notes, so there it is
// a window; so it is in the older console, which cannot be told where to open.
func windowsTerminal(find func(string) (string, error), second func() (x, y int, ok bool), self string) []string {
	path, err := find("wt.exe")
	if err != nil {
		return []string{"conhost.exe", self, "hall"}
	}
	words := []string{path, "-w", "new"}
	if x, y, ok := second(); ok {
		words = append(words, fmt.Sprintf("--pos=%d,%d", x, y), "--fullscreen") // A place may begin with a minus.
	}
	return append(words, self, "hall")
}

// fullScreenKey is the key that makes a terminal window full screen, in brackets, where all on a system have the same.
func fullScreenKey(system string) string {
	if system == "windows" {
		return " (Alt+Enter)"
	}
	return ""
}

// terminalOptions are the options ahead of the command that a terminal window is to run. An xterm is
// given type of any size, in which blocks meet, and all its colours, whatever its user has set; it takes
// COLORTERM away from what it runs. Other terminals have both by themselves.
func terminalOptions(path string) []string {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	switch filepath.Base(path) {
	case "xterm", "uxterm", "lxterm":
		return []string{"-fa", "Monospace", "-fs", "12", "-tn", "xterm-256color", "-e", "env", "COLORTERM=truecolor"}
	}
	return []string{"-e"}
}

// window makes a command whose window stays open when this program ends, or is killed.
func window(name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(context.Background(), name, args...)
	cmd.SysProcAttr = detached()
	return cmd
}

func hasDisplay() bool { return os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != "" }

// failsWithin is the time within which a command that cannot open anything says so by its exit status.
// What ends later has been open.
const failsWithin = 10 * time.Second

// launch starts a command that does not touch this program's terminal, and waits until it has ended or has
// had time to fail.
func launch(cmd *exec.Cmd, within time.Duration) error {
	if cmd == nil {
		return errors.New("open window: no terminal program found")
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("open window: %w", err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			return fmt.Errorf("run %s: %w", filepath.Base(cmd.Path), err)
		}
	case <-time.After(within):
	}
	return nil
}

package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"

	"assembly/internal/tui/presenter"
)

// hallWays lists how a hall screen can be opened on this machine. What cannot be opened from here
// is said in words to type.
func hallWays(url string) []presenter.Way {
	ways := []presenter.Way{{
		Key: "b", Name: "in the browser: move it to the projector, then full screen (F11)",
		Open: func() error { return launch(browser(url)) },
	}}
	if cmd := terminalWindow(); cmd != nil {
		ways = append(ways, presenter.Way{
			Key: "t", Name: "in a terminal window: move it to the projector, then full screen",
			Open: func() error { return launch(terminalWindow()) },
		})
	}
	return append(ways, presenter.Way{Hint: "or type, in any other terminal window:  assembly hall"})
}

// browser is the command that opens an address in the user's browser.
func browser(url string) *exec.Cmd {
	switch runtime.GOOS {
	case "windows":
		return window("rundll32", "url.dll,FileProtocolHandler", url)
	case "darwin":
		return window("open", url)
	}
	return window("xdg-open", url)
}

// terminalWindow is the command that opens a terminal window with the hall's screen in it, nil
// where no way is known.
func terminalWindow() *exec.Cmd {
	self, err := os.Executable()
	if err != nil {
		return nil
	}
	switch runtime.GOOS {
	case "windows":
		if path, err := exec.LookPath("wt.exe"); err == nil {
			return window(path, "-w", "new", "--fullscreen", self, "hall")
		}
		return window("conhost.exe", self, "hall")
	case "darwin":
		script := fmt.Sprintf("tell application \"Terminal\"\nactivate\ndo script quoted form of %q & \" hall\"\nend tell", self)
		return window("osascript", "-e", script)
	}
	if path, err := exec.LookPath("x-terminal-emulator"); err == nil && hasDisplay() {
		return window(path, "-e", self, "hall")
	}
	return nil
}

// window is a command whose window stays when this program has ended.
func window(name string, args ...string) *exec.Cmd {
	return exec.CommandContext(context.Background(), name, args...)
}

func hasDisplay() bool { return os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != "" }

// launch runs a command apart from this program, whose terminal it must not touch.
func launch(cmd *exec.Cmd) error {
	if cmd == nil {
		return errors.New("no way to open a window is known here")
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("open window: %w", err)
	}
	go func() { _ = cmd.Wait() }()
	return nil
}

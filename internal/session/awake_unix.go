//go:build unix

package session

import (
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"sync"
	"time"
)

// KeepAwake keeps this computer and its screen from going to sleep until it is released, or the program
// ends. It returns at once. Where there is no way, cannot is called once, on another goroutine.
func KeepAwake(cannot func()) (release func()) {
	started, leave := make(chan func(), 1), make(chan struct{})
	go func() {
		if commands := wakers(runtime.GOOS); len(commands) == 0 || stays(leave) {
			started <- byCommands(commands, cannot)
		} else {
			started <- func() {}
		}
	}()
	return sync.OnceFunc(func() {
		close(leave)
		(<-started)()
	})
}

// AwakeBy names what can keep this computer awake, as far as it is there.
func AwakeBy() []string {
	var out []string
	for _, c := range wakers(runtime.GOOS) {
		out = append(out, programOf(c))
	}
	return out
}

// opens is how long a screen takes to open, by far. Commands that are started meanwhile delay it.
const opens = 500 * time.Millisecond

// stays waits until a screen has opened, and reports whether it is not left before.
func stays(leave <-chan struct{}) bool {
	open := time.NewTimer(opens)
	defer open.Stop()
	select {
	case <-open.C:
		return true
	case <-leave:
		return false
	}
}

// wakers are the commands of a system that keep it awake while they run, as far as they are there: of the
// system itself, and of the desktops that look to their own screens.
func wakers(system string) []*exec.Cmd {
	ways := [][]string{
		{"systemd-inhibit", "--what=idle:sleep", "--who=assembly", "--why=a talk is being given", "cat"},
		{"gnome-session-inhibit", "--inhibit", "idle:suspend", "--reason", "a talk is being given", "cat"},
		{"kde-inhibit", "--power", "--screenSaver", "cat"},
	}
	if system == "darwin" {
		ways = [][]string{{"caffeinate", "-d", "-i", "-w", strconv.Itoa(os.Getpid())}}
	}
	var out []*exec.Cmd
	for _, w := range ways {
		if path, err := exec.LookPath(w[0]); err == nil {
			out = append(out, window(path, w[1:]...))
		}
	}
	return out
}

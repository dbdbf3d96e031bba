//go:build unix

package session

import (
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"sync"
)

// KeepAwake keeps this computer and its screen from going to sleep until it is released, or the program
// ends. It returns at once. Where there is no way, cannot is called once, on another goroutine.
func KeepAwake(cannot func()) (release func()) {
	started := make(chan func(), 1)
	go func() { started <- byCommands(wakers(runtime.GOOS), cannot) }()
	return sync.OnceFunc(func() { (<-started)() })
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

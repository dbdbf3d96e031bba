package session

import (
	"io"
	"os/exec"
	"sync"
	"sync/atomic"
	"time"
)

// CannotStayAwake is what to tell people whose computer has no way to be kept awake.
const CannotStayAwake = "This computer may go to sleep in the talk: switch that off in its settings"

// byCommands keeps the computer awake by commands that do so for as long as they run. Each has a pipe as
// its input, which ends with this program, however that ends, and the command with it. cannot is called
// once, on another goroutine, when none of them runs.
func byCommands(commands []*exec.Cmd, cannot func()) (release func()) {
	var ends []func()
	var released atomic.Bool
	var running sync.WaitGroup
	for _, c := range commands {
		in, err := c.StdinPipe()
		if err != nil || c.Start() != nil {
			continue
		}
		ended := make(chan struct{})
		running.Go(func() {
			_ = c.Wait() // Whatever it ends with, it does nothing more.
			close(ended)
		})
		ends = append(ends, func() { end(c, in, ended) })
	}
	go func() {
		running.Wait()
		if !released.Load() {
			cannot()
		}
	}()
	return func() {
		released.Store(true)
		for _, end := range ends {
			end()
		}
	}
}

// endsWithin is the time that a command has to end by itself.
const endsWithin = 200 * time.Millisecond

// end ends a command.
func end(c *exec.Cmd, in io.Closer, ended <-chan struct{}) {
	_ = in.Close() // It may have ended before.
	late := time.NewTimer(endsWithin)
	defer late.Stop()
	select {
	case <-ended:
	case <-late.C:
		_ = c.Process.Kill()
	}
}

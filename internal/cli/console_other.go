//go:build !windows

package cli

import (
	"os"
	"os/signal"
	"syscall"
)

// prepareConsole does nothing where terminals need no preparation.
func prepareConsole() (c console, restore func()) {
	return console{outObeys: true, errObeys: true}, func() {}
}

// notifyResize has a channel told when the terminal's window changes its size.
func notifyResize(c chan<- os.Signal) { signal.Notify(c, syscall.SIGWINCH) }

// notifyStacks has a channel told of the signals at which Go ends a program and prints where each of its goroutines is, unless
// whoever started the program has them ignored.
func notifyStacks(c chan<- os.Signal) {
	for _, s := range []os.Signal{syscall.SIGQUIT, syscall.SIGABRT} {
		if !signal.Ignored(s) {
			signal.Notify(c, s)
		}
	}
}

// raise has a signal that was caught do what it does to any program.
func raise(s os.Signal) {
	signal.Reset(s)
	if n, ok := s.(syscall.Signal); ok {
		_ = syscall.Kill(syscall.Getpid(), n)
	}
}

// pseudoConsole reports whether another program than Windows' own console shows the window. Only Windows is asked.
func pseudoConsole() bool { return false }

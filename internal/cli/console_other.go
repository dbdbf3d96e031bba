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

// pseudoConsole reports whether another program than Windows' own console shows the window. Only Windows is asked.
func pseudoConsole() bool { return false }

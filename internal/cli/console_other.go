//go:build !windows

package cli

import (
	"os"
	"os/signal"
	"syscall"
)

// prepareConsole does nothing where terminals need no preparation.
func prepareConsole() (restore func()) { return func() {} }

// notifyResize has a channel told when the terminal's window changes its size.
func notifyResize(c chan<- os.Signal) { signal.Notify(c, syscall.SIGWINCH) }

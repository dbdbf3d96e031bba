//go:build !windows

package cli

import "syscall"

// ownTerminal makes the terminal the program's own, as a window does.
func ownTerminal() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setsid: true, Setctty: true} }

//go:build unix

package session

import "syscall"

// detached is a session of its own: what it starts does not get the signals of this program's terminal,
// of which one comes when its window is closed.
func detached() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setsid: true} }

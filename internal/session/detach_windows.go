package session

import "syscall"

// detachedProcess is DETACHED_PROCESS of the Windows API.
const detachedProcess = 0x00000008

// detached is without this program's console: what it starts does not end when that is closed.
func detached() *syscall.SysProcAttr { return &syscall.SysProcAttr{CreationFlags: detachedProcess} }

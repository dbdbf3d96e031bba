package cli

import "syscall"

// ownTerminal does nothing: the tests that need it skip themselves.
func ownTerminal() *syscall.SysProcAttr { return nil }

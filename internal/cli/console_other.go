//go:build !windows

package cli

// prepareConsole does nothing where terminals need no preparation.
func prepareConsole() (restore func()) { return func() {} }

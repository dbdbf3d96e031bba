//go:build !linux && !darwin && !windows

package cli

import "runtime"

// systemName is the name of this system.
func systemName() string { return runtime.GOOS }

//go:build !windows

package atomicfile

// held reports whether an error says that another program holds a file. Elsewhere than on Windows none can.
func held(error) bool { return false }

// Busy reports whether an error says that another program has a file for itself for now.
func Busy(error) bool { return false }

//go:build !windows

package state

import (
	"io/fs"
	"os"
	"syscall"
)

// private reports whether a folder is this user's, and nobody else's to read or to write.
func private(info fs.FileInfo) bool {
	of, ok := info.Sys().(*syscall.Stat_t)
	return ok && int64(of.Uid) == int64(os.Getuid()) && info.Mode().Perm()&0o077 == 0
}

//go:build unix

package atomicfile

import "syscall"

// withoutWaiting opens a pipe at once, which otherwise waits for a writer.
const withoutWaiting = syscall.O_NONBLOCK

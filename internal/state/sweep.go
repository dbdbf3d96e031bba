package state

import (
	"io/fs"
	"os"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/atomicfile"
)

// sweepAfter is far longer than any program takes to write a file.
const sweepAfter = time.Hour

// Sweep removes what programs have left that were killed while they wrote a file of the folder. What is newer than an
// hour may be another program's, which is writing it.
func (f *Folder) Sweep(now time.Time) {
	if f.dir == "" {
		return
	}
	names, _ := fs.Glob(os.DirFS(f.dir), atomicfile.Temporary) // Only a wrong pattern is an error.
	for _, name := range names {
		info, err := os.Lstat(f.path(name))
		if err == nil && info.Mode().IsRegular() && now.Sub(info.ModTime()) > sweepAfter {
			_ = f.remove(name)
		}
	}
}

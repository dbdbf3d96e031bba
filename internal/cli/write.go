package cli

import (
	"fmt"
	"os"
	"path/filepath"

	"assembly/internal/atomicfile"
	"assembly/internal/cell"
	"assembly/internal/state"
	"assembly/slides"
)

// writeNew writes a deck of the program to a file, which must not exist unless --force is set. A write
// that fails leaves an earlier file as it was.
func (a *app) writeNew(f *flags, name string) error {
	text := slides.Builtin()
	if f.guide {
		text = slides.Guide()
	}
	if !f.force {
		if _, err := os.Lstat(name); err == nil {
			return fail(fmt.Errorf("%s already exists", name), "choose another name, or add --force to overwrite it")
		}
	}
	if err := atomicfile.Write(name, text, 0o644); err != nil {
		return cannotWrite(name, err)
	}
	shown := cell.Clean(name)
	return a.print(fmt.Sprintf("Wrote %s. Edit it with any editor, then: assembly show %s\n", shown, shown))
}

// cannotWrite says why a file was not written. It names the file, not the temporary one next to it.
func cannotWrite(name string, err error) error {
	folder := filepath.Dir(name)
	if info, statErr := os.Stat(folder); statErr != nil || !info.IsDir() {
		return fail(fmt.Errorf("folder %s does not exist", folder), "create the folder first, or choose another")
	}
	if info, statErr := os.Stat(name); statErr == nil && info.IsDir() {
		return fail(fmt.Errorf("%s is a folder", name), "name a file in it: assembly new "+filepath.Join(name, "my-assembly.md"))
	}
	return fail(fmt.Errorf("write %s: %w", name, state.Reason(err)), "choose a folder that you are allowed to write to, such as your own documents")
}

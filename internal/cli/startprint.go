package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/adrg/xdg"

	"github.com/westandtogether-assembly/assembly/internal/atomicfile"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// printer writes the script of a deck for the start screen: next to the deck, under the first name that is free or has the
// same script already. It runs in the background, and so has copies of what the screen changes.
func (s *starter) printer() func(d *deck.Deck, phase string) (string, error) {
	a, f, set, path := s.app, *s.flags, s.set, s.src.Path
	return func(d *deck.Deck, phase string) (string, error) {
		set := set
		set.Deck, set.Phase = d, phase
		return a.printBeside(&f, set, path)
	}
}

func (a *app) printBeside(f *flags, set ui.Setup, deckPath string) (string, error) {
	d := set.Deck
	if bad := errorsIn(d); bad != nil {
		return "", withHint(bad)
	}
	var b bytes.Buffer
	if _, err := a.scriptOf(f, set, nil).PDF(&b, printFonts(a.facesFor(d))); err != nil {
		return "", err
	}
	path, err := writeHere(besides(deckPath, phased("-script", set)+".pdf"), b.Bytes())
	if err != nil {
		return "", withHint(err)
	}
	return path, nil
}

// writeHere writes a file under a name that is free or has the same text already, and gives its whole path. Its folder may
// be one that nobody writes to, that of a memory stick with a lock or of programs: then it is among the user's documents,
// or where there is no such folder in the user's own.
func writeHere(name string, text []byte) (string, error) {
	path, err := writeFree(name, text)
	if err == nil {
		return path, nil
	}
	for _, dir := range []string{xdg.UserDirs.Documents, xdg.Home} {
		if path, err := writeFree(filepath.Join(dir, filepath.Base(name)), text); dir != "" && err == nil {
			return path, nil
		}
	}
	return "", err
}

// writeFree writes a file under a name that is free, and gives its whole path.
func writeFree(name string, text []byte) (string, error) {
	name, err := freeName(name, text)
	if err != nil {
		return "", err
	}
	if whole, err := filepath.Abs(name); err == nil {
		name = whole
	}
	if err := atomicfile.Write(name, text, 0o644); err != nil {
		return "", cannotWrite(name, err)
	}
	return name, nil
}

// mostNames is how many names are tried for a file.
const mostNames = 99

var errNames = errors.New("there are 99 files of this name already: delete old ones")

// freeName is a name that no file has, or one that says the same: the one asked for, or that with a number.
func freeName(name string, text []byte) (string, error) {
	end := filepath.Ext(name)
	for i := 1; i <= mostNames; i++ {
		try := name
		if i > 1 {
			try = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(name, end), i, end)
		}
		info, err := os.Lstat(try)
		if errors.Is(err, fs.ErrNotExist) {
			return try, nil
		}
		if err != nil || !info.Mode().IsRegular() {
			continue // A link may lead to nothing, and a pipe to nobody.
		}
		if old, err := os.ReadFile(try); err == nil && bytes.Equal(old, text) {
			return try, nil
		}
	}
	return "", errNames
}

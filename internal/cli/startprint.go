package cli

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"assembly/internal/atomicfile"
	"assembly/internal/deck"
)

// print writes the script of a deck for the start screen: next to the deck, under the first name that is free or has the
// same script already.
func (s *starter) print(d *deck.Deck, phase string) (string, error) {
	f, set := *s.flags, s.set
	set.Deck, set.Phase = d, phase
	if bad := errorsIn(d); bad != nil {
		return "", withHint(bad)
	}
	var b bytes.Buffer
	if _, err := s.app.scriptOf(&f, set, nil).PDF(&b, s.app.printFonts(d)); err != nil {
		return "", err
	}
	name, err := freeName(besides(s.src.Path, "-script.pdf"), b.Bytes())
	if err != nil {
		return "", err
	}
	if whole, err := filepath.Abs(name); err == nil {
		name = whole
	}
	if err := atomicfile.Write(name, b.Bytes(), 0o644); err != nil {
		return "", withHint(cannotWrite(name, err))
	}
	return name, nil
}

// mostNames is how many names are tried for a file.
const mostNames = 99

var errNames = errors.New("there are 99 scripts next to the deck already: delete old ones")

// freeName is a name that no file has, or one that says the same: the one asked for, or that with a number.
func freeName(name string, text []byte) (string, error) {
	end := filepath.Ext(name)
	for i := 1; i <= mostNames; i++ {
		try := name
		if i > 1 {
			try = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(name, end), i, end)
		}
		old, err := os.ReadFile(try)
		if errors.Is(err, os.ErrNotExist) || err == nil && bytes.Equal(old, text) {
			return try, nil
		}
	}
	return "", errNames
}

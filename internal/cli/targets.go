package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// target is a deck to check, or what cannot be looked at.
type target struct {
	path string // "" for the built-in deck
	err  error
}

// decksOf lists the decks that arguments name: files, and the Markdown files of folders. Without any it is the
// built-in deck.
func decksOf(args []string) ([]target, error) {
	if len(args) == 0 {
		return []target{{}}, nil
	}
	if name, ok := find(args); ok {
		args = []string{name}
	}
	var out []target
	for _, arg := range args {
		name := named([]string{arg})
		if name == "" {
			return nil, errNoName
		}
		if info, err := os.Stat(name); err != nil || !info.IsDir() {
			out = append(out, target{path: name})
			continue
		}
		inside, err := decksIn(name)
		if err != nil {
			return nil, err
		}
		out = append(out, inside...)
	}
	return out, nil
}

// errNoName refuses a name that is empty, as a variable of a shell is that was never set.
var errNoName = usage(errors.New("the name of the deck is empty"), "leave it out for the built-in assembly")

// decksIn lists the Markdown files in a folder and below it, in order. Hidden folders, and what a package manager
// has put there, are left out. A folder below it that cannot be read is told like a deck that cannot.
func decksIn(folder string) ([]target, error) {
	var out []target
	err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		hidden := path != folder && (strings.HasPrefix(e.Name(), ".") || e.Name() == "node_modules")
		switch {
		case err != nil && path == folder:
			return err
		case err != nil:
			out = append(out, target{path, fail(fmt.Errorf("read folder: %w", err), "check that you are allowed to read it")})
		case e.IsDir() && hidden:
			return fs.SkipDir
		case !hidden && e.Type().IsRegular() && slices.Contains([]string{".md", ".markdown"}, strings.ToLower(filepath.Ext(path))):
			out = append(out, target{path: path})
		}
		return nil
	})
	switch {
	case err != nil:
		return nil, fail(fmt.Errorf("read folder: %w", err), "check that you are allowed to read it")
	case len(out) == 0:
		return nil, fail(fmt.Errorf("%s has no Markdown file", folder), "name a deck, or a folder with decks: files that end in .md")
	}
	return out, nil
}

package session

import (
	"errors"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/slides"
)

// Part is a file that a deck is made of.
type Part struct {
	Name string // from the deck's folder, with slashes
	Read func() ([]byte, error)
}

// Parts lists the files that a deck is made of: its own first, then those it names that are in its folder. A file that is not
// there is left out, as it is when the deck is shown.
func (s Source) Parts(d *deck.Deck) []Part {
	out := []Part{{Name: s.name(), Read: s.Read}}
	files, seen := s.Options().Files, map[string]bool{s.name(): true}
	for _, name := range named(d) {
		name, ok := found(files, name)
		if ok && !seen[name] {
			seen[name] = true
			out = append(out, Part{name, func() ([]byte, error) { return readPart(files, name) }})
		}
	}
	return out
}

// name is that of the deck's own file. A pipe has none that says what is in it.
func (s Source) name() string {
	switch {
	case s.Path == "":
		return slides.BuiltinName
	case filepath.Ext(s.Path) == "":
		return filepath.Base(s.Path) + ".md"
	}
	return filepath.Base(s.Path)
}

// found finds a file by the name that a deck has for it, which may be written as on Windows.
func found(files fs.FS, name string) (string, bool) {
	for _, name := range []string{path.Clean(name), path.Clean(strings.ReplaceAll(name, `\`, "/"))} {
		if info, err := fs.Stat(files, name); err == nil && info.Mode().IsRegular() {
			return name, true
		}
	}
	return "", false
}

// named lists the files that a deck names, each once.
func named(d *deck.Deck) []string {
	var out []string
	add := func(name string) {
		if name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	add(d.Meta.Source)
	for _, name := range d.Meta.Includes {
		add(name)
	}
	for i := range d.Len() {
		for _, im := range d.Slide(i).Images() {
			add(im.Path)
		}
	}
	return out
}

// mostPart is the most bytes of a file that goes with a deck.
const mostPart = 256 << 20

var errLarge = errors.New("it is larger than 256 MB")

func readPart(files fs.FS, name string) ([]byte, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	data, err := io.ReadAll(io.LimitReader(f, mostPart+1))
	if err == nil && len(data) > mostPart {
		err = errLarge
	}
	return data, err
}

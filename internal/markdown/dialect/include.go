package dialect

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Limits of the files that a deck brings in.
const (
	maxDepth     = 5        // files within files
	maxFiles     = 500      // files, each as often as it is brought in
	maxBroughtIn = 16 << 20 // bytes of text that is brought in, as often as it is, or repeated
)

// bring reads a file that the deck brings in, by its path from the deck's folder. The error says why it does
// not.
func (t *translator) bring(name string) (*File, error) {
	switch {
	case slices.Contains(t.opened, name):
		return nil, errors.New("it brings itself in")
	case len(t.opened) > maxDepth:
		return nil, fmt.Errorf("expected at most %d files within each other", maxDepth)
	}
	return t.openFile(name)
}

// openFile reads a file in the deck's folder.
func (t *translator) openFile(name string) (*File, error) {
	if t.in.Open == nil {
		return nil, errors.New("no folder to read it from")
	}
	return t.in.Open(name)
}

// include reads a file that the deck brings in, by its path from the folder of the file that is being read,
// and passes the file to read. It warns when there is none.
func (t *translator) include(name string, at int, read func()) {
	name = path.Join(t.folder(), name)
	if t.files >= maxFiles {
		t.unused("files", fmt.Sprintf("expected at most %d to be brought in", maxFiles), name, at)
		return
	}
	t.files++
	f, err := t.bring(name)
	if err != nil {
		t.warnf(at, "%s is not brought in: %v", Quote(name), err)
		return
	}
	if t.spend(len(f.Text), at) {
		t.within(name, f, read)
	}
}

// spend counts bytes that are brought in or repeated, and reports whether the deck may have them.
func (t *translator) spend(n, at int) bool {
	before := t.spent
	t.spent += n + 1
	if before <= maxBroughtIn && t.spent > maxBroughtIn {
		t.warnf(at, "this deck brings in more than %d MB: what comes from here on is left out", maxBroughtIn>>20)
	}
	return t.spent <= maxBroughtIn
}

// within reads something while another file is the one being read.
func (t *translator) within(name string, f *File, read func()) {
	above := t.file
	t.file, t.opened = f, append(t.opened, name)
	read()
	t.file, t.opened = above, t.opened[:len(t.opened)-1]
}

// folder is the folder of the file that is being read, from the deck's.
func (t *translator) folder() string { return path.Dir(t.opened[len(t.opened)-1]) }

// frontEnd is the offset behind the front matter of a file, or 0.
func (f *File) frontEnd() int {
	line, next := cutLine(f.Text, 0)
	if !isWord(line, "---") {
		return 0
	}
	for from := next; next < len(f.Text); {
		at := next
		if line, next = cutLine(f.Text, at); isWord(line, "---") || isWord(line, "...") {
			if len(readFront(f.Text[from:at]).Keys()) > 0 {
				return next
			}
			return 0
		}
	}
	return 0
}

// Quote is a path in quotation marks. What cannot be printed is spelled out; the backslashes of Windows stay as they are.
func Quote(path string) string { return strings.ReplaceAll(strconv.Quote(path), `\\`, `\`) }

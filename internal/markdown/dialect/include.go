package dialect

import (
	"path"
	"slices"
)

// Limits of the files that a deck brings in.
const (
	maxDepth   = 5        // files within files
	maxFiles   = 500      // files, each as often as it is brought in
	maxBrought = 16 << 20 // bytes of text, each file as often as it is brought in
)

// include reads a file that the deck brings in, by its path from the folder of the file that is being read,
// and passes the file to read. It warns when there is none.
func (t *translator) include(name string, at int, read func()) {
	name = path.Join(t.folder(), name)
	switch {
	case slices.Contains(t.opened, name):
		t.warnf(at, "%q is not brought in: it is part of itself", name)
		return
	case t.files >= maxFiles:
		t.unused("files", "expected at most 500 to be brought in", name, at)
		return
	case len(t.opened) >= maxDepth:
		t.warnf(at, "%q is not brought in: expected at most %d files within each other", name, maxDepth)
		return
	}
	t.files++
	f, err := t.in.Open(name)
	if err != nil {
		t.warnf(at, "%q cannot be brought in: %v", name, err)
		return
	}
	if t.brought += len(f.Text); t.brought > maxBrought {
		t.warnf(at, "%q is not brought in: expected at most %d MB of text in all", name, maxBrought>>20)
		return
	}
	t.within(name, f, read)
}

// within reads something while another file is the one being read.
func (t *translator) within(name string, f *File, read func()) {
	if !slices.Contains(t.out.Files, f) {
		t.out.Files = append(t.out.Files, f)
	}
	above := t.file
	t.file, t.opened = f, append(t.opened, name)
	read()
	t.file, t.opened = above, t.opened[:len(t.opened)-1]
}

// folder is the folder of the file that is being read, from the deck's.
func (t *translator) folder() string {
	if len(t.opened) == 0 {
		return "."
	}
	return path.Dir(t.opened[len(t.opened)-1])
}

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

package session

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown/edit"
	"github.com/westandtogether-assembly/assembly/internal/state"
	"github.com/westandtogether-assembly/assembly/slides"
)

// Editor changes the slides of the deck that a screen shows. Its methods may wait for a disk.
type Editor struct {
	moved func(Source)

	mu  sync.Mutex
	src Source
}

// NewEditor makes the editor of a deck. moved is told of the file that takes the place of the built-in deck.
func NewEditor(src Source, moved func(Source)) *Editor { return &Editor{src: src, moved: moved} }

// Source returns where the deck comes from now.
func (e *Editor) Source() Source {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.src
}

// BuiltIn reports whether the deck is the program's own, which is not a file.
func (e *Editor) BuiltIn() bool { return e.Source().Path == "" }

// copyName is how a copy of the built-in deck is called until somebody gives it another name.
const copyName = "my-assembly"

// Places suggests files for a copy of the built-in deck, none of which exists: in the current folder, and
// in the user's documents.
func (e *Editor) Places() []string {
	var out []string
	if dir, err := os.Getwd(); err == nil {
		out = append(out, free(dir))
	}
	if home, err := os.UserHomeDir(); err == nil {
		dir := filepath.Join(home, "Documents")
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			dir = home
		}
		out = append(out, free(dir))
	}
	return out
}

// free is a name in a folder that nothing has.
func free(dir string) string {
	for n := 1; ; n++ {
		name := filepath.Join(dir, copyName+".md")
		if n > 1 {
			name = filepath.Join(dir, fmt.Sprintf("%s-%d.md", copyName, n))
		}
		if _, err := os.Lstat(name); err != nil {
			return name
		}
	}
}

// Copy writes the built-in deck to a file that must not exist yet, and goes on with that. It returns the
// file's whole path.
func (e *Editor) Copy(name string) (string, error) {
	path, err := copyPath(name)
	if err != nil {
		return "", err
	}
	if err := CheckName(path); err != nil {
		return "", err
	}
	if _, err := os.Lstat(path); err == nil {
		return "", fmt.Errorf("%s already exists: choose another name", path)
	}
	if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
		return "", fmt.Errorf("there is no folder %s: choose another", filepath.Dir(path))
	}
	if err := e.Source().files.Write(path, slides.Builtin(), 0o644); err != nil {
		return "", fmt.Errorf("write %s: %w: choose another folder", path, state.Reason(err))
	}
	e.mu.Lock()
	e.src.Path = path
	src := e.src
	e.mu.Unlock()
	e.moved(src)
	return path, nil
}

// copyPath is the whole path of a file that somebody has named.
func copyPath(name string) (string, error) {
	name = strings.Trim(strings.TrimSpace(name), `"`)
	if name == "" {
		return "", errors.New("no file name given")
	}
	if rest, ok := strings.CutPrefix(name, "~"+string(filepath.Separator)); ok {
		if home, err := os.UserHomeDir(); err == nil {
			name = filepath.Join(home, rest)
		}
	}
	if filepath.Ext(name) == "" {
		name += ".md"
	}
	path, err := filepath.Abs(name)
	if err != nil {
		return "", fmt.Errorf("find the folder: %w", err)
	}
	return path, nil
}

// Open reads a slide of the deck that is shown from the deck's file, for a phase.
func (e *Editor) Open(shown *deck.Deck, slide int, phase string) (*Draft, error) {
	d := &Draft{src: e.Source(), phase: phase}
	if err := d.read(shown, slide); err != nil {
		return nil, err
	}
	d.saved = d.text
	return d, nil
}

// Draft is the text of a slide that is being edited.
type Draft struct {
	src   Source
	phase string

	was   []byte // the file as it was read last
	deck  *deck.Deck
	slide int // in it
	text  edit.Text
	saved edit.Text // as it was opened, or saved last: what differs from it was changed here
}

// Notes returns the notes as the file has them.
func (d *Draft) Notes() string { return d.text.Notes }

// Words returns the Markdown that the slide shows, as the file has it.
func (d *Draft) Words() string { return d.text.Words }

// Shared reports whether the notes are those of other phases too.
func (d *Draft) Shared() bool { return d.text.Shared }

// read reads the file, and finds a slide of another version of it.
func (d *Draft) read(of *deck.Deck, slide int) error {
	text, err := d.file()
	if err != nil {
		return err
	}
	now, err := d.src.Parse(text)
	if err != nil {
		return err
	}
	if now.Hash != of.Hash {
		if slide = now.Where(of)(slide); slide < 0 {
			return fmt.Errorf("this slide is no longer in %s", d.src.Path)
		}
	}
	return d.take(text, now, slide)
}

// file reads the file. A pipe in its place would be waited for.
func (d *Draft) file() ([]byte, error) {
	if info, err := os.Stat(d.src.Path); err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a file that can be changed", d.src.Path)
	}
	return d.src.Read()
}

// take remembers what the file has.
func (d *Draft) take(text []byte, now *deck.Deck, slide int) error {
	got, err := edit.Read(text, d.src.Options(), slide, d.phase)
	if err != nil {
		return err
	}
	d.was, d.deck, d.slide, d.text = text, now, slide, got
	return nil
}

// Save writes what was changed into the deck's file, and returns the deck. Nothing is written over what
// another program has done meanwhile: again reports that the file was changed, that nothing is saved, and
// that to save again writes the text into the file as it is now.
func (d *Draft) Save(notes, words string) (saved *deck.Deck, again bool, err error) {
	before := d.text
	is, err := d.file()
	if err != nil {
		return nil, false, err
	}
	if !bytes.Equal(is, d.was) {
		if err := d.read(d.deck, d.slide); err != nil {
			return nil, false, err
		}
		if d.text != before {
			return nil, true, fmt.Errorf("another program has changed this slide in %s: it is slide %d now, %q, and nothing is saved",
				d.src.Path, d.slide+1, d.deck.Title(d.slide))
		}
		return nil, true, fmt.Errorf("another program has changed %s, and nothing is saved", d.src.Path)
	}
	text, err := d.edited(notes, words)
	if err != nil {
		return nil, false, err
	}
	if err := d.src.Write(d.was, text); err != nil {
		return nil, false, err
	}
	if saved, err = d.src.Parse(text); err != nil {
		return nil, false, err
	}
	readAhead(saved, ahead)
	d.saved.Notes, d.saved.Words = notes, words
	return saved, false, d.take(text, saved, d.slide)
}

// edited is the file with what was changed of the slide.
func (d *Draft) edited(notes, words string) (text []byte, err error) {
	text = d.was
	if words != d.saved.Words {
		if text, err = edit.SetWords(text, d.src.Options(), d.slide, words); err != nil {
			return nil, err
		}
	}
	if notes != d.saved.Notes {
		return edit.SetNotes(text, d.src.Options(), d.slide, d.phase, notes)
	}
	return text, nil
}

// ErrEdited says that a file is not what it was when it was read.
var ErrEdited = errors.New("was edited in the meantime")

// Write writes the deck's file anew, if it still is what was read. A link stays, and what it leads to is
// written.
func (s Source) Write(was, now []byte) error {
	target, err := filepath.EvalSymlinks(s.Path)
	if err != nil {
		return &Problem{fmt.Errorf("find deck: %w", err), "check that the disk or memory stick is still there"}
	}
	info, err := os.Stat(target)
	if err != nil {
		return cannotOpen(err)
	}
	is, err := Source{Path: target}.Read()
	if err != nil {
		return err
	}
	switch {
	case !bytes.Equal(is, was):
		return fmt.Errorf("%s %w", s.Path, ErrEdited)
	case info.Mode().Perm()&0o200 == 0: // A rename would replace it all the same.
		return &Problem{fmt.Errorf("write %s: %w", s.Path, fs.ErrPermission), "the file may only be read: copy it, or allow writing"}
	}
	if err := s.files.Write(target, now, info.Mode().Perm()); err != nil {
		return &Problem{fmt.Errorf("write %s: %w", s.Path, state.Reason(err)), "choose a folder that you are allowed to write to, such as your own documents"}
	}
	return nil
}

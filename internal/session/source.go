// Package session is what runs in the background of a screen: it reads and watches the deck, publishes
// the talk to the halls, saves it, and records a rehearsal.
//
// Nothing here draws or reads keys. What a screen must know comes to it by callbacks, and nothing that
// a screen calls waits for a disk or a network, but for opening and closing.
package session

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/atomicfile"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/internal/spelling"
	"github.com/westandtogether-assembly/assembly/slides"
)

// Source is where a deck comes from: a file, or the program itself.
type Source struct {
	Path string            // "" for the built-in deck
	Fill map[string]string // values for placeholders

	files atomicfile.Files // what it is written with

	held []byte // the deck as it was read; nil where its file is read each time
}

// Held reads the deck, and is the source with what was read: it stays the same when its file changes, or is a pipe.
func (s Source) Held() (Source, error) {
	text, err := s.Read()
	s.held = text
	return s, err
}

// Problem is an error that people read, and what they can do about it.
type Problem struct {
	Err  error
	Hint string
}

func (p *Problem) Error() string { return p.Err.Error() }

// Unwrap returns the error.
func (p *Problem) Unwrap() error { return p.Err }

// FixHint says what to do about a deck that cannot be read.
const FixHint = "fix the file at the lines named above, save it, and start again"

// Load reads and parses the deck.
func (s Source) Load() (*deck.Deck, error) {
	text, err := s.Read()
	if err != nil {
		return nil, err
	}
	return s.Parse(text)
}

// Parse parses a text as the deck's.
func (s Source) Parse(text []byte) (*deck.Deck, error) {
	if err := foreign(s.Path, text); err != nil {
		return nil, err
	}
	d, err := markdown.Parse(text, s.Options())
	if err != nil {
		return nil, &Problem{err, hintFor(text)}
	}
	return d, nil
}

// hintFor says what to do about a text that is no deck.
func hintFor(text []byte) string {
	if bytes.IndexByte(text, 0) >= 0 {
		return "name a Markdown file, which is a text, or write one to begin with: assembly new my-assembly.md"
	}
	return FixHint
}

// Options are how the deck is parsed.
func (s Source) Options() markdown.Options {
	if s.Path == "" {
		return markdown.Options{Name: slides.BuiltinName, Files: slides.Files(), Fill: s.Fill}
	}
	return markdown.Options{Name: s.Path, Files: withLetter{folder(filepath.Dir(s.Path))}, Fill: s.Fill}
}

// Read reads the deck, and says plainly what else is there under its name.
func (s Source) Read() ([]byte, error) {
	switch {
	case s.held != nil:
		return s.held, nil
	case s.Path == "":
		return slides.Builtin(), nil
	}
	info, err := os.Stat(s.Path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &Problem{fmt.Errorf("there is no file %s", s.Path), didYouMean(s.Path)}
	case err != nil:
		return nil, cannotOpen(err)
	case info.IsDir():
		return nil, &Problem{fmt.Errorf("%s is a folder", s.Path), "name the deck in it: assembly show " + Typed(filepath.Join(s.Path, "FILE.md"))}
	case info.Mode()&(fs.ModeDevice|fs.ModeSocket) != 0:
		return nil, &Problem{fmt.Errorf("%s is a device, not a file", s.Path), "name a deck: a Markdown file"}
	case info.Size() > markdown.MaxSize:
		return nil, large(s.Path)
	case info.Mode()&fs.ModeNamedPipe != 0:
		return readPipe(s.Path, pipeWait)
	}
	return readFile(s.Path, info.Size(), atomicfile.OpenOrdinary)
}

// readAgain reads the deck while it is followed. A pipe that has come in its place is not waited for.
func (s Source) readAgain() ([]byte, error) {
	if info, err := os.Stat(s.Path); s.held == nil && err == nil && info.Mode()&fs.ModeNamedPipe != 0 {
		return nil, &Problem{fmt.Errorf("%s is a pipe now, not a file", s.Path), "put the deck's file back; it is read again then"}
	}
	return s.Read()
}

// didYouMean suggests the file in the same folder whose name, but for its extension, is near to that of
// a missing one.
func didYouMean(path string) string {
	folder := filepath.Dir(path)
	entries, _ := os.ReadDir(folder) // Where the folder cannot be read there is nothing to suggest.
	files := map[string]string{}
	var names []string
	for _, e := range entries {
		if name := stem(e.Name()); !e.IsDir() && mayBeDeck(e.Name(), path) {
			names = append(names, name)
			files[name] = e.Name()
		}
	}
	if near := spelling.Nearest(stem(filepath.Base(path)), names); near != "" {
		return "did you mean " + Typed(filepath.Join(folder, files[near])) + "?"
	}
	return "check the name, or write a deck to start from: assembly new " + Typed(path)
}

// mayBeDeck reports whether a file may be the one that was meant: a text, or of the kind that was named.
func mayBeDeck(name, asked string) bool {
	end := strings.ToLower(filepath.Ext(name))
	return slices.Contains([]string{"", ".md", ".markdown", ".txt", ".text", strings.ToLower(filepath.Ext(asked))}, end)
}

func stem(name string) string { return strings.TrimSuffix(name, filepath.Ext(name)) }

func cannotOpen(err error) error {
	hint := "check that you are allowed to read the file"
	if atomicfile.Busy(err) {
		hint = "another program has the file open: close it there"
	}
	return &Problem{fmt.Errorf("open deck: %w", err), hint}
}

// large says of a file that is too large what it is: presentations and pictures often are.
func large(path string) error {
	f, err := atomicfile.OpenOrdinary(path)
	if err != nil {
		return cannotOpen(err)
	}
	defer func() { _ = f.Close() }()
	head := make([]byte, headSize)
	n, _ := io.ReadFull(f, head) // What cannot be read has no kind.
	if err := foreign(path, head[:n]); err != nil {
		return err
	}
	return tooLarge(path)
}

func tooLarge(path string) error {
	return &Problem{fmt.Errorf("%s is larger than %d MB", path, markdown.MaxSize>>20), "a deck is text; put its pictures in separate files"}
}

// readFile reads a deck of about size bytes.
func readFile(path string, size int64, open func(string) (*os.File, error)) ([]byte, error) {
	f, err := open(path)
	if err != nil {
		return nil, cannotOpen(err)
	}
	defer func() { _ = f.Close() }()
	// A pipe has no size to ask for; one byte more than is allowed tells that it is too long.
	var text bytes.Buffer
	text.Grow(int(size) + bytes.MinRead)
	if _, err := text.ReadFrom(io.LimitReader(f, markdown.MaxSize+1)); err != nil {
		if atomicfile.Busy(err) {
			return nil, cannotOpen(err)
		}
		return nil, &Problem{fmt.Errorf("read deck: %w", err), "check that the disk or memory stick is still there"}
	}
	if text.Len() > markdown.MaxSize {
		return nil, tooLarge(path)
	}
	return text.Bytes(), nil
}

// pipeWait is how long a deck from a pipe may take to arrive.
const pipeWait = 10 * time.Second

// readPipe reads a deck from a pipe. Opening one waits for a writer and reading it for the end of
// what is written; neither may ever come.
func readPipe(path string, wait time.Duration) ([]byte, error) {
	type result struct {
		text []byte
		err  error
	}
	read := make(chan result, 1)
	go func() {
		text, err := readFile(path, 0, os.Open)
		read <- result{text, err}
	}()
	select {
	case r := <-read:
		return r.text, r.err
	case <-time.After(wait):
		return nil, &Problem{fmt.Errorf("%s is a pipe, and no whole deck came from it within %v", path, wait),
			"name a file, or a pipe that a program writes a deck to"}
	}
}

// withLetter is a folder in which the letter can always be read: a deck copied from the built-in one
// checks its quotations without a copy of the letter next to it.
type withLetter struct{ fs.FS }

// Open implements fs.FS.
func (w withLetter) Open(name string) (fs.File, error) {
	f, err := w.FS.Open(name)
	if errors.Is(err, fs.ErrNotExist) && name == slides.LetterName {
		return slides.Files().Open(name)
	}
	return f, err
}

// Stat implements fs.StatFS: to look at a file by opening it would wait at a pipe.
func (w withLetter) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(w.FS, name)
	if errors.Is(err, fs.ErrNotExist) && name == slides.LetterName {
		return fs.Stat(slides.Files(), name)
	}
	return info, err
}

package cli

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

	"github.com/spf13/pflag"

	"assembly/internal/deck"
	"assembly/internal/markdown"
	"assembly/internal/theme"
	"assembly/internal/tui/ui"
	"assembly/slides"
)

// flags are the flags that commands share.
type flags struct {
	phase, theme string
	ascii        bool
	plain, notes bool
	set          map[string]string
	phaseShown   bool // the phase was chosen on the start screen

	// Of the presenter.
	resume, share bool
	shareAddress  string

	// Of the speaker.
	finish, as string
	pace       int

	// Of a rehearsal.
	from  int
	apply bool
}

// look adds the flags of a screen.
func (f *flags) look(set *pflag.FlagSet) {
	set.StringVar(&f.theme, "theme", "", "`name` of the colour theme: "+strings.Join(theme.Names(), ", "))
	set.BoolVar(&f.ascii, "ascii", false, "draw with ASCII characters only")
}

// deck adds the flags of a deck.
func (f *flags) deck(set *pflag.FlagSet) {
	set.StringVar(&f.phase, "phase", "", "`name` of the pupils' phase in the deck, such as primary or secondary")
	set.StringToStringVar(&f.set, "set", nil, "fill in {{name}} in the deck: `name=value`")
	set.Lookup("set").DefValue = "" // help would show an empty map as []
}

// source is where a deck comes from: a file, or the program itself.
type source struct {
	path string // "" for the built-in deck
	fill map[string]string
}

// load reads and parses the deck.
func (s source) load() (*deck.Deck, error) {
	if s.path == "" {
		return parse(slides.Builtin(), markdown.Options{Name: slides.BuiltinName, Files: slides.Files(), Fill: s.fill})
	}
	text, err := readDeck(s.path)
	if err != nil {
		return nil, err
	}
	return parse(text, s.options())
}

// options are how the file of a source is parsed.
func (s source) options() markdown.Options {
	return markdown.Options{Name: s.path, Files: withLetter{os.DirFS(filepath.Dir(s.path))}, Fill: s.fill}
}

func parse(text []byte, o markdown.Options) (*deck.Deck, error) {
	d, err := markdown.Parse(text, o)
	if err != nil {
		return nil, fail(err, fixHint)
	}
	return d, nil
}

const fixHint = "fix the file at the lines named above, save it, and start again"

// readDeck reads a deck's file, and says plainly what else it found under that name.
func readDeck(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fail(fmt.Errorf("there is no file %s", path),
			nearFile(path, "check the name, or write a deck to start from: assembly new "+path))
	case err != nil:
		return nil, fail(fmt.Errorf("open deck: %w", err), "check that you are allowed to read the file")
	case info.IsDir():
		return nil, fail(fmt.Errorf("%s is a folder", path), "name the deck in it: assembly show "+filepath.Join(path, "FILE.md"))
	case info.Mode()&(fs.ModeDevice|fs.ModeSocket) != 0:
		return nil, fail(fmt.Errorf("%s is a device, not a file", path), "name a deck: a Markdown file")
	case info.Size() > markdown.MaxSize:
		return nil, tooLarge(path)
	case info.Mode()&fs.ModeNamedPipe != 0:
		return readPipe(path, pipeWait)
	}
	return readFile(path, info.Size())
}

func tooLarge(path string) error {
	return fail(fmt.Errorf("%s is larger than %d MB", path, markdown.MaxSize>>20),
		"a deck is text; put its pictures in separate files")
}

// readFile reads a deck of about size bytes.
func readFile(path string, size int64) ([]byte, error) {
	f, err := os.Open(path) //nolint:gosec // reading the named file is what the user asked for
	if err != nil {
		return nil, fail(fmt.Errorf("open deck: %w", err), "check that you are allowed to read the file")
	}
	defer func() { _ = f.Close() }()
	// A pipe has no size to ask for; one byte more than is allowed tells that it is too long.
	var text bytes.Buffer
	text.Grow(int(size) + bytes.MinRead)
	if _, err := text.ReadFrom(io.LimitReader(f, markdown.MaxSize+1)); err != nil {
		return nil, fail(fmt.Errorf("read deck: %w", err), "check that the disk or memory stick is still there")
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
		text, err := readFile(path, 0)
		read <- result{text, err}
	}()
	select {
	case r := <-read:
		return r.text, r.err
	case <-time.After(wait):
		return nil, fail(fmt.Errorf("%s is a pipe, and no whole deck came from it within %v", path, wait),
			"name a file, or a pipe that a program writes a deck to")
	}
}

// withLetter is a folder in which the letter can always be read: a deck that was copied from the
// built-in one checks its quotations without a copy of the letter beside it.
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

// statement is the statement of where the words come from, for a deck that quotes the letter.
func statement(d *deck.Deck) string {
	if d.Meta.SourceText != "" && strings.Contains(flat(d.Meta.SourceText), flat(slides.Letter())) {
		return slides.Statement
	}
	return ""
}

// flat is text with every run of white space as one space.
func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

// setup checks the flags against the deck.
func (a *app) setup(f *flags, d *deck.Deck) (ui.Setup, error) {
	name := f.theme
	if name == "" {
		name = d.Meta.Theme
	}
	p, err := theme.Lookup(name)
	if err != nil && f.theme != "" {
		return ui.Setup{}, unknownTheme(f.theme, err)
	}
	if err != nil {
		p, _ = theme.Lookup("") // A deck made for another program may name a theme of that program.
	}
	phase, err := choosePhase(f.phase, d.Meta.Phases)
	if err != nil {
		return ui.Setup{}, err
	}
	return ui.Setup{Deck: d, Look: a.look(p, f.ascii), Phase: phase, Now: a.now}, nil
}

// choosePhase is the phase asked for, or the deck's first.
func choosePhase(asked string, phases []string) (string, error) {
	if asked == "" {
		return first(phases), nil
	}
	if i := slices.IndexFunc(phases, func(p string) bool { return strings.EqualFold(p, asked) }); i >= 0 {
		return phases[i], nil
	}
	if len(phases) == 0 {
		return "", usage(fmt.Errorf("phase %q: this deck has no phases", asked), "leave out --phase")
	}
	return "", usage(fmt.Errorf("this deck has no phase %q", asked),
		didYouMean(asked, phases, "expected one of: "+strings.Join(phases, ", ")))
}

// unknownTheme refuses a theme, which the error names with those there are.
func unknownTheme(asked string, err error) error {
	return usage(err, didYouMean(asked, theme.Names(), "assembly show --theme "+theme.Names()[0]))
}

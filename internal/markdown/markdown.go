package markdown

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown/dialect"

	"github.com/yuin/goldmark/parser"
)

// Limits of a deck. They are far beyond any talk and keep hostile input cheap.
const (
	MaxSize      = 16 << 20  // bytes of a deck, or of the letter it names
	maxComment   = 32 << 10  // bytes of one comment, and of notes
	maxNotesText = 64 << 10  // bytes of a slide's notes: an hour of speech
	maxNotes     = 2000      // paragraphs and items of a slide's notes, counted for each phase
	maxShown     = 256 << 10 // bytes of a slide that are shown, pictures in the text aside
	maxSource    = 4 << 20   // bytes of a slide with its comments
	maxTokens    = 10_000    // comments and pauses of a slide
	maxFront     = 256 << 10 // bytes of front matter
	maxFilled    = 256 << 10 // bytes of values put into a deck: a name and a date on each of a thousand slides
	maxPut       = 8 << 10   // bytes of values put into a slide with its notes, or into the front matter
	maxText      = 6 << 20   // bytes of a deck without pictures in its text: a million words; public decks have less than 1 MB
	maxSlides    = 20_000    // slides of a deck
	maxPicture   = 20 << 20  // bytes of a picture's file
	maxPixels    = deck.MostPixels
	maxPictures  = 20 // pictures of a slide
	defaultLazy  = 64 // slides parsed at once when Options does not say
)

// Options say how a deck is read.
type Options struct {
	Name  string            // file name, for positions and for people
	Files fs.FS             // the deck's folder, for pictures and source, best with Stat; nil when there is none
	Fill  map[string]string // values for {{name}}; they win over the front matter's
	Lazy  int               // slides beyond this many are parsed when asked for; 0 means 64
}

// Errors says why a deck was refused: at least one diagnostic, each an error, in the order of
// the file.
type Errors []deck.Diagnostic

// Error returns the diagnostics, one on a line.
func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i, d := range e {
		lines[i] = d.Error()
	}
	return strings.Join(lines, "\n")
}

// Parse reads a deck. Its front matter, its slide breaks and the first slides are checked at once
// and the rest when they are needed. The error is an Errors; warnings and notices are the
// deck's diagnostics.
func Parse(src []byte, o Options) (*deck.Deck, error) {
	o.Lazy = cmp.Or(o.Lazy, defaultLazy)
	d, err := newBook(o).parse(src, o)
	if err != nil {
		return nil, err
	}
	return d, nil
}

// ParseAll reads a deck as Parse does and checks every slide. A deck whose slides could be told
// apart is returned even when there is an error, so that callers can say more about it.
func ParseAll(src []byte, o Options) (*deck.Deck, error) {
	o.Lazy = maxSlides
	return newBook(o).parse(src, o)
}

func newBook(o Options) *book {
	b := &book{name: o.Name, files: o.Files, read: []*source{{File: &dialect.File{Name: o.Name}}}, slides: newSlideParser(), notes: newNotesParser(), pictures: map[string]func() (*deck.File, error){}, said: map[string]bool{}, links: map[string]parser.Reference{}}
	b.diags.book = b
	return b
}

// parse reads the deck that the book is made of. It returns a deck with its error as long as the
// slides could be told apart.
func (b *book) parse(src []byte, o Options) (*deck.Deck, error) {
	if !b.open(src) {
		return nil, errorsOf(b.diags.list)
	}
	b.scan(b.translate(b.readFront(o.Fill)))
	b.warnUnused(o.Fill)
	if b.shown && !b.unreadable {
		b.settleClosing()
		d := deck.New(o.Name, b.hash(src), b.meta, b.heads(), b.diags.list, b.load)
		d.Files = b
		shown := b.loadFirst(d, o.Lazy)
		if err := errorsOf(d.Diagnostics()); err != nil || shown {
			return d, err
		}
	}
	b.nothingToShow()
	return nil, errorsOf(b.diags.list)
}

// loadFirst parses the first slides, and reports whether there may be something to show.
func (b *book) loadFirst(d *deck.Deck, n int) bool {
	shown := len(b.raws) > n
	for i := range min(n, len(b.raws)) {
		s := d.Slide(i)
		shown = shown || len(s.Blocks) > 0 || s.Layout == deck.LayoutReflection
	}
	return shown
}

// nothingToShow says why a deck without anything for the hall is refused.
func (b *book) nothingToShow() {
	switch {
	case b.unreadable:
	case b.commented:
		b.diags.errorf(0, "this deck has only notes and nothing to show: write a heading such as \"# Welcome\" outside the comments")
	default:
		b.diags.errorf(0, "this deck is empty: write a heading such as \"# Welcome\", and a line --- before each new slide")
	}
}

// hash tells decks apart: by their source and by everything that was added from outside.
func (b *book) hash(src []byte) string {
	h := sha256.New()
	h.Write(src)
	for _, f := range b.read[1:] {
		fmt.Fprintf(h, "\x00%s\x00%s", f.Name, f.Text)
	}
	for _, name := range slices.Sorted(maps.Keys(b.meta.Fill)) {
		fmt.Fprintf(h, "\x00%s\x00%s", name, b.meta.Fill[name])
	}
	fmt.Fprintf(h, "\x00%s", b.meta.SourceText)
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// errorsOf returns the errors among diagnostics, or nil when there are none.
func errorsOf(diags []deck.Diagnostic) error {
	bad := Errors(slices.DeleteFunc(slices.Clone(diags), func(d deck.Diagnostic) bool { return d.Severity != deck.Error }))
	if len(bad) == 0 {
		return nil
	}
	slices.SortStableFunc(bad, func(a, b deck.Diagnostic) int {
		return cmp.Or(cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Col, b.Pos.Col))
	})
	return bad
}

// maxDiags is the most warnings about the deck as a whole, and about each slide: nobody reads
// more, and a hostile deck must not fill the memory.
const maxDiags = 40

type sink struct {
	book *book
	list []deck.Diagnostic
	said map[string]bool // kinds of warning that were given
}

func (s *sink) errorf(off int, format string, args ...any) { s.say(deck.Error, off, format, args...) }

func (s *sink) warnf(off int, format string, args ...any) { s.say(deck.Warning, off, format, args...) }

// once warns about one kind of thing once.
func (s *sink) once(kind string, off int, format string, args ...any) {
	if !s.said[kind] {
		s.onceAt(kind, s.book.pos(off), format, args...)
	}
}

// onceAt is once for a position in the file.
func (s *sink) onceAt(kind string, pos deck.Pos, format string, args ...any) {
	if s.said[kind] {
		return
	}
	if s.said == nil {
		s.said = map[string]bool{}
	}
	s.said[kind] = true
	if s.room(deck.Warning) {
		s.list = append(s.list, deck.Diagnostic{Pos: pos, Severity: deck.Warning, Message: fmt.Sprintf(format, args...), Kind: kind})
	}
}

// onceInDeck warns about one kind of thing once, however many slides have it.
func (s *sink) onceInDeck(kind string, off int, format string, args ...any) {
	if s.book.said[kind] {
		return
	}
	s.book.said[kind] = true
	s.warnf(off, format, args...)
}

// kindf warns about something of which a deck may have many, which are told together.
func (s *sink) kindf(kind string, off int, format string, args ...any) {
	if s.room(deck.Warning) {
		s.list = append(s.list, deck.Diagnostic{Pos: s.book.pos(off), Severity: deck.Warning, Message: fmt.Sprintf(format, args...), Kind: kind})
	}
}

// say adds a diagnostic at an offset of the source.
func (s *sink) say(sev deck.Severity, off int, format string, args ...any) {
	if s.room(sev) {
		s.add(s.book.pos(off), sev, format, args...)
	}
}

func (s *sink) add(pos deck.Pos, sev deck.Severity, format string, args ...any) {
	if s.room(sev) {
		s.list = append(s.list, deck.Diagnostic{Pos: pos, Severity: sev, Message: fmt.Sprintf(format, args...)})
	}
}

// room reports whether another diagnostic would be kept.
func (s *sink) room(sev deck.Severity) bool {
	if sev == deck.Error {
		return len(s.list) < 2*maxDiags
	}
	return len(s.list) < maxDiags
}

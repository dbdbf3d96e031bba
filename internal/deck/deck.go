// Package deck holds a deck of slides as typed values: what every other package means by a deck.
//
// What pupils may see of a slide is its PublicSlide; everything else of a Slide (notes, times, names)
// is the speaker's. Packages that draw for the hall take nothing else, so a note cannot reach the wall.
package deck

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Pos is a place in a source file. Line and Col count from 1, Col in bytes; the zero Pos is
// unknown.
type Pos struct {
	File      string
	Line, Col int
}

// String is file:line:col, leaving out what is not known.
func (p Pos) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Col == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col)
}

// PerPhase holds a value for each phase; the key "" stands for every phase that is not named.
type PerPhase[T any] map[string]T

// Times holds lengths of time by phase.
type Times = PerPhase[time.Duration]

// Notes holds the notes of a slide by phase.
type Notes = PerPhase[[]Note]

// For is the value for a phase: its own, or that of every phase, or none.
func (p PerPhase[T]) For(phase string) T {
	if own, ok := p[phase]; ok {
		return own
	}
	return p[""]
}

// Meta is what the front matter says about the whole deck.
type Meta struct {
	Title, SubTitle string
	Author, Event   string
	Location, Date  string
	Lang            string            // BCP 47 language tag; "" when not named
	Duration        time.Duration     // planned length of the whole talk; 0 when not named
	Finish          string            // the bell on the wall clock, "15:04"; "" when not named
	Phases          []string          // in the order of the file; nil when the deck has none
	Pace            map[string]int    // words a minute by phase, "" for every phase
	Source          string            // path of the letter that block quotes must match; "" when none
	SourceText      string            // the text of Source
	Theme           string            // name of a palette; "" when not named
	Fill            map[string]string // values for {{name}}
	Format          string            // the tool that the deck is for; "assembly" for the deck format
	Includes        []string          // paths of the other files whose slides are in the deck, from its folder
}

// Head is what is known of a slide before it has been parsed.
type Head struct {
	Pos     Pos
	Steps   int  // reveal steps, at least 1
	Screens int  // that its text needs, each a step; 0 and 1 are the same
	Closing bool // the protected closing slide
}

// Deck is a deck of slides. A slide is parsed when it is first asked for, so a large deck opens
// as fast as a small one. A Deck may be used by several goroutines at once.
type Deck struct {
	Name  string // file name for people to read
	Hash  string // changes with the source; equal hashes mean equal decks
	Meta  Meta
	Heads []Head
	Files Pictures // nil for a deck without pictures

	load  func(i int) (Slide, []Diagnostic)
	mu    sync.Mutex
	slots []atomic.Pointer[Slide] // written with the lock held
	kept  shelf                   // of the slots
	told  []bool                  // slides whose diagnostics are in diags
	diags []Diagnostic

	warned, refused int // warnings, and errors, of slides so far
}

// New makes a deck. load parses slide i. It is called again for a slide that was let go since, and has to return the same.
func New(name, hash string, meta Meta, heads []Head, diags []Diagnostic, load func(i int) (Slide, []Diagnostic)) *Deck {
	return &Deck{
		Name: name, Hash: hash, Meta: meta, Heads: heads,
		load: load, slots: make([]atomic.Pointer[Slide], len(heads)), told: make([]bool, len(heads)), diags: diags,
	}
}

// Len is the number of slides.
func (d *Deck) Len() int { return len(d.Heads) }

// Slide is slide i, counted from 0. The result is shared and must not be changed. A screen that draws a
// slide which has been parsed does not wait for those who read the rest of a long deck. About 2 MB of slides are kept
// parsed; those beyond are parsed again when they are asked for, so that a deck of thousands takes no more memory than one
// of hundreds.
func (d *Deck) Slide(i int) *Slide {
	if s := d.slots[i].Load(); s != nil {
		return s
	}
	defer runtime.Gosched() // Whoever reads a long deck lets the screen go first.
	d.mu.Lock()
	defer d.mu.Unlock()
	if s := d.slots[i].Load(); s != nil {
		return s
	}
	s, diags := d.load(i)
	d.settle(i, &s.PublicSlide)
	d.slots[i].Store(&s)
	for _, gone := range d.kept.put(i, s.size()) {
		d.slots[gone].Store(nil)
	}
	if !d.told[i] {
		d.told[i] = true
		d.tell(diags)
	}
	return &s
}

// mostDiagnostics is how many warnings of slides are kept, and how many errors. Nobody reads more, and a deck of thousands of
// slides may have dozens for each.
const mostDiagnostics = 5000

// tell keeps the diagnostics of a slide. Behind the last there is room for, one says that there are more.
func (d *Deck) tell(diags []Diagnostic) {
	for _, diag := range diags {
		kept, kind := &d.warned, "warnings"
		if diag.Severity == Error {
			kept, kind = &d.refused, "errors"
		}
		switch *kept++; {
		case *kept <= mostDiagnostics:
			d.diags = append(d.diags, diag)
		case *kept == mostDiagnostics+1:
			d.diags = append(d.diags, Diagnostic{Pos: diag.Pos, Severity: diag.Severity,
				Message: fmt.Sprintf("the slides of this deck have more than %d %s, and the rest are not listed: fix those that are, then check again", mostDiagnostics, kind)})
		}
	}
}

// ReadPicture reads the file of a picture of the deck.
func (d *Deck) ReadPicture(id string) ([]byte, error) {
	if d.Files == nil {
		return nil, errNoPicture
	}
	data, err := d.Files.ReadPicture(id)
	if err != nil {
		return nil, fmt.Errorf("read picture: %w", err)
	}
	return data, nil
}

// openable are files of pictures that can be read piece by piece.
type openable interface {
	OpenPicture(id string) (io.Reader, error)
}

// OpenPicture opens the file of a picture of the deck, to be read piece by piece where its files can be. Nothing of it needs
// to be closed.
func (d *Deck) OpenPicture(_ context.Context, id string) (io.ReadCloser, error) {
	if files, ok := d.Files.(openable); ok {
		r, err := files.OpenPicture(id)
		if err != nil {
			return nil, fmt.Errorf("open picture: %w", err)
		}
		return io.NopCloser(r), nil
	}
	data, err := d.ReadPicture(id)
	if err != nil {
		return nil, err
	}
	return io.NopCloser(bytes.NewReader(data)), nil
}

var errNoPicture = errors.New("read picture: the deck has none")

// PublicSlide is what pupils may see of slide i.
func (d *Deck) PublicSlide(i int) PublicSlide { return d.Slide(i).PublicSlide }

// Closing is the index of the closing slide, or -1.
func (d *Deck) Closing() int {
	return slices.IndexFunc(d.Heads, func(h Head) bool { return h.Closing })
}

// Steps lists the reveal steps of each slide.
func (d *Deck) Steps() []int {
	steps := make([]int, len(d.Heads))
	for i, h := range d.Heads {
		steps[i] = h.Steps
	}
	return steps
}

// Diagnostics is what there was to say about the deck and the slides parsed so far.
func (d *Deck) Diagnostics() []Diagnostic {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.diags)
}

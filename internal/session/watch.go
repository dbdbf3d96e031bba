package session

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/fsnotify/fsnotify"

	"github.com/westandtogether-assembly/assembly/internal/atomicfile"
	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// settle is how long a file must be left alone before it is read again: editors write in several
// steps.
const settle = 80 * time.Millisecond

// begin is how long after the watch has begun it finds out which other files the deck brings in: the first
// frame comes first.
const begin = 500 * time.Millisecond

// missing is how long a file that the deck brings in may be missing before the deck is read without it, or another
// program may have a file for itself before that is told.
const missing = 2 * time.Second

// Watch calls edited with the deck, or with the reason why it cannot be read, each time its file has
// changed, or one that it brings in, until stop is called. It watches the folders, because editors replace
// files. Where watching is not possible nothing is called.
func (s Source) Watch(edited func(*deck.Deck, error)) (stop func()) {
	nothing := func() {}
	if s.Path == "" {
		return nothing
	}
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nothing
	}
	stop = func() { _ = w.Close() }
	watch := &watch{Watcher: w, names: map[string]bool{}}
	watch.add(watched(s.Path)...)
	if len(watch.names) == 0 {
		stop()
		return nothing
	}
	go watch.follow(s, edited)
	return stop
}

// watched returns the paths at which a file may be edited: its own, and where it leads if it is a
// link.
func watched(path string) []string {
	if target, err := filepath.EvalSymlinks(path); err == nil && target != filepath.Clean(path) {
		return []string{path, target}
	}
	return []string{path}
}

// watch watches the folders of some files.
type watch struct {
	*fsnotify.Watcher
	names    map[string]bool // of the files in their folders
	included []string        // the files that the deck brings in
}

func (w *watch) add(paths ...string) {
	for _, path := range paths {
		if w.Add(filepath.Dir(path)) == nil {
			w.names[filepath.Base(path)] = true
		}
	}
}

// include watches the files that a deck brings in.
func (w *watch) include(s Source, d *deck.Deck) {
	if d == nil {
		return
	}
	w.included = w.included[:0]
	for _, name := range d.Meta.Includes {
		path := filepath.Join(filepath.Dir(s.Path), filepath.FromSlash(name))
		w.add(path)
		w.names[filepath.Base(filepath.Dir(path))] = true // The folder may be put in another's place.
		w.included = append(w.included, path)
	}
}

// incomplete reports whether a file that the deck brought in is gone. Its program may be writing it anew.
func (w *watch) incomplete() bool {
	return slices.ContainsFunc(w.included, func(path string) bool {
		_, err := os.Stat(path)
		return errors.Is(err, fs.ErrNotExist)
	})
}

// follow calls edited when one of the files has changed and settled.
func (w *watch) follow(s Source, edited func(*deck.Deck, error)) {
	var r reading
	first, quiet := time.NewTimer(begin), time.NewTimer(time.Hour)
	quiet.Stop()
	defer first.Stop()
	for {
		select {
		case e, ok := <-w.Events:
			if !ok {
				return
			}
			if w.names[filepath.Base(e.Name)] {
				quiet.Reset(settle)
			}
		case _, ok := <-w.Errors:
			if !ok {
				return
			}
		case <-first.C:
			d, _ := s.loadSafely(0) // An edit that cannot be read is told when it is made.
			w.include(s, d)
		case <-quiet.C:
			var d *deck.Deck
			err := errIncomplete
			if !w.incomplete() || r.waited >= missing {
				d, err = s.loadSafely(ahead)
			}
			tell, again := r.next(err, atomicfile.Busy(err))
			if again > 0 {
				quiet.Reset(again)
			}
			if tell {
				w.include(s, d)
				edited(d, err)
			}
		}
	}
}

// errIncomplete says that a file which the deck brings in is gone for now.
var errIncomplete = errors.New("a file that the deck brings in is missing")

// reading is an edit that is being read, as often as that takes.
type reading struct {
	waited time.Duration
	told   bool // that another program has the file for itself
}

// next says whether to tell how reading went, and after how long to read again, 0 for not. What may be whole in a
// moment is waited for; a program that does not let go of a file is told of once, and waited for on.
func (r *reading) next(err error, busy bool) (tell bool, again time.Duration) {
	waits := busy || errors.Is(err, errIncomplete)
	switch {
	case waits && r.waited < missing:
		r.waited += settle
		return false, settle
	case busy:
		tell, r.told = !r.told, true
		return tell, missing
	}
	*r = reading{}
	return true, 0
}

// ahead is how many slides of an edited deck are read before it is handed over: those that are looked at to plan the talk
// and to find again what a screen remembers. Their pictures may be on a slow disk, which no key is to wait for.
const ahead = 450

// readAhead reads the first slides of a deck.
func readAhead(d *deck.Deck, slides int) {
	for i := range min(slides, d.Len()) {
		d.Slide(i)
	}
}

// loadSafely loads the deck and reads its first slides. A panic in a goroutine of ours would leave the terminal as it is,
// so it becomes an error.
func (s Source) loadSafely(slides int) (d *deck.Deck, err error) {
	defer func() {
		if v := recover(); v != nil {
			d, err = nil, fmt.Errorf("read deck: %v", v)
		}
	}()
	text, err := s.readAgain()
	if err != nil {
		return nil, err
	}
	if d, err = s.Parse(text); err == nil {
		readAhead(d, slides)
	}
	return d, err
}

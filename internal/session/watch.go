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

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// settle is how long a file must be left alone before it is read again: editors write in several
// steps.
const settle = 80 * time.Millisecond

// begin is how long after the watch has begun it finds out which other files the deck brings in: the first
// frame comes first.
const begin = 500 * time.Millisecond

// missing is how long a file that the deck brings in may be missing before the deck is read without it.
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
	var waited time.Duration
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
			d, _ := s.loadSafely() // An edit that cannot be read is told when it is made.
			w.include(s, d)
		case <-quiet.C:
			if w.incomplete() && waited < missing {
				waited += settle
				quiet.Reset(settle)
				continue
			}
			waited = 0
			d, err := s.loadSafely()
			w.include(s, d)
			edited(d, err)
		}
	}
}

// loadSafely loads the deck. A panic in a goroutine of ours would leave the terminal as it is, so it
// becomes an error.
func (s Source) loadSafely() (d *deck.Deck, err error) {
	defer func() {
		if v := recover(); v != nil {
			d, err = nil, fmt.Errorf("read deck: %v", v)
		}
	}()
	return s.Load()
}

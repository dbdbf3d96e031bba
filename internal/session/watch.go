package session

import (
	"fmt"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"

	"assembly/internal/deck"
)

// settle is how long a file must be left alone before it is read again: editors write in several
// steps.
const settle = 80 * time.Millisecond

// begin is how long after the watch has begun it finds out which other files the deck brings in: the first
// frame comes first.
const begin = 500 * time.Millisecond

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
	names map[string]bool // of the files in their folders
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
	for _, name := range d.Meta.Includes {
		w.add(filepath.Join(filepath.Dir(s.Path), filepath.FromSlash(name)))
	}
}

// follow calls edited when one of the files has changed and settled.
func (w *watch) follow(s Source, edited func(*deck.Deck, error)) {
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

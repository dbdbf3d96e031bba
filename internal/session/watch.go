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

// Watch calls edited with the deck, or with the reason why it cannot be read, each time its file has
// changed, until stop is called. It watches the folder, because editors replace files. Where watching
// is not possible nothing is called.
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
	names := map[string]bool{}
	for _, path := range watched(s.Path) {
		if w.Add(filepath.Dir(path)) == nil {
			names[filepath.Base(path)] = true
		}
	}
	if len(names) == 0 {
		stop()
		return nothing
	}
	go follow(w, names, func() { edited(s.loadSafely()) })
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

// follow calls changed when one of the named files has changed and settled.
func follow(w *fsnotify.Watcher, names map[string]bool, changed func()) {
	quiet := time.NewTimer(time.Hour)
	quiet.Stop()
	for {
		select {
		case e, ok := <-w.Events:
			if !ok {
				return
			}
			if names[filepath.Base(e.Name)] {
				quiet.Reset(settle)
			}
		case _, ok := <-w.Errors:
			if !ok {
				return
			}
		case <-quiet.C:
			changed()
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

package cli

import (
	"fmt"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"

	"assembly/internal/tui/kit"
)

// settle is how long a file must be left alone before it is read again: editors write in several
// steps.
const settle = 80 * time.Millisecond

// watch calls send with the deck each time its file has been edited, until stop is called. The
// folder is watched, not the file, because editors replace files. Where watching is not possible
// the talk goes on without.
func watch(src source, send func(kit.Reload)) (stop func()) {
	if src.path == "" {
		return func() {}
	}
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return func() {}
	}
	if err := w.Add(filepath.Dir(src.path)); err != nil {
		_ = w.Close()
		return func() {}
	}
	go follow(w, src, send)
	return func() { _ = w.Close() }
}

// follow reads the deck again once its file has settled after a change.
func follow(w *fsnotify.Watcher, src source, send func(kit.Reload)) {
	name := filepath.Base(src.path)
	quiet := time.NewTimer(time.Hour)
	quiet.Stop()
	for {
		select {
		case e, ok := <-w.Events:
			if !ok {
				return
			}
			if filepath.Base(e.Name) == name {
				quiet.Reset(settle)
			}
		case _, ok := <-w.Errors:
			if !ok {
				return
			}
		case <-quiet.C:
			send(reload(src))
		}
	}
}

// reload loads the deck once more. A panic in a goroutine of ours would leave the terminal as it
// is, so it becomes an error.
func reload(src source) (r kit.Reload) {
	defer func() {
		if v := recover(); v != nil {
			r = kit.Reload{Err: fmt.Errorf("read deck: %v", v)}
		}
	}()
	d, err := src.load()
	return kit.Reload{Deck: d, Err: err}
}

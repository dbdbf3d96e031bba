package cli

import (
	"fmt"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"

	"assembly/internal/tui/ui"
)

// settle is how long a file must be left alone before it is read again: editors write in several
// steps.
const settle = 80 * time.Millisecond

// watch calls send with the deck each time its file has been edited, until stop is called. The
// folder is watched, not the file, because editors replace files. Where watching is not possible
// the talk goes on without.
func watch(src source, send func(ui.Reload)) (stop func()) {
	if src.path == "" {
		return func() {}
	}
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return func() {}
	}
	names := map[string]bool{}
	for _, path := range places(src.path) {
		if w.Add(filepath.Dir(path)) == nil {
			names[filepath.Base(path)] = true
		}
	}
	if len(names) == 0 {
		_ = w.Close()
		return func() {}
	}
	go follow(w, names, func() { send(reload(src)) })
	return func() { _ = w.Close() }
}

// places is where a file is edited: under its name, and where that leads if it is a link.
func places(path string) []string {
	if target, err := filepath.EvalSymlinks(path); err == nil && target != filepath.Clean(path) {
		return []string{path, target}
	}
	return []string{path}
}

// follow tells of a change to a file of one of some names, once it has settled.
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

// reload loads the deck once more. A panic in a goroutine of ours would leave the terminal as it
// is, so it becomes an error.
func reload(src source) (r ui.Reload) {
	defer func() {
		if v := recover(); v != nil {
			r = ui.Reload{Err: fmt.Errorf("read deck: %v", v)}
		}
	}()
	d, err := src.load()
	return ui.Reload{Deck: d, Err: err}
}

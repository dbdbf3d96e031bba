package cli

import (
	"fmt"
	"strings"
	"sync"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/session"
	"github.com/westandtogether-assembly/assembly/internal/tui/presenter"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// drafts is an editor as a presenter has it.
type drafts struct{ *session.Editor }

var _ presenter.Editing = drafts{}

// Open implements presenter.Editing.
func (d drafts) Open(shown *deck.Deck, slide int, phase string) (presenter.Draft, error) {
	draft, err := d.Editor.Open(shown, slide, phase)
	if err != nil {
		return nil, err
	}
	return draft, nil
}

// watching stops what watches the file that has taken the place of the built-in deck.
type watching struct {
	mu   sync.Mutex
	stop func()
}

func (w *watching) set(stop func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.stop = stop
}

func (w *watching) end() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.stop != nil {
		w.stop()
	}
}

// editing makes the editor of the deck that a stage shows. moved is told of the file that takes the place of
// the built-in deck; it is followed from then on.
func (t *stage) editing(src session.Source, moved func(path string)) presenter.Editing {
	t.editor = session.NewEditor(src, func(now session.Source) {
		moved(now.Path)
		t.copy.set(now.Watch(func(d *deck.Deck, err error) { t.Put(ui.Reload{Deck: d, Err: err}) }))
	})
	return drafts{t.editor}
}

// untold prints, once the terminal is given back, what could not be said while a program ran: what was typed
// and not saved, and on a screen that the hall sees all that there is to say about the deck.
func (a *app) untold(m tea.Model) {
	switch m := m.(type) {
	case interface{ Unsaved() string }:
		if text := m.Unsaved(); text != "" {
			a.errorLine("assembly: ", "what you had typed was not saved:")
			for line := range strings.Lines(text) { // As it was typed, commands and all.
				_, _ = fmt.Fprintln(a.errs, cell.Clean(strings.TrimRight(line, "\r\n")))
			}
		}
	case interface {
		Untold() (d *deck.Deck, broken error)
	}:
		d, broken := m.Untold()
		if broken != nil {
			a.errorLine("assembly: ", "the last edit of the deck was not shown:")
			for _, line := range errorLines(broken) {
				a.errorLine("assembly: ", line)
			}
		}
		a.remarks(d)
	}
}

package edit

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
)

// checkWords reads a source with the new words of a slide again. They must be in it, and all else must be
// unchanged.
func (w *writer) checkWords(text []byte, words []string) error {
	now, err := w.checkRest(text)
	if err != nil {
		return err
	}
	was, is := *w.src.Deck.Slide(w.slide), *now.Deck.Slide(w.slide)
	told := func(s deck.Slide) any {
		return []any{s.Notes, s.Time, s.Speaker, s.Optional, s.Silence, s.Align}
	}
	if !sameJSON(told(was), told(is)) || !sameText(textOf(now, w.slide, "").Words, words) {
		return w.refuse("these words would change the slide's notes or settings: leave out marks such as <!-- and ???")
	}
	return nil
}

// checkNotes reads a source with the new notes of a slide again, likewise.
func (w *writer) checkNotes(text []byte, notes []string) error {
	now, err := w.checkRest(text)
	if err != nil {
		return err
	}
	was, is := *w.src.Deck.Slide(w.slide), *now.Deck.Slide(w.slide)
	old, got := was.Notes, is.Notes
	was.Notes, is.Notes = nil, nil
	shared := textOf(w.src, w.slide, w.phase).Shared
	for _, phase := range w.src.Deck.Meta.Phases {
		if phase != w.phase && !shared && !sameJSON(old.For(phase), got.For(phase)) {
			return w.refuse("these notes would change those of another phase")
		}
	}
	if !sameJSON(was, is) || !sameText(textOf(now, w.slide, w.phase).Notes, notes) {
		return w.refuse(notHere)
	}
	return nil
}

// checkRest reads a source again in which one slide is new. All other slides must be as they were.
func (w *writer) checkRest(text []byte) (*markdown.Source, error) {
	now, err := markdown.Locate(text, w.o)
	if err != nil {
		return nil, err
	}
	was, is := w.src.Deck, now.Deck
	switch {
	case is.Len() > was.Len():
		return nil, w.refuse("a line --- would begin another slide here: add slides in the file itself")
	case is.Len() < was.Len() || !reflect.DeepEqual(was.Meta, is.Meta):
		return nil, w.refuse("this would change more than this slide: change it in the file itself")
	case is.Closing() != was.Closing():
		return nil, w.refuse("the closing screen would no longer be one: write each line of its list as \"- label: number\"")
	}
	for i := range was.Len() {
		if i != w.slide && (!sameJSON(*was.Slide(i), *is.Slide(i)) || was.Heads[i].Steps != is.Heads[i].Steps) {
			return nil, w.refuse("this would change more than this slide: change it in the file itself")
		}
	}
	return now, nil
}

// sameJSON reports whether two values say the same. Where something stands in the file is not in their
// JSON.
func sameJSON(a, b any) bool {
	was, err := json.Marshal(a)
	now, unread := json.Marshal(b)
	return err == nil && unread == nil && string(was) == string(now)
}

// sameText reports whether a text has these lines. Blank ones do not count, since two places that notes are
// in may have more between them, nor does white space at the end of a line.
func sameText(text string, lines []string) bool {
	return slices.Equal(withoutBlank(textLines(text)), withoutBlank(lines))
}

func withoutBlank(lines []string) []string {
	var out []string
	for _, l := range lines {
		if l = strings.TrimRight(l, " "); l != "" {
			out = append(out, l)
		}
	}
	return out
}

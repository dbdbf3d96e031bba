package edit

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
)

// SetTimes sets the planned times of some slides. times holds a time for slides by their index, from 0
// as in deck.Deck, in whole seconds and at most deck.MaxDuration. It is set for one phase, which is
// "" in a deck without phases; the other phases keep their times. A slide that has its time already
// is not touched, nor is anything else in the file.
//
// The result is read again before it is returned: the wanted times are in it, and nothing else that
// the deck says has changed. Otherwise the error is a deck.Diagnostic at the slide that stands in
// the way. For a source that is not a deck in UTF-8, or has errors, it is a markdown.Errors.
func SetTimes(source []byte, o markdown.Options, phase string, times map[int]time.Duration) (Edited, error) {
	s, err := markdown.Locate(source, o)
	if err != nil {
		return Edited{}, err
	}
	if err := checkPhase(o.Name, phase, s.Deck.Meta.Phases); err != nil {
		return Edited{}, err
	}
	w := &timeSetter{file: newFile(source), src: s, deck: s.Deck, phase: phase, times: times}
	edits, err := w.edits()
	if err != nil {
		return Edited{}, err
	}
	if len(edits) == 0 {
		return Edited{Text: source}, nil
	}
	out := w.apply(edits)
	if err := w.check(out.Text, o); err != nil {
		return Edited{}, err
	}
	return out, nil
}

func diagnose(pos deck.Pos, format string, args ...any) error {
	return deck.Diagnostic{Pos: pos, Severity: deck.Error, Message: fmt.Sprintf(format, args...)}
}

func checkPhase(file, phase string, phases []string) error {
	switch {
	case phase == "" && len(phases) == 0 || slices.Contains(phases, phase):
		return nil
	case len(phases) == 0:
		return diagnose(deck.Pos{File: file}, "this deck has no phases: expected times without one, not for %q", phase)
	}
	return diagnose(deck.Pos{File: file}, "unknown phase %q: expected %s", phase, strings.Join(phases, " or "))
}

// timeSetter writes times into the source of a deck.
type timeSetter struct {
	file
	src   *markdown.Source
	deck  *deck.Deck
	phase string
	times map[int]time.Duration
}

// edits returns the changes to make, in the order of the file.
func (w *timeSetter) edits() ([]edit, error) {
	var out []edit
	for _, i := range slices.Sorted(maps.Keys(w.times)) {
		want := w.times[i]
		switch {
		case i < 0 || i >= w.deck.Len():
			return nil, diagnose(deck.Pos{File: w.deck.Name}, "no slide %d: this deck has %d slides", i+1, w.deck.Len())
		case want < 0 || want > deck.MaxDuration || want%time.Second != 0:
			return nil, diagnose(w.deck.Heads[i].Pos, "%v cannot be planned: expected whole seconds, at most %s", want, deck.FormatDuration(deck.MaxDuration))
		case w.deck.Slide(i).Time.For(w.phase) == want:
			continue
		case !w.src.Here(i):
			return nil, diagnose(w.deck.Heads[i].Pos, elsewhere)
		}
		e, ok := w.edit(i, deck.FormatDuration(want))
		if !ok {
			return nil, w.refuse(i)
		}
		out = append(out, e)
	}
	slices.SortStableFunc(out, func(a, b edit) int { return a.from - b.from })
	return out, nil
}

// edit sets the time of one slide: in the setting that counts, which is the last, or in settings
// that have none, or in a comment of its own.
func (w *timeSetter) edit(i int, want string) (edit, bool) {
	settings := w.src.Settings(i)
	for _, m := range slices.Backward(settings) {
		if v := markdown.Lookup(m.Node, "time"); v != nil {
			e := &mapEditor{Settings: m, file: w.file, setter: w}
			return e.setTime(v, want, w.deck.Slide(i).Time)
		}
	}
	setting := "time: " + w.fresh(want)
	for _, m := range slices.Backward(settings) {
		e := &mapEditor{Settings: m, file: w.file, setter: w}
		if out, ok := e.addSetting(m.Node, setting); ok {
			return out, true
		}
	}
	return w.commentBelow(w.src, i, "<!-- "+setting+" -->"), true
}

// fresh returns the value of a new setting, for the phase alone.
func (w *timeSetter) fresh(want string) string {
	if len(w.deck.Meta.Phases) < 2 {
		return want
	}
	return "{" + w.entry(want) + "}"
}

// entry returns the phase and its value, as in a map. The names of phases need no quotation marks.
func (w *timeSetter) entry(want string) string {
	if w.phase == "" {
		return `"": ` + want
	}
	return w.phase + ": " + want
}

// refuse says which slide cannot be changed, and what to do instead.
func (w *timeSetter) refuse(i int) error {
	pos := w.deck.Heads[i].Pos
	want, ok := w.times[i]
	if !ok {
		return diagnose(pos, "this slide would change with the time of another: set the times by hand")
	}
	return diagnose(pos, "the time of this slide cannot be written without changing something else: set \"time: %s\" by hand, in a comment of its own", w.fresh(deck.FormatDuration(want)))
}

package edit

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"sort"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
)

// check reads the source with its new times again. Every wanted time must be in it, and all else
// must be unchanged.
func (w *timeSetter) check(text []byte, o markdown.Options) error {
	first := slices.Min(slices.Collect(maps.Keys(w.times)))
	now, err := markdown.ParseAll(text, o)
	if now == nil {
		return w.refuse(first)
	}
	for i := range min(w.deck.Len(), now.Len()) {
		if !w.timesHold(i, now.Slide(i).Time) || !sameRest(w.deck.Slide(i), now.Slide(i)) {
			return w.refuse(i)
		}
	}
	if now.Len() != w.deck.Len() || !reflect.DeepEqual(now.Meta, w.deck.Meta) {
		return w.refuse(first)
	}
	if line := moreSaid(w.deck, now); line > 0 || err != nil {
		return w.refuse(slideAt(now, line))
	}
	return nil
}

// timesHold reports whether a slide has the wanted time and, for all other phases,
// the times that it had.
func (w *timeSetter) timesHold(i int, now deck.Times) bool {
	old := w.deck.Slide(i).Time
	want, ok := w.times[i]
	if !ok || old.For(w.phase) == want {
		return reflect.DeepEqual(old, now)
	}
	for _, phase := range w.deck.Meta.Phases {
		if phase != w.phase && now.For(phase) != old.For(phase) {
			return false
		}
	}
	return now.For(w.phase) == want
}

// sameRest reports whether two slides say the same, but for their times and where they stand, which their
// JSON leaves out.
func sameRest(a, b *deck.Slide) bool {
	x, y := *a, *b
	x.Time, y.Time = nil, nil
	was, err := json.Marshal(x)
	now, unread := json.Marshal(y)
	return cmp.Or(err, unread) == nil && bytes.Equal(was, now)
}

// moreSaid returns the line of the first diagnostic that a deck did not have before, or 0. One that is
// gone is fine: an empty line above a break does what a warning asked for.
func moreSaid(old, now *deck.Deck) (line int) {
	left := map[deck.Diagnostic]int{}
	unplaced := func(d deck.Diagnostic) deck.Diagnostic {
		return deck.Diagnostic{Severity: d.Severity, Message: d.Message}
	}
	for _, d := range old.Diagnostics() {
		left[unplaced(d)]++
	}
	for _, d := range now.Diagnostics() {
		left[unplaced(d)]--
		if left[unplaced(d)] < 0 && (line == 0 || d.Pos.Line < line) {
			line = d.Pos.Line
		}
	}
	return line
}

// slideAt returns the slide that contains a line.
func slideAt(d *deck.Deck, line int) int {
	return max(0, sort.Search(d.Len(), func(i int) bool { return d.Heads[i].Pos.Line > line })-1)
}

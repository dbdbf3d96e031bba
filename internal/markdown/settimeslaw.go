package markdown

import (
	"reflect"
	"sort"

	"assembly/internal/deck"
)

// check reads the source with its new times again. Every wanted time has to be in it, and all else
// has to be what it was.
func (w *timeSetter) check(text []byte, o Options) error {
	now, err := newBook(o).parse(text, o)
	if now == nil {
		return w.refuse(w.firstEdited())
	}
	for i := range min(w.deck.Len(), now.Len()) {
		if !w.timesHold(i, now.Slide(i).Time) || w.restOf(w.deck, i) != w.restOf(now, i) {
			return w.refuse(i)
		}
	}
	if now.Len() != w.deck.Len() || !reflect.DeepEqual(now.Meta, w.deck.Meta) {
		return w.refuse(w.firstEdited())
	}
	if line := moreSaid(w.deck, now); line > 0 || err != nil {
		return w.refuse(slideAt(now, line))
	}
	return nil
}

// firstEdited is the first slide that a time is wanted for.
func (w *timeSetter) firstEdited() int {
	first := w.deck.Len() - 1
	for i := range w.times {
		first = min(first, i)
	}
	return first
}

// timesHold reports whether the times of a slide are the wanted one and, for all other phases,
// those that it had.
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

// restOf is all that a slide says but its times and where it stands: two decks that Format writes
// alike are equal.
func (w *timeSetter) restOf(d *deck.Deck, i int) string {
	s := *d.Slide(i)
	s.Time = nil
	f := &formatter{spacer: spacer(w.deck.Meta.Fill)}
	f.slide(&s)
	return f.out.String()
}

// moreSaid is the line of the first diagnostic that a deck did not have before, or 0. One that has
// gone is no loss: an empty line above a break mends what a warning asked for.
func moreSaid(old, now *deck.Deck) (line int) {
	type saying struct {
		severity deck.Severity
		message  string
	}
	left := map[saying]int{}
	for _, d := range old.Diagnostics() {
		left[saying{d.Severity, d.Message}]++
	}
	for _, d := range now.Diagnostics() {
		key := saying{d.Severity, d.Message}
		left[key]--
		if left[key] < 0 && (line == 0 || d.Pos.Line < line) {
			line = d.Pos.Line
		}
	}
	return line
}

// slideAt is the slide that a line is in.
func slideAt(d *deck.Deck, line int) int {
	return max(0, sort.Search(d.Len(), func(i int) bool { return d.Heads[i].Pos.Line > line })-1)
}

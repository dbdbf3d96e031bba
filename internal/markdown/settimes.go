package markdown

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"time"

	"assembly/internal/deck"
)

// SetTimes is source with the planned times of some slides replaced. times holds a time for slides
// by their index, from 0 as in deck.Deck, in whole seconds and at most deck.MaxDuration. It is set
// for one phase, which is "" in a deck without phases; the other phases keep their times. A slide
// that has its time already is not touched, nor is anything else in the file.
//
// The result is read again before it is returned: the wanted times are in it, and nothing else that
// the deck says has changed. Otherwise the error is a deck.Diagnostic at the slide that stands in
// the way. A source that is not UTF-8 is refused likewise; for one that is no deck, or has errors,
// the error is an Errors.
func SetTimes(source []byte, o Options, phase string, times map[int]time.Duration) (Edited, error) {
	o.Lazy = MaxSlides
	b := newBook(o)
	d, err := b.parse(source, o)
	if err != nil {
		return Edited{}, err
	}
	if _, notice := decode(source); notice != "" {
		return Edited{}, diagnose(deck.Pos{File: o.Name, Line: 1, Col: 1}, "this file is not UTF-8: save it as UTF-8 first, and look at its accents and quotation marks")
	}
	if err := checkPhase(o.Name, phase, d.Meta.Phases); err != nil {
		return Edited{}, err
	}
	w := &timeSetter{book: b, deck: d, phase: phase, times: times, origin: b.origin(source), source: source, lines: fileLines(source)}
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
	case phase == "" && len(phases) == 0 || contains(phases, phase):
		return nil
	case len(phases) == 0:
		return diagnose(deck.Pos{File: file}, "this deck has no phases: expected times without one, not for %q", clip(oneLine(phase)))
	}
	return diagnose(deck.Pos{File: file}, "unknown phase %q: expected %s", clip(oneLine(phase)), orList(phases))
}

// timeSetter writes times into the source of a deck.
type timeSetter struct {
	book   *book
	deck   *deck.Deck
	phase  string
	times  map[int]time.Duration
	origin *origin
	source []byte
	lines  []fileLine
}

// edit puts text in the place of source[from:to].
type edit struct {
	from, to int
	text     string
}

// edits is what there is to change, in the order of the file.
func (w *timeSetter) edits() ([]edit, error) {
	var out []edit
	for _, i := range slices.Sorted(maps.Keys(w.times)) {
		want := w.times[i]
		switch {
		case i < 0 || i >= w.deck.Len():
			return nil, diagnose(deck.Pos{File: w.deck.Name}, "there is no slide %d to set the time of: this deck has %d", i+1, w.deck.Len())
		case want < 0 || want > deck.MaxDuration || want%time.Second != 0:
			return nil, diagnose(w.deck.Heads[i].Pos, "%v cannot be planned: expected whole seconds, at most %s", want, deck.FormatDuration(deck.MaxDuration))
		case w.deck.Slide(i).Time.For(w.phase) == want:
			continue
		}
		e, ok := w.edit(i, deck.FormatDuration(want))
		if !ok {
			return nil, w.refuse(i)
		}
		out = append(out, e)
	}
	return out, nil
}

// edit sets the time of one slide: in the setting that counts, which is the last, or in settings
// that have none, or in a comment of its own.
func (w *timeSetter) edit(i int, want string) (edit, bool) {
	p := w.book.page(&w.book.raws[i])
	for _, m := range slices.Backward(p.maps) {
		if v := lookup(m.node, "time"); v != nil {
			e := &mapEditor{yamlText: m.text, setter: w}
			return e.setTime(v, want, w.deck.Slide(i).Time)
		}
	}
	setting := "time: " + w.fresh(want)
	for _, m := range slices.Backward(p.maps) {
		e := &mapEditor{yamlText: m.text, setter: w}
		if out, ok := e.addSetting(m.node, setting); ok {
			return out, true
		}
	}
	return w.comment(p.raw, "<!-- "+setting+" -->"), true
}

// fresh is the value of a setting for the phase alone.
func (w *timeSetter) fresh(want string) string {
	if len(w.deck.Meta.Phases) < 2 {
		return want
	}
	return "{" + w.entry(want) + "}"
}

// entry is the phase and its value, as in a map. The names of phases need no quotation marks.
func (w *timeSetter) entry(want string) string {
	if w.phase == "" {
		return `"": ` + want
	}
	return w.phase + ": " + want
}

// comment adds a comment below the last line of a slide that says something, or above the first
// when the last is in a code fence that is never closed.
func (w *timeSetter) comment(r *raw, comment string) edit {
	if w.endsInCode(r) {
		at := w.lines[lineAt(w.lines, w.origin.at(r.first))].start
		end := w.lineEnd(at)
		at = max(at, w.origin.shift)
		return edit{at, at, comment + end + end}
	}
	last := r.start + len(bytes.TrimRight(w.book.text[r.start:r.end], " \t\n")) - 1
	l := w.lines[lineAt(w.lines, w.origin.at(last))]
	end := w.lineEnd(l.start)
	if l.next == l.end { // The file ends here, without a line end.
		return edit{l.end, l.end, end + end + comment}
	}
	return edit{l.next, l.next, end + comment + end}
}

// endsInCode reports whether a code fence of the slide is never closed.
func (w *timeSetter) endsInCode(r *raw) bool {
	lex := newLexer(w.book.text[:r.end], r.start, r.line)
	t := lex.next()
	for t.kind != tokenEnd {
		t = lex.next()
	}
	return t.open
}

// lineEnd is how the line ends that an offset is in. The last line ends as the one above it.
func (w *timeSetter) lineEnd(off int) string {
	i := lineAt(w.lines, off)
	if i > 0 && w.lines[i].next == w.lines[i].end {
		i--
	}
	if l := w.lines[i]; l.next > l.end {
		return string(w.source[l.end:l.next])
	}
	return "\n"
}

// refuse says which slide cannot be written, and what to do instead.
func (w *timeSetter) refuse(i int) error {
	pos := w.deck.Heads[i].Pos
	want, ok := w.times[i]
	if !ok {
		return diagnose(pos, "this slide would change with the time of another: set the times by hand")
	}
	return diagnose(pos, "the time of this slide cannot be written without changing something else: set \"time: %s\" by hand, in a comment of its own", w.fresh(deck.FormatDuration(want)))
}

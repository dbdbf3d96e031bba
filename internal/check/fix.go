package check

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/internal/markdown/edit"
	"github.com/westandtogether-assembly/assembly/slides/rules"
)

// Fixed makes the changes of findings in a deck's file that need no question, and returns how many findings they were
// made for. Only prose and the bullets ahead of it change, and every other byte stays. The result is read again: it is
// the same deck, but for the marks that were changed, or the finding is left alone. The error says why nothing can be
// changed.
func Fixed(source []byte, o markdown.Options, all []Finding) (edit.Edited, int, error) {
	f, made, err := fixable(source, o, all)
	if err != nil || len(made) == 0 {
		return edit.Edited{Text: source}, 0, err
	}
	return f.edited(made), len(made), nil
}

// Settled is findings without the fixes that Fixed would not make.
func Settled(source []byte, o markdown.Options, all []Finding) []Finding {
	if !slices.ContainsFunc(all, func(f Finding) bool { return f.Fix != nil }) {
		return all
	}
	_, made, _ := fixable(source, o, all) // Where there is an error, nothing is made.
	fixed := map[int]bool{}
	for _, c := range made {
		fixed[c.finding] = true
	}
	out := slices.Clone(all)
	for i := range out {
		if !fixed[i] {
			out[i].Fix = nil
		}
	}
	return out
}

// fixable are the changes of findings that can be made.
func fixable(source []byte, o markdown.Options, all []Finding) (*fixer, []change, error) {
	if !utf8.Valid(source) {
		return nil, nil, errNotUTF8
	}
	f := &fixer{source: source, file: readFile(source), o: o, tries: mostTries}
	was, err := f.read(source)
	if err != nil {
		return nil, nil, err
	}
	f.was = was
	var asked []change
	for i, found := range all {
		if edits := f.edits(found); edits != nil {
			asked = append(asked, change{i, edits})
		}
	}
	return f, f.accepted(asked), nil
}

var errNotUTF8 = errors.New("this file is not UTF-8: save it as UTF-8 first, and check its accents and quotation marks")

// byteEdit replaces source[from:to] by text, in line i, counted from 0.
type byteEdit struct {
	i, from, to int
	text        string
}

// change is what is changed for a finding.
type change struct {
	finding int
	edits   []byteEdit
}

// fixer changes a deck's file.
type fixer struct {
	source []byte
	file   *sourceFile
	o      markdown.Options
	was    likeness
	tries  int // how often the deck may still be read
}

// mostTries bounds how often the deck is read to find the findings that must be left alone.
const mostTries = 40

// edits are the changes of a finding; nil when it has none, or they are not of this file.
func (f *fixer) edits(found Finding) []byteEdit {
	if found.Fix == nil || found.Pos.File != f.o.Name {
		return nil
	}
	var out []byteEdit
	for _, fix := range append([]Fix{*found.Fix}, found.Fix.More...) {
		if fix.Line == 0 {
			fix.Line = found.Pos.Line
		}
		i := fix.Line - 1
		if i < 0 || i >= len(f.file.lines) || fix.From < 0 || fix.To < fix.From || fix.To > len(f.file.lines[i].text) || !f.file.inProse(i+1, fix.From, fix.To) {
			return nil
		}
		start := f.file.lines[i].start
		out = append(out, byteEdit{i, start + fix.From, start + fix.To, fix.Text})
	}
	return out
}

// accepted are the changes of those findings with which the deck stays what it was: all, or those of each half.
func (f *fixer) accepted(asked []change) []change {
	if len(asked) == 0 || f.tries == 0 {
		return nil
	}
	f.tries--
	if f.keeps(asked) {
		return asked
	}
	if len(asked) == 1 {
		return nil
	}
	half := len(asked) / 2
	out := slices.Concat(f.accepted(asked[:half]), f.accepted(asked[half:]))
	if len(out) > 0 && !f.keeps(out) {
		return nil
	}
	return out
}

// keeps reports whether the deck with changes is the one that it was.
func (f *fixer) keeps(asked []change) bool {
	text, ok := f.apply(asked)
	if !ok {
		return false
	}
	now, err := f.read(text)
	return err == nil && reflect.DeepEqual(f.was, now)
}

// apply makes changes, unless one reaches into another.
func (f *fixer) apply(asked []change) ([]byte, bool) {
	var out []byte
	from := 0
	for _, e := range inOrder(asked) {
		if e.from < from {
			return nil, false
		}
		out = append(append(out, f.source[from:e.from]...), e.text...)
		from = e.to
	}
	return append(out, f.source[from:]...), true
}

func inOrder(asked []change) []byteEdit {
	var all []byteEdit
	for _, c := range asked {
		all = append(all, c.edits...)
	}
	slices.SortStableFunc(all, func(a, b byteEdit) int { return a.from - b.from })
	return all
}

// edited is the source with changes, and which lines they are in.
func (f *fixer) edited(made []change) edit.Edited {
	text, _ := f.apply(made)
	now := readFile(text)
	out := edit.Edited{Text: text}
	last := -1
	for _, e := range inOrder(made) {
		n := len(out.Changes)
		switch {
		case e.i == last:
			continue
		case n > 0 && e.i == last+1:
			c := &out.Changes[n-1]
			c.Old, c.New = append(c.Old, f.file.lines[e.i].text), append(c.New, now.lines[e.i].text)
		default:
			out.Changes = append(out.Changes, edit.Change{Line: e.i + 1, Old: []string{f.file.lines[e.i].text}, New: []string{now.lines[e.i].text}})
		}
		last = e.i
	}
	return out
}

// Unseen says what changes remove that nobody sees, a line each: in what shows the changes, the lines look alike.
func Unseen(e edit.Edited) []string {
	var out []string
	for _, c := range e.Changes {
		for i := range min(len(c.Old), len(c.New)) {
			if n := invisibles(c.Old[i]) - invisibles(c.New[i]); n > 0 {
				out = append(out, fmt.Sprintf("line %d: %s removed", c.Line+i, plural(n, "invisible character", "invisible characters")))
			}
		}
	}
	return out
}

func invisibles(text string) int {
	return utf8.RuneCountInString(text) - utf8.RuneCountInString(strings.Map(visible, text))
}

// visible drops an invisible character.
func visible(r rune) rune {
	if isInvisible(r) {
		return -1
	}
	return r
}

// likeness is what two decks have in common that differ only in the marks that are fixed.
type likeness struct {
	Meta    deck.Meta
	Heads   []deck.Head
	Slides  []any
	Said    map[string]int // what the reader of the deck says, and how often
	Closing int
}

// read reads a deck.
func (f *fixer) read(text []byte) (likeness, error) {
	d, err := markdown.ParseAll(text, f.o)
	if err != nil {
		return likeness{}, err
	}
	out := likeness{Meta: d.Meta, Closing: d.Closing(), Said: map[string]int{}}
	for i := range d.Len() {
		slide, err := plainSlide(d.Slide(i))
		if err != nil {
			return likeness{}, err
		}
		out.Slides = append(out.Slides, slide)
		head := d.Heads[i]
		head.Pos.Col = 0
		out.Heads = append(out.Heads, head)
	}
	for _, said := range d.Diagnostics() {
		out.Said[plainMarks(said.Message)]++
	}
	return out, nil
}

// plainSlide is a slide as its JSON has it, without the marks that are fixed.
func plainSlide(s *deck.Slide) (any, error) {
	text, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	var out any
	if err := json.Unmarshal(text, &out); err != nil {
		return nil, err
	}
	return plainValue(out), nil
}

func plainValue(v any) any {
	switch v := v.(type) {
	case []any:
		for i := range v {
			v[i] = plainValue(v[i])
		}
	case map[string]any:
		for key, value := range v {
			if text, ok := value.(string); ok && isProse(v, key) {
				v[key] = plainMarks(text)
			} else if !ok {
				v[key] = plainValue(value)
			}
		}
	}
	return v
}

// isProse reports whether a field of a slide is words that may change: code, cues, addresses and settings may not.
func isProse(fields map[string]any, key string) bool {
	switch key {
	case "Title", "Alt", "Label", "Number":
		return true
	case "Text":
		_, block := fields["Lang"]
		_, cue := fields["For"]
		return !block && !cue && fields["Code"] != true
	}
	return false
}

// plainMarks is a text with straight quotation marks, official spacing, and nothing invisible.
func plainMarks(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case isInvisible(r):
			return -1
		case r == '“' || r == '”':
			return '"'
		case r == '‘' || r == '’':
			return '\''
		}
		return r
	}, text)
	var b strings.Builder
	from := 0
	for _, n := range rules.FindNumbers(text) {
		if verdict, right := rules.Judge(n); verdict == rules.Respaced {
			b.WriteString(text[from:n.Start] + right.Number)
			from = n.End
		}
	}
	return b.String() + text[from:]
}

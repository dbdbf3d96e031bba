package edit

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown"

	"go.yaml.in/yaml/v4"
)

// Text is what a speaker edits of a slide.
type Text struct {
	Notes string // for one phase, those from several places with an empty line between
	Words string // the Markdown that is shown, with its pauses and without other comments

	Shared bool // the notes count for other phases too
}

// Read reads the text of slide i, counted from 0, for a phase. The error is a markdown.Errors, or a
// deck.Diagnostic when the slide stands in another file.
func Read(source []byte, o markdown.Options, i int, phase string) (Text, error) {
	w, err := newWriter(source, o, i, phase)
	if err != nil {
		return Text{}, err
	}
	return textOf(w.src, i, phase), nil
}

func textOf(s *markdown.Source, i int, phase string) Text {
	out := Text{Words: s.Words(i).Text}
	var notes []string
	for _, p := range s.Notes(i, phase) {
		if p.Text != "" {
			notes = append(notes, p.Text)
		}
		out.Shared = out.Shared || p.Shared
	}
	out.Notes = strings.Join(notes, "\n\n")
	return out
}

// writer writes the text of a slide anew.
type writer struct {
	file
	o     markdown.Options
	src   *markdown.Source
	slide int
	phase string
}

func newWriter(source []byte, o markdown.Options, slide int, phase string) (*writer, error) {
	s, err := markdown.Locate(source, o)
	if err != nil {
		return nil, err
	}
	w := &writer{file: newFile(source), o: o, src: s, slide: slide, phase: phase}
	if !s.Here(slide) {
		return nil, w.refuse(elsewhere)
	}
	return w, nil
}

// SetWords writes what slide i, counted from 0, shows. Every line that stays is left as it is to the byte.
// The result is read again before it is returned: it is the deck that it was, but for the words of this
// slide. Otherwise the error is a markdown.Errors, or a deck.Diagnostic that says what stands in the way.
func SetWords(source []byte, o markdown.Options, i int, words string) ([]byte, error) {
	w, err := newWriter(source, o, i, "")
	if err != nil {
		return nil, err
	}
	old, lines := w.src.Words(i), textLines(words)
	if slices.Equal(textLines(old.Text), lines) {
		return source, nil
	}
	if old.Escaped {
		return nil, w.refuse("the words of this slide are written for another tool: change them in the file itself")
	}
	if len(lines) == 0 {
		return nil, w.refuse("a slide without words would leave the hall with an empty screen")
	}
	out := w.apply(w.wordsEdits(old, lines)).Text
	if err := w.checkWords(out, lines); err != nil {
		return nil, err
	}
	return out, nil
}

// wordsEdits writes the words of a slide, which may have none yet.
func (w *writer) wordsEdits(old markdown.Passage, lines []string) []edit {
	if len(old.Lines) > 0 {
		return newLineEditor(w.file, old).edits(follow(textsOf(old), lines))
	}
	first, _ := w.src.Extent(w.slide)
	at := w.lines[first.Line-1].start
	end := w.lineEnd(at)
	return []edit{{at, at, strings.Join(lines, end) + end + end}}
}

// textsOf are the lines of a passage as textLines has them.
func textsOf(p markdown.Passage) []string {
	out := make([]string, len(p.Lines))
	for i, l := range p.Lines {
		if strings.TrimSpace(l.Text) != "" {
			out[i] = l.Text
		}
	}
	return out
}

// SetNotes writes the notes of slide i, counted from 0, for a phase, as SetWords does its words. The notes
// of other phases stay, unless they are the same ones in the file.
func SetNotes(source []byte, o markdown.Options, i int, phase, notes string) ([]byte, error) {
	w, err := newWriter(source, o, i, phase)
	if err != nil {
		return nil, err
	}
	lines := textLines(notes)
	if slices.Equal(textLines(textOf(w.src, i, phase).Notes), lines) {
		return source, nil
	}
	if len(lines) > 0 {
		lines[0] = strings.TrimLeft(lines[0], " ") // YAML would take it for the indentation of the others.
	}
	return w.firstThatHolds(w.ways(lines), lines)
}

// firstThatHolds makes the first edits after which the notes are those lines, and nothing else is new.
func (w *writer) firstThatHolds(ways [][]edit, lines []string) ([]byte, error) {
	var first error
	for _, edits := range ways {
		if edits == nil {
			continue
		}
		out := w.apply(edits).Text
		err := w.checkNotes(out, lines)
		if err == nil {
			return out, nil
		}
		first = cmp.Or(first, err)
	}
	return nil, cmp.Or(first, w.refuse(notHere))
}

// notHere is what there is to say of notes that stand in the way of each other.
const notHere = "the notes of this slide cannot be changed without changing something else: change them in the file itself"

// elsewhere is what there is to say of a slide that another file brings in.
const elsewhere = "this slide comes from another file, which the deck brings in: change it there"

// form is how notes are written.
type form int

const (
	asLines  form = iota // the lines that there are, changed where they must be
	asBlock              // below a line notes: |
	asQuoted             // as one quoted value, which can hold anything
)

// ways are the ways to write the notes, the one that changes least first; nil for one that cannot be.
func (w *writer) ways(lines []string) [][]edit {
	passages := slices.DeleteFunc(w.src.Notes(w.slide, w.phase), func(p markdown.Passage) bool { return p.Text == "" && p.Value == nil })
	if len(passages) == 0 {
		at := w.commentBelow(w.src, w.slide, "\x00")
		block, quoted := at, at
		block.text = strings.Replace(at.text, "\x00", w.newComment(at.from, lines, asBlock), 1)
		quoted.text = strings.Replace(at.text, "\x00", w.newComment(at.from, lines, asQuoted), 1)
		return [][]edit{{block}, {quoted}}
	}
	parts := divide(passages, lines)
	var out [][]edit
	for _, f := range []form{asLines, asBlock, asQuoted} {
		out = append(out, w.write(passages, parts, f))
	}
	return out
}

// joined is the lines of several passages, as one text.
type joined struct {
	lines []string
	of    []int // the passage of each
	index []int // its index there; -1 between two passages
}

func (j *joined) add(line string, of, index int) {
	j.lines, j.of, j.index = append(j.lines, line), append(j.of, of), append(j.index, index)
}

// join joins passages with an empty line between two.
func join(passages []markdown.Passage) *joined {
	j := &joined{}
	for p, passage := range passages {
		if len(j.lines) > 0 && passage.Text != "" {
			j.add("", p, -1)
		}
		for i, l := range textLines(passage.Text) {
			j.add(l, p, i)
		}
	}
	return j
}

// at is the passage of a line that is put in place of line i, or above it: that of the line itself, or else
// of the one above.
func (j *joined) at(i int) int {
	switch {
	case len(j.of) == 0:
		return 0
	case i < len(j.of) && j.index[i] >= 0:
		return j.of[i]
	}
	return j.of[max(i-1, 0)]
}

// divide says which lines of a text are those of which passage.
func divide(passages []markdown.Passage, lines []string) [][]kept {
	old, out, at := join(passages), make([][]kept, len(passages)), 0
	for _, k := range follow(old.lines, lines) {
		if k.old < 0 {
			p := old.at(at)
			out[p] = append(out[p], k)
			continue
		}
		if i, p := old.index[k.old], old.of[k.old]; i >= 0 {
			out[p] = append(out[p], kept{k.text, i})
		}
		at = k.old + 1
	}
	return out
}

// write makes the edits of the passages that change, or nil when they cannot have the form.
func (w *writer) write(passages []markdown.Passage, parts [][]kept, f form) []edit {
	var out []edit
	for i, p := range passages {
		if unchanged(p, parts[i]) {
			continue
		}
		more := w.passage(p, parts[i], f)
		if more == nil {
			return nil
		}
		out = append(out, more...)
	}
	slices.SortStableFunc(out, func(a, b edit) int { return a.from - b.from })
	return out
}

// unchanged reports whether a passage keeps all its lines.
func unchanged(p markdown.Passage, now []kept) bool {
	for i, k := range now {
		if k.old != i {
			return false
		}
	}
	return len(now) == len(textLines(p.Text))
}

// passage makes the edits of one passage.
func (w *writer) passage(p markdown.Passage, now []kept, f form) []edit {
	for i := range now {
		now[i].text = markdown.HideMarks(now[i].text)
	}
	switch {
	case f == asLines && len(p.Lines) > 0:
		return newLineEditor(w.file, p).edits(now)
	case f == asLines || p.Value == nil && p.Comment == (markdown.Range{}):
		return nil
	case p.Value == nil:
		from, to := w.offset(p.Comment.From), w.offset(p.Comment.To)
		end := w.lineEnd(from)
		value := w.value(keptTexts(now), "  ", end, f)
		return []edit{{from, to, "<!--" + end + "notes: " + value + end + "-->"}}
	}
	return w.setting(p, keptTexts(now), f)
}

// keptTexts are the texts of lines.
func keptTexts(now []kept) []string {
	out := make([]string, len(now))
	for i, k := range now {
		out[i] = k.text
	}
	return out
}

// value is notes as the value of a setting.
func (w *writer) value(lines []string, indent, end string, f form) string {
	if f == asBlock {
		return "|" + below(end, indent, lines)
	}
	text, err := json.Marshal(strings.Join(lines, "\n")) // YAML reads it, and it escapes every mark.
	if err != nil {
		return `""`
	}
	return string(text)
}

// setting replaces the value of a setting.
func (w *writer) setting(p markdown.Passage, lines []string, f form) []edit {
	e := &mapEditor{Settings: p.Settings, file: w.file}
	from, to, ok := e.whole(p.Value)
	if !ok || f == asBlock && p.Settings.Node.Style&yaml.FlowStyle != 0 {
		return nil
	}
	at := e.at(from)
	line := w.lines[w.lineAt(at)]
	before := w.source[line.start:at]
	indent := string(before[:len(before)-len(strings.TrimLeft(string(before), " "))]) + "  "
	out := edit{at, at, w.value(lines, indent, w.lineEnd(at), f)}
	if to > from {
		out.to = e.behind(to)
	} else if at > 0 && w.source[at-1] != ' ' {
		out.text = " " + out.text
	}
	return []edit{out}
}

// newComment is a comment with notes for the phase.
func (w *writer) newComment(at int, lines []string, f form) string {
	lines = slices.Clone(lines)
	for i := range lines {
		lines[i] = markdown.HideMarks(lines[i])
	}
	end := w.lineEnd(at)
	if w.phase == "" || len(w.src.Deck.Meta.Phases) == 0 {
		return "<!--" + end + "notes: " + w.value(lines, "  ", end, f) + end + "-->"
	}
	return "<!--" + end + "notes:" + end + "  " + w.phase + ": " + w.value(lines, "    ", end, f) + end + "-->"
}

// refuse says why the slide cannot be changed.
func (w *writer) refuse(why string) error {
	pos := w.src.Deck.Heads[w.slide].Pos
	return diagnose(deck.Pos{File: pos.File, Line: pos.Line}, "%s", why)
}

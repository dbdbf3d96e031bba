package dialect

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// reveal reads a deck for reveal.js, as its Markdown plugin, reveal-md and HackMD do: separators of slides and
// of notes, which the front matter may set; <aside class="notes">; fragments, in comments and in tags; what is
// in the comments .slide and .element. Slides below each other are in one row. Left out are slides with
// data-visibility="hidden". Effects, backgrounds and steps through the lines of code are of no account.
//
// No separator is looked for in code. Notes go from the first line that begins them to the end of the slide:
// reveal.js shows them on the slide when there is a second such line, which cannot be meant.
func (t *translator) reveal() {
	r := &revealReader{translator: t, w: newEscaper(t)}
	r.noteMark = r.pattern("notesSeparator", `^\s*notes?:`, "(?im)")
	from := t.in.Body
	for _, b := range r.breaks() {
		r.slide(from, b[0])
		from, r.behind = b[1], r.pitchBackground(t.file.Text[b[0]:b[1]])
	}
	r.slide(from, len(t.file.Text))
	t.tellHidden(`data-visibility="hidden"`)
}

// isRevealKey reports whether a key of front matter is followed.
func isRevealKey(key string) bool {
	return key == "separator" || key == "verticalSeparator" || key == "notesSeparator" || key == "slideOptions"
}

// revealReader writes the slides of a deck.
type revealReader struct {
	*translator
	w        *escaper
	noteMark *regexp.Regexp
	usual    bool   // the separators are not set
	pitch    bool   // the deck has marks of GitPitch
	behind   string // behind the slide that is read next
	slides   int    // that were written
}

const (
	revealBreak    = `^---$`
	revealBelow    = `^(?:----|--|<!-- ?[sv] ?-->|[ \t]*<section[^<>\n]*>[ \t]*)$`
	revealByBlanks = `^\n\n\n?`
)

// breaks finds the separators of slides.
func (r *revealReader) breaks() [][2]int {
	set := r.in.Front.Has("separator", "verticalSeparator") || r.in.Front.At("slideOptions").Has("separator", "verticalSeparator")
	below := revealBelow
	r.usual, r.pitch = !set, newSigns(Front{}, r.file.Text[r.in.Body:]).gitPitch()
	switch {
	case set:
		below = `^----$`
	case r.pitch:
		below += "|" + pitchBreak
	}
	across := r.pattern("separator", revealBreak, "(?m)")
	found := r.find(regexp.MustCompile(across.String() + "|" + r.pattern("verticalSeparator", below, "(?m)").String()))
	if len(found) == 0 && !set && bytes.Contains(r.file.Text[r.in.Body:], []byte("\n\n\n\n")) {
		found = r.find(regexp.MustCompile("(?m)" + revealByBlanks))
	}
	return found
}

// maxPattern is the length of the longest separator in bytes.
const maxPattern = 200

// pattern is a separator that the front matter sets, or the usual one.
func (r *revealReader) pattern(key, usual, flags string) *regexp.Regexp {
	text := r.in.Front.Value(key)
	if text == "" {
		text = r.in.Front.At("slideOptions").Value(key)
	}
	if text == "" {
		return regexp.MustCompile(flags + "(?:" + usual + ")")
	}
	if rule := strings.TrimSpace(text); rule != "" && strings.Trim(rule, "-") == "" {
		text = "^" + rule + "$"
	}
	p, err := regexp.Compile(fmt.Sprintf("%s(?:%s)", flags, text))
	if err != nil || len(text) > maxPattern {
		r.warnf(0, "%s: expected a line, or a pattern such as ^---$: the usual one is used", key)
		return regexp.MustCompile(flags + "(?:" + usual + ")")
	}
	return p
}

// find finds the separators that match a pattern, outside code, and comments of more than a separator. Two
// hyphens right below text make a heading of it, unless they are set as a separator.
func (r *revealReader) find(pattern *regexp.Regexp) [][2]int {
	text := r.file.Text[r.in.Body:]
	var out [][2]int
	covers := r.covers()
	for _, m := range r.matches(pattern, text) {
		from, to := m[0]+r.in.Body, m[1]+r.in.Body
		for len(covers) > 0 && covers[0].end <= from {
			covers = covers[1:]
		}
		covered := len(covers) > 0 && covers[0].from < from && to < covers[0].end
		heading := string(text[m[0]:m[1]]) == "--" && r.usual && !r.belowBlank(from)
		if from < to && !covered && !heading {
			out = append(out, [2]int{from, to})
		}
	}
	return out
}

// matches finds what a pattern matches: the usual one, or one that the deck sets.
func (r *revealReader) matches(pattern *regexp.Regexp, text []byte) [][]int {
	if r.usual {
		return pattern.FindAllIndex(text, -1)
	}
	found := nearMatches(pattern, text)
	if n := len(found); n >= mostMatches {
		r.warnf(r.in.Body+found[n-1][1], "the separators that are set match more than %d times, and are not looked for from here on", mostMatches)
	}
	return found
}

// Limits of a pattern that the deck sets: how far it may look in bytes, and how often it is followed. One may look through
// all of the text for each of its matches.
const (
	farPattern  = 1 << 10
	mostMatches = 20_000
)

// nearMatches finds what a pattern matches, window by window. Each begins with a character more, which says what ^ means.
func nearMatches(pattern *regexp.Regexp, text []byte) [][]int {
	var out [][]int
	done := 0
	for from := 0; from < len(text) && len(out) < mostMatches; {
		ahead, to, next := max(from-1, 0), runeAt(text, from+farPattern), len(text)
		if to < len(text) {
			if next = runeAt(text, from+farPattern/2); bytes.IndexByte(text[from:next], '\n') >= 0 {
				next = bytes.LastIndexByte(text[:next], '\n') + 1
			}
		}
		for _, m := range pattern.FindAllIndex(text[ahead:to], -1) {
			if at, end := ahead+m[0], ahead+m[1]; max(done, from) <= at && at < min(end, next) {
				out, done = append(out, []int{at, end}), end
			}
		}
		from = next
	}
	return out
}

// runeAt is the offset of the character that holds an offset, that offset itself where it is in none, or the end of the text.
func runeAt(text []byte, off int) int {
	if off >= len(text) {
		return len(text)
	}
	for at := off; at >= 0 && at > off-utf8.UTFMax; at-- {
		if utf8.RuneStart(text[at]) {
			return at
		}
	}
	return off
}

// belowBlank reports whether the line above one is blank, a comment or nothing.
func (r *revealReader) belowBlank(at int) bool {
	if at < 2 || at <= r.in.Body {
		return true
	}
	above := r.file.Text[at-2]
	return above == '\n' || above == '>'
}

// covers are the items of the file in which no separator is looked for.
func (r *revealReader) covers() []item {
	var out []item
	unclosed, missing := 0, unended{}
	for at := r.in.Body; at < len(r.file.Text); {
		it := missing.itemAt(r.file.Text, at)
		if it.kind == itemCode && !r.isCode(it) {
			if unclosed++; unclosed > maxUnclosed {
				return out
			}
			_, at = cutLine(r.file.Text, at)
			continue
		}
		if it.kind != itemLine {
			out = append(out, it)
		}
		at = it.next
	}
	return out
}

// isCode reports whether a code fence ends where it seems to. One that is never closed takes the slides below it
// into the code, up to the next fence that is opened with the name of a language.
func (r *revealReader) isCode(it item) bool {
	text := r.file.text(it)
	if closing := bytes.LastIndexByte(text, '\n'); closing < 0 || closes(text[closing+1:], fenceByte(text), 3) != 0 {
		return false
	}
	_, below, found := bytes.Cut(text, []byte("\n---\n"))
	return !found || !revealOpens.Match(below)
}

var revealOpens = lazyregexp.New("(?m)^(```|~~~)[a-z]+")

// fenceByte is the mark that code is fenced with.
func fenceByte(text []byte) byte {
	marks := withoutMark(bytes.TrimLeft(text, " \t>"))
	return marks[0]
}

// slide writes a slide.
func (r *revealReader) slide(from, to int) {
	if isBlank(r.file.Text[from:to]) && r.behind == "" {
		return
	}
	s := r.scan(from, to)
	if s.image == "" {
		s.image = r.behind
	}
	if s.hidden {
		r.hide(from)
		return
	}
	if r.slides++; r.slides > 1 {
		r.w.mark("\n\n---\n\n", from)
	}
	notes := r.write(s)
	if s.image != "" && r.shows(s) {
		r.unusedLook("backgrounds", "", "data-background-image", from)
	} else if s.image != "" {
		r.w.mark("![](<"+safe(strings.Trim(s.image, "<>"))+">)", from)
	}
	r.tell(s, notes)
}

// shows reports whether a slide has something to show besides its background.
func (r *revealReader) shows(s *revealSlide) bool {
	at := s.from
	for _, m := range s.marks {
		if m.kind == revealNotes {
			return !isBlank(r.file.Text[at:m.from])
		}
		if m.kind == revealCode || !isBlank(r.file.Text[at:m.from]) {
			return true
		}
		at = m.to
	}
	return !isBlank(r.file.Text[at:s.to])
}

// write writes what a slide shows, and returns the offset where its notes begin.
func (r *revealReader) write(s *revealSlide) int {
	at, steps := s.from, s.pauses()
	for _, m := range s.marks {
		steps = r.upTo(at, m.from, steps)
		if m.kind == revealNotes {
			return m.to
		}
		r.mark(m)
		at = m.to
		if m.kind == revealDropped && r.w.fresh {
			line, next := cutLine(r.file.Text[:s.to], at)
			if isBlank(line) {
				at = next
			}
		}
	}
	r.upTo(at, s.to, steps)
	return s.to
}

// upTo writes text of a slide with the steps that begin in it, and returns those that are left.
func (r *revealReader) upTo(at, to int, steps []int) []int {
	for len(steps) > 0 && steps[0] <= to {
		if steps[0] >= at {
			r.w.text(at, steps[0])
			at = r.step(steps[0])
		}
		steps = steps[1:]
	}
	r.w.text(at, max(at, to))
	return steps
}

// step begins a step before the line at an offset, and returns where the line goes on. A list does not end
// there; HTML does, and goes on without indentation, which would make code of it.
func (r *revealReader) step(at int) int {
	line, _ := cutLine(r.file.Text, at)
	indent := leading(line)
	head := line[indent:]
	if markLen(head) == 0 || indent > maxIndent {
		r.w.mark("\n\n<!-- pause -->\n\n", at)
		if bytes.HasPrefix(head, []byte("<")) {
			at += indent
		}
		return at
	}
	if !r.w.fresh {
		r.w.mark("\n", at)
	}
	r.w.mark(strings.Repeat(" ", indent)+"<!-- pause -->\n", at)
	return at
}

// mark writes what a mark stands for.
func (r *revealReader) mark(m revealMark) {
	switch m.kind {
	case revealCode:
		r.code(m)
	case revealComment:
		r.w.code(m.from, m.to)
	case revealPut:
		r.w.mark(m.text, m.from)
	}
}

// revealLines are the numbers of lines that may stand behind the language of code: [], [1,3-4|5] or [10: 1|2].
var revealLines = lazyregexp.New(`\[\s*(?:\d*:)?[\s\d,|-]*\]`)

// code writes code without the numbers of its lines.
func (r *revealReader) code(m revealMark) {
	line, _ := cutLine(r.file.Text[:m.to], m.from)
	from := m.from
	if found := revealLines.FindIndex(line); found != nil {
		if bytes.IndexByte(line[found[0]:found[1]], '|') >= 0 {
			r.unused("steps through code", "", string(line[found[0]:found[1]]), m.from+found[0])
		}
		r.w.code(from, from+found[0])
		from += found[1]
	}
	r.w.code(from, m.to)
	if text := r.file.Text[m.from:m.to]; len(line) == len(text) || closes(text[bytes.LastIndexByte(text, '\n')+1:], fenceByte(text), 3) != 0 {
		r.w.mark(closing(line), m.to)
	}
}

// tell writes the notes of a slide: those from an offset on, and those that stand between its tags.
func (r *revealReader) tell(s *revealSlide, from int) {
	told := slices.DeleteFunc(s.notes, func(n spokenNote) bool { return n.text == "" })
	if len(told) == 0 && isBlank(r.file.Text[from:s.to]) {
		return
	}
	r.w.mark("\n\n???\n\n", from)
	for _, m := range s.marks {
		if m.from >= from {
			r.spoken(from, m.from)
			r.mark(m)
			from = m.to
		}
	}
	r.spoken(from, s.to)
	for _, n := range told {
		r.w.mark("\n\n"+n.text, n.at)
	}
}

// spoken writes a part of the notes.
func (r *revealReader) spoken(from, to int) {
	for _, e := range r.noteTags(from, max(from, to)) {
		r.w.text(from, e.at)
		r.w.mark(e.text, e.at)
		from = e.end
	}
	r.w.text(from, to)
}
